import { describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { readStored } from '../../../utils/blocking/block-schema';
import { described } from '../../../utils/blocking/description';
import { forgetNames, namesKept } from '../../../utils/blocking/retention';
import { inheritedFrom } from '../../../utils/blocking/succession';
import { describeBlock, undoWish } from '../../../utils/blocking/wishes';
import { cordonError } from '../../../utils/errors';
import { createHeart } from '../helpers/heart';
import { aBlock, everyState, pressedAt, standing, until } from './a-block';
import { byContact, byConversation } from './block-fixture';

const day = 86_400_000;
const spam = { reason: 'Spam', note: 'Three chats.' };

/** A heart where Alex was blocked. */
async function blockedOnce() {
  const heart = createHeart();
  heart.console.add({ id: '827', name: 'Alex Morgan' });
  await heart.press(byContact('827'));
  await heart.pass(10_000);
  return heart;
}

/** Lifts the block that stands. */
async function lift(heart: Awaited<ReturnType<typeof blockedOnce>>) {
  await heart.engine().lift((await heart.only()).id, 0);
  await heart.pass(10_000);
}

describe('what is said of a block', () => {
  it.each(everyState.map((state) => [state.kind, state] as const))('is kept while it is %s', (_, state) => {
    const block = aBlock({ state });
    const { put, note } = describeBlock([block], block.id, spam, pressedAt);
    expect(put).toEqual([{ ...block, ...spam }]);
    expect(note ?? []).toEqual([]);
  });

  it.each<[string, Parameters<typeof described>[1], Partial<Block>]>([
    ['is left as it is where nothing is said', {}, { reason: 'Threats', note: 'Old.' }],
    ['changes the reason alone', { reason: 'Spam' }, { reason: 'Spam', note: 'Old.' }],
    ['changes the note alone', { note: 'New.' }, { reason: 'Threats', note: 'New.' }],
    ['is trimmed', { reason: '  Spam \n', note: '\n New. ' }, { reason: 'Spam', note: 'New.' }],
    [
      'is cut to length',
      { reason: 'x'.repeat(90), note: 'y'.repeat(600) },
      { reason: 'x'.repeat(80), note: 'y'.repeat(500) },
    ],
    ['has no half letters', { reason: `${'x'.repeat(3)}\ud83d` }, { reason: 'xxx\ufffd', note: 'Old.' }],
  ])('%s', (_, said, left) => {
    const block = aBlock({ reason: 'Threats', note: 'Old.' });
    expect(described(block, said)).toEqual({ ...block, ...left });
  });

  it('goes where it is emptied', () => {
    const left = described(aBlock(spam), { reason: '', note: '   ' });
    expect(left).toEqual(aBlock());
    expect(Object.keys(left)).not.toContain('reason');
    expect(described(aBlock(), { reason: '' })).toEqual(aBlock());
  });

  it('is refused of a block that is not there, and of one that was forgotten', () => {
    const refused = { result: { ok: false, error: { code: 'unknown-block' } } };
    const undone = aBlock({ state: { kind: 'undone', at: pressedAt } });
    expect(describeBlock([], 'block-1', spam, pressedAt)).toEqual(refused);
    expect(describeBlock([undone], undone.id, spam, pressedAt + namesKept)).toEqual(refused);
    expect(describeBlock([undone], undone.id, spam, pressedAt + 1, 0)).toEqual(refused);
    expect(describeBlock([undone], undone.id, spam, pressedAt + namesKept - 1).put).toHaveLength(1);
  });

  it('is read again from what is stored, and old blocks are read without it', () => {
    const block = aBlock({ ...spam, times: 3 });
    expect(readStored(structuredClone(block))).toEqual({ kind: 'block', block });
    expect(readStored(aBlock())).toEqual({ kind: 'block', block: aBlock() });
  });

  it('is forgotten with the names; how often stays', () => {
    const block = aBlock({ ...spam, times: 3, pageName: '', state: { kind: 'undone', at: pressedAt } });
    const [left] = forgetNames([block], pressedAt + namesKept).put ?? [];
    expect(left).toMatchObject({ id: block.id, times: 3 });
    expect(JSON.stringify(left)).not.toMatch(/Spam|chats/);
    expect(forgetNames(left ? [left] : [], pressedAt + namesKept).result).toBe(0);
  });

  it('does not disturb a request that is on its way', async () => {
    const heart = createHeart();
    heart.console.add({ id: '827', name: 'Alex Morgan' });
    await heart.press(byContact('827'));
    await heart.pass(4_000);
    const release = heart.console.hold();
    await heart.pass(1_500);
    const sending = await heart.only();
    expect(sending.state.kind).toBe('sending');
    expect(await heart.engine().describe(sending.id, spam)).toMatchObject({ ok: true, value: spam });
    release();
    await heart.pass(10_000);
    expect(await heart.only()).toMatchObject({ ...spam, rev: sending.rev, state: { kind: 'blocked' }, times: 1 });
    expect(JSON.stringify(await heart.engine().journal())).not.toMatch(/Spam|chats/);
  });
});

describe('a press with words', () => {
  const press = async (heart: ReturnType<typeof createHeart>, id: string, said = spam) =>
    heart.engine().block(
      {
        ...{ id, connectionId: 'acquire:demo', reference: byContact('827'), pageName: 'Alex Morgan' },
        ...{ end: { until: heart.now() + day, forGood: false }, endChosen: false, fromPage: false, confirmed: false },
        described: said,
      },
      5_000,
    );

  it('makes a block that has them', async () => {
    const heart = createHeart();
    expect(await press(heart, 'a')).toMatchObject({ value: { ...spam, state: { kind: 'waiting' } } });
  });

  it('that joins a block says them of that one', async () => {
    const heart = createHeart();
    await heart.press(byContact('827'));
    await press(heart, 'b');
    expect(await heart.only()).toMatchObject({ id: 'press-1', ...spam });
  });

  it('on a conversation says them of the block that the contact has', async () => {
    const heart = await blockedOnce();
    heart.console.converse('30', '827');
    await heart.engine().block(
      {
        ...{ id: 'c', connectionId: 'acquire:demo', reference: byConversation('30'), pageName: 'Alex Morgan' },
        ...{ end: { until: heart.now() + day, forGood: false }, endChosen: false, fromPage: false, confirmed: false },
        described: { reason: 'Spam' },
      },
      5_000,
    );
    await heart.pass(10_000);
    expect(await heart.only()).toMatchObject({ id: 'press-1', reason: 'Spam', times: 1 });
  });
});

describe('how often', () => {
  it('counts the blocks that were made, over all blocks of a contact, and no changed end', async () => {
    const heart = await blockedOnce();
    expect(await heart.only()).toMatchObject({ times: 1 });
    await heart.engine().changeEnd((await heart.only()).id, { until: heart.now() + 7 * day, forGood: false }, 0);
    await heart.pass(10_000);
    expect(await heart.only()).toMatchObject({ times: 1 });
    await heart.engine().describe((await heart.only()).id, spam);
    await lift(heart);
    expect(await heart.only()).toMatchObject({ times: 1, ...spam });
    await heart.press(byContact('827'));
    const next = await heart.only();
    expect(next).toMatchObject({ id: 'press-2', times: 1 });
    expect([next.reason, next.note]).toEqual([undefined, undefined]);
    await heart.pass(10_000);
    expect(await heart.only()).toMatchObject({ state: { kind: 'blocked' }, times: 2 });
  });

  it('does not count what was refused or undone', async () => {
    const heart = createHeart();
    heart.console.add({ id: '827', name: 'Alex Morgan' });
    await heart.press(byContact('827'));
    await heart.engine().undo('press-1');
    heart.console.failNext('block', cordonError('refused', { status: 400 }));
    await heart.press(byContact('827'));
    await heart.pass(10_000);
    expect((await heart.only()).times).toBeUndefined();
  });

  it('adds up where blocks turn out to be of one contact', () => {
    expect(inheritedFrom([aBlock({ times: 2 }), aBlock({ times: 1 }), aBlock()], pressedAt).times).toBe(3);
    expect(Object.keys(inheritedFrom([aBlock()], pressedAt))).not.toContain('times');
  });
});

describe('a block that took another’s place', () => {
  const over = aBlock({ ...spam, times: 1, sent: true, state: standing({ endedBy: 'cordon' }) });

  it('and is undone gives back what was said of the other', () => {
    const { previous } = inheritedFrom([over], until + 1);
    const next = aBlock({ id: 'block-2', reason: 'Threats', ...(previous && { previous }) });
    const { result } = undoWish([next], next.id, until + 1);
    expect(result).toMatchObject({ ok: true, value: { ...spam, state: { kind: 'blocked' } } });
    expect(readStored(structuredClone(next))).toEqual({ kind: 'block', block: next });
  });

  it('of which nothing was said leaves nothing behind', () => {
    const { reason: _, note: __, ...silent } = over;
    const { previous } = inheritedFrom([silent], until + 1);
    const next = aBlock({ id: 'block-2', ...spam, ...(previous && { previous }) });
    const { result } = undoWish([next], next.id, until + 1);
    expect(result.ok && [result.value.reason, result.value.note]).toEqual([undefined, undefined]);
  });
});
