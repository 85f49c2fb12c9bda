import { beforeEach, describe, expect, it } from 'vitest';
import { createSettingsStore, defaultSettings, readSettings } from '../../../utils/connections/settings-store';
import { database, emptyDatabase } from './fresh-database';

const store = createSettingsStore(database);
const stored = async () => (await database()).get('singles', 'settings');
const put = async (value: unknown) => void (await (await database()).put('singles', value, 'settings'));

beforeEach(emptyDatabase);

describe('the settings', () => {
  it('are the usual ones until somebody changes them', async () => {
    expect(await store.read()).toEqual(defaultSettings);
    expect(await stored()).toBeUndefined();
  });

  it('keep what was changed, each by itself', async () => {
    expect(await store.change({ undoSeconds: 0 })).toEqual({ ok: true, value: { ...defaultSettings, undoSeconds: 0 } });
    await store.change({ listTabStops: false, reasons: ['Threats', 'Insults'] });
    expect(await createSettingsStore(database).read()).toEqual({
      ...defaultSettings,
      undoSeconds: 0,
      listTabStops: false,
      reasons: ['Threats', 'Insults'],
    });
    expect(await stored()).toMatchObject({ schema: 1 });
  });

  it('are changed one after the other, however many ask at once', async () => {
    await Promise.all([
      store.change({ undoSeconds: 7 }),
      store.change({ retentionDays: 30 }),
      store.change({ defaultEnd: '8h' }),
    ]);
    expect(await store.read()).toMatchObject({ undoSeconds: 7, retentionDays: 30, defaultEnd: '8h' });
  });

  it.each([
    ['undoSeconds', [-1, 61, 2.5, '5', null]],
    ['retentionDays', [-1, 366, Number.NaN]],
    ['listTabStops', [1, 'true']],
    ['reasons', ['Threats', [''], [7], ['x'.repeat(81)], Array.from({ length: 21 }, () => 'x')]],
    ['lockAfterMinutes', [14, 481]],
    ['lockWithDevice', [0]],
    ['defaultEnd', ['for-good', '2d', { until: 5 }]],
  ] as const)('read a broken %s as not set, and the others as they are', (name, values) => {
    for (const value of values) {
      expect(readSettings({ schema: 1, undoSeconds: 7, retentionDays: 30, [name]: value })).toEqual({
        ...defaultSettings,
        undoSeconds: 7,
        retentionDays: 30,
        [name]: defaultSettings[name],
      });
    }
  });

  it.each([undefined, null, 7, 'x', []])('that are %o are the usual ones', (value) => {
    expect(readSettings(value)).toEqual(defaultSettings);
  });

  it('of a newer version are read as far as they are known, and not written over', async () => {
    const newer = { schema: 2, undoSeconds: 9, colour: 'blue' };
    await put(newer);
    expect(await store.read()).toEqual({ ...defaultSettings, undoSeconds: 9 });
    expect(await store.change({ undoSeconds: 3 })).toEqual({ ok: false, error: { code: 'newer-data' } });
    expect(await stored()).toEqual(newer);
  });

  it('keep what they do not know', async () => {
    await put({ schema: 1, colour: 'blue' });
    await store.change({ undoSeconds: 3 });
    expect(await stored()).toEqual({ schema: 1, colour: 'blue', undoSeconds: 3 });
  });

  it('say when the browser cannot store them', async () => {
    const full = createSettingsStore(async () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await full.change({ undoSeconds: 3 })).toEqual({ ok: false, error: { code: 'not-stored' } });
  });
});
