import type { Operation } from '../shared/strictness';
import type { Refusal } from './problem';
import type { RqlQuery } from './rql';
import type { LabAccess, LabToken, SoftwareoneWorld } from './world';

/** What a route works with, after everything about the request itself was found right. */
export interface RouteCall {
  readonly world: SoftwareoneWorld;
  /** The id in the path, where the route has one. */
  readonly id: string;
  readonly query: RqlQuery;
  readonly token: LabToken;
}

/** What a route did: the body of its 200, or why nothing was done. */
export type RouteResult = { readonly answer: unknown } | Refusal;

/** One documented operation. */
export interface Route extends Operation {
  /** Who may (docs, table of capabilities). */
  readonly access: readonly LabAccess[];
  /** What its query may hold beside a `select`. */
  readonly takes: 'nothing' | 'select' | 'rql';
  handle(call: RouteCall): RouteResult;
}

/** Everyone who has a token. */
export const EVERYONE: readonly LabAccess[] = ['ops', 'vendor', 'client', 'contact'];
export const OPS_ONLY: readonly LabAccess[] = ['ops'];

/** A page of a list, in the documented envelope. */
export function pageOf(rows: readonly unknown[], { limit, offset }: RqlQuery, tellsTotal: boolean) {
  const pagination = { offset, limit, ...(tellsTotal ? { total: rows.length } : {}) };
  return { $meta: { pagination, omitted: [] }, data: rows.slice(offset, offset + limit) };
}
