import { describe, expect, it } from 'vitest';
import { connectionOf } from '../connections/connection-fixture';
import { contact, createPageBench, demoPage } from './page-bench';

const day = 86_400_000;
const byPolicy = { ok: false, error: { code: 'by-policy' } };
const alex = contact('827');

/** A page of a connection under a policy. */
function under(policy: Record<string, unknown>, connection = connectionOf('demo')) {
  const bench = createPageBench([connection]);
  bench.rules.set(policy);
  return bench;
}

/** The same, with a block of 7 days that stands. */
async function withStanding(policy: Record<string, unknown>) {
  const bench = under({}, connectionOf('demo', { end: '7d' }));
  const { id } = await bench.press(alex);
  await bench.heart.pass(10_000);
  expect(await bench.see(alex)).toMatchObject({ state: { kind: 'blocked' } });
  bench.rules.set(policy);
  return { ...bench, blockId: id };
}

describe('a page under a policy', () => {
  it('learns what it may offer, and a choice that is too long as the longest that is allowed', async () => {
    const { page } = under(
      { longestHours: 24, liftFromPage: false },
      connectionOf('demo', { end: '30d', nextEnd: 'for-good' }),
    );
    expect(await page.wake({}, demoPage)).toMatchObject({
      value: { end: '1d', longestHours: 24, forGood: false, liftFromPage: false },
    });
  });

  it.each([
    ['for-good', { forGood: false }],
    ['7d', { longestHours: 24 }],
    ['for-good', { longestHours: 24 }],
  ] as const)('may not ask for %s with %o, whatever it offers', async (end, policy) => {
    const { page, heart } = under(policy);
    const press = { pressId: 'p', reference: alex, name: 'Alex Morgan', seen: true, end };
    expect(await page.block(press, demoPage)).toEqual(byPolicy);
    expect(await heart.engine().all()).toEqual([]);
  });

  it('may ask for a time as far away as is allowed, and no later', async () => {
    const { page, heart } = under({ longestHours: 24 });
    const press = { pressId: 'p', reference: alex, name: 'Alex Morgan' };
    const until = heart.now() + day;
    expect(await page.block({ ...press, seen: true, end: { until: until + 1 } }, demoPage)).toEqual(byPolicy);
    expect(await page.block({ ...press, seen: true, end: { until } }, demoPage)).toMatchObject({
      ok: true,
      value: { until },
    });
  });
});

describe('a page that may not lift', () => {
  it('does not lift', async () => {
    const { page, blockId, heart } = await withStanding({ liftFromPage: false });
    expect(await page.lift({ blockId, seen: true }, demoPage)).toEqual(byPolicy);
    await heart.pass(60_000);
    expect(heart.console.records).toHaveLength(1);
  });

  it.each([
    ['1h', false],
    [{ until: 6 * day }, false],
    [{ until: 8 * day }, true],
    ['30d', true],
    ['for-good', true],
  ] as const)('lets a block end at %o: %s', async (end, allowed) => {
    const { page, blockId, heart } = await withStanding({ liftFromPage: false });
    const wanted = typeof end === 'object' ? { until: heart.now() + end.until } : end;
    const reply = await page['change-end']({ blockId, end: wanted, seen: true }, demoPage);
    expect(reply).toMatchObject(allowed ? { ok: true } : byPolicy);
  });

  it('shortens nothing that is for good', async () => {
    const { page, heart, rules } = under({});
    const press = { pressId: 'p', reference: alex, name: 'Alex Morgan', seen: true, end: 'for-good' } as const;
    await page.block(press, demoPage);
    await heart.pass(10_000);
    rules.set({ liftFromPage: false });
    const later = { until: heart.now() + 20 * 365 * day };
    expect(await page['change-end']({ blockId: 'p', end: later, seen: true }, demoPage)).toEqual(byPolicy);
  });

  it('does not shorten by another press on the same contact either', async () => {
    const { page, heart } = await withStanding({ liftFromPage: false });
    const press = { pressId: 'q', reference: alex, name: 'Alex Morgan', seen: true, end: '1h' } as const;
    expect(await page.block(press, demoPage)).toEqual(byPolicy);
    await heart.pass(60_000);
    expect(heart.console.records).toHaveLength(1);
  });

  it('shortens by another press only what its document was told of', async () => {
    const { page, heart } = await withStanding({});
    const press = { pressId: 'q', reference: alex, name: 'Alex Morgan', seen: true, end: '1h' } as const;
    const stranger = { ...demoPage, tabId: 99 };
    expect(await page.block(press, stranger)).toMatchObject({ ok: false, error: { code: 'unknown-block' } });
    expect(await page.block(press, demoPage)).toMatchObject({ ok: true });
    await heart.pass(60_000);
    expect(heart.console.records).toHaveLength(1);
  });

  it('still takes back its own press, and changes what only waits', async () => {
    const { page, press } = under({ liftFromPage: false });
    const { id: blockId } = await press(alex);
    expect(await page['change-end']({ blockId, end: '1h', seen: true }, demoPage)).toMatchObject({ ok: true });
    expect(await page.undo({ blockId }, demoPage)).toMatchObject({ value: { state: { kind: 'undone' } } });
  });

  it('is one only by policy', async () => {
    const [one, other] = [await withStanding({}), await withStanding({})];
    expect(await one.page['change-end']({ blockId: one.blockId, end: '1h', seen: true }, demoPage)).toMatchObject({
      ok: true,
    });
    expect(await other.page.lift({ blockId: other.blockId, seen: true }, demoPage)).toMatchObject({ ok: true });
  });
});
