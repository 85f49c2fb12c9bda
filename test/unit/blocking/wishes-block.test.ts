import { describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { wishBlock } from '../../../utils/blocking/press';
import { closeWindows } from '../../../utils/blocking/recovery';
import type { RecordId } from '../../../utils/consoles/types';
import {
  blockOf,
  byContact,
  byConversation,
  contactOf,
  DAY,
  liftOf,
  NOW,
  pressOf,
  standing,
  states,
  storedAfter,
  WINDOW,
} from './block-fixture';

const press = (blocks: readonly Block[], changes: Parameters<typeof pressOf>[0] = {}, now = NOW) =>
  wishBlock(blocks, pressOf({ id: 'press-2', ...changes }), now, WINDOW);

const refused = (code: string) => ({ ok: false, error: { code } });

describe('a press', () => {
  it('makes a block that waits for its window and has sent nothing', () => {
    const { put, drop, result } = press([], { end: { until: NOW + 8 * DAY, forGood: true }, confirmed: true });
    const made = result.ok ? result.value : undefined;
    expect(made).toMatchObject({
      id: 'press-2',
      connectionId: 'acquire:demo',
      rev: 1,
      reference: byContact('827'),
      pageName: 'Alex Morgan',
      wish: { kind: 'blocked', until: NOW + 8 * DAY, forGood: true },
      state: { kind: 'waiting', sendsAt: NOW + WINDOW },
      sent: false,
      confirmed: true,
      pressedAt: NOW,
      tabId: 7,
      ours: [],
      othersToo: false,
    });
    expect([put, drop ?? []]).toEqual([[made], []]);
  });

  it.each([
    [60_000, true],
    [59_999, false],
    [0, false],
    [-1, false],
    [-DAY, false],
  ])('for an end %i milliseconds ahead is taken: %s', (ahead, taken) => {
    const wished = press([], { end: { until: NOW + ahead, forGood: false } });
    expect(wished.result.ok).toBe(taken);
    if (!taken) expect(wished).toEqual({ result: refused('too-late') });
  });

  it.each(['waiting', 'sending', 'retrying', 'needs-you', 'blocked'] as const)(
    'on a contact whose block is %s joins it, and changes nothing',
    (kind) => {
      const current = blockOf({ state: states[kind] });
      expect(press([current])).toEqual({ result: { ok: true, value: current } });
    },
  );

  it.each(['waiting', 'sending', 'retrying', 'needs-you'] as const)(
    'on a contact whose lift is %s and has not left takes the lift back',
    (kind) => {
      const { result } = press([liftOf(states[kind])]);
      expect(result).toMatchObject({ ok: true, value: { wish: { kind: 'blocked' }, state: states.blocked } });
    },
  );

  it.each(['failed', 'lifted', 'undone'] as const)(
    'on a contact whose block is %s makes a new one in its place',
    (kind) => {
      const old = blockOf({ state: states[kind] });
      const stored = storedAfter([old], press([old]));
      expect(Object.keys(stored)).toEqual(['press-2']);
      expect(stored['press-2']?.state.kind).toBe('waiting');
    },
  );

  it.each([
    ['by its own wish', standing({ wish: { kind: 'blocked', until: NOW, forGood: false } })],
    ['by the end that the console stored', standing({ state: { ...states.blocked, storedUntil: NOW } })],
  ])('on a contact whose block has ended %s makes a new one', (_, old) => {
    expect(Object.keys(storedAfter([old], press([old])))).toEqual(['press-2']);
  });

  it('on a contact whose block still runs by the end that the console stored joins it', () => {
    const wish = { kind: 'blocked', until: NOW, forGood: false } as const;
    const current = standing({ wish, state: { ...states.blocked, storedUntil: NOW + 1 } });
    expect(press([current]).result).toEqual({ ok: true, value: current });
  });

  it('keeps in mind which records were Cordon’s', () => {
    const old = liftOf(states.failed, { ours: ['9', '10'] as RecordId[] });
    const { result } = press([old]);
    expect(result).toMatchObject({ ok: true, value: { ours: ['9', '10'], wish: { kind: 'blocked' } } });
  });

  it('leaves other contacts, conversations and connections alone', () => {
    const others = [
      blockOf({ id: 'a', reference: byContact('828') }),
      blockOf({ id: 'b', reference: byConversation('827') }),
      blockOf({ id: 'c', connectionId: 'acquire:acme' }),
      blockOf({ id: 'd', reference: { kind: 'words', words: '827' } }),
    ];
    const stored = storedAfter(others, press(others));
    expect(Object.keys(stored).sort()).toEqual(['a', 'b', 'c', 'd', 'press-2']);
    for (const other of others) expect(stored[other.id]).toBe(other);
  });

  it.each([
    ['its contact', blockOf({ reference: byConversation('30'), contact: contactOf('827') })],
    ['an alias', blockOf({ reference: byConversation('30'), aliases: ['contact 827'] })],
  ])('joins a block that means the same by %s', (_, current) => {
    expect(press([current]).result).toEqual({ ok: true, value: current });
  });

  it('sent twice is one, also when it is over', () => {
    for (const state of Object.values(states)) {
      const current = blockOf({ state });
      expect(press([current], { id: current.id })).toEqual({ result: { ok: true, value: current } });
    }
  });

  it.each([
    ['another connection', blockOf({ id: 'press-2', connectionId: 'acquire:acme' })],
    ['another contact', blockOf({ id: 'press-2', reference: byContact('828') })],
    ['a conversation of the same number', blockOf({ id: 'press-2', reference: byConversation('827') })],
  ])('under the id of a press on %s is refused', (_, current) => {
    expect(press([current])).toEqual({ result: refused('not-allowed') });
  });
});

describe('another end', () => {
  const week = { until: NOW + 7 * DAY, forGood: false };

  it('chosen in the window changes the block and starts the window again', () => {
    const current = blockOf();
    const { put, drop, result } = press([current], { end: week, endChosen: true }, NOW + 4_000);
    const changed = {
      ...current,
      rev: 2,
      chosenAt: NOW + 4_000,
      wish: { kind: 'blocked', ...week },
      state: { kind: 'waiting', sendsAt: NOW + 9_000 },
    };
    expect([put, drop ?? [], result]).toEqual([[changed], [], { ok: true, value: changed }]);
  });

  it('that was not chosen for this press changes nothing', () => {
    const current = blockOf();
    expect(press([current], { end: week })).toEqual({ result: { ok: true, value: current } });
  });

  it('of the same press sent again changes nothing', () => {
    const current = blockOf();
    const again = press([current], { id: current.id, end: week, endChosen: true }, NOW + 4_000);
    expect(again).toEqual({ result: { ok: true, value: current } });
  });

  it('that is too late is refused, and the block that waits keeps its own', () => {
    const current = blockOf();
    const late = press([current], { end: { until: NOW + 59_999, forGood: false }, endChosen: true });
    expect(late).toEqual({ result: refused('too-late') });
  });

  it('changes what a question is about, and the question is asked anew', () => {
    const current = blockOf({ state: states['needs-you'] });
    const changed = { ...current, rev: current.rev + 1, chosenAt: NOW, wish: { kind: 'blocked', ...week } };
    expect(press([current], { end: week, endChosen: true }).result).toEqual({ ok: true, value: changed });
  });

  it('is refused with a reason while the first one is on its way, unless it is the same', () => {
    const current = blockOf({ state: states.sending, sent: true });
    expect(press([current], { end: week, endChosen: true })).toEqual({ result: refused('unknown-outcome') });
    const same = press([current], { end: { until: NOW + DAY + 1_000, forGood: false }, endChosen: true });
    // Chosen again, it is the last word.
    expect(same.result).toEqual({ ok: true, value: { ...current, chosenAt: NOW } });
  });

  it('changes a block that stands, by a request where the console ends it', () => {
    const asked = press([standing()], { end: week, endChosen: true, tabId: 9 }).result;
    expect(asked).toMatchObject({
      ok: true,
      value: {
        id: 'press-1',
        wish: { kind: 'blocked', ...week },
        state: { kind: 'waiting', sendsAt: NOW + WINDOW },
        tabId: 9,
        previous: { wish: standing().wish, state: states.blocked },
      },
    });
    const state = { ...states.blocked, endedBy: 'cordon' } as const;
    const moved = press([standing({ state })], { end: week, endChosen: true }).result;
    expect(moved).toMatchObject({ ok: true, value: { wish: { kind: 'blocked', ...week }, state } });
  });

  it('takes a lift back that has not left, and changes the block; waits for one that has', () => {
    const taken = press([liftOf(states.waiting)], { end: week, endChosen: true }).result;
    expect(taken).toMatchObject({
      ok: true,
      value: { wish: week, state: { kind: 'waiting' }, previous: { wish: standing().wish, state: states.blocked } },
    });
    const left = press([liftOf(states.sending, { sent: true })], { end: week, endChosen: true });
    expect(left).toEqual({ result: refused('unknown-outcome') });
  });
});

describe('closing windows', () => {
  const now = NOW + 1_000;
  const sentNow = { kind: 'waiting', sendsAt: now };
  const mine = blockOf({ id: 'mine' });
  const other = blockOf({ id: 'other', tabId: 8 });
  const popup = blockOf({ id: 'popup', tabId: undefined });

  it('of one tab lets its blocks out at once, and no others', () => {
    const { put, result } = closeWindows([mine, other, popup], now, 7);
    expect(result).toBe(true);
    expect(put).toEqual([{ ...mine, tabId: undefined, state: sentNow }]);
  });

  it('of all tabs lets all out', () => {
    const { put } = closeWindows([mine, other, popup], now);
    expect(put?.map(({ id, state }) => [id, state])).toEqual([mine, other, popup].map(({ id }) => [id, sentNow]));
  });

  it('of a lift lets that out too', () => {
    const lift = liftOf(states.waiting, { tabId: 7 });
    expect(closeWindows([lift], now, 7).put).toMatchObject([{ wish: { kind: 'not-blocked' }, state: sentNow }]);
  });

  it('changes no wish, so that what is being found out about it still holds', () => {
    expect(closeWindows([mine], now, 7).put).toMatchObject([{ rev: mine.rev, wish: mine.wish, sent: false }]);
  });

  it('leaves alone what waits no longer', () => {
    const closed = blockOf({ state: { kind: 'waiting', sendsAt: now } });
    const others = Object.values(states).filter(({ kind }) => kind !== 'waiting');
    const blocks = [closed, ...others.map((state) => blockOf({ state }))];
    expect(closeWindows(blocks, now, 7)).toEqual({ put: [], result: false });
    expect(closeWindows(blocks, now)).toEqual({ put: [], result: false });
    expect(closeWindows([], now)).toEqual({ put: [], result: false });
  });
});
