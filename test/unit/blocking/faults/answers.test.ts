import { describe, expect, it } from 'vitest';
import { mayBeDone } from '../../../../utils/blocking/block';
import { cordonError, type ErrorCode } from '../../../../utils/errors';
import { connectionId } from '../../helpers/heart';
import { contact, day, heartWithAlex, hour, minute, second, stateOf } from './faults-bench';

describe('the console refuses', () => {
  it('R7 401: exactly one request however many blocks wait, none by itself, all after the key changed', async () => {
    const heart = heartWithAlex({}, 6);
    for (let index = 0; index < 6; index += 1) await heart.press(contact(String(900 + index)));
    await heart.pass(2 * second);
    heart.kill();
    const before = heart.console.calls.length;
    heart.console.ways.refusal = cordonError('bad-key', { status: 401 });
    await heart.restart();
    await heart.pass(day / 4);
    expect(heart.console.calls.length - before).toBe(1);
    for (const { state } of await heart.engine().all()) {
      expect(state).toMatchObject({ kind: 'held', error: { code: 'bad-key' } });
    }
    heart.console.heal();
    await heart.engine().connectionReady(connectionId);
    await heart.pass(minute);
    expect(heart.console.records).toHaveLength(6);
  });

  it('R8 403: each says so, and after three contacts in a row nothing more is sent', async () => {
    const heart = heartWithAlex({}, 5);
    for (let index = 0; index < 5; index += 1) {
      heart.console.failNext('block', cordonError('no-permission', { status: 403 }));
      await heart.press(contact(String(900 + index)));
      await heart.pass(10 * second);
    }
    const before = heart.console.calls.length;
    expect(heart.circuits.get(connectionId)?.open?.error.code).toBe('no-permission');
    await heart.pass(day / 2);
    expect(heart.console.calls.length).toBe(before);
    expect(heart.console.blocks()).toBe(3);
    const kinds = (await heart.engine().all()).map(({ state }) => state.kind);
    expect(kinds.sort()).toEqual(['held', 'held', 'needs-you', 'needs-you', 'needs-you']);
  });

  it.each<[string, ErrorCode, number]>([
    ['R9 404: no longer there', 'gone', 404],
    ['R11 400: refused', 'refused', 400],
    ['R11 422: refused', 'refused', 422],
  ])('%s, said with the reason, one request, not called blocked', async (_, code, status) => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError(code, { status }));
    await heart.press(contact('827'));
    await heart.pass(day / 2);
    expect(heart.console.blocks()).toBe(1);
    expect(await stateOf(heart)).toEqual({ kind: 'failed', error: { code, status } });
  });

  it.each<ErrorCode>(['no-permission', 'may-not-block', 'gone', 'refused', 'no-access', 'no-key'])(
    'a plain no, such as %s, leaves no doubt whether the contact is blocked',
    async (code) => {
      const heart = heartWithAlex();
      heart.console.failNext('block', cordonError(code));
      await heart.press(contact('827'));
      await heart.pass(minute);
      const block = await heart.only();
      expect(block.state).toMatchObject({ error: { code } });
      expect(mayBeDone(block)).toBe(false);
    },
  );

  it('R10 409 and the list shows the block: that is the block', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('already-blocked', { status: 409 }), true);
    await heart.press(contact('827'));
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(1);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
  });

  it('R10 409 and the list does not show it: sent once more, then asked', async () => {
    const heart = heartWithAlex();
    for (let time = 0; time < 5; time += 1) heart.console.failNext('block', cordonError('already-blocked'));
    await heart.press(contact('827'));
    await heart.pass(hour);
    expect(heart.console.blocks()).toBe(2);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'already-blocked' } });
  });
});

