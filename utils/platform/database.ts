import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * Cordon's own database, in the extension's origin: no content script and no page can reach it. Values are checked by whoever
 * reads them; the database only knows keys.
 */
export interface CordonSchema extends DBSchema {
  /** Accounts on consoles, by connection id. */
  connections: { key: string; value: unknown };
  /** Encrypted API keys, by connection id; `candidate:<id>` while a new key is not proven; `wrapping` is the key that encrypts. */
  keys: { key: string; value: unknown };
  /** One record for each contact that somebody wanted blocked, by block id. */
  blocks: { key: string; value: unknown };
  /** Outcomes, in order. */
  journal: { key: number; value: unknown };
  /** Blocks that could not be read, set apart. */
  quarantine: { key: string; value: unknown };
  /** Single values by name: the form's draft, the installation's handshake. */
  singles: { key: string; value: unknown };
}

/** The open database. */
export type CordonDatabase = IDBPDatabase<CordonSchema>;

const currentVersion = 2;

let opening: Promise<CordonDatabase> | undefined;

/** Opens the database once for this context; later calls get the same one. */
export function database(): Promise<CordonDatabase> {
  opening ??= openDB<CordonSchema>('cordon', currentVersion, {
    upgrade(db, oldVersion) {
      if (oldVersion < 1) {
        db.createObjectStore('connections');
        db.createObjectStore('keys');
        db.createObjectStore('blocks');
        db.createObjectStore('singles');
      }
      if (oldVersion < 2) {
        db.createObjectStore('journal', { autoIncrement: true });
        db.createObjectStore('quarantine');
      }
    },
    // A newer copy of the extension wants to upgrade: let go, so that it is not held up.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opening = undefined;
    },
    terminated() {
      opening = undefined;
    },
  }).catch((thrown: unknown) => {
    opening = undefined;
    throw thrown;
  });
  return opening;
}
