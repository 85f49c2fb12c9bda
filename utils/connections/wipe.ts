import type { Browser } from 'webextension-polyfill';
import type { CordonDatabase } from '../platform/database';
import { unregisterAll } from './registration';

/** What the wiping needs of the browser and of Cordon. */
export interface WipeDeps {
  readonly database: () => Promise<CordonDatabase>;
  readonly permissions: Pick<Browser['permissions'], 'getAll' | 'remove'>;
  readonly scripting: Pick<Browser['scripting'], 'getRegisteredContentScripts' | 'unregisterContentScripts'>;
  readonly alarms: Pick<Browser['alarms'], 'clearAll'>;
  /** The browser's storage areas that may hold something of Cordon's. */
  readonly areas: readonly { clear(): Promise<void> }[];
  readonly changed: () => void;
}

/**
 * Makes the function that deletes everything: what Cordon stored, what lies open in memory, its alarms, its scripts' registration and
 * the hosts that the browser let it reach. What is blocked on the consoles stays so. Rejects where the database cannot be emptied.
 */
export function createWipe(deps: WipeDeps): () => Promise<void> {
  async function empty(stores: readonly ('connections' | 'keys')[] | 'all'): Promise<void> {
    const db = await deps.database();
    const names = stores === 'all' ? [...db.objectStoreNames] : [...stores];
    const transaction = db.transaction(names, 'readwrite', { durability: 'strict' });
    await Promise.all(names.map((name) => transaction.objectStore(name).clear()));
    await transaction.done;
  }

  async function giveHostsBack(): Promise<void> {
    const { origins = [] } = await deps.permissions.getAll();
    // One by one: what a policy granted stays, and must not keep the others.
    for (const origin of origins) await deps.permissions.remove({ origins: [origin] }).catch(() => undefined);
  }

  return async () => {
    // First what new work would need, so that nothing starts while the rest goes.
    await empty(['connections', 'keys']);
    await Promise.allSettled([
      ...deps.areas.map((area) => area.clear()),
      deps.alarms.clearAll(),
      giveHostsBack(),
      unregisterAll(deps.scripting),
    ]);
    await empty('all');
    deps.changed();
  };
}
