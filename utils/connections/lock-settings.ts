import type { RulesSource } from './rules';
import type { SettingsStore } from './settings-store';

/** For how many minutes Cordon may stay unlocked. */
export const lockChoices = [15, 30, 60, 240, 480] as const;

/** When Cordon locks by itself, and whether there must be a passphrase. */
export interface LockSettings {
  /** Minutes after unlocking. */
  readonly afterMinutes: number;
  /** Whether it locks with the device, where the browser tells of that. */
  readonly withDevice: boolean;
  readonly passphraseRequired: boolean;
}

/** The two choices that a person has. */
export type LockChoice = Pick<LockSettings, 'afterMinutes' | 'withDevice'>;

/** What the rules say of the lock, and how a person changes it. What the organisation has set stays as it is. */
export function lockSettingsOf(rules: RulesSource, settings: Pick<SettingsStore, 'change'>) {
  return {
    async read(): Promise<LockSettings> {
      const { settings: now, passphraseRequired } = await rules.current();
      return { afterMinutes: now.lockAfterMinutes, withDevice: now.lockWithDevice, passphraseRequired };
    },
    async change({ afterMinutes, withDevice }: LockChoice): Promise<void> {
      await settings.change({ lockAfterMinutes: afterMinutes, lockWithDevice: withDevice });
    },
  };
}
