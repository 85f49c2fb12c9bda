import { describe, expect, it } from 'vitest';
import { cordonError } from '../../../utils/errors';
import { undoWindow } from '../helpers/heart';
import {
  blockedHeart,
  contact,
  conversation,
  day,
  heartWithAlex,
  hour,
  minute,
  second,
  stateOf,
} from './faults/faults-bench';

const week = { end: '7d', chosen: true } as const;
const own = { endsBlocks: false } as const;

/** A block of a day whose end has come, and whose lift meets so many errors of the console. */
async function overdue(reads: number) {
  const { heart, id } = await blockedHeart(own);
  await heart.pass(day - 20 * second);
  for (let read = 0; read < reads; read += 1) heart.console.failNext('state', cordonError('server-error'));
  await heart.pass(25 * second);
  return { heart, id };
}

/** The same, but the block was seen to be due, and the lift itself is what fails. */
async function liftFailing(reads: number) {
  const { heart, id } = await blockedHeart(own);
  await heart.pass(day - 20 * second);
  let read = 0;
  heart.console.ways.onCall = (call) => {
    if (!call.startsWith('state')) return;
    read += 1;
    if (read >= 2 && read < 2 + reads) heart.console.failNext('state', cordonError('server-error'));
  };
  await heart.pass(25 * second);
  return { heart, id };
}

describe('a press on a contact whose block has come to its end', () => {
  it('while the end cannot be seen to: blocked anew, until the new end', async () => {
    const { heart } = await overdue(4);
    expect((await stateOf(heart)).kind).toBe('blocked');
    const pressed = await heart.press(contact('827'), week);
    expect(pressed).toMatchObject({ ok: true, value: { state: { kind: 'waiting' } } });
    const until = heart.now() + 7 * day;
    await heart.pass(hour);
    expect(await heart.only()).toMatchObject({ wish: { until }, state: { kind: 'blocked', seen: true } });
    expect(heart.console.records).toHaveLength(1);
    await heart.pass(8 * day);
    expect((await stateOf(heart)).kind).toBe('lifted');
    expect(heart.console.records).toEqual([]);
  });

  it.each([true, false])('while its lift is tried again: blocked anew (end chosen: %s)', async (chosen) => {
    const { heart } = await liftFailing(4);
    expect(await heart.only()).toMatchObject({ wish: { kind: 'not-blocked' }, state: { kind: 'retrying' } });
    await heart.press(contact('827'), { end: '7d', chosen });
    const until = heart.now() + 7 * day;
    await heart.pass(hour);
    expect(await heart.only()).toMatchObject({ wish: { until }, automatic: false, state: { kind: 'blocked' } });
    expect(heart.console.records).toHaveLength(1);
  });

  it('after its lift may have been done: blocked anew, whatever came of it', async () => {
    for (const done of [true, false]) {
      const { heart } = await blockedHeart(own);
      await heart.pass(day - minute);
      heart.console.failNext('lift', cordonError('timeout'), done);
      await heart.pass(minute);
      expect(await heart.only()).toMatchObject({ wish: { kind: 'not-blocked' }, sent: true });
      expect((await heart.press(contact('827'), week)).ok).toBe(true);
      await heart.pass(hour);
      expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
      expect(heart.console.records).toHaveLength(1);
    }
  });

  it('undone, leaves the end as it was: it is lifted', async () => {
    const { heart } = await overdue(4);
    const pressed = await heart.press(contact('827'), { ...week, id: 'again' });
    expect(pressed.ok).toBe(true);
    expect((await heart.engine().undo('again')).ok).toBe(true);
    await heart.pass(hour);
    expect((await stateOf(heart)).kind).toBe('lifted');
    expect(heart.console.records).toEqual([]);
  });

  it('that the console refuses is not called “not blocked”: the older block stands', async () => {
    const { heart } = await overdue(4);
    await heart.press(contact('827'), week);
    heart.console.failNext('block', cordonError('refused', { status: 400 }));
    await heart.pass(hour);
    expect(await heart.only()).toMatchObject({ state: { kind: 'failed' }, sent: true, doubt: true });
    expect(heart.console.records).toHaveLength(1);
  });

  it.each(['overdue', 'end-not-ours'] as const)('also while a person is asked about it (%s)', async (code) => {
    const heart = heartWithAlex(own);
    await heart.press(contact('827'));
    await heart.pass(10 * second);
    heart.kill();
    if (code === 'end-not-ours') {
      const [block] = heart.store.blocks.values();
      if (block) heart.store.blocks.set(block.id, { ...block, turned: false });
    }
    await heart.pass(9 * day);
    await heart.restart();
    await heart.pass(second);
    expect(await stateOf(heart)).toMatchObject({ kind: 'needs-you', error: { code } });
    await heart.press(contact('827'), week);
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked' });
  });
});

