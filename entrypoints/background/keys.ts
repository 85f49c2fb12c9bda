import { createLockKeeper, type LockKeeper } from '../../utils/connections/lock-keeper';
import { lockSettingsOf } from '../../utils/connections/lock-settings';
import { createProtection, type Protection } from '../../utils/connections/protection';
import { createVault, type Vault } from '../../utils/connections/vault';
import { browser } from '../../utils/platform/browser';
import { systemClock as clock } from '../../utils/platform/clock';
import { database } from '../../utils/platform/database';
import type { Accounts } from './accounts';

/** The API keys, what they are sealed under, and what locks them. */
export interface Keys {
  readonly protection: Protection;
  readonly vault: Vault;
  readonly keeper: LockKeeper;
}

/** What the keys need of the rest. */
export interface KeysDeps {
  readonly accounts: Pick<Accounts, 'rules' | 'settings'>;
  /** Cordon is not locked: what waits for that may go. */
  readonly opened: () => Promise<void>;
  readonly changed: () => void;
}

/** Makes them over the database and the browser's memory. */
export function createKeys({ accounts: { rules, settings }, opened, changed }: KeysDeps): Keys {
  const lockSettings = lockSettingsOf(rules, settings);
  const { session } = browser.storage;
  const protection = createProtection({ database, session, clock, lockSettings: lockSettings.read });
  const vault = createVault(database, clock, protection);
  const keeper = createLockKeeper({
    protection,
    alarms: browser.alarms,
    settings: lockSettings,
    // Only where the permission is asked for: Firefox never tells.
    deviceTells: browser.idle !== undefined,
    open: opened,
    changed,
  });
  return { protection, vault, keeper };
}
