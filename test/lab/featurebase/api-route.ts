import type { Operation } from '../shared/strictness';
import type { Refusal } from './api-answer';
import type { FeaturebaseWorld } from './world';

/** What a route works with, after everything about the request itself was found right. */
export interface RouteCall {
  readonly world: FeaturebaseWorld;
  /** The id in the path, as sent, where the route has one. */
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the API tells of a contact's state now (`stateLags`). */
  readonly toldBlocked: (contactId: string) => boolean;
}

/** What a route did: the body of its 200, or why nothing was done. */
export type RouteResult = { readonly answer: unknown } | Refusal;

/** One documented operation. */
export interface Route extends Operation {
  readonly changes: boolean;
  handle(call: RouteCall): RouteResult;
}

/** `limit` and `cursor`, as every list takes them. */
export const PAGING = { limit: /^(?:[1-9]\d?|100)$/, cursor: /^c\d{1,6}$/ } as const;

const DEFAULT_LIMIT = 10;

/** One page of a list. */
export function page<Item>(items: readonly Item[], limit: unknown, cursor: unknown, shape: (item: Item) => object) {
  const size = limit === undefined ? DEFAULT_LIMIT : Number(limit);
  const from = typeof cursor === 'string' ? Number(cursor.slice(1)) : 0;
  const next = from + size < items.length ? `c${from + size}` : null;
  return { object: 'list', data: items.slice(from, from + size).map(shape), nextCursor: next };
}

/** Judges `limit`, `cursor` and `sort` in the body of a search; a sentence where one is wrong. */
export function checkPaging(
  { limit, cursor, sort }: Readonly<Record<string, unknown>>,
  sorts: RegExp,
): string | undefined {
  const isLimit = typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= 100;
  if (limit !== undefined && !isLimit) return 'limit is no whole number from 1 to 100';
  // `null` stands in the vendor's own example of a search.
  if (cursor !== undefined && cursor !== null && !PAGING.cursor.test(String(cursor)))
    return 'cursor is not one of ours';
  return sort === undefined || (typeof sort === 'string' && sorts.test(sort)) ? undefined : 'sort is not described';
}
