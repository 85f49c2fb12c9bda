import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostAttempts, nextTry, verdictOn } from '../../../utils/blocking/retry';
import { cordonError, type ErrorCode, errorCodes } from '../../../utils/errors';

const now = Date.UTC(2026, 10, 20, 12);
const day = 86_400_000;

const retried: readonly ErrorCode[] = [
  'no-network',
  'timeout',
  'server-error',
  'rate-limited',
  'unknown-outcome',
  'accepted-not-seen',
];
const asked: readonly ErrorCode[] = [
  'names-differ',
  'id-as-name',
  'names-unchecked',
  'several-contacts',
  'not-seen',
  'others-blocks',
  'already-blocked',
  'too-late',
  'conflict',
  // What a person can mend, and then wants tried again.
  'no-permission',
  'may-not-block',
  'cannot-read-contact',
  'cannot-read-conversation',
  'not-json',
  'bad-answer',
  'redirected',
];

const held: readonly ErrorCode[] = ['bad-key', 'no-access', 'no-key', 'locked', 'braked'];

describe('an error', () => {
  it.each(errorCodes)('%s is tried again, asked or ended, as it should', (code) => {
    const ended = asked.includes(code) ? 'needs-you' : held.includes(code) ? 'held' : 'failed';
    expect(verdictOn(cordonError(code), now)).toBe(retried.includes(code) ? 'retry' : ended);
  });

  it.each(retried)('%s with a pause of up to a day is waited for, with a longer one not', (code) => {
    expect(verdictOn(cordonError(code, { notBefore: now - day }), now)).toBe('retry');
    expect(verdictOn(cordonError(code, { notBefore: now + day }), now)).toBe('retry');
    expect(verdictOn(cordonError(code, { notBefore: now + day + 1 }), now)).toBe('needs-you');
    expect(verdictOn(cordonError(code, { notBefore: 8.64e15 }), now)).toBe('needs-you');
  });
});

describe('the next try', () => {
  const attempts = fc.integer({ min: 0, max: 2_000 });
  const random = fc.double({ min: 0, max: 1, noNaN: true });
  const pause = fc.option(fc.integer({ min: -day, max: day }), { nil: undefined });

  it('is never before now or the pause, and at most five minutes or the doubled base behind it', () => {
    fc.assert(
      fc.property(attempts, random, pause, (count, chance, wait) => {
        const notBefore = wait === undefined ? {} : { notBefore: now + wait };
        const at = nextTry(count, cordonError('rate-limited', notBefore), now, () => chance);
        const earliest = Math.max(now, now + (wait ?? 0));
        expect(Number.isInteger(at)).toBe(true);
        expect(at).toBeGreaterThanOrEqual(earliest);
        expect(at - earliest).toBeLessThanOrEqual(300_000);
        expect(at - earliest).toBeLessThanOrEqual(2_000 * 2 ** count);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [0, 2_000],
    [1, 4_000],
    [2, 8_000],
    [7, 256_000],
    [8, 300_000],
    [100, 300_000],
  ])('after %i attempts is spread over %i milliseconds', (count, span) => {
    const at = (chance: number) => nextTry(count, cordonError('timeout'), now, () => chance) - now;
    expect([at(0), at(0.5), at(1)]).toEqual([0, span / 2, span]);
  });

  it('is not tried for ever', () => {
    expect(mostAttempts).toBe(8);
  });
});
