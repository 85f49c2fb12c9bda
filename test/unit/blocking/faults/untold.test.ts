import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../../utils/blocking/view';
import type { ContactId } from '../../../../utils/consoles/types';
import { cordonError } from '../../../../utils/errors';
import { undoWindow } from '../../helpers/heart';
import { blockedHeart, contact, day, heartWithAlex, hour, minute, second, stateOf } from './faults-bench';

const alex = '827' as ContactId;
const silent = { endsBlocks: false, tellsState: false };
const lifts = (calls: readonly string[]) => calls.filter((call) => call.startsWith('lift'));

describe('a console that does not tell who is blocked', () => {
  it('is asked to block, and the screen says that Cordon will ask, and that it has not seen the block', async () => {
    const { heart } = await blockedHeart(silent);
    expect(heart.console.records).toHaveLength(1);
    const block = await heart.only();
    expect(block.turned).toBe(false);
    expect(viewOf(block, heart.now()).state).toMatchObject({ kind: 'blocked', seen: false, endedBy: 'you' });
  });

  it('has no block lifted by itself: the end brings a question, and yes lifts it', async () => {
    const { heart, id } = await blockedHeart(silent);
    await heart.pass(2 * day);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'end-not-ours' } });
    expect(lifts(heart.console.calls)).toEqual([]);
    await heart.engine().answer(id, true, undefined, undoWindow);
    await heart.pass(minute);
    expect(heart.console.records).toEqual([]);
    expect((await stateOf(heart)).kind).toBe('lifted');
  });

  it.each([true, false])(
    'gets the request again after an unknown outcome (done: %s), and one mark is left',
    async (done) => {
      const heart = heartWithAlex(silent);
      heart.console.failNext('block', cordonError('timeout'), done);
      await heart.press(contact('827'));
      await heart.pass(hour);
      expect(heart.console.blocks()).toBe(2);
      expect(heart.console.records).toHaveLength(1);
      expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: false });
    },
  );

  it('that answers “already blocked” to the first request is somebody else’s block: a question', async () => {
    const heart = heartWithAlex(silent);
    heart.console.failNext('block', cordonError('already-blocked', { status: 409 }));
    await heart.press(contact('827'));
    await heart.pass(hour);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'already-blocked' } });
    expect(heart.console.blocks()).toBe(1);
  });

  it('that answers “already blocked” to a repeated request leaves a block which nobody calls Cordon’s own', async () => {
    const heart = heartWithAlex(silent);
    heart.console.failNext('block', cordonError('timeout'), true);
    heart.console.failNext('block', cordonError('already-blocked', { status: 409 }));
    await heart.press(contact('827'));
    await heart.pass(hour);
    expect(await heart.only()).toMatchObject({ turned: false, state: { kind: 'blocked', endedBy: 'cordon' } });
  });

  it('has its drift called nothing: a block that somebody lifted there is not called lifted, nor seen', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
    heart.console.ways.tellsState = false;
    heart.console.remove('827');
    await heart.pass(11 * minute);
    await heart.engine().checkAll();
    await heart.settle();
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: false });
  });

  it('has no block of Cordon’s lifted by itself if it stopped telling before the end', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    heart.console.ways.tellsState = false;
    await heart.pass(2 * day);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'end-not-ours' } });
    expect(lifts(heart.console.calls)).toEqual([]);
  });

  it('has its mark lifted by a person’s lift; its yes is what is claimed, and its no is no lift', async () => {
    for (const there of [true, false]) {
      const { heart, id } = await blockedHeart(silent);
      if (!there) heart.console.remove('827');
      await heart.engine().lift(id, undoWindow);
      await heart.pass(minute);
      expect(await stateOf(heart)).toMatchObject(there ? { kind: 'lifted' } : { kind: 'failed' });
    }
  });
});

describe('a list of blocks that could not be read whole', () => {
  const unread = { endsBlocks: true };

  it('sends no second record after an unknown outcome, and reads on until it can', async () => {
    const heart = heartWithAlex(unread);
    heart.console.ways.tellsState = false;
    heart.console.failNext('block', cordonError('timeout'), true);
    await heart.press(contact('827'));
    await heart.pass(20 * second);
    expect(heart.console.blocks()).toBe(1);
    expect((await stateOf(heart)).kind).toBe('retrying');
    heart.console.heal();
    await heart.pass(hour);
    expect(heart.console.blocks()).toBe(1);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
  });

  it('proves no lift: what is not seen to be gone is not called lifted', async () => {
    const { heart, id } = await blockedHeart(unread);
    heart.console.record({ rule: 'contact', contactId: alex, until: heart.now() + 9 * day });
    heart.console.ways.tellsState = false;
    await heart.engine().lift(id, undoWindow);
    await heart.pass(minute);
    expect((await stateOf(heart)).kind).not.toBe('lifted');
    expect(heart.console.records).toHaveLength(1);
  });

  it('has no end changed, since the older record could not be found', async () => {
    const { heart, id } = await blockedHeart(unread);
    heart.console.ways.tellsState = false;
    await heart.engine().changeEnd(id, { until: heart.now() + 7 * day, forGood: false }, undoWindow);
    await heart.pass(hour);
    expect(heart.console.blocks()).toBe(1);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', notChanged: { code: 'accepted-not-seen' } });
  });
});
