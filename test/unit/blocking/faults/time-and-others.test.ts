import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactId } from '../../../../utils/consoles/types';
import { cordonError } from '../../../../utils/errors';
import { connectionId, undoWindow } from '../../helpers/heart';
import { blockedHeart, contact, conversation, day, heartWithAlex, hour, minute, second, stateOf } from './faults-bench';

const year = 365 * day;
const alex = '827' as ContactId;

describe('time', () => {
  it('R25 whatever jumps the clock makes, within ten years: never lifted early by the console’s clock, and lifted at last', async () => {
    const jump = fc.integer({ min: -10 * year, max: 10 * year });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat({ max: 2 * day }), jump), { maxLength: 4 }), async (jumps) => {
        const heart = heartWithAlex({ endsBlocks: false });
        const end = heart.time() + day;
        await heart.press(contact('827'));
        await heart.pass(10 * second);
        const early: number[] = [];
        heart.console.ways.onCall = (call) => {
          if (call.startsWith('lift') && heart.time() < end) early.push(heart.time());
        };
        let drift = 0;
        for (const [wait, by] of jumps) {
          await heart.pass(wait);
          heart.setClock(by);
          drift += by;
          await heart.engine().drive();
        }
        expect(early).toEqual([]);
        // The clock is put right, and then time enough passes.
        heart.setClock(-drift);
        await heart.engine().drive();
        await heart.pass(4 * day);
        const { kind } = await stateOf(heart);
        expect(['lifted', 'needs-you']).toContain(kind);
      }),
      { numRuns: 300, seed: 25 },
    );
  }, 60_000);

  it('R25 a clock set back does not keep a window open for years', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    heart.setClock(-5 * year);
    await heart.engine().drive();
    await heart.pass(2 * minute);
    expect(heart.console.blocks()).toBe(1);
  });

  it('R26 closed over the end: the lift is caught up at the next start', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    heart.kill();
    await heart.pass(2 * day);
    expect(heart.console.records).toHaveLength(1);
    await heart.restart();
    await heart.pass(second);
    expect(heart.console.records).toHaveLength(0);
    expect(await stateOf(heart)).toMatchObject({ kind: 'lifted', elsewhere: false });
  });

  it('R26 alarms are made again from the store at every start', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    const { pressedAt } = await heart.only();
    heart.kill();
    expect(heart.waking()).toBeUndefined();
    await heart.restart();
    expect(heart.waking()).toBe(pressedAt + day);
  });

  it('R26 a lift that is more than a week late is asked, not done', async () => {
    const { heart, id } = await blockedHeart({ endsBlocks: false });
    heart.kill();
    await heart.pass(9 * day);
    await heart.restart();
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'overdue' } });
    expect(heart.console.records).toHaveLength(1);
    await heart.engine().answer(id, true, undefined, undoWindow);
    await heart.pass(minute);
    expect(heart.console.records).toHaveLength(0);
  });

  it('R26 a console that ends its blocks is left to it, and nothing wakes the browser for that', async () => {
    const { heart } = await blockedHeart();
    expect(heart.waking()).toBeUndefined();
    await heart.pass(2 * day);
    expect(heart.console.calls.filter((call) => call.startsWith('lift'))).toEqual([]);
    expect((await heart.engine().journal()).map(({ what }) => what)).toEqual(['blocked']);
    await heart.engine().checkAll();
    await heart.settle();
    expect((await heart.engine().journal())[0]?.what).toBe('ended');
  });

  it('R26 an overdue lift behind a rejected key does not run in a circle', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    heart.console.ways.refusal = cordonError('bad-key');
    await heart.pass(2 * day);
    expect((await stateOf(heart)).kind).toBe('blocked');
    heart.console.heal();
    await heart.engine().connectionReady(connectionId);
    await heart.pass(2 * minute);
    expect(heart.console.records).toHaveLength(0);
  });
});

