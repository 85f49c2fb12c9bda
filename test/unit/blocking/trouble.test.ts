import { describe, expect, it, vi } from 'vitest';
import { asksInPage } from '../../../utils/blocking/block';
import { viewOf } from '../../../utils/blocking/view';
import { cordonError } from '../../../utils/errors';
import { connectionId, type Heart, undoWindow } from '../helpers/heart';
import { blockedHeart, contact, day, heartWithAlex, hour, minute, second, stateOf } from './faults/faults-bench';

const shown = async (heart: Heart) => viewOf(await heart.only(), heart.now()).state;

describe('R5 R6 an hour without a network', () => {
  it.each([true, false])('loses no block, though the machine calls itself online: %s', async (online) => {
    const heart = heartWithAlex({ random: () => 0.99 });
    await heart.press(contact('827'));
    await heart.pass(4 * second);
    heart.network.up = online;
    heart.console.ways.refusal = cordonError('no-network');
    await heart.pass(hour);
    expect(await stateOf(heart)).toMatchObject({ kind: 'retrying', attempts: 0, error: { code: 'no-network' } });
    heart.console.heal();
    heart.network.up = true;
    // No event tells of it: the alarm does.
    await heart.pass(6 * minute);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
    expect(heart.console.records).toHaveLength(1);
  });

  it('ends at once when the network is back and the browser says so', async () => {
    const heart = heartWithAlex({ random: () => 0.99 });
    heart.console.ways.refusal = cordonError('no-network');
    await heart.press(contact('827'));
    await heart.pass(hour);
    heart.console.heal();
    await heart.engine().networkBack();
    await heart.settle();
    expect((await stateOf(heart)).kind).toBe('blocked');
  });

  it('and longer than the block was to last is said at once, with nothing sent', async () => {
    const heart = heartWithAlex();
    heart.network.up = false;
    heart.console.ways.refusal = cordonError('no-network');
    await heart.press(contact('827'), { end: '1h' });
    await heart.pass(59 * minute + second);
    expect(await stateOf(heart)).toEqual({ kind: 'needs-you', error: { code: 'too-late' } });
  });
});

describe('what is held until its time is over', () => {
  it('says so at its last moment, also without a key', async () => {
    const heart = heartWithAlex();
    heart.console.ways.refusal = cordonError('no-key');
    await heart.press(contact('827'), { end: '1h' });
    await heart.pass(58 * minute);
    expect((await stateOf(heart)).kind).toBe('held');
    await heart.pass(2 * minute);
    expect(await stateOf(heart)).toEqual({ kind: 'needs-you', error: { code: 'too-late' } });
    expect(heart.console.calls.length).toBeLessThan(3);
  });

  it('is asked about, not in a page; yes blocks from now on, for as long as it was to be', async () => {
    const heart = heartWithAlex();
    heart.console.ways.refusal = cordonError('no-key');
    await heart.press(contact('827'), { end: '8h', tabId: 7 });
    await heart.pass(day);
    expect(asksInPage(await heart.only())).toBe(false);
    heart.console.heal();
    const { id, rev } = await heart.only();
    const answered = await heart.engine().answer(id, true, undefined, undoWindow, rev);
    const until = heart.now() + 8 * hour;
    expect(answered).toMatchObject({ ok: true, value: { wish: { until }, state: { kind: 'waiting' } } });
    await heart.pass(4 * second);
    expect(heart.console.blocks()).toBe(0);
    await heart.pass(minute);
    expect(heart.console.records.map((record) => record.until)).toEqual([until]);
    expect((await stateOf(heart)).kind).toBe('blocked');
  });

  it('is let be with no, and a new press is a new block', async () => {
    const heart = heartWithAlex();
    heart.console.ways.refusal = cordonError('no-key');
    await heart.press(contact('827'), { end: '1h', id: 'a' });
    await heart.pass(hour);
    heart.console.heal();
    await heart.press(contact('827'), { id: 'b' });
    await heart.pass(minute);
    expect(await heart.only()).toMatchObject({ id: 'b', state: { kind: 'blocked' } });
    const other = heartWithAlex();
    other.console.ways.refusal = cordonError('no-key');
    await other.press(contact('827'), { end: '1h' });
    await other.pass(hour);
    await other.engine().answer((await other.only()).id, false, undefined, undoWindow);
    expect((await stateOf(other)).kind).toBe('undone');
  });
});

