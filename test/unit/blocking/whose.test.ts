import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../utils/blocking/view';
import type { ContactId } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { undoWindow } from '../helpers/heart';
import { blockedHeart, contact, day, heartWithAlex, hour, minute, second, stateOf } from './faults/faults-bench';

const alex = '827' as ContactId;
const davids = { rule: 'contact', contactId: alex, by: 'David' } as const;

describe('R33 a mark that a colleague made anew', () => {
  async function remade() {
    const { heart, id } = await blockedHeart({ endsBlocks: false });
    heart.console.remove('827');
    await heart.pass(hour);
    heart.console.record({ ...davids, until: 0, madeAt: heart.now() });
    return { heart, id };
  }

  it('is not lifted at the end of Cordon’s block: a question, which names it', async () => {
    const { heart } = await remade();
    await heart.pass(2 * day);
    expect(await stateOf(heart)).toMatchObject({
      kind: 'needs-you',
      error: { code: 'end-not-ours' },
      records: [{ by: 'David' }],
    });
    expect(heart.console.records).toHaveLength(1);
  });

  it('and that was seen by a check before, neither', async () => {
    const { heart } = await remade();
    await heart.engine().checkAll();
    await heart.settle();
    await heart.pass(2 * day);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'end-not-ours' } });
  });

  it('is asked about before a person’s lift', async () => {
    const { heart, id } = await remade();
    await heart.engine().lift(id, undoWindow);
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'others-blocks' } });
  });

  it('is not lifted either where the lift was already decided and had to wait', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    await heart.pass(day - 20 * second);
    let read = 0;
    heart.console.ways.onCall = (call) => {
      if (!call.startsWith('state')) return;
      read += 1;
      if (read === 2) heart.console.failNext('state', cordonError('server-error'));
      if (read !== 3) return;
      heart.console.remove('827');
      heart.console.record({ ...davids, until: 0, madeAt: heart.now() });
    };
    await heart.pass(10 * minute);
    expect(heart.console.records).toMatchObject([{ by: 'David' }]);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'end-not-ours' } });
  });

  it('is told from Cordon’s own, which a repeated request does not make another’s', async () => {
    const { heart, id } = await blockedHeart({ endsBlocks: false });
    await heart.engine().changeEnd(id, { until: heart.now() + 2 * day, forGood: false }, undoWindow);
    await heart.pass(3 * day);
    expect((await stateOf(heart)).kind).toBe('lifted');
  });
});

describe('R33 what was read a while ago', () => {
  it('is read again before anything is sent by it: a colleague blocked while the browser was closed', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(second);
    heart.kill();
    heart.console.record({ ...davids, until: heart.now() + 3 * day });
    await heart.pass(8 * hour);
    await heart.restart();
    await heart.engine().browserStarted();
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({
      kind: 'needs-you',
      error: { code: 'already-blocked' },
      records: [{ by: 'David' }],
    });
    expect(heart.console.records).toHaveLength(1);
  });
});

describe('R33 a record that ends as Cordon’s does', () => {
  it('is not Cordon’s where the console told which one is', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'), { end: 'for-good' });
    await heart.pass(4 * second);
    const { wish } = await heart.only();
    const other = heart.console.record({ ...davids, until: wish.kind === 'blocked' ? wish.until : 0 });
    await heart.pass(minute);
    const { id, ours } = await heart.only();
    expect(ours).toHaveLength(1);
    expect(ours).not.toContain(other);
    await heart.engine().lift(id, undoWindow);
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'others-blocks' } });
  });

  it('is nobody’s for certain where the console told none, and is asked about before a lift', async () => {
    const heart = heartWithAlex();
    heart.console.ways.tellsIds = false;
    await heart.press(contact('827'), { end: 'for-good' });
    await heart.pass(4 * second);
    const { wish } = await heart.only();
    heart.console.record({ ...davids, until: wish.kind === 'blocked' ? wish.until : 0 });
    await heart.pass(minute);
    const { id, ours, state } = await heart.only();
    expect(state.kind).not.toBe('failed');
    expect(ours).toEqual([]);
    await heart.engine().lift(id, undoWindow);
    await heart.pass(2 * minute);
    expect(heart.console.records).toHaveLength(2);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you' });
  });
});

describe('R33 yes to lifting what others made', () => {
  it('means the records that were named: one that was added since is asked about again', async () => {
    const { heart, id } = await blockedHeart();
    heart.console.record({ ...davids, until: heart.now() + 2 * day });
    await heart.engine().lift(id, undoWindow);
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'others-blocks' } });
    heart.console.record({ ...davids, by: 'Eva', until: heart.now() + 9 * day });
    await heart.engine().answer(id, true, undefined, undoWindow);
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({
      kind: 'needs-you',
      error: { code: 'others-blocks' },
      records: [{ by: 'Eva' }],
    });
    expect(heart.console.records).toHaveLength(3);
    await heart.engine().answer(id, true, undefined, undoWindow);
    await heart.pass(minute);
    expect(heart.console.records).toEqual([]);
    expect((await stateOf(heart)).kind).toBe('lifted');
  });

  it('of a block whose time is over means the mark that was named, not one made since', async () => {
    const { heart, id } = await blockedHeart({ endsBlocks: false });
    heart.console.remove('827');
    await heart.pass(hour);
    heart.console.record({ ...davids, until: 0, madeAt: heart.now() });
    await heart.pass(2 * day);
    heart.console.remove('827');
    heart.console.record({ ...davids, by: 'Eva', until: 0, madeAt: heart.now() });
    await heart.engine().answer(id, true, undefined, undoWindow);
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({ error: { code: 'others-blocks' }, records: [{ by: 'Eva' }] });
    await heart.engine().answer(id, true, undefined, undoWindow);
    await heart.pass(minute);
    expect((await stateOf(heart)).kind).toBe('lifted');
  });

  it.each([true, false])(
    'not wanted after the lift may have been done (%s): what the console says is shown, and nothing is sent',
    async (done) => {
      const { heart, id } = await blockedHeart();
      heart.console.failNext('lift', cordonError('timeout'), done);
      await heart.engine().lift(id, undoWindow);
      await heart.pass(5 * second + 10);
      const until = heart.now() + hour;
      heart.console.record({ ...davids, until });
      await heart.pass(2 * minute);
      expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'others-blocks' } });
      const before = heart.console.calls.length;
      await heart.engine().answer(id, false, undefined, undoWindow);
      expect((await stateOf(heart)).kind).toBe('retrying');
      await heart.pass(minute);
      expect(heart.console.calls.slice(before)).toEqual(['state 827']);
      const view = viewOf(await heart.only(), heart.now());
      expect(view.state.kind).toBe('blocked');
      expect(view.until).toBe(done ? until : (await heart.only()).pressedAt + day);
    },
  );
});