describe('what is taken away', () => {
  it('R30 a tab that closes right after the press: what was stored goes out at once', async () => {
    const heart = heartWithAlex();
    const pressed = heart.press(contact('827'), { tabId: 7 });
    await heart.engine().tabClosed(7);
    expect((await pressed).ok).toBe(true);
    await heart.engine().tabClosed(7);
    await heart.pass(second);
    expect(heart.console.blocks()).toBe(1);
  });

  it('R31 access revoked: the block is held, and goes out when it is granted again', async () => {
    const heart = heartWithAlex();
    heart.console.ways.refusal = cordonError('no-access');
    await heart.press(contact('827'));
    await heart.pass(day / 2);
    expect(await stateOf(heart)).toEqual({ kind: 'held', error: { code: 'no-access' } });
    heart.console.heal();
    await heart.engine().connectionReady(connectionId);
    await heart.pass(minute);
    expect(heart.console.records).toHaveLength(1);
  });

  it('R32 connection removed: the block is kept, says why, and another connection’s key is never used', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    heart.connected.value = false;
    await heart.pass(minute);
    expect(await stateOf(heart)).toEqual({ kind: 'failed', error: { code: 'no-connection' } });
    await heart.engine().connectionReady('acquire:another');
    await heart.pass(hour);
    expect(heart.console.blocks()).toBe(0);
    heart.connected.value = true;
    await heart.engine().retry((await heart.only()).id);
    await heart.pass(minute);
    expect(heart.console.records).toHaveLength(1);
  });

  it('R32 key removed: held until there is one', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(4 * second);
    heart.console.ways.refusal = cordonError('no-key');
    await heart.pass(hour);
    expect(await stateOf(heart)).toEqual({ kind: 'held', error: { code: 'no-key' } });
  });
});

