import { isAllowedAccount } from '../../utils/connections/allowed';
import type { Connection } from '../../utils/connections/connection';
import { type ConnectionStore, createConnectionStore } from '../../utils/connections/connection-store';
import { createHostAccess, type HostAccess } from '../../utils/connections/host-access';
import { createPolicy, type PolicySource } from '../../utils/connections/policy';
import { createRules, type RulesSource } from '../../utils/connections/rules';
import { undoWindowOf } from '../../utils/connections/settings';
import { createSettingsStore, type SettingsStore } from '../../utils/connections/settings-store';
import { browser } from '../../utils/platform/browser';
import { database } from '../../utils/platform/database';

/** The accounts that Cordon is connected to, and the rules for them. */
export interface Accounts {
  readonly connections: ConnectionStore;
  /** The connections that the organisation allows. */
  readonly allowed: () => Promise<readonly Connection[]>;
  readonly access: HostAccess;
  readonly settings: SettingsStore;
  readonly policy: PolicySource;
  readonly rules: RulesSource;
  /** The undo window in milliseconds. */
  readonly undoWindow: () => Promise<number>;
}

/** Makes them over the database, the browser's permissions and its managed storage. */
export function createAccounts(): Accounts {
  const connections = createConnectionStore(database);
  const access = createHostAccess(browser.permissions);
  const settings = createSettingsStore(database);
  const policy = createPolicy(browser.storage.managed);
  const rules = createRules({ settings, policy });
  // What the organisation does not allow serves no page.
  const allowed = async () => {
    const [stored, now] = await Promise.all([connections.list(), rules.current()]);
    return stored.filter((connection) => isAllowedAccount(connection, now));
  };
  return { connections, allowed, access, settings, policy, rules, undoWindow: undoWindowOf(rules) };
}
