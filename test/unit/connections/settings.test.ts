import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndChoice } from '../../../utils/blocking/end';
import { createConnectionStore } from '../../../utils/connections/connection-store';
import { takeWindowOf, undoWindowOf, withEndOf } from '../../../utils/connections/settings';
import { createSingles } from '../../../utils/connections/singles';
import { cordonError } from '../../../utils/errors';
import { fail, ok } from '../../../utils/result';
import { connectionOf, NOW } from './connection-fixture';
import { database, emptyDatabase } from './fresh-database';
import { rulesUnder } from './rules-fixture';

const minute = 60_000;
const hour = 60 * minute;
const store = createConnectionStore(database);
const singles = createSingles(database);
let now = NOW;
const rules = rulesUnder();
const undoWindow = undoWindowOf(rules);
const usedUp = vi.fn();
const withEnd = withEndOf(store, { now: () => now }, rules, usedUp);

/** The end that a press has, of which a new block comes unless it is said otherwise. */
async function take(press: { made?: boolean; refused?: boolean; meanwhile?: () => Promise<unknown> } = {}) {
  let taken: unknown;
  const pressed = async (end: EndChoice) => {
    taken = end;
    await press.meanwhile?.();
    return press.refused ? fail(cordonError('too-late')) : ok(null);
  };
  await withEnd('acquire:demo', pressed, () => press.made !== false);
  return taken;
}

beforeEach(async () => {
  now = NOW;
  usedUp.mockClear();
  await emptyDatabase();
});

describe('the choice for a press', () => {
  it('is that of the connection, and stays', async () => {
    const connection = connectionOf('demo', { end: '7d' });
    await store.put(connection);
    expect([await take(), await take()]).toEqual(['7d', '7d']);
    expect(await store.get(connection.id)).toEqual(connection);
  });

  it.each(['for-good', { until: NOW + minute }] as const)('%o holds for one press', async (nextEnd) => {
    await store.put(connectionOf('demo', { end: '7d', nextEnd }));
    expect(await take()).toEqual(nextEnd);
    expect(await take()).toBe('7d');
  });

  it.each(['for-good', { until: NOW + minute }] as const)(
    '%o is left where no new block came of it',
    async (nextEnd) => {
      await store.put(connectionOf('demo', { end: '7d', nextEnd }));
      expect(await take({ made: false })).toEqual(nextEnd);
      expect(await take({ refused: true })).toEqual(nextEnd);
      expect(usedUp).not.toHaveBeenCalled();
      expect(await take()).toEqual(nextEnd);
      expect(usedUp).toHaveBeenCalledTimes(1);
      expect(await take()).toBe('7d');
    },
  );

  it('that was made while a press was stored is for the next', async () => {
    await store.put(connectionOf('demo', { end: '7d', nextEnd: 'for-good' }));
    const meanwhile = () =>
      store.change('acquire:demo', (current) => ({ ...current, nextEnd: { until: NOW + minute } }));
    expect(await take({ meanwhile })).toBe('for-good');
    expect(await take()).toEqual({ until: NOW + minute });
  });

  it.each([NOW - hour, NOW, NOW + minute - 1])(
    'that ends too soon by now (%i) gives way to that of the connection',
    async (until) => {
      await store.put(connectionOf('demo', { end: '8h', nextEnd: { until } }));
      expect(await take()).toBe('8h');
      expect((await store.get('acquire:demo'))?.nextEnd).toBeUndefined();
    },
  );

  it('that holds for one press is taken by one of two at once', async () => {
    await store.put(connectionOf('demo', { end: '7d', nextEnd: 'for-good' }));
    expect((await Promise.all([take(), take()])).sort()).toEqual(['7d', 'for-good']);
  });

  it('goes on after a press that broke', async () => {
    await store.put(connectionOf('demo', { end: '7d', nextEnd: 'for-good' }));
    const broken = withEnd('acquire:demo', () => Promise.reject(new Error('broken')), Boolean);
    await expect(broken).rejects.toThrow('broken');
    expect(await take()).toBe('for-good');
  });

  it('is none where the connection is gone', async () => {
    expect(await withEnd('acquire:demo', async (end) => ok(end), Boolean)).toEqual(fail({ code: 'no-connection' }));
  });

  it.each([
    ['30d', undefined, '7d'],
    ['1d', { until: NOW + 400 * hour }, { until: NOW + 200 * hour }],
    ['1d', 'for-good', '7d'],
    ['8h', undefined, '8h'],
  ] as const)('stored as %o and %o is shortened to what is allowed by now', async (end, nextEnd, taken) => {
    const connection = connectionOf('demo', { end, nextEnd });
    await store.put(connection);
    const short = withEndOf(store, { now: () => now }, rulesUnder({ longestHours: 200 }), usedUp);
    expect(await short('acquire:demo', async (pressed) => ok(pressed), Boolean)).toEqual(ok(taken));
  });

  it('can be undone for five seconds, or as long as was set', async () => {
    expect(await undoWindow()).toBe(5_000);
    expect(await undoWindowOf(rulesUnder({}, { undoSeconds: 12 }))()).toBe(12_000);
    expect(await undoWindowOf(rulesUnder({ undoSeconds: 0 }, { undoSeconds: 12 }))()).toBe(0);
  });
});

describe('the window of a press in a page', () => {
  const takeFrom = (firstUndoWindow?: number) =>
    takeWindowOf(store, () => (firstUndoWindow === undefined ? {} : { firstUndoWindow }), undoWindow);
  const stored = async (account: string) => (await store.get(`acquire:${account}`)) ?? connectionOf('none');

  it('is five seconds, and nothing is written down for it', async () => {
    const connection = connectionOf('demo');
    await store.put(connection);
    expect(await takeFrom()(connection)).toBe(5_000);
    expect(await store.get(connection.id)).toEqual(connection);
  });

  it('is longer at the first press of each connection of a console that wants it so, and is remembered', async () => {
    const take = takeFrom(10_000);
    for (const account of ['a', 'b']) await store.put(connectionOf(account));
    const windows = [];
    for (const account of ['a', 'a', 'b', 'a', 'b']) windows.push(await take(await stored(account)));
    expect(windows).toEqual([10_000, 5_000, 10_000, 5_000, 5_000]);
    expect(await stored('a')).toEqual(connectionOf('a', { pressed: true }));
  });

  it('is never shorter than the others', async () => {
    await store.put(connectionOf('a'));
    expect(await takeFrom(1_000)(await stored('a'))).toBe(5_000);
  });
});

describe('single values', () => {
  const draft = { consoleId: 'acquire', address: 'demo', label: 'Support' } as const;

  it('keep a draft until it is taken back', async () => {
    expect(await singles.readDraft()).toBeUndefined();
    await singles.writeDraft(draft);
    expect(await singles.readDraft()).toEqual(draft);
    await singles.writeDraft(null);
    expect(await singles.readDraft()).toBeUndefined();
  });

  it.each([null, 'x', {}, { ...draft, consoleId: 'other' }, { ...draft, label: 7 }])(
    'take %o for no draft',
    async (value) => {
      await (await database()).put('singles', value, 'draft');
      expect(await singles.readDraft()).toBeUndefined();
    },
  );

  it('name this installation once, however many ask at once', async () => {
    const names = await Promise.all(Array.from({ length: 20 }, () => singles.handshake()));
    expect(new Set(names).size).toBe(1);
    expect(names[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(await createSingles(database).handshake()).toBe(names[0]);
    await emptyDatabase();
    expect(await singles.handshake()).not.toBe(names[0]);
  });
});
