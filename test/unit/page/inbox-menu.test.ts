// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BlockView } from '../../../utils/messaging/protocol';
import { type MenuRequest, offerMenu } from '../../../utils/page/menu-door';
import {
  type Asked,
  button,
  descriptions,
  endInbox,
  flush,
  labels,
  ok,
  press,
  pressEvent,
  recycle,
  start,
  waiting,
  welcome,
} from './inbox-bench';

const door = Symbol.for('cordon menu');
const closed = vi.fn();

/** The menu's script is there: gives back what each opened menu was handed. */
function menuArrives(): readonly MenuRequest[] {
  const opened: MenuRequest[] = [];
  offerMenu((request) => {
    opened.push(request);
    return () => {
      closed();
      request.onClose();
    };
  }, vi.fn());
  return opened;
}

async function rightClick(index: number): Promise<void> {
  button(index).dispatchEvent(pressEvent('contextmenu'));
  await flush();
}

/** The status of every contact on the page: blocked, with ids `b1` and so on. */
function allBlocked({ payload }: Asked) {
  const references = payload.references as readonly BlockView['reference'][];
  const state = { kind: 'blocked', seen: true, checkedAt: 0 } as const;
  const until = Date.now() + 3_600_000;
  const menu = { lifts: true, ends: 'change' };
  const common = { connectionId: 'c', name: 'x', until, forGood: false, pressedAt: 0, state, menu };
  return ok(references.map((reference, index) => ({ ...common, id: `b${index + 1}`, reference })));
}

afterEach(() => {
  endInbox();
  Reflect.set(globalThis, door, undefined);
  closed.mockClear();
  vi.useRealTimers();
});

