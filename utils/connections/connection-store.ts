import type { CordonDatabase } from '../platform/database';
import { type Connection, readConnection } from './connection';

/** The stored connections. Values that cannot be read are left where they are, and not listed. */
export interface ConnectionStore {
  list(): Promise<readonly Connection[]>;
  get(id: string): Promise<Connection | undefined>;
  put(connection: Connection): Promise<void>;
  /** Changes one connection in one step; undefined where it is not there. */
  change(id: string, change: (connection: Connection) => Connection): Promise<Connection | undefined>;
  remove(id: string): Promise<void>;
}

/** Makes the store over the database. */
export function createConnectionStore(database: () => Promise<CordonDatabase>): ConnectionStore {
  return {
    async list() {
      const stored = await (await database()).getAll('connections');
      return stored
        .map(readConnection)
        .filter((connection) => connection !== undefined)
        .sort((a, b) => a.createdAt - b.createdAt);
    },
    async get(id) {
      return readConnection(await (await database()).get('connections', id));
    },
    async put(connection) {
      await (await database()).put('connections', connection, connection.id);
    },
    async change(id, change) {
      const transaction = (await database()).transaction('connections', 'readwrite');
      const current = readConnection(await transaction.store.get(id));
      const changed = current && change(current);
      if (changed) await transaction.store.put(changed, id);
      await transaction.done;
      return changed;
    },
    async remove(id) {
      await (await database()).delete('connections', id);
    },
  };
}
