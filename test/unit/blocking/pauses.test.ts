import { describe, expect, it } from 'vitest';
import { mayBeDone } from '../../../utils/blocking/block';
import { viewOf } from '../../../utils/blocking/view';
import type { ContactId } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { connectionId, type Heart } from '../helpers/heart';
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

const alex = '827' as ContactId;
const silent = { endsBlocks: false, tellsState: false } as const;

function withMany(many: number): Heart {
  const heart = heartWithAlex();
  for (let index = 1; index <= many; index += 1) {
    heart.console.add({ id: String(index), name: `N${index}` });
    heart.console.converse(`c${index}`, String(index));
  }
  return heart;
}

async function pressSeveral(heart: Heart, from: number, to: number): Promise<void> {
  const end = { until: heart.now() + day, forGood: false };
  const presses = Array.from({ length: to - from + 1 }, (_, index) => ({
    id: `s.${from + index}`,
    connectionId,
    reference: contact(String(from + index)),
    pageName: '',
    end,
    endChosen: true,
    fromPage: false,
    confirmed: true,
  }));
  await heart.engine().blockSeveral(presses, 20 * second);
}

describe('a plain no', () => {
  it.each([
    ['bad-key', { status: 401 }],
    ['rate-limited', { status: 429 }],
  ] as const)(
    'to the request (%s), behind which all else waits, leaves no doubt: Undo takes it back, and lifts nobody’s block',
    async (code, details) => {
      const heart = heartWithAlex(silent);
      heart.console.record({ rule: 'contact', contactId: alex, until: heart.now() + 9 * day, by: 'David' });
      const pause = code === 'rate-limited' ? { notBefore: heart.now() + hour } : {};
      heart.console.failNext('block', cordonError(code, { ...details, ...pause }));
      await heart.press(contact('827'));
      await heart.pass(10 * second);
      const block = await heart.only();
      expect(mayBeDone(block)).toBe(false);
      expect(viewOf(block, heart.now()).state).toMatchObject({ undoable: true });
      expect((await heart.engine().undo(block.id)).ok).toBe(true);
      await heart.engine().connectionReady(connectionId);
      await heart.pass(2 * hour);
      expect((await stateOf(heart)).kind).toBe('undone');
      expect(heart.console.records).toHaveLength(1);
    },
  );
});

describe('inside a pause', () => {
  it('R12 nothing leaves, though requests were on their way, and one of them went well', async () => {
    const heart = withMany(30);
    await heart.press(contact('1'), { name: 'N1' });
    await heart.pass(minute);
    await pressSeveral(heart, 2, 21);
    await heart.pass(10 * second);
    let sent = 0;
    let pausedAt: number | undefined;
    const inside: string[] = [];
    heart.console.ways.onCall = (call) => {
      if (pausedAt !== undefined && heart.now() > pausedAt && heart.now() < pausedAt + minute) inside.push(call);
      if (!call.startsWith('block')) return;
      sent += 1;
      if (sent !== 3) return;
      pausedAt = heart.now();
      // What has left beside it is answered a second later.
      heart.console.flights.fill('done');
      heart.console.failNext(call, cordonError('rate-limited', { status: 429, notBefore: heart.now() + minute }));
    };
    await heart.pass(11 * second);
    expect(pausedAt).toBeDefined();
    heart.console.flights.landAll();
    await heart.pass(5 * minute);
    expect(inside).toEqual([]);
    expect(heart.console.records).toHaveLength(21);
  });

  it('a success that left before does not end what waits for a person', async () => {
    const heart = withMany(2);
    await heart.press(contact('1'), { name: 'N1' });
    await heart.pass(4 * second);
    heart.console.flights.fill('done');
    await heart.pass(2 * second);
    expect(heart.console.calls.at(-1)).toBe('block 1');
    heart.circuits.set(connectionId, { open: { error: cordonError('bad-key') } });
    heart.console.flights.landAll();
    await heart.pass(minute);
    expect(heart.circuits.get(connectionId)?.open?.error.code).toBe('bad-key');
  });

  it('Try again on one block does not end it for all', async () => {
    const heart = withMany(1);
    heart.console.failNext('block', cordonError('rate-limited', { status: 429, notBefore: heart.now() + hour }));
    await heart.press(contact('827'));
    await heart.pass(10 * second);
    await heart.engine().retry((await heart.only()).id);
    const before = heart.console.calls.length;
    await heart.press(contact('1'), { name: 'N1' });
    await heart.pass(minute);
    expect(heart.console.calls.length).toBe(before);
    await heart.pass(2 * hour);
    expect(heart.console.records).toHaveLength(2);
  });

  it('Try again ends what waits for a person, also where the pause is longer than a day', async () => {
    const heart = withMany(1);
    heart.console.failNext('block', cordonError('rate-limited', { status: 429, notBefore: heart.now() + 9 * day }));
    await heart.press(contact('827'), { end: '30d' });
    await heart.pass(10 * second);
    await heart.press(contact('1'), { name: 'N1', end: '30d' });
    await heart.pass(minute);
    const kinds = (await heart.engine().all()).map(({ state }) => state.kind);
    expect(kinds.sort()).toEqual(['held', 'needs-you']);
    const asked = (await heart.engine().all()).find(({ state }) => state.kind === 'needs-you');
    await heart.engine().answer(asked?.id ?? '', true, undefined, 0);
    await heart.pass(minute);
    expect(heart.console.records).toHaveLength(2);
  });

  it('R25 a clock that was years ahead leaves no pause open for years', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    heart.console.add({ id: '1', name: 'N1' });
    heart.setClock(365 * day);
    heart.console.failNext('block', cordonError('rate-limited', { status: 429, notBefore: heart.now() + minute }));
    await heart.press(contact('1'), { name: 'N1', end: '7d' });
    await heart.pass(8 * second);
    heart.setClock(-365 * day);
    await heart.engine().drive();
    await heart.pass(2 * day);
    expect(heart.circuits.get(connectionId)?.open).toBeUndefined();
    expect(heart.console.records.map(({ contactId }) => contactId)).toEqual(['1']);
    expect((await heart.engine().find(connectionId, [contact('827')]))[0]?.state.kind).toBe('lifted');
  });
});