describe('the console asks for a pause', () => {
  it('R12 429: the whole connection waits, nothing leaves earlier, and no attempt is counted', async () => {
    const heart = heartWithAlex({}, 3);
    await heart.press(contact('827'));
    await heart.pass(4 * second);
    const allowed = heart.now() + 2 * hour;
    heart.console.failNext('block', cordonError('rate-limited', { status: 429, notBefore: allowed }));
    await heart.pass(2 * second);
    const before = heart.console.calls.length;
    for (let index = 0; index < 3; index += 1) await heart.press(contact(String(900 + index)));
    await heart.engine().checkAll();
    await heart.pass(allowed - heart.now() - 1);
    expect(heart.console.calls.length).toBe(before);
    for (const { state } of await heart.engine().all()) {
      expect(state).toMatchObject({ kind: 'retrying', attempts: 0, error: { code: 'rate-limited' } });
      expect(state.kind === 'retrying' && state.at).toBeGreaterThanOrEqual(allowed);
    }
    await heart.pass(10 * minute);
    expect(heart.console.records).toHaveLength(4);
  });

  it('R12 429 for more than a day: not waited out in silence', async () => {
    const heart = heartWithAlex();
    heart.console.failNext(
      'block',
      cordonError('rate-limited', { status: 429, notBefore: heart.now() + 999_999 * second }),
    );
    await heart.press(contact('827'));
    await heart.pass(hour);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'rate-limited' } });
    expect(heart.console.blocks()).toBe(1);
  });

  it('R12 429 without a time: tried again more and more rarely, and not for ever', async () => {
    const heart = heartWithAlex();
    for (let time = 0; time < 100; time += 1) heart.console.failNext('block', cordonError('rate-limited'));
    await heart.press(contact('827'));
    await heart.pass(day / 2);
    expect(heart.console.blocks()).toBe(8);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'rate-limited' } });
  });

  it('R13 500: its outcome is unknown, so it is read back, and sent again only if it is not so', async () => {
    for (const after of [true, false]) {
      const heart = heartWithAlex();
      heart.console.failNext('block', cordonError('server-error', { status: 500 }), after);
      await heart.press(contact('827'));
      await heart.pass(5 * minute);
      expect(heart.console.blocks()).toBe(after ? 1 : 2);
      expect(heart.console.records).toHaveLength(1);
      expect((await stateOf(heart)).kind).toBe('blocked');
    }
  });

  it('R13 503 with a time: not before it', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(4 * second);
    const allowed = heart.now() + 20 * minute;
    heart.console.failNext('block', cordonError('server-error', { status: 503, notBefore: allowed }));
    await heart.pass(2 * second);
    const before = heart.console.calls.length;
    await heart.pass(allowed - heart.now() - 1);
    expect(heart.console.calls.length).toBe(before);
    await heart.pass(10 * minute);
    expect(heart.console.records).toHaveLength(1);
  });

  it('R13 the last attempt, too, is read back before it is called failed', async () => {
    const heart = heartWithAlex();
    for (let time = 0; time < 7; time += 1) heart.console.failNext('block', cordonError('server-error'));
    heart.console.failNext('block', cordonError('server-error'), true);
    await heart.press(contact('827'));
    await heart.pass(day / 2);
    expect(heart.console.blocks()).toBe(8);
    expect((await stateOf(heart)).kind).toBe('blocked');
  });
});

describe('the answer is no answer', () => {
  it('R14 a page instead of JSON: not called blocked, and after the second contact nothing more is sent', async () => {
    const heart = heartWithAlex({}, 4);
    for (let index = 0; index < 4; index += 1) {
      heart.console.failNext('block', cordonError('not-json', { status: 200 }));
      await heart.press(contact(String(900 + index)));
      await heart.pass(10 * second);
    }
    expect(heart.console.blocks()).toBe(2);
    const states = (await heart.engine().all()).map(({ state }) => state.kind);
    expect(states.sort()).toEqual(['held', 'held', 'needs-you', 'needs-you']);
  });

  it('R15 an answer of another shape is no success', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('bad-answer', { status: 200 }));
    await heart.press(contact('827'));
    await heart.pass(hour);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'bad-answer' } });
  });

  it('R15 an answer that was cut off has an unknown outcome', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('no-network'), true);
    await heart.press(contact('827'));
    await heart.pass(5 * minute);
    expect(heart.console.blocks()).toBe(1);
    expect((await stateOf(heart)).kind).toBe('blocked');
  });

  it('R15 a lift that removed nothing is no lift while the list shows the record', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(10 * second);
    heart.console.failNext('lift', cordonError('nothing-lifted'));
    await heart.engine().lift((await heart.only()).id, 0);
    await heart.pass(minute);
    expect(heart.console.records).toHaveLength(1);
    expect(await stateOf(heart)).toMatchObject({ kind: 'failed', error: { code: 'nothing-lifted' } });
  });

  it('R16 a redirect to a login page is told apart from a dead network, and is no success', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('redirected'));
    await heart.press(contact('827'));
    await heart.pass(hour);
    expect(heart.console.blocks()).toBe(1);
    expect(await stateOf(heart)).toEqual({ kind: 'needs-you', error: { code: 'redirected' } });
  });
});