describe('R8 R12 R13 R15 what a person has to see to', () => {
  it.each([
    ['R8', cordonError('no-permission', { status: 403 })],
    ['R15', cordonError('bad-answer', { status: 200 })],
    ['R14', cordonError('not-json', { status: 200 })],
  ] as const)('%s is under Needs you, and yes tries it again', async (_, error) => {
    const heart = heartWithAlex();
    heart.console.failNext('block', error);
    await heart.press(contact('827'), { tabId: 7 });
    await heart.pass(minute);
    expect(await shown(heart)).toMatchObject({ kind: 'needs-you', of: 'block', error, trouble: 'wished' });
    expect(asksInPage(await heart.only())).toBe(false);
    await heart.engine().answer((await heart.only()).id, true, undefined, undoWindow);
    await heart.pass(minute);
    expect((await stateOf(heart)).kind).toBe('blocked');
    expect(heart.console.records).toHaveLength(1);
  });

  it('let be, it keeps its reason, and says what may be done all the same', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('bad-answer', { status: 200 }));
    await heart.press(contact('827'));
    await heart.pass(minute);
    await heart.engine().answer((await heart.only()).id, false, undefined, undoWindow);
    expect(await shown(heart)).toMatchObject({ kind: 'failed', error: { code: 'bad-answer' }, unknown: true });
  });

  it('and a new press is a new try', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('no-permission', { status: 403 }));
    await heart.press(contact('827'), { id: 'a' });
    await heart.pass(minute);
    await heart.press(contact('827'), { id: 'b' });
    await heart.pass(minute);
    expect(await heart.only()).toMatchObject({ id: 'b', state: { kind: 'blocked' } });
  });
});

describe('R26 a lift of Cordon’s own', () => {
  async function lastingOutage() {
    const { heart, id } = await blockedHeart({ endsBlocks: false, random: () => 0.99 });
    await heart.pass(day - 30 * second);
    heart.console.ways.onCall = (call) => {
      if (call.startsWith('lift')) heart.console.ways.refusal = cordonError('server-error', { status: 503 });
    };
    return { heart, id };
  }

  it('outlives an outage of some hours', async () => {
    const { heart } = await lastingOutage();
    await heart.pass(5 * hour);
    expect((await stateOf(heart)).kind).toBe('retrying');
    heart.console.ways.onCall = () => {};
    heart.console.heal();
    await heart.pass(6 * minute);
    expect((await stateOf(heart)).kind).toBe('lifted');
    expect(heart.console.records).toEqual([]);
  });

  it('needs a person after a day, asks in no page, and is tried again every hour all the same', async () => {
    const { heart } = await lastingOutage();
    await heart.pass(day + hour);
    expect(await shown(heart)).toMatchObject({ kind: 'needs-you', of: 'lift', trouble: 'own' });
    expect(asksInPage(await heart.only())).toBe(false);
    heart.console.ways.onCall = () => {};
    heart.console.heal();
    await heart.restart();
    await heart.pass(hour + minute);
    expect((await stateOf(heart)).kind).toBe('lifted');
    expect(heart.console.records).toEqual([]);
  });

  it.each(['the network', 'the browser', 'the connection'] as const)(
    'that needs a person goes on at once when %s is there again',
    async (what) => {
      const { heart } = await lastingOutage();
      await heart.pass(day + hour);
      expect((await stateOf(heart)).kind).toBe('needs-you');
      heart.console.ways.onCall = () => {};
      heart.console.heal();
      if (what === 'the network') await heart.engine().networkBack();
      if (what === 'the browser') await heart.engine().browserStarted();
      if (what === 'the connection') await heart.engine().connectionReady(connectionId);
      await heart.settle();
      expect((await stateOf(heart)).kind).toBe('lifted');
    },
  );

  it('that a person lets be stands, and nobody ends it', async () => {
    const { heart, id } = await lastingOutage();
    await heart.pass(day + hour);
    heart.console.ways.onCall = () => {};
    heart.console.heal();
    await heart.engine().answer(id, false, undefined, undoWindow);
    await heart.pass(2 * day);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', endedBy: 'nobody' });
    expect(heart.console.records).toHaveLength(1);
  });

  it('that a kind of no meets needs a person too', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    await heart.pass(day - minute);
    heart.console.failNext('lift', cordonError('refused', { status: 400 }));
    await heart.pass(2 * minute);
    expect(await shown(heart)).toMatchObject({ kind: 'needs-you', of: 'lift', error: { code: 'refused' } });
  });

  it('without its connection wakes the browser ever more rarely, and goes on when it is back', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    heart.connected.value = false;
    await heart.pass(day);
    let wakings = 0;
    for (let passed = 0; passed < 24; passed += 1) {
      const before = heart.waking();
      await heart.pass(hour);
      if (heart.waking() !== before) wakings += 1;
    }
    expect(wakings).toBeLessThanOrEqual(24);
    const next = heart.waking() ?? 0;
    expect(next - heart.now()).toBeGreaterThan(0);
    expect(next - heart.now()).toBeLessThanOrEqual(hour);
    heart.connected.value = true;
    await heart.engine().connectionReady(connectionId);
    await heart.settle();
    expect((await stateOf(heart)).kind).toBe('lifted');
  });
});

describe('a store that cannot be read for a moment', () => {
  it('costs no alarm: the engine looks again', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { heart } = await blockedHeart({ endsBlocks: false });
    await heart.pass(day - 20 * second);
    const { all } = heart.store;
    let reads = 0;
    heart.store.all = async () => {
      reads += 1;
      if (reads === 1) throw new Error('not now');
      return all();
    };
    await heart.pass(2 * minute);
    expect(reads).toBeGreaterThan(1);
    expect((await stateOf(heart)).kind).toBe('lifted');
  });
});
