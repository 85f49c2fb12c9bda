import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANA, CAST } from '../../lab/featurebase/cast';
import { type Bench, contactId, DAY, KEYS, NOW, priya, recordId, startBench } from './featurebase-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const success = (id: string, more: object) => JSON.stringify({ id, object: 'contact', ...more });

describe('a block', () => {
  it('is one POST without a body, and blocks that contact only', async () => {
    expect(await bench.api.block(priya.id, NOW + DAY)).toEqual({ ok: true, value: { recordId: CAST.priya } });
    expect(bench.arrived).toEqual([`POST /v2/contacts/${CAST.priya}/block`]);
    expect(bench.last()).toMatchObject({ body: undefined, query: {}, status: 200 });
    expect(bench.last().headers).not.toHaveProperty('content-type');
    expect([...bench.world.blocked.keys()]).toEqual([CAST.blockedByDavid, CAST.priya]);
  });

  it('works for a lead as for a customer', async () => {
    expect(await bench.api.block(contactId(CAST.wes), NOW + DAY)).toMatchObject({ ok: true });
    expect(bench.world.blocked.has(CAST.wes)).toBe(true);
  });

  it.each([
    ['gone', CAST.gone],
    ['a guest', CAST.guest],
    ['an admin', ANA],
  ])('of one who is %s blocks nobody', async (_, id) => {
    expect(await bench.api.block(contactId(id), NOW + DAY)).toEqual({
      ok: false,
      error: { code: 'gone', status: 404, vendorCode: 'contact_not_found' },
    });
    expect([...bench.world.blocked.keys()]).toEqual([CAST.blockedByDavid]);
  });

  it('of one who is blocked already says the same again, or that it is so', async () => {
    const again = () => bench.api.block(contactId(CAST.blockedByDavid), NOW + DAY);
    expect(await again()).toEqual({ ok: true, value: { recordId: CAST.blockedByDavid } });
    bench.set({ repeat: 'refuse-400' });
    expect(await again()).toMatchObject({ ok: false, error: { code: 'already-blocked', status: 400 } });
    bench.set({ repeat: 'refuse-409' });
    expect(await again()).toMatchObject({ ok: false, error: { code: 'already-blocked', status: 409 } });
    // Two requests met: that says nothing of what is so.
    bench.set({ repeat: 'bare-409' });
    expect(await again()).toMatchObject({ ok: false, error: { code: 'unknown-outcome', status: 409 } });
  });

  it.each([
    ['of another contact', success(CAST.wes, { blocked: true }), { code: 'bad-answer' }],
    ['that it is not blocked', success(CAST.priya, { blocked: false }), { code: 'bad-answer', status: 200 }],
    ['that says nothing of it', success(CAST.priya, {}), { code: 'bad-answer', status: 200 }],
    ['that it is unblocked', success(CAST.priya, { unblocked: true }), { code: 'bad-answer', status: 200 }],
    ['in other words', success(CAST.priya, { blocked: 'true' }), { code: 'bad-answer', status: 200 }],
    [
      'of a conversation',
      success(CAST.priya, { object: 'conversation', blocked: true }),
      { code: 'bad-answer', status: 200 },
    ],
    ['of nobody', '{"object":"contact","blocked":true}', { code: 'bad-answer', status: 200 }],
  ])('answered %s is no success', async (_, text, error) => {
    bench.say(text);
    expect(await bench.api.block(priya.id, NOW + DAY)).toEqual({ ok: false, error });
  });

  it('with a key that may only read is not allowed', async () => {
    bench.useKey(KEYS.readOnly);
    expect(await bench.api.block(priya.id, NOW + DAY)).toEqual({
      ok: false,
      error: { code: 'no-permission', status: 403, vendorCode: 'insufficient_permissions' },
    });
    expect(bench.world.blocked.has(CAST.priya)).toBe(false);
  });

  it.each(['', '12345', CAST.priya.toUpperCase(), `${CAST.priya}/unblock?`])('is never sent for %j', async (id) => {
    await expect(bench.api.block(contactId(id), NOW + DAY)).rejects.toThrow(RangeError);
    await expect(bench.api.liftRecord(recordId(id))).rejects.toThrow(RangeError);
    expect(bench.arrived).toEqual([]);
  });
});

describe('a lift', () => {
  it('is one POST without a body, and unblocks that contact only', async () => {
    bench.world.blocked.set(CAST.wes, 'David Guetta');
    expect(await bench.api.liftRecord(recordId(CAST.wes))).toEqual({ ok: true, value: null });
    expect(bench.arrived).toEqual([`POST /v2/contacts/${CAST.wes}/unblock`]);
    expect(bench.last().body).toBeUndefined();
    expect([...bench.world.blocked.keys()]).toEqual([CAST.blockedByDavid]);
  });

  it('of one who is not blocked says the same again, or that nothing was lifted', async () => {
    const again = () => bench.api.liftRecord(recordId(CAST.priya));
    expect(await again()).toEqual({ ok: true, value: null });
    bench.set({ repeat: 'refuse-400' });
    expect(await again()).toMatchObject({ ok: false, error: { code: 'nothing-lifted', status: 400 } });
    bench.set({ repeat: 'refuse-409' });
    expect(await again()).toMatchObject({ ok: false, error: { code: 'nothing-lifted', status: 409 } });
    bench.set({ repeat: 'bare-409' });
    expect(await again()).toMatchObject({ ok: false, error: { code: 'unknown-outcome', status: 409 } });
  });

  it.each([
    ['of another contact', success(CAST.wes, { unblocked: true }), { code: 'bad-answer' }],
    ['that it is blocked', success(CAST.priya, { blocked: true }), { code: 'bad-answer', status: 200 }],
    ['that it is not unblocked', success(CAST.priya, { unblocked: false }), { code: 'bad-answer', status: 200 }],
  ])('answered %s is no success', async (_, text, error) => {
    bench.say(text);
    expect(await bench.api.liftRecord(recordId(CAST.priya))).toEqual({ ok: false, error });
  });

  it('of one who is gone says so', async () => {
    expect(await bench.api.liftRecord(recordId(CAST.gone))).toMatchObject({ ok: false, error: { code: 'gone' } });
  });
});

describe('a block and its lift', () => {
  it('leave the world as it was, and everything that was sent was sound', async () => {
    const before = [...bench.world.blocked];
    await bench.api.block(priya.id, NOW + DAY);
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: true } });
    await bench.api.liftRecord(recordId(CAST.priya));
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: false } });
    expect([...bench.world.blocked]).toEqual(before);
    expect(bench.world.requests.filter(({ refusal }) => refusal)).toEqual([]);
    expect(bench.unclaimed.requests).toEqual([]);
  });
});
