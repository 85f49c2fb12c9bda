import type { Browser } from 'webextension-polyfill';
import { type Connection, pagesOf } from './connection';

/** Asks the browser what it allows. */
export interface HostAccess {
  /** Whether every host of the connection is allowed now. */
  has(connection: Pick<Connection, 'hosts'>): Promise<boolean>;
  /** Gives the hosts of a removed connection back to the browser, but for those that others (`left`) need. */
  giveBack(removed: Pick<Connection, 'hosts'>, left: readonly Pick<Connection, 'hosts'>[]): Promise<void>;
}

/** Makes the question over the browser's permissions. */
export function createHostAccess(permissions: Pick<Browser['permissions'], 'contains' | 'remove'>): HostAccess {
  return {
    has: (connection) => permissions.contains({ origins: [...connection.hosts] }),
    async giveBack(removed, left) {
      const needed = left.flatMap(({ hosts }) => hosts);
      const origins = removed.hosts.filter((host) => !needed.some((other) => mayOverlap(host, other)));
      if (origins.length === 0) return;
      // What the browser granted in another way (to all sites, by policy) it does not take back, and need not.
      await permissions.remove({ origins }).catch(() => undefined);
    },
  };
}

/** Whether two match patterns may stand for a common host. A grant of one may then be what the other lives on. Ports do not count. */
export function mayOverlap(one: string, other: string): boolean {
  const [a, b] = [hostOf(one), hostOf(other)];
  // What cannot be read might be anything.
  if (!a || !b) return true;
  const covers = (wide: typeof a, narrow: typeof b) =>
    wide.host === narrow.host || (wide.wildcard && narrow.host.endsWith(`.${wide.host}`));
  return covers(a, b) || covers(b, a);
}

function hostOf(pattern: string): { readonly host: string; readonly wildcard: boolean } | undefined {
  const parts = /^https?:\/\/(\*\.)?([^/*:]+)(?::\d+)?\/\*$/.exec(pattern);
  return parts?.[2] === undefined ? undefined : { host: parts[2], wildcard: parts[1] !== undefined };
}

/** The connections whose console pages lie at this origin (`https://demo.acquire.io`). */
export function connectionsAt(origin: string, connections: readonly Connection[]): readonly Connection[] {
  return connections.filter((connection) => pagesOf(connection).some((pattern) => matchesOrigin(pattern, origin)));
}

/** Whether a match pattern of the form `scheme://host/*` covers an origin. A pattern's port counts where it has one. */
export function matchesOrigin(pattern: string, origin: string): boolean {
  const parts = /^(https?):\/\/(\*\.)?([^/*]+)\/\*$/.exec(pattern);
  if (!parts || !URL.canParse(origin)) return false;
  const [, scheme, wildcard, host] = parts;
  const url = new URL(origin);
  if (url.protocol !== `${scheme}:` || host === undefined) return false;
  const found = host.includes(':') ? url.host : url.hostname;
  return wildcard ? found === host || found.endsWith(`.${host}`) : found === host;
}
