import { describe, expect, it } from 'vitest';
import { cordonError } from '../../../utils/errors';
import { createHeart, undoWindow } from '../helpers/heart';

const hour = 3_600_000;

/** A heart whose console no request reaches while Cordon is locked. */
function createLocked(options: Parameters<typeof createHeart>[0] = {}) {
  const heart = createHeart(options);
  const contactId = heart.console.add({ id: '827', name: 'Alex Morgan' });
  const lock = () => {
    heart.console.ways.refusal = cordonError('locked');
  };
  const unlock = async () => {
    heart.console.ways.refusal = undefined;
    await heart.engine().unlocked(undoWindow);
    await heart.settle();
  };
  lock();
  return { ...heart, reference: { kind: 'contact', contactId } as const, lock, unlock };
}

const held = { kind: 'held', error: { code: 'locked' } };

describe('while Cordon is locked', () => {
  it('a press is held at once, and goes out after unlocking with its whole window', async () => {
    const heart = createLocked();
    await heart.press(heart.reference);
    await heart.settle();
    expect((await heart.only()).state).toEqual(held);
    await heart.pass(hour);
    expect([(await heart.only()).state, heart.console.records]).toEqual([held, []]);
    await heart.unlock();
    expect((await heart.only()).state).toEqual({ kind: 'waiting', sendsAt: heart.now() + undoWindow });
    await heart.pass(undoWindow - 1);
    expect(heart.console.records).toEqual([]);
    await heart.pass(1);
    expect(heart.console.records).toHaveLength(1);
    expect((await heart.only()).state.kind).toBe('blocked');
  });

  it('a press can be undone, before unlocking and in the window after it', async () => {
    for (const when of ['before', 'after']) {
      const heart = createLocked();
      await heart.press(heart.reference);
      await heart.settle();
      const { id } = await heart.only();
      if (when === 'after') await heart.unlock();
      expect(await heart.engine().undo(id)).toMatchObject({ ok: true, value: { state: { kind: 'undone' } } });
      if (when === 'before') await heart.unlock();
      await heart.pass(hour);
      expect(heart.console.records).toEqual([]);
    }
  });

  it('a press is held though it was made before the locking, and has its window again', async () => {
    const heart = createLocked();
    heart.console.ways.refusal = undefined;
    await heart.press(heart.reference);
    await heart.pass(1_000);
    heart.lock();
    await heart.pass(undoWindow);
    expect((await heart.only()).state).toEqual(held);
    await heart.unlock();
    expect((await heart.only()).state).toEqual({ kind: 'waiting', sendsAt: heart.now() + undoWindow });
  });

  it('a lift is held and goes out with its window', async () => {
    const heart = createLocked();
    heart.console.ways.refusal = undefined;
    await heart.press(heart.reference);
    await heart.pass(hour);
    heart.lock();
    await heart.engine().lift((await heart.only()).id, undoWindow);
    await heart.pass(hour);
    expect((await heart.only()).state).toEqual(held);
    await heart.unlock();
    expect(heart.console.records).toHaveLength(1);
    await heart.pass(undoWindow);
    expect(heart.console.records).toEqual([]);
    expect((await heart.only()).state.kind).toBe('lifted');
  });

  it('what is held for another reason is not let go by unlocking, nor the other way round', async () => {
    const heart = createLocked();
    heart.console.ways.refusal = cordonError('no-access');
    await heart.press(heart.reference);
    await heart.pass(hour);
    await heart.engine().unlocked(undoWindow);
    expect((await heart.only()).state).toEqual({ kind: 'held', error: { code: 'no-access' } });
    heart.lock();
    await heart.engine().connectionReady('acquire:demo');
    await heart.settle();
    expect((await heart.only()).state).toEqual(held);
    await heart.engine().connectionReady('acquire:demo');
    await heart.engine().releaseBraked();
    expect((await heart.only()).state).toEqual(held);
  });

  it('whose request may have left is asked for again, and has no window to undo it in', async () => {
    const heart = createLocked();
    heart.console.ways.refusal = undefined;
    await heart.press(heart.reference);
    heart.console.failNext('block', cordonError('timeout'), true);
    await heart.pass(undoWindow);
    heart.lock();
    await heart.pass(hour);
    expect((await heart.only()).state).toEqual(held);
    await heart.unlock();
    await heart.pass(1_000);
    expect((await heart.only()).state.kind).toBe('blocked');
    expect(heart.console.records).toHaveLength(1);
  });

  it('a block whose time is over stays, and is lifted once Cordon is unlocked', async () => {
    const heart = createLocked({ endsBlocks: false });
    heart.console.ways.refusal = undefined;
    await heart.press(heart.reference, { end: '1h' });
    await heart.pass(hour / 2);
    heart.lock();
    await heart.pass(hour);
    expect((await heart.only()).state.kind).toBe('blocked');
    expect(heart.console.records).toHaveLength(1);
    await heart.unlock();
    await heart.pass(60_000);
    expect((await heart.only()).state.kind).toBe('lifted');
    expect(heart.console.records).toEqual([]);
  });

  it('no circuit opens: nothing is wrong with any console', async () => {
    const heart = createLocked();
    await heart.press(heart.reference);
    await heart.pass(hour);
    expect([...heart.circuits.values()].filter(({ open }) => open)).toEqual([]);
  });
});
