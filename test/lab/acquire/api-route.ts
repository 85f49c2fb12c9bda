import type { Operation } from '../shared/strictness';
import type { Refusal } from './api-answer';
import type { AcquireWorld, LabKey, LabPermission, LabRecord } from './world';

/** What a route works with, after everything about the request itself was found right. */
export interface RouteCall {
  readonly world: AcquireWorld;
  /** The id in the path, where the route has one. */
  readonly id: number;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly key: LabKey;
  /** Records that the next list leaves out (`listLag`). */
  readonly lagging: Set<LabRecord>;
}

/** What a route did: the body of its 200, or why nothing was done. */
export type RouteResult = { readonly answer: unknown } | Refusal;

/** One documented operation. */
export interface Route extends Operation {
  readonly permission: LabPermission;
  handle(call: RouteCall): RouteResult;
}

/** A whole number above zero, as text. */
export const ID = '([1-9]\\d{0,14})';

/** Whether a value is an id: a whole number above zero, not text that looks like one. */
export function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/** The refusal for an id that is not there, as a switch says. */
export function notFound(status: '400' | '404', what: string): Refusal {
  return { status: Number(status), code: 'ERROR_RECORD_NOT_FOUND', why: `${what} does not exist` };
}

/** A pattern for one or more of the given words, with commas between them. */
export function listOf(words: string): RegExp {
  const one = `(?:${words.trim().split(/\s+/).join('|')})`;
  return new RegExp(`^${one}(?:,${one})*$`);
}

/** Keeps the columns that a `select` names; all of them without one. The id always stays. */
export function selectColumns(columns: Readonly<Record<string, unknown>>, select: string | undefined): object {
  if (select === undefined) return columns;
  const wanted = new Set(['id', ...select.split(',')]);
  return Object.fromEntries(Object.entries(columns).filter(([name]) => wanted.has(name)));
}
