import type { Connection } from '../../../utils/connections/connection';

/** Noon on a fixed day. */
export const NOW = Date.UTC(2026, 10, 20, 12);

/** A connection of this account of Acquire, as it is stored. */
export function connectionOf(account: string, changes: Partial<Connection> = {}): Connection {
  const apiOrigin = `https://${account}.acquire.io`;
  return {
    schema: 1,
    id: `acquire:${account}`,
    consoleId: 'acquire',
    account,
    label: account,
    apiOrigin,
    hosts: [`${apiOrigin}/*`],
    via: 'direct',
    end: '1d',
    createdAt: NOW,
    ...changes,
  };
}