describe('a lift that a person takes back', () => {
  it('is not made by itself afterwards: who undoes Cordon’s own lift wants the block to stand', async () => {
    const { heart, id } = await liftFailing(4);
    expect((await heart.engine().undo(id)).ok).toBe(true);
    await heart.pass(2 * day);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', endedBy: 'nobody' });
    expect(heart.console.records).toHaveLength(1);
  });

  it.each(['waiting', 'failed'] as const)(
    'and whose end is chosen anew has the new end, with one record (lift %s)',
    async (kind) => {
      const { heart, id } = await blockedHeart();
      if (kind === 'failed') heart.console.failNext('lift', cordonError('refused', { status: 400 }));
      await heart.engine().lift(id, undoWindow);
      if (kind === 'failed') await heart.pass(minute);
      expect((await stateOf(heart)).kind).toBe(kind);
      await heart.press(contact('827'), week);
      const until = heart.now() + 7 * day;
      await heart.pass(minute);
      expect(heart.console.records.map((record) => record.until)).toEqual([until]);
      expect(await heart.only()).toMatchObject({ wish: { until }, state: { kind: 'blocked', seen: true } });
    },
  );

  it('can have its end changed, while it waits and after it may have been done', async () => {
    const { heart, id } = await liftFailing(4);
    const until = heart.now() + 7 * day;
    expect((await heart.engine().changeEnd(id, { until, forGood: false }, undoWindow)).ok).toBe(true);
    await heart.pass(hour);
    expect(await heart.only()).toMatchObject({ wish: { until }, state: { kind: 'blocked' } });

    const { heart: other, id: its } = await blockedHeart();
    other.console.failNext('lift', cordonError('timeout'), true);
    await other.engine().lift(its, 0);
    await other.pass(second);
    const end = { until: other.now() + 7 * day, forGood: false };
    expect((await other.engine().changeEnd(its, end, undoWindow)).ok).toBe(true);
    await other.pass(hour);
    expect(other.console.records.map((record) => record.until)).toEqual([end.until]);
    expect((await stateOf(other)).kind).toBe('blocked');
  });
});

describe('a chosen end', () => {
  it('on a block that stands is taken, with one record', async () => {
    const { heart } = await blockedHeart();
    await heart.press(contact('827'), week);
    const until = heart.now() + 7 * day;
    await heart.pass(minute);
    expect(heart.console.records.map((record) => record.until)).toEqual([until]);
    expect(await heart.only()).toMatchObject({ wish: { until }, state: { kind: 'blocked', seen: true } });
  });

  it('through another reference of the same contact is taken', async () => {
    const { heart } = await blockedHeart();
    heart.console.converse('30', '827');
    await heart.press(conversation('30'), week);
    const until = heart.now() + 7 * day;
    await heart.pass(minute);
    expect(heart.console.records.map((record) => record.until)).toEqual([until]);
  });

  it('while a person is asked is taken, and a question that was read before is not answered', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'), { name: 'Other', end: '1h' });
    await heart.pass(second);
    const { id, rev } = await heart.only();
    await heart.press(contact('827'), { name: 'Other', ...week });
    const until = heart.now() + 7 * day;
    expect(await heart.engine().answer(id, true, undefined, undoWindow, rev)).toMatchObject({ ok: false });
    await heart.engine().answer(id, true, undefined, undoWindow, rev + 1);
    await heart.pass(minute);
    expect(heart.console.records.map((record) => record.until)).toEqual([until]);
  });

  it('that is the same, since the press came twice, changes nothing', async () => {
    const { heart } = await blockedHeart();
    await heart.press(contact('827'), { end: '1d', chosen: true });
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(1);
  });
});

describe('several at once', () => {
  it('undone after one of them was lifted: that lift is no part of it', async () => {
    const heart = heartWithAlex();
    const end = { until: heart.now() + day, forGood: false };
    const press = { id: 's.827', connectionId: 'acquire:demo', reference: contact('827'), pageName: '', end };
    const how = { endChosen: true, fromPage: false, confirmed: true };
    await heart.engine().blockSeveral([{ ...press, ...how }], 20 * second);
    await heart.pass(minute);
    await heart.engine().lift('s.827', undoWindow);
    expect(await heart.engine().undoSeveral('s')).toBe(0);
    await heart.pass(minute);
    expect((await stateOf(heart)).kind).toBe('lifted');
  });
});
