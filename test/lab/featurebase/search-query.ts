/** One `{ field, operator, value }` of a search. */
export interface Clause {
  readonly field: string;
  readonly operator: string;
  readonly value: unknown;
}

/** What a search may ask for: the operators of each field, and which values it takes. */
export type SearchFields = Readonly<
  Record<string, { readonly operators: readonly string[]; readonly value: (value: unknown) => boolean }>
>;

const NEGATIVE = ['!=', 'NIN'];
const MOST_CLAUSES = 15;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a text that is not empty. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function clauseOf(raw: unknown, fields: SearchFields): Clause | string {
  if (!isObject(raw)) return 'a clause is no object';
  const { field, operator, value, ...more } = raw;
  if (Object.keys(more).length > 0) return `unknown part of a clause: ${Object.keys(more)[0]}`;
  if (typeof field !== 'string' || !Object.hasOwn(fields, field)) return `no field to search by: ${String(field)}`;
  const known = fields[field];
  if (typeof operator !== 'string' || !known?.operators.includes(operator)) {
    return `${field} does not take the operator ${String(operator)}`;
  }
  const isList = operator === 'IN' || operator === 'NIN';
  const values: readonly unknown[] = isList ? (Array.isArray(value) ? value : [undefined]) : [value];
  if (values.length === 0 || !values.every((each) => known.value(each))) return `${field} does not take that value`;
  return { field, operator, value };
}

/**
 * Reads a search's `query`: a single clause, or one top-level AND of up to fifteen, no OR and no nesting. A sentence where it
 * is something else; `query_too_broad` where it only says what is not wanted.
 */
export function clausesOf(query: unknown, fields: SearchFields): readonly Clause[] | string {
  if (!isObject(query)) return 'query is no object';
  const isGroup = query.operator === 'AND' || query.operator === 'OR';
  if (query.operator === 'OR') return 'OR is not supported';
  const raw: readonly unknown[] = isGroup ? (Array.isArray(query.value) ? query.value : []) : [query];
  if (raw.length === 0 || raw.length > MOST_CLAUSES) return 'a group holds one to fifteen clauses';
  const clauses: Clause[] = [];
  for (const each of raw) {
    const clause = clauseOf(each, fields);
    if (typeof clause === 'string') return clause;
    clauses.push(clause);
  }
  return clauses.every(({ operator }) => NEGATIVE.includes(operator)) ? 'query_too_broad' : clauses;
}

// Assumption: case does not matter, and "word-aware substring" begins at the beginning of a word.
function containsWord(text: string, wanted: string): boolean {
  const inside = text.toLowerCase();
  for (let at = inside.indexOf(wanted); at >= 0; at = inside.indexOf(wanted, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(inside[at - 1] ?? '')) return true;
  }
  return false;
}

/** Whether a record with these values fits every clause; a field with several values fits where one of them does. */
export function fits(clauses: readonly Clause[], valuesOf: (field: string) => readonly string[]): boolean {
  return clauses.every(({ field, operator, value }) => {
    const own = valuesOf(field).map((text) => text.toLowerCase());
    const asked = (Array.isArray(value) ? value : [value]).map((each) => String(each).toLowerCase());
    const has = own.some((text) => asked.includes(text));
    if (operator === '~') return own.some((text) => containsWord(text, asked[0] ?? ''));
    return NEGATIVE.includes(operator) ? !has : has;
  });
}
