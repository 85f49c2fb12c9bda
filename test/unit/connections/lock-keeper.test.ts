import { describe, expect, it } from 'vitest';
import { createLockKeeper, lockAlarm } from '../../../utils/connections/lock-keeper';
import type { LockChoice } from '../../../utils/connections/lock-settings';
import { createProtection } from '../../../utils/connections/protection';
import { createOwnMemory } from '../../../utils/connections/unlocked-key';
import { database, emptyDatabase } from './fresh-database';

const words = 'correct horse battery staple';
const start = Date.UTC(2026, 10, 20, 12);
const minute = 60_000;

/** The keeper over the real protection, a clock that can be turned, and alarms that ring when told. */
async function createBench(options: { deviceTells?: boolean; passphrase?: boolean } = {}) {
  await emptyDatabase();
  const session = createOwnMemory();
  const alarms = new Map<string, number | undefined>();
  const told = { changed: 0, open: 0 };
  const chosen = { afterMinutes: 480, withDevice: false, passphraseRequired: false };
  let now = start;
  const settings = {
    read: async () => ({ ...chosen }),
    async change(choice: LockChoice) {
      Object.assign(chosen, choice);
    },
  };
  const protection = createProtection({
    database,
    session,
    clock: { now: () => now },
    lockSettings: settings.read,
    iterations: 1,
  });
  if (options.passphrase !== false) await protection.setPassphrase(words);
  const keeper = createLockKeeper({
    protection,
    alarms: {
      create: async (name: unknown, info?: { when?: number }) => void alarms.set(String(name), info?.when),
      clear: async (name?: string) => alarms.delete(name ?? ''),
    },
    settings,
    deviceTells: options.deviceTells ?? true,
    open: async () => {
      told.open += 1;
    },
    changed: () => {
      told.changed += 1;
    },
  });
  return {
    keeper,
    protection,
    alarms,
    told,
    chosen,
    pass: (time: number) => {
      now += time;
    },
    isLocked: async () => (await protection.state()).locked,
    /** Lets go what an event set off, which nobody waits for. */
    settle: async () => {
      for (let round = 0; round < 20; round += 1) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('Cordon', () => {
  it('locks by an alarm eight hours after it was unlocked, and tells the pages', async () => {
    const bench = await createBench();
    await bench.keeper.look();
    expect([...bench.alarms]).toEqual([[lockAlarm, start + 480 * minute]]);
    expect(bench.told).toEqual({ changed: 0, open: 1 });
    bench.pass(480 * minute);
    bench.keeper.rang(lockAlarm);
    await bench.settle();
    expect(await bench.isLocked()).toBe(true);
    expect(bench.told).toEqual({ changed: 1, open: 1 });
    expect([...bench.alarms]).toEqual([]);
  });

  it('stays unlocked where the alarm rings too early, and sets it again', async () => {
    const bench = await createBench();
    bench.pass(479 * minute);
    bench.keeper.rang(lockAlarm);
    await bench.settle();
    expect(await bench.isLocked()).toBe(false);
    expect([...bench.alarms]).toEqual([[lockAlarm, start + 480 * minute]]);
  });

  it('hears of no other alarm', async () => {
    const bench = await createBench();
    bench.pass(481 * minute);
    bench.keeper.rang('drive');
    await bench.settle();
    expect(bench.told.changed).toBe(0);
  });

  it('locks after the time that is chosen, also where that is chosen while it is unlocked', async () => {
    const bench = await createBench();
    await bench.keeper.look();
    bench.pass(10 * minute);
    await bench.keeper.change({ afterMinutes: 15, withDevice: false });
    expect([...bench.alarms]).toEqual([[lockAlarm, start + 15 * minute]]);
    bench.pass(5 * minute);
    expect(await bench.isLocked()).toBe(true);
  });

  it('locks at once when it is told to', async () => {
    const bench = await createBench();
    await bench.keeper.look();
    await bench.keeper.lock();
    expect(await bench.isLocked()).toBe(true);
    expect([bench.told.changed, bench.alarms.size]).toEqual([1, 0]);
    expect(await bench.keeper.view()).toEqual({
      passphrase: true,
      locked: true,
      locksAt: undefined,
      afterMinutes: 480,
      withDevice: false,
      deviceTells: true,
      passphraseRequired: false,
    });
  });

  it.each([
    ['locked', true, true, true],
    ['locked', false, true, false],
    ['locked', true, false, false],
    ['idle', true, true, false],
    ['active', true, true, false],
  ])('with the device %s (wanted: %s, told by the browser: %s): %s', async (state, wanted, deviceTells, isLocked) => {
    const bench = await createBench({ deviceTells });
    await bench.keeper.change({ afterMinutes: 480, withDevice: wanted });
    bench.keeper.deviceIs(state);
    await bench.settle();
    expect(await bench.isLocked()).toBe(isLocked);
  });

  it('lets go what waits only while it is not locked', async () => {
    const bench = await createBench();
    await bench.keeper.lock();
    await bench.keeper.look();
    expect(bench.told.open).toBe(0);
    await bench.protection.unlock(words);
    await bench.keeper.look();
    expect(bench.told.open).toBe(1);
  });

  it('without a passphrase has no alarm and is never locked', async () => {
    const bench = await createBench({ passphrase: false });
    await bench.keeper.look();
    bench.keeper.rang(lockAlarm);
    bench.keeper.deviceIs('locked');
    await bench.settle();
    expect([await bench.isLocked(), bench.alarms.size, bench.told.open]).toEqual([false, 0, 1]);
  });
});
