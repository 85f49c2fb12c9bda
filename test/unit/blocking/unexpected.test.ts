import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHeart } from '../helpers/heart';
import { byContact, byConversation } from './block-fixture';

const hour = 3_600_000;

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

function heartWithAlex() {
  const heart = createHeart();
  heart.console.add({ id: '827', name: 'Alex Morgan' });
  return heart;
}

describe('an exception that nobody expects', () => {
  it.each(['contact', 'state', 'block'])(
    'in the call %s is met like an unknown outcome, and the block is made',
    async (call) => {
      const heart = heartWithAlex();
      heart.console.throwNext(call);
      await heart.press(byContact('827'));
      await heart.pass(hour);
      expect(heart.console.records).toHaveLength(1);
      expect((await heart.only()).state).toMatchObject({ kind: 'blocked', seen: true });
    },
  );

  it('after the request has done its work makes no second record', async () => {
    const heart = heartWithAlex();
    heart.console.throwNext('block', true);
    await heart.press(byContact('827'));
    await heart.pass(hour);
    expect(heart.console.records).toHaveLength(1);
    expect(heart.console.blocks()).toBe(1);
    expect((await heart.only()).state.kind).toBe('blocked');
  });

  it.each(['contact', 'state', 'block'])(
    'in every call %s ends after a bounded number of attempts, and says so',
    async (call) => {
      const heart = heartWithAlex();
      for (let turn = 0; turn < 100; turn += 1) heart.console.throwNext(call);
      await heart.press(byContact('827'));
      await heart.pass(12 * hour);
      // Eight attempts, and the one in the window, which nobody need hear of.
      expect(heart.console.calls.filter((made) => made.startsWith(call)).length).toBeLessThanOrEqual(9);
      expect((await heart.only()).state).toEqual({ kind: 'needs-you', error: { code: 'unknown-outcome' } });
    },
  );

  it('in a lift leaves it to be tried again, and the block to be lifted', async () => {
    const heart = heartWithAlex();
    await heart.press(byContact('827'));
    await heart.pass(10_000);
    heart.console.throwNext('lift');
    await heart.engine().lift((await heart.only()).id, 5_000);
    await heart.pass(hour);
    expect(heart.console.records).toEqual([]);
    expect((await heart.only()).state.kind).toBe('lifted');
  });

  it('while it is found out who a conversation is with is heard by nobody, and harms nothing', async () => {
    const heart = heartWithAlex();
    const unheard = vi.fn();
    process.on('unhandledRejection', unheard);
    await heart.press(byContact('827'));
    await heart.pass(10_000);
    heart.console.throwNext('conversation');
    expect(await heart.engine().find('acquire:demo', [byConversation('30')])).toEqual([undefined]);
    await heart.settle();
    process.off('unhandledRejection', unheard);
    expect(heart.console.calls).toContain('conversation 30');
    expect(unheard).not.toHaveBeenCalled();
  });
});

describe('a store that takes nothing any more', () => {
  it('does not make Cordon ask the console without end, and the block goes out once it takes again', async () => {
    const heart = heartWithAlex();
    await heart.press(byContact('827'));
    await heart.pass(1_000);
    heart.console.calls.length = 0;
    heart.store.broken = true;
    await heart.pass(hour);
    expect(heart.console.blocks()).toBe(0);
    expect(heart.console.calls.length).toBeLessThanOrEqual(200);
    heart.store.broken = false;
    await heart.pass(60_000);
    expect(heart.console.records).toHaveLength(1);
    expect((await heart.only()).state.kind).toBe('blocked');
  });

  it('before the contact is known does not make Cordon ask the console without end either', async () => {
    const heart = heartWithAlex();
    const release = heart.console.hold();
    await heart.press(byContact('827'));
    heart.store.broken = true;
    release();
    await heart.pass(hour);
    expect(heart.console.calls.length).toBeLessThanOrEqual(200);
    heart.store.broken = false;
    await heart.pass(60_000);
    expect(heart.console.records).toHaveLength(1);
  });
});