describe('the menu', () => {
  it('is put into the page when it is first asked for, and only then', async () => {
    let opened: readonly MenuRequest[] = [];
    const { sent } = await start({
      menu: () => {
        opened = menuArrives();
      },
    });
    expect(sent('menu')).toHaveLength(0);
    await rightClick(0);
    await rightClick(1);
    expect(sent('menu')).toHaveLength(1);
    expect(opened.map(({ name }) => name)).toEqual(['Alex Morgan', 'Grace Okafor']);
  });

  it.each([
    [{}, { forGood: true, mayLift: true, standsUntil: undefined }],
    [
      { longestHours: 8, forGood: false, liftFromPage: false },
      { longestHours: 8, forGood: false, mayLift: false },
    ],
  ])('is told with %o what may be chosen', async (changes, limits) => {
    const opened = menuArrives();
    await start({ wake: () => ok({ ...welcome, ...changes }) });
    await rightClick(0);
    expect(opened[0]?.limits).toEqual(limits);
  });

  it.each([
    [false, 99],
    [true, Number.POSITIVE_INFINITY],
  ])('is told until when a block stands (for good: %s)', async (forGood, standsUntil) => {
    const opened = menuArrives();
    const state = { kind: 'blocked', seen: true, checkedAt: 1, sentAt: 1, endedBy: 'console', overdue: false } as const;
    const standing = {
      id: 'b1',
      connectionId: 'acquire:demo',
      name: 'Alex Morgan',
      until: 99,
      forGood,
      pressedAt: 1,
      state,
      menu: { lifts: true, ends: 'change' },
    };
    await start({
      status: ({ payload }) =>
        ok((payload.references as BlockView['reference'][]).map((reference) => ({ ...standing, reference }))),
    });
    await rightClick(0);
    expect(opened[0]?.limits).toMatchObject({ mayLift: true, standsUntil });
  });

  it('that never comes leaves everything as it is', async () => {
    const { sent } = await start({ menu: () => ({ ok: false, error: { code: 'not-allowed' } }) });
    await rightClick(0);
    expect(sent('menu')).toHaveLength(1);
    expect(labels()).toEqual(['Block Alex Morgan', 'Block Grace Okafor']);
  });

  it('knows the name, the choice that a press takes, and whether a block stands', async () => {
    const opened = menuArrives();
    await start();
    await rightClick(0);
    expect(opened[0]).toMatchObject({ name: 'Alex Morgan', lifts: false, ends: 'block', end: '1d' });
    expect(opened[0]?.say('page_menu', 'X')).toBe('Block options for X');
  });

  it('says what for good means where the console must have an end, and only there', async () => {
    const opened = menuArrives();
    let endsBlocks = true;
    const { fake } = await start({ wake: () => ok({ ...welcome, endsBlocks }) });
    await rightClick(0);
    endsBlocks = false;
    fake.broadcast({ type: 'changed' });
    await flush();
    await rightClick(0);
    const note = 'For good is ten years here: the console must have an end.';
    expect(opened.map(({ about }) => [about.length, about.includes(note)])).toEqual([
      [3, true],
      [2, false],
    ]);
  });

  it('blocks for what was chosen', async () => {
    const opened = menuArrives();
    const { sent } = await start();
    await rightClick(1);
    opened[0]?.onEnd('7d', true);
    await flush();
    expect(sent('block')).toMatchObject([
      { payload: { reference: { kind: 'contact', contactId: '2' }, name: 'Grace Okafor', end: '7d' } },
    ]);
  });

  it('opens at a press on a contact who is blocked, and lifts that block', async () => {
    const opened = menuArrives();
    const { sent } = await start({ status: allBlocked, lift: () => ({ ok: false, error: { code: 'no-network' } }) });
    await press(1);
    expect(opened[0]).toMatchObject({ name: 'Grace Okafor', lifts: true, ends: 'change' });
    opened[0]?.onLift(true);
    await flush();
    expect(sent('lift').map(({ payload }) => payload)).toEqual([{ blockId: 'b2', seen: true }]);
    expect(sent('block')).toEqual([]);
  });

  it('repeats a lift that failed, and gives the block that stands another end', async () => {
    const opened = menuArrives();
    const state = { kind: 'failed', of: 'lift', error: { code: 'no-network' } };
    const menu = { lifts: true, ends: 'change' };
    const view = { id: 'b1', connectionId: 'c', name: 'x', until: 0, forGood: false, pressedAt: 0, state, menu };
    const failed = { ok: false, error: { code: 'no-network' } };
    const { sent } = await start({ status: () => ok([view, null]), lift: () => failed, 'change-end': () => failed });
    await press(0);
    opened[0]?.onLift(true);
    await flush();
    opened[0]?.onEnd('7d', true);
    await flush();
    expect(sent('lift').map(({ payload }) => payload)).toEqual([{ blockId: 'b1', seen: true }]);
    expect(sent('change-end').map(({ payload }) => payload)).toEqual([{ blockId: 'b1', end: '7d', seen: true }]);
  });

  it('does not open where it has nothing to offer', async () => {
    const opened = menuArrives();
    const view = { id: 'b1', name: 'x', state: { kind: 'sending', of: 'block' }, menu: { lifts: false, ends: 'none' } };
    await start({ status: () => ok([view, null]) });
    await rightClick(0);
    await rightClick(1);
    expect(opened.map(({ name }) => name)).toEqual(['Grace Okafor']);
  });

  it('is one at a time, and closes when this copy of the script leaves', async () => {
    menuArrives();
    await start();
    await rightClick(0);
    await rightClick(1);
    expect(closed).toHaveBeenCalledTimes(1);
    endInbox();
    expect(closed).toHaveBeenCalledTimes(2);
  });

  it('gives the focus back to its button', async () => {
    const opened = menuArrives();
    await start();
    await rightClick(1);
    const focus = vi.spyOn(button(1), 'focus');
    opened[0]?.onClose();
    expect(focus).toHaveBeenCalledTimes(1);
  });

  it('does not open while the press before it is not stored', async () => {
    const opened = menuArrives();
    await start({ block: () => new Promise(() => {}) });
    await press(0);
    await rightClick(0);
    expect(opened).toEqual([]);
  });
});

