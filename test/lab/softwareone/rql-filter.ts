import { type Filter, RqlError, type RqlQuery } from './rql';

/** What a filter may ask for, and how it compares. */
export interface Comparing {
  /** Fields that hold one value. */
  readonly fields: ReadonlySet<string>;
  /** Fields that hold a list. */
  readonly lists: ReadonlySet<string>;
  /** Whether `eq`, `ne` and `in` mind the case of a field's letters. */
  minds(field: string): boolean;
}

type Row = Readonly<Record<string, unknown>>;

/** What a path such as `audit.created.at` leads to. */
function at(row: Row, field: string): unknown {
  return field.split('.').reduce<unknown>((value, name) => (value as Row | null | undefined)?.[name], row);
}

function known(field: string, among: ReadonlySet<string>): string {
  if (!among.has(field)) throw new RqlError(`no such field: ${field}`);
  return field;
}

function same(row: Row, field: string, value: string, comparing: Comparing): boolean {
  const own = String(at(row, known(field, comparing.fields)) ?? '');
  return comparing.minds(field) ? own === value : own.toLowerCase() === value.toLowerCase();
}

function isLike(text: string, pattern: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('[\\s\\S]*')}$`, 'i').test(text);
}

function passes(row: Row, filter: Filter, comparing: Comparing): boolean {
  switch (filter.op) {
    case 'and':
      return filter.of.every((part) => passes(row, part, comparing));
    case 'or':
      return filter.of.some((part) => passes(row, part, comparing));
    case 'not':
      return !passes(row, filter.of, comparing);
    case 'eq':
      return same(row, filter.field, filter.value, comparing);
    case 'ne':
      return !same(row, filter.field, filter.value, comparing);
    case 'in':
      return filter.values.some((value) => same(row, filter.field, value, comparing));
    case 'ilike':
      return isLike(String(at(row, known(filter.field, comparing.fields)) ?? ''), filter.value);
    case 'any': {
      const list = at(row, known(filter.field, comparing.lists));
      const rows = Array.isArray(list) ? (list as Row[]) : [];
      const { of } = filter;
      const inner = { ...comparing, fields: new Set(['id', 'name']) };
      return of ? rows.some((each) => passes(each, of, inner)) : rows.length > 0;
    }
  }
}

/** Throws for a field that is not there, whether or not a row is ever held against it. */
function check(filter: Filter, comparing: Comparing): void {
  switch (filter.op) {
    case 'and':
    case 'or':
      for (const part of filter.of) check(part, comparing);
      return;
    case 'not':
      check(filter.of, comparing);
      return;
    default:
      known(filter.field, filter.op === 'any' ? comparing.lists : comparing.fields);
  }
}

/** The rows that a query asks for, sorted, before paging. Throws an RqlError for a field that is not there. */
export function rowsOf<One extends Row>(rows: readonly One[], query: RqlQuery, comparing: Comparing): One[] {
  const { filter } = query;
  if (filter) check(filter, comparing);
  const orders = query.order.map((name) => ({
    field: known(name.replace(/^[+-]/, ''), comparing.fields),
    sign: name.startsWith('-') ? -1 : 1,
  }));
  const found = filter ? rows.filter((row) => passes(row, filter, comparing)) : [...rows];
  return found.sort((one, other) => {
    for (const { field, sign } of orders) {
      const [a, b] = [String(at(one, field) ?? ''), String(at(other, field) ?? '')];
      if (a !== b) return a < b ? -sign : sign;
    }
    return 0;
  });
}
