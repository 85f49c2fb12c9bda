import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPreset, endOf, presetHours, presets, shortestBlock } from '../../../utils/blocking/end';

const hour = 3_600_000;
const time = (iso: string) => Date.parse(iso);
const anyTime = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map(Number);

describe('a length', () => {
  it.each([
    ['1h', '2026-11-20T13:00:00.123Z'],
    ['8h', '2026-11-20T20:00:00.123Z'],
    ['1d', '2026-11-21T12:00:00.123Z'],
    ['7d', '2026-11-27T12:00:00.123Z'],
    ['30d', '2026-12-20T12:00:00.123Z'],
  ] as const)('of %s counts from the press: until %s', (preset, until) => {
    expect(endOf(preset, time('2026-11-20T12:00:00.123Z'))).toEqual({ until: time(until), forGood: false });
  });

  it('is hours, also where the clocks are changed and in leap years', () => {
    for (const [preset, hours] of Object.entries(presetHours)) {
      for (const at of [
        '2026-03-29T00:30:00Z',
        '2026-10-25T00:30:00Z',
        '2028-02-28T23:00:00Z',
        '2026-12-31T23:59:59.999Z',
      ]) {
        const { until } = endOf(preset as keyof typeof presetHours, time(at));
        expect(until - time(at)).toBe(hours * hour);
      }
    }
  });

  it('is what the screens say', () => {
    expect(presetHours).toEqual({ '1h': 1, '8h': 8, '1d': 24, '7d': 7 * 24, '30d': 30 * 24 });
    expect(presets).toEqual(['1h', '8h', '1d', '7d', '30d', 'for-good']);
    expect(defaultPreset).toBe('1d');
    expect(shortestBlock).toBe(60_000);
  });

  it('is never shorter than what is worth sending', () => {
    fc.assert(
      fc.property(fc.constantFrom(...presets), anyTime, (preset, at) => {
        expect(endOf(preset, at).until - at).toBeGreaterThan(shortestBlock);
      }),
    );
  });
});

describe('for good', () => {
  it.each([
    ['2026-11-20T12:00:00.123Z', '2036-11-20T23:59:59.000Z'],
    ['2026-01-01T00:00:00.000Z', '2036-01-01T23:59:59.000Z'],
    ['2026-12-31T23:59:59.999Z', '2036-12-31T23:59:59.000Z'],
    ['2027-02-28T12:00:00.000Z', '2037-02-28T23:59:59.000Z'],
    ['2026-02-28T12:00:00.000Z', '2036-02-28T23:59:59.000Z'],
    // Ten years after a leap day there is none: the day after it.
    ['2028-02-29T12:00:00.000Z', '2038-03-01T23:59:59.000Z'],
    ['2092-02-29T12:00:00.000Z', '2102-03-01T23:59:59.000Z'],
  ])('pressed at %s is until %s', (at, until) => {
    expect(endOf('for-good', time(at))).toEqual({ until: time(until), forGood: true });
  });

  it('is ten years, to the end of that day in UTC, wherever the computer stands', () => {
    fc.assert(
      fc.property(anyTime, (at) => {
        const { until, forGood } = endOf('for-good', at);
        const [end, press] = [new Date(until), new Date(at)];
        expect(forGood).toBe(true);
        expect(end.toISOString()).toMatch(/T23:59:59\.000Z$/);
        const leap = press.getUTCMonth() === 1 && press.getUTCDate() === 29;
        const sameDay = [press.getUTCFullYear() + 10, press.getUTCMonth(), press.getUTCDate()];
        const shown = [end.getUTCFullYear(), end.getUTCMonth(), end.getUTCDate()];
        expect(shown).toEqual(leap ? [sameDay[0], 2, 1] : sameDay);
        // The last second of the last day may already be running.
        expect(until - at).toBeGreaterThan(3_651 * 24 * hour);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a date', () => {
  it('is that date, whenever it was pressed, and not for good', () => {
    fc.assert(
      fc.property(anyTime, anyTime, (until, at) => {
        expect(endOf({ until }, at)).toEqual({ until, forGood: false });
      }),
    );
  });
});
