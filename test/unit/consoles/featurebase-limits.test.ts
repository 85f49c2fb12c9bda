import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, callAll, each, NOW, priya, startBench } from './featurebase-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

/** When the request after the limit may be sent again, in milliseconds from now. */
async function pauseAt(limit: number): Promise<number | undefined> {
  bench.world.limits.key = limit;
  for (let used = 0; used < limit; used += 1) expect((await bench.api.getContact(priya.id)).ok).toBe(true);
  const turned = await bench.api.getContact(priya.id);
  expect(turned).toMatchObject({ ok: false, error: { code: 'rate-limited' } });
  return turned.ok ? undefined : (turned.error.notBefore ?? 0) - NOW;
}

describe('over the limit', () => {
  it.each([
    ['epoch-seconds', 40_000],
    ['epoch-milliseconds', 40_000],
    ['seconds-left', 40_000],
    // Without any word, a whole window is enough: there is no lockout.
    ['absent', 60_000],
  ] as const)('waits until the window ends, X-RateLimit-Reset as %s', async (reset, left) => {
    bench.set({ reset });
    expect(await pauseAt(2)).toBe(left);
  });

  it.each([
    ['seconds', 40_000],
    ['milliseconds', 40_000],
    ['date', 40_000],
  ] as const)('does what Retry-After says as %s', async (retryAfter, left) => {
    bench.set({ retryAfter, reset: 'absent' });
    expect(await pauseAt(1)).toBe(left);
  });

  it('may go on when the next minute has begun', async () => {
    expect(await pauseAt(3)).toBe(40_000);
    bench.world.now = () => NOW + 39_999;
    expect((await bench.api.getContact(priya.id)).ok).toBe(false);
    bench.world.now = () => NOW + 40_000;
    expect((await bench.api.getContact(priya.id)).ok).toBe(true);
  });

  it('is not gone: what would be turned away waits, and nothing is sent', async () => {
    expect(await pauseAt(2)).toBe(40_000);
    expect(await callAll(bench.api)).toEqual(
      each({ ok: false, error: { code: 'rate-limited', notBefore: NOW + 40_000 } }),
    );
    expect(bench.world.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('is met where no answer says when the window ends', async () => {
    bench.set({ reset: 'absent' });
    expect(await pauseAt(2)).toBe(60_000);
    expect(bench.world.requests.map(({ status }) => status)).toEqual([200, 200, 429]);
  });

  it('stops nothing for longer than a window, though the machine’s clock was set back', async () => {
    await pauseAt(1);
    bench.world.limits.key = 100;
    bench.world.now = () => NOW - 3_600_000;
    expect((await bench.api.getContact(priya.id)).ok).toBe(true);
  });

  it('is a matter of the whole workspace too', async () => {
    bench.set({ reset: 'absent', retryAfter: 'seconds' });
    bench.world.limits.workspace = 1;
    await bench.api.getContact(priya.id);
    expect(await callAll(bench.api)).toEqual(
      each({
        ok: false,
        error: {
          code: 'rate-limited',
          status: 429,
          vendorCode: 'rate_limit_exceeded',
          notBefore: NOW + 40_000,
        },
      }),
    );
    expect(bench.world.blocked.has(priya.id)).toBe(false);
  });
});

describe('what a 429 says', () => {
  const pause = async (headers: Record<string, string>, date = new Date(NOW)) => {
    bench.say('{}', 'application/json', 429, { date: date.toUTCString(), ...headers });
    const answer = await bench.api.getContact(priya.id);
    return answer.ok ? undefined : (answer.error.notBefore ?? Number.NaN) - NOW;
  };

  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '7', 'retry-after-ms': '1500' }, 1_500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '7', 'x-ratelimit-reset': '30' }, 7_000],
    [{ 'retry-after': 'soon', 'x-ratelimit-reset': '30' }, 30_000],
    [{ 'retry-after': new Date(NOW + 9_000).toUTCString() }, 9_000],
    [{ 'retry-after': new Date(NOW - 9_000).toUTCString() }, 0],
    [{ 'retry-after': '3600' }, 3_600_000],
    [{ 'x-ratelimit-reset': '12.5' }, 12_500],
    [{ 'x-ratelimit-reset': String((NOW + 12_000) / 1_000) }, 12_000],
    [{ 'x-ratelimit-reset': String(NOW + 12_000) }, 12_000],
    [{ 'x-ratelimit-reset': new Date(NOW + 12_000).toISOString() }, 12_000],
    [{ 'x-ratelimit-reset': '0' }, 1_000],
    // At the longest a minute, whatever is said.
    [{ 'x-ratelimit-reset': '86400' }, 60_000],
    [{ 'x-ratelimit-reset': String(NOW + 86_400_000) }, 60_000],
    [{ 'x-ratelimit-reset': String((NOW - 86_400_000) / 1_000) }, 1_000],
    [{ 'x-ratelimit-reset': 'tomorrow' }, 60_000],
    [{ 'x-ratelimit-reset': '-5' }, 60_000],
    [{ 'x-ratelimit-reset': '1e400' }, 60_000],
    [{}, 60_000],
  ])('%o is a pause of %i ms', async (headers, wanted) => {
    expect(await pause(headers)).toBe(wanted);
  });

  it('counts a moment by the console’s own clock, not by the machine’s', async () => {
    const ahead = new Date(NOW + 600_000);
    expect(await pause({ 'x-ratelimit-reset': String((NOW + 612_000) / 1_000) }, ahead)).toBe(12_000);
    expect(await pause({ 'retry-after': new Date(NOW + 609_000).toUTCString() }, ahead)).toBe(9_000);
  });
});

describe('what a 503 says', () => {
  it.each([
    [{ 'retry-after': '7' }, NOW + 7_000],
    [{ 'retry-after-ms': '250' }, NOW + 250],
    [{}, undefined],
  ])('%o is obeyed', async (headers, notBefore) => {
    bench.say('', '', 503, headers);
    const error = { code: 'server-error', status: 503, ...(notBefore === undefined ? {} : { notBefore }) };
    expect(await bench.api.getContact(priya.id)).toEqual({ ok: false, error });
  });
});