describe('other people', () => {
  it('R33 a block that somebody else lifted and made anew is not lifted at its end', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    heart.console.remove('827');
    await heart.pass(hour);
    await heart.engine().checkAll();
    await heart.settle();
    heart.console.record({ rule: 'contact', contactId: alex, until: heart.now() + year });
    await heart.pass(2 * day);
    expect(heart.console.records).toHaveLength(1);
    expect(await stateOf(heart)).toMatchObject({ kind: 'lifted', elsewhere: true });
  });

  it('R33 a contact that was blocked before is not lifted by itself: a reminder', async () => {
    const heart = heartWithAlex({ endsBlocks: false });
    heart.console.record({ rule: 'contact', contactId: alex, until: heart.now() + year });
    await heart.press(contact('827'));
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'already-blocked' } });
    await heart.engine().answer((await heart.only()).id, true, undefined, undoWindow);
    await heart.pass(2 * day);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code: 'end-not-ours' } });
    expect(heart.console.records).toHaveLength(1);
  });

  it('R33 somebody else blocks while an outcome is unknown: their record is not taken for Cordon’s', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('timeout'));
    await heart.press(contact('827'));
    await heart.pass(5 * second);
    heart.console.record({ rule: 'contact', contactId: alex, until: heart.now() + 3 * day, by: 'David' });
    await heart.pass(hour);
    expect(await stateOf(heart)).toMatchObject({
      kind: 'needs-you',
      error: { code: 'already-blocked' },
      records: [{ by: 'David' }],
    });
    expect((await heart.only()).ours).toEqual([]);
  });

  it('R33 a changed end replaces Cordon’s record, and never another’s', async () => {
    const { heart, id } = await blockedHeart();
    const other = heart.console.record({ rule: 'contact', contactId: alex, until: heart.now() + 3 * day });
    await heart.engine().changeEnd(id, { until: heart.now() + 7 * day, forGood: false }, undoWindow);
    await heart.pass(minute);
    expect(heart.console.records).toHaveLength(2);
    expect(heart.console.records.map((record) => record.id)).toContain(other);
    expect(heart.console.records.every(({ until }) => until > heart.now() + 2 * day)).toBe(true);
  });

  it('R33 yes to a name means the contact on the screen, wherever the conversation leads by then', async () => {
    const heart = heartWithAlex({}, 1);
    heart.console.converse('30', '827');
    await heart.press(conversation('30'), { name: 'Another Name' });
    await heart.pass(second);
    heart.console.converse('30', '900');
    await heart.engine().answer((await heart.only()).id, true, undefined, undoWindow);
    await heart.pass(minute);
    expect(heart.console.records.map(({ contactId }) => contactId)).toEqual(['827']);
  });

  it('R33 a second contact of the same name, pressed by words, is asked about, and does not join the first’s block', async () => {
    const heart = heartWithAlex();
    await heart.press({ kind: 'words', words: 'Alex Morgan' });
    await heart.pass(10 * second);
    expect(heart.console.records).toHaveLength(1);
    heart.console.add({ id: '900', name: 'Alex Morgan' });
    await heart.press({ kind: 'words', words: 'Alex Morgan' });
    await heart.pass(minute);
    const [asked, made] = (await heart.engine().all()).map(({ state }) => state);
    expect(made).toMatchObject({ kind: 'blocked' });
    expect(asked).toMatchObject({ kind: 'needs-you', error: { code: 'several-contacts' } });
    expect(heart.console.records).toHaveLength(1);
  });

  it('the same contact pressed by words twice is one block, since the console says so', async () => {
    const heart = heartWithAlex();
    const words = { kind: 'words', words: 'Alex Morgan' } as const;
    await Promise.all([heart.press(words), heart.press(words)]);
    await heart.pass(10 * second);
    await heart.press(words);
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked' });
    expect(heart.console.blocks()).toBe(1);
  });

  it('a record with another end is shown with the console’s end', async () => {
    const heart = heartWithAlex();
    heart.console.ways.end = (until) => until - hour;
    await heart.press(contact('827'));
    await heart.pass(minute);
    const block = await heart.only();
    expect(block.state).toMatchObject({ kind: 'blocked', seen: true, storedUntil: heart.console.records[0]?.until });
  });

  it('a record that is not in the list yet is accepted and not seen, and seen at the next look', async () => {
    const heart = heartWithAlex();
    heart.console.ways.lag = 30 * second;
    await heart.press(contact('827'));
    await heart.pass(10 * second);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: false });
    await heart.pass(11 * minute);
    await heart.engine().checkAll();
    await heart.settle();
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
  });

  it('a changed end that the list shows late still ends the older record, and is sent once', async () => {
    const { heart, id } = await blockedHeart();
    heart.console.ways.lag = 30 * second;
    await heart.engine().changeEnd(id, { until: heart.now() + hour, forGood: false }, undoWindow);
    await heart.pass(5 * minute);
    expect(heart.console.blocks()).toBe(2);
    expect(heart.console.records).toHaveLength(1);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
  });

  it('an older record that could not be ended is tried again, so that a shorter block is shorter', async () => {
    const { heart, id } = await blockedHeart();
    heart.console.failNext('lift', cordonError('timeout'));
    const until = heart.now() + hour;
    await heart.engine().changeEnd(id, { until, forGood: false }, undoWindow);
    await heart.pass(5 * minute);
    expect(heart.console.records.map((record) => record.until)).toEqual([until]);
  });

  it('two records from one request are both Cordon’s: a lift removes both', async () => {
    const heart = heartWithAlex();
    heart.console.ways.doubleNext = true;
    await heart.press(contact('827'));
    await heart.pass(minute);
    const { id, ours } = await heart.only();
    expect(ours).toHaveLength(2);
    await heart.engine().lift(id, undoWindow);
    await heart.pass(minute);
    expect(heart.console.records).toEqual([]);
    expect((await stateOf(heart)).kind).toBe('lifted');
  });
});
