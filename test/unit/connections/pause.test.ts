import { beforeEach, describe, expect, it } from 'vitest';
import { createPause, pauseAlarm } from '../../../utils/connections/pause';
import { database, emptyDatabase } from './fresh-database';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 20, 10);

/** The pause over a real database, with a clock and alarms of its own. */
function createBench() {
  const state = { now: start, changed: 0 };
  const alarms = new Map<string, number | undefined>();
  // As a background that was stopped and started again.
  const life = () =>
    createPause({
      database,
      alarms: {
        create: async (name, { when }) => void alarms.set(name ?? '', when),
        clear: async (name) => alarms.delete(name ?? ''),
      } as Parameters<typeof createPause>[0]['alarms'],
      clock: { now: () => state.now },
      changed: async () => {
        state.changed += 1;
      },
    });
  return { state, alarms, life };
}

beforeEach(emptyDatabase);

describe('a pause', () => {
  it('holds for an hour by the clock, through every life of the background, and ends by its alarm', async () => {
    const { state, alarms, life } = createBench();
    await life().pause('hour');
    expect(state.changed).toBe(1);
    expect(alarms.get(pauseAlarm)).toBe(start + hour);
    state.now = start + hour - 1;
    expect(await life().current()).toEqual({ until: start + hour });
    state.now = start + hour;
    expect(await life().current()).toBeUndefined();
    await life().look();
    expect(state.changed).toBe(2);
    expect(alarms.size).toBe(0);
    // Once.
    await life().look();
    expect(state.changed).toBe(2);
  });

  it('holds until somebody resumes', async () => {
    const { state, alarms, life } = createBench();
    await life().pause('until-resumed');
    state.now = start + 1_000 * hour;
    await life().look();
    expect(await life().current()).toEqual({ until: undefined });
    expect(alarms.size).toBe(0);
    await life().resume();
    expect(await life().current()).toBeUndefined();
    expect(state.changed).toBe(2);
  });

  it('gets its alarm back where the browser forgot it, and only ends by its own alarm', async () => {
    const { state, alarms, life } = createBench();
    await life().pause('hour');
    alarms.clear();
    await life().look();
    expect(alarms.get(pauseAlarm)).toBe(start + hour);
    life().rang('drive');
    state.now = start + 2 * hour;
    life().rang(pauseAlarm);
    await expect.poll(() => state.changed).toBe(2);
  });

  it('is no longer for a clock that goes back', async () => {
    const { state, life } = createBench();
    await life().pause('hour');
    state.now = start - 30_000;
    expect(await life().current()).toEqual({ until: start + hour });
    state.now = start - hour;
    expect(await life().current()).toBeUndefined();
  });

  it('is none where what is stored is none', async () => {
    const { life } = createBench();
    await (await database()).put('singles', { until: 'ever' }, 'pause');
    expect(await life().current()).toBeUndefined();
  });

  it('takes the place of the one before', async () => {
    const { alarms, life } = createBench();
    await life().pause('hour');
    await life().pause('until-resumed');
    expect(await life().current()).toEqual({ until: undefined });
    expect(alarms.size).toBe(0);
  });
});
