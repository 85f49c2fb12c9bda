/** A filter as it was written. */
export type Filter =
  | { readonly op: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly op: 'not'; readonly of: Filter }
  | { readonly op: 'eq' | 'ne' | 'ilike'; readonly field: string; readonly value: string }
  | { readonly op: 'in'; readonly field: string; readonly values: readonly string[] }
  | { readonly op: 'any'; readonly field: string; readonly of?: Filter | undefined };

/** A whole query. */
export interface RqlQuery {
  readonly filter?: Filter | undefined;
  readonly limit: number;
  readonly offset: number;
  readonly order: readonly string[];
  readonly select: readonly string[];
}

/** What is wrong with a query, in words. */
export class RqlError extends Error {}

const FIELD = /^[A-Za-z][\w.]*$/;
/** What needs no quotes. */
const BARE = /^[\w.:-]+$/;
const MOST = 100;

type Token = { readonly kind: 'word' | 'text' | 'sign'; readonly value: string };

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text[at] ?? '';
    if ('(),'.includes(letter)) {
      tokens.push({ kind: 'sign', value: letter });
      at += 1;
    } else if (letter === '"') {
      const end = text.indexOf('"', at + 1);
      if (end < 0) throw new RqlError('a quote that does not end');
      const value = text.slice(at + 1, end);
      // Nothing documents an escape, and the vendor's own app takes these out of what people type.
      if (/[\\()]/.test(value)) throw new RqlError('a bracket or back slash in quotes');
      tokens.push({ kind: 'text', value });
      at = end + 1;
    } else {
      const word = /^[^(),"]+/.exec(text.slice(at))?.[0] ?? '';
      if (!BARE.test(word)) throw new RqlError(`unquoted: ${word}`);
      tokens.push({ kind: 'word', value: word });
      at += word.length;
    }
  }
  return tokens;
}

function createReader(tokens: readonly Token[]) {
  let at = 0;
  const next = (): Token => {
    const token = tokens[at];
    if (!token) throw new RqlError('the query ends too early');
    at += 1;
    return token;
  };
  const expect = (sign: string): void => {
    const token = next();
    if (token.kind !== 'sign' || token.value !== sign) throw new RqlError(`${token.value} where ${sign} belongs`);
  };
  const isNext = (sign: string): boolean => tokens[at]?.kind === 'sign' && tokens[at]?.value === sign;
  return { next, expect, isNext, isDone: () => at === tokens.length };
}

type Reader = ReturnType<typeof createReader>;

function readField(reader: Reader): string {
  const { kind, value } = reader.next();
  if (kind !== 'word' || !FIELD.test(value)) throw new RqlError(`no field: ${value}`);
  return value;
}

function readValue(reader: Reader): string {
  const { kind, value } = reader.next();
  if (kind === 'sign') throw new RqlError(`${value} where a value belongs`);
  return value;
}

function readFilters(reader: Reader): Filter[] {
  const filters = [readFilter(reader)];
  while (reader.isNext(',')) {
    reader.expect(',');
    filters.push(readFilter(reader));
  }
  return filters;
}

function readValues(reader: Reader): string[] {
  reader.expect('(');
  const values = [readValue(reader)];
  while (reader.isNext(',')) {
    reader.expect(',');
    values.push(readValue(reader));
  }
  reader.expect(')');
  return values;
}

function readArguments(op: string, reader: Reader): Filter {
  if (op === 'and' || op === 'or') return { op, of: readFilters(reader) };
  if (op === 'not') return { op, of: readFilter(reader) };
  if (!['eq', 'ne', 'ilike', 'in', 'any'].includes(op)) throw new RqlError(`no such operator: ${op}`);
  const field = readField(reader);
  if (op === 'any' && !reader.isNext(',')) return { op, field };
  reader.expect(',');
  if (op === 'any') return { op, field, of: readFilter(reader) };
  if (op === 'in') return { op, field, values: readValues(reader) };
  return { op: op as 'eq' | 'ne' | 'ilike', field, value: readValue(reader) };
}

function readFilter(reader: Reader): Filter {
  const { kind, value } = reader.next();
  if (kind !== 'word') throw new RqlError(`${value} where an operator belongs`);
  reader.expect('(');
  const filter = readArguments(value, reader);
  reader.expect(')');
  return filter;
}

/** The parts of a query between the `&` that stand outside of quotes. */
function partsOf(text: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (letter === '&' && !quoted) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

function wholeNumber(text: string, most: number): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) > most) throw new RqlError(`no number up to ${most}: ${text}`);
  return Number(text);
}

function namesIn(text: string): string[] {
  const names = text.split(',');
  const wrong = names.find((name) => !/^[+-]?[A-Za-z][\w.]*$/.test(name));
  if (wrong !== undefined) throw new RqlError(`no field: ${wrong}`);
  return names;
}

/** Reads the documented subset of RQL from a raw query string, still percent-encoded; throws an RqlError for all else. */
export function parseRql(raw: string): RqlQuery {
  const options = new Map<string, string>();
  const filters: Filter[] = [];
  for (const part of raw === '' ? [] : partsOf(decoded(raw))) {
    const [, name, value = ''] = /^([a-z]+)=(.*)$/s.exec(part) ?? [];
    if (name === undefined) {
      const reader = createReader(tokensOf(part));
      filters.push(readFilter(reader));
      if (!reader.isDone()) throw new RqlError(`something after the filter: ${part}`);
    } else if (!['limit', 'offset', 'order', 'select'].includes(name)) throw new RqlError(`no such parameter: ${name}`);
    else if (options.has(name)) throw new RqlError(`${name} is there twice`);
    else options.set(name, value);
  }
  const [order, select] = [options.get('order'), options.get('select')];
  return {
    filter: filters.length > 1 ? { op: 'and', of: filters } : filters[0],
    limit: wholeNumber(options.get('limit') ?? '10', MOST),
    offset: wholeNumber(options.get('offset') ?? '0', 999_999),
    order: order === undefined ? [] : namesIn(order),
    select: select === undefined ? [] : namesIn(select),
  };
}

function decoded(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw new RqlError('broken percent signs');
  }
}
