import type { Browser } from 'webextension-polyfill';
import type { LockView } from '../messaging/protocol';
import { exceptionName, logProblem } from '../platform/log';
import type { LockChoice, LockSettings } from './lock-settings';
import type { Protection } from './protection';

/** The alarm that locks Cordon when its time is over: a timer would end with a stopped background. */
export const lockAlarm = 'lock';

/** Locks Cordon by itself, and tells the rest when it was locked or unlocked. */
export interface LockKeeper {
  view(): Promise<LockView>;
  /** A page has unlocked Cordon or changed the passphrase, or the background has started: what waited may go on. */
  look(): Promise<void>;
  lock(): Promise<void>;
  change(choice: LockChoice): Promise<void>;
  /** An alarm went off. */
  rang(name: string): void;
  /** The browser says how the device is: `active`, `idle` or `locked`. */
  deviceIs(state: string): void;
}

/** What the keeper is handed. */
export interface LockKeeperDeps {
  readonly protection: Pick<Protection, 'state' | 'lock'>;
  readonly alarms: Pick<Browser['alarms'], 'create' | 'clear'>;
  readonly settings: { read(): Promise<LockSettings>; change(choice: LockChoice): Promise<void> };
  /** Whether this browser tells when the device is locked. */
  readonly deviceTells: boolean;
  /** Cordon is not locked: what waits for that may go. */
  readonly open: () => Promise<void>;
  readonly changed: () => void;
}

/** Makes the keeper. The time is also checked at every use of a key: the alarm is what tells the pages. */
export function createLockKeeper(deps: LockKeeperDeps): LockKeeper {
  const { protection, alarms, settings } = deps;

  async function setAlarm(): Promise<void> {
    const { locksAt } = await protection.state();
    if (locksAt === undefined) await alarms.clear(lockAlarm);
    else await alarms.create(lockAlarm, { when: locksAt });
  }

  async function lock(): Promise<void> {
    await protection.lock();
    await setAlarm();
    deps.changed();
  }

  return {
    async view() {
      const [state, { afterMinutes, withDevice, passphraseRequired }] = await Promise.all([
        protection.state(),
        settings.read(),
      ]);
      return { ...state, afterMinutes, withDevice, passphraseRequired, deviceTells: deps.deviceTells };
    },
    async look() {
      await setAlarm();
      if (!(await protection.state()).locked) await deps.open();
    },
    lock,
    async change(choice) {
      await settings.change(choice);
      await setAlarm();
      deps.changed();
    },
    rang(name) {
      if (name !== lockAlarm) return;
      // A browser that slept may be late, one whose clock was set may be early: what is true is what the time says.
      unheard(
        protection.state().then(({ locked, locksAt }) => (locked || locksAt === undefined ? lock() : setAlarm())),
      );
    },
    deviceIs(state) {
      if (state !== 'locked' || !deps.deviceTells) return;
      unheard(settings.read().then(({ withDevice }) => (withDevice ? lock() : undefined)));
    },
  };
}

/** Nobody waits for this. What fails here is caught up with at the next use of a key, which checks the time itself. */
function unheard(work: Promise<unknown>): void {
  work.catch((thrown) => logProblem({ what: 'lock', exception: exceptionName(thrown) }));
}