describe('the menu of a row that was used for somebody else', () => {
  it('does not open for the new contact where its script came too late', async () => {
    const opened: MenuRequest[][] = [];
    await start({
      menu: () => {
        opened.push(menuArrives() as MenuRequest[]);
        recycle(0, 9, 'Priya Raman');
      },
    });
    await rightClick(0);
    expect(opened).toEqual([[]]);
    expect(labels()[0]).toMatch(/^Priya Raman was not blocked: The page moved on to another contact/);
  });

  it('blocks nobody, and says so', async () => {
    const opened = menuArrives();
    const { sent } = await start();
    await rightClick(0);
    recycle(0, 9, 'Priya Raman');
    opened[0]?.onEnd('for-good', true);
    await flush();
    expect(sent('block')).toEqual([]);
    expect(labels()[0]).toMatch(/^Priya Raman was not blocked/);
  });

  it('blocks nobody where the page was looked over again meanwhile', async () => {
    const opened = menuArrives();
    const { sent } = await start();
    await rightClick(0);
    recycle(0, 9, 'Priya Raman');
    await vi.waitFor(() => expect(labels()[0]).toBe('Block Priya Raman'));
    opened[0]?.onEnd('for-good', true);
    await flush();
    expect(sent('block')).toEqual([]);
  });

  it('lifts nobody’s block', async () => {
    const opened = menuArrives();
    const { sent } = await start({ status: allBlocked });
    await rightClick(0);
    recycle(0, 2, 'Grace Okafor');
    opened[0]?.onLift(true);
    await flush();
    expect(sent('lift')).toEqual([]);
  });
});

describe('Undo', () => {
  it('is a new press, long enough after the one before', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
    const { sent } = await start({ undo: () => ({ ok: false, error: { code: 'too-late-to-undo' } }) });
    await press(0);
    vi.setSystemTime(1_000_699);
    await press(0);
    expect(sent('undo')).toEqual([]);
    vi.setSystemTime(1_000_699 + 700);
    await press(0);
    expect(sent('undo').map(({ payload }) => payload)).toEqual([{ blockId: 'b1' }]);
    // The button still says what is true of the block, and its description why the press was not taken.
    expect(descriptions()[0]).toMatch(/The request had already left/);
  });
});

describe('when the background says that something changed', () => {
  it('what is known is asked for again, and what is no more is not shown', async () => {
    let known: (asked: Asked) => unknown = allBlocked;
    const { fake, sent } = await start({ status: (asked) => known(asked) });
    expect(labels()[0]).toMatch(/, blocked until /);
    known = ({ payload }) => ok((payload.references as readonly unknown[]).map(() => null));
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(sent('status')).toHaveLength(2);
    expect(labels()).toEqual(['Block Alex Morgan', 'Block Grace Okafor']);
  });

  it('and no connection serves the page any more, the page is left as it was found', async () => {
    let served = true;
    const { fake, found } = await start({
      wake: () => (served ? undefined : { ok: false, error: { code: 'no-connection' } }),
    });
    expect(document.documentElement.outerHTML).not.toBe(found);
    served = false;
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(document.documentElement.outerHTML).toBe(found);
  });
});

describe('a page that counts itself', () => {
  it('tells names with several ids as names without a button', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const rows = '<li><b title="#1">Alex</b></li><li><b title="#2">Grace</b> <i title="#3">or so</i></li>';
    const { sent } = await start({ block: waiting }, `<ul>${rows}</ul>`);
    vi.advanceTimersByTime(1_000);
    expect(sent('report').map(({ payload }) => payload)).toEqual([{ names: 2, buttons: 1, references: 1 }]);
  });

  it('repeats it when the background wants it to look again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { fake, sent } = await start();
    vi.advanceTimersByTime(1_000);
    fake.broadcast({ type: 'changed' });
    await flush();
    vi.advanceTimersByTime(1_000);
    const counted = { names: 2, buttons: 2, references: 2 };
    expect(sent('report').map(({ payload }) => payload)).toEqual([counted, counted]);
  });
});
