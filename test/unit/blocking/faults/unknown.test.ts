import { describe, expect, it } from 'vitest';
import { mayBeDone } from '../../../../utils/blocking/block';
import { viewOf } from '../../../../utils/blocking/view';
import { cordonError, type ErrorCode } from '../../../../utils/errors';
import { connectionId, type Heart, undoWindow } from '../../helpers/heart';
import { blockedHeart, contact, day, heartWithAlex, hour, minute, passUntil, second, stateOf } from './faults-bench';

const shown = async (heart: Heart) => viewOf(await heart.only(), heart.now()).state;
const oneHour = { name: 'Alex Morgan', end: '1h', chosen: true } as const;

/** A block whose request was done and cut off, and whose connection is refused since. */
async function heldAfterSending(done: boolean): Promise<Heart> {
  const heart = heartWithAlex();
  heart.console.failNext('block', cordonError('timeout'), done);
  await heart.press(contact('827'));
  await passUntil(heart, 'retrying', minute);
  heart.console.ways.refusal = cordonError('bad-key', { status: 401 });
  await passUntil(heart, 'held', hour);
  return heart;
}

describe('what cannot be understood', () => {
  const unreadable: readonly ErrorCode[] = ['not-json', 'bad-answer', 'redirected'];

  it.each(unreadable)(
    'R14 R15 R16 %s to the request, which was done: the list shows the block, and that is the block',
    async (code) => {
      const heart = heartWithAlex();
      heart.console.failNext('block', cordonError(code, { status: 200 }), true);
      await heart.press(contact('827'));
      await heart.pass(minute);
      expect(heart.console.blocks()).toBe(1);
      expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
    },
  );

  it.each<[ErrorCode, boolean]>([
    ['not-json', false],
    ['redirected', false],
    ['bad-answer', true],
  ])(
    'R14 R15 R16 %s to the request, and the list shows nothing: not done, and not known: %s',
    async (code, unknown) => {
      const heart = heartWithAlex();
      heart.console.failNext('block', cordonError(code, { status: 200 }));
      await heart.press(contact('827'));
      await heart.pass(minute);
      expect(await shown(heart)).toMatchObject({ kind: 'needs-you', error: { code }, unknown });
      expect(mayBeDone(await heart.only())).toBe(unknown);
      expect(heart.console.blocks()).toBe(1);
    },
  );

  it('a request that was done and a list that cannot be read: not known, never “not blocked”', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(4 * second);
    heart.console.failNext('block', cordonError('not-json', { status: 200 }), true);
    heart.console.failNext('state', cordonError('not-json', { status: 200 }));
    heart.console.ways.onCall = (call) => {
      if (call.startsWith('block')) heart.console.failNext('state', cordonError('not-json', { status: 200 }));
    };
    await heart.pass(minute);
    expect(await shown(heart)).toMatchObject({ kind: 'needs-you', of: 'block', unknown: true });
    heart.console.heal();
    await heart.engine().lift((await heart.only()).id, undoWindow);
    await heart.pass(minute);
    expect(heart.console.records).toEqual([]);
    expect((await stateOf(heart)).kind).toBe('lifted');
  });

  it('a clear no is “not blocked”', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('refused', { status: 400 }));
    await heart.press(contact('827'));
    await heart.pass(minute);
    expect(await shown(heart)).toEqual({ kind: 'failed', of: 'block', error: { code: 'refused', status: 400 } });
  });
});

describe('a block that waits after its request left', () => {
  it.each([true, false])(
    'undone while its connection is held, is lifted when it may be (was done: %s)',
    async (done) => {
      const heart = await heldAfterSending(done);
      const { id } = await heart.only();
      expect((await heart.engine().undo(id)).ok).toBe(true);
      expect(await shown(heart)).toMatchObject({ kind: 'held', of: 'lift' });
      heart.console.heal();
      await heart.engine().connectionReady(connectionId);
      await heart.pass(minute);
      expect(heart.console.records).toEqual([]);
      expect(heart.console.blocks()).toBe(1);
      expect((await stateOf(heart)).kind).toBe('lifted');
    },
  );

  it('undone and wanted again is the block it was', async () => {
    const heart = await heldAfterSending(true);
    await heart.engine().undo((await heart.only()).id);
    await heart.press(contact('827'));
    heart.console.heal();
    await heart.engine().connectionReady(connectionId);
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(1);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
  });

  it('undone while a killed request may still be worked on: lifted only after that', async () => {
    const heart = heartWithAlex();
    heart.console.flights.fill('done');
    await heart.press(contact('827'));
    await heart.pass(10 * second);
    heart.console.flights.landAll();
    await heart.pass(second);
    const other = heartWithAlex();
    await other.press(contact('827'));
    await other.pass(4 * second);
    other.console.flights.fill('done');
    await other.pass(2 * second);
    other.kill();
    other.console.flights.cutAll('later');
    await other.restart();
    await other.engine().undo((await other.only()).id);
    await other.pass(hour);
    expect(other.console.records).toEqual([]);
    expect((await stateOf(other)).kind).toBe('lifted');
  });

  it('takes no other end: refused with a reason, not taken and forgotten', async () => {
    const heart = await heldAfterSending(true);
    expect(await heart.press(contact('827'), oneHour)).toEqual({ ok: false, error: { code: 'unknown-outcome' } });
    const end = { until: heart.now() + hour, forGood: false };
    expect(await heart.engine().changeEnd((await heart.only()).id, end, undoWindow)).toMatchObject({ ok: false });
  });
});

describe('a block that waits and has sent nothing', () => {
  it('takes another end', async () => {
    const heart = heartWithAlex();
    heart.console.ways.refusal = cordonError('no-access');
    await heart.press(contact('827'));
    await heart.pass(minute);
    expect((await stateOf(heart)).kind).toBe('held');
    await heart.press(contact('827'), oneHour);
    const until = heart.now() + hour;
    expect(await heart.only()).toMatchObject({ wish: { until }, state: { kind: 'held' } });
    heart.console.heal();
    await heart.engine().connectionReady(connectionId);
    await heart.pass(minute);
    expect(heart.console.records.map((record) => record.until)).toEqual([until]);
  });
});

describe('a changed end', () => {
  it('is told from a new block, in its window and on its way', async () => {
    const { heart, id } = await blockedHeart();
    expect((await heart.engine().changeEnd(id, { until: heart.now() + 7 * day, forGood: false }, undoWindow)).ok).toBe(
      true,
    );
    expect(await shown(heart)).toMatchObject({ kind: 'waiting', of: 'change' });
    await heart.pass(4 * second);
    heart.console.flights.fill('done');
    await heart.pass(2 * second);
    expect(await shown(heart)).toMatchObject({ kind: 'sending', of: 'change' });
    heart.console.flights.landAll();
    await heart.pass(minute);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
  });
});

describe('a lift that may be done', () => {
  it('and is wanted again is tried again at once, so that no Undo calls blocked what may be gone', async () => {
    const { heart, id } = await blockedHeart();
    heart.console.failNext('lift', cordonError('bad-answer', { status: 200 }), true);
    await heart.engine().lift(id, undoWindow);
    await passUntil(heart, 'needs-you', minute);
    expect(await shown(heart)).toMatchObject({ of: 'lift', unknown: true });
    await heart.engine().lift(id, undoWindow);
    expect(await heart.engine().undo(id)).toEqual({ ok: false, error: { code: 'too-late-to-undo' } });
    heart.console.heal();
    await heart.pass(minute);
    expect((await stateOf(heart)).kind).toBe('lifted');
  });
});