describe('R7 a key that is rejected', () => {
  it('although it worked a minute ago costs one request, however many wait', async () => {
    const heart = withMany(30);
    await heart.press(contact('1'), { name: 'N1' });
    await heart.pass(minute);
    heart.console.ways.refusal = cordonError('bad-key', { status: 401 });
    const before = heart.console.calls.length;
    await pressSeveral(heart, 2, 21);
    await heart.pass(minute);
    expect(heart.console.calls.length - before).toBe(1);
  });

  it('is told by the first check, and no other follows', async () => {
    const heart = withMany(12);
    for (let index = 1; index <= 12; index += 1) await heart.press(contact(String(index)), { name: `N${index}` });
    await heart.pass(12 * minute);
    heart.console.ways.refusal = cordonError('bad-key', { status: 401 });
    const before = heart.console.calls.length;
    await heart.engine().checkAll();
    await heart.settle();
    expect(heart.console.calls.length - before).toBe(1);
    expect(heart.circuits.get(connectionId)?.open?.error.code).toBe('bad-key');
  });

  it('is told by the first look at who a conversation is with; none follows, and all are looked at with another key', async () => {
    const heart = withMany(15);
    await heart.press(contact('827'));
    await heart.pass(minute);
    heart.console.ways.refusal = cordonError('bad-key', { status: 401 });
    const before = heart.console.calls.length;
    const conversations = Array.from({ length: 15 }, (_, index) => conversation(`c${index + 1}`));
    await heart.engine().find(connectionId, conversations);
    await heart.settle();
    expect(heart.console.calls.slice(before)).toEqual(['conversation c1']);
    heart.console.heal();
    await heart.engine().connectionReady(connectionId);
    await heart.engine().find(connectionId, conversations);
    await heart.settle();
    expect(heart.console.calls.length - before).toBe(15);
  });

  it('of many conversations at once is not asked for all at one moment', async () => {
    const heart = withMany(15);
    await heart.press(contact('827'));
    await heart.pass(minute);
    heart.console.flights.fill('done');
    await heart.engine().find(
      connectionId,
      Array.from({ length: 15 }, (_, index) => conversation(`c${index + 1}`)),
    );
    await heart.settle();
    expect(heart.console.flights.count()).toBe(1);
    heart.console.flights.landAll();
    await heart.settle();
    expect(heart.console.calls.filter((call) => call.startsWith('conversation'))).toHaveLength(15);
  });
});

describe('R31 access to another console', () => {
  it('lets go only what waits for access, and tries no rejected key again', async () => {
    const heart = withMany(1);
    heart.console.failNext('block', cordonError('no-access'));
    await heart.press(contact('827'));
    await heart.pass(10 * second);
    expect(await stateOf(heart)).toMatchObject({ kind: 'held', error: { code: 'no-access' } });
    await heart.engine().accessReady(connectionId);
    await heart.pass(minute);
    expect((await stateOf(heart)).kind).toBe('blocked');
    heart.console.ways.refusal = cordonError('bad-key', { status: 401 });
    await heart.press(contact('1'), { name: 'N1' });
    await heart.pass(10 * second);
    const before = heart.console.calls.length;
    await heart.engine().accessReady(connectionId);
    await heart.pass(hour);
    expect(heart.console.calls.length).toBe(before);
    expect((await heart.engine().find(connectionId, [contact('1')]))[0]?.state.kind).toBe('held');
  });
});
