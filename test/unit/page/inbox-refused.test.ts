// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cordonError, type ErrorCode } from '../../../utils/errors';
import type { BlockView, BlockViewState } from '../../../utils/messaging/protocol';
import { type MenuRequest, offerMenu } from '../../../utils/page/menu-door';
import { offerStrip, type StripNews } from '../../../utils/page/strip-door';
import { hosts, inside, trusted } from './closed-roots';
import {
  button,
  descriptions,
  endInbox,
  everybodyIs,
  flush,
  hostsInSight,
  labels,
  ok,
  press,
  pressEvent,
  recycle,
  start,
  waiting,
} from './inbox-bench';

const doors = [Symbol.for('cordon menu'), Symbol.for('cordon strip')];
let told: (StripNews | null)[] = [];
let now = 0;

beforeEach(() => {
  told = [];
  now = 50_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  offerStrip({ shown: () => undefined, tell: (news) => void told.push(news) });
});

afterEach(() => {
  endInbox();
  for (const door of doors) Reflect.set(globalThis, door, undefined);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const refusal = (code: ErrorCode) => ({ ok: false, error: cordonError(code) });

const standing: BlockViewState = {
  kind: 'blocked',
  seen: true,
  checkedAt: 0,
  sentAt: 0,
  endedBy: 'console',
  overdue: false,
};
const changing: BlockView['menu'] = { lifts: true, ends: 'change' };

/** Opens the menu of a row: what it was handed. */
async function openMenu(index: number): Promise<MenuRequest> {
  const opened: MenuRequest[] = [];
  offerMenu((request) => {
    opened.push(request);
    return () => request.onClose();
  }, vi.fn());
  button(index).dispatchEvent(pressEvent('contextmenu'));
  await flush();
  if (!opened[0]) throw new Error('no menu');
  return opened[0];
}

/** A list that makes its rows anew for the same people, as many do when a message arrives. */
function drawAnew(): void {
  const list = document.querySelector('ul');
  list?.replaceChildren(...[...list.children].map((row) => row.cloneNode(true)));
  for (const host of list?.querySelectorAll('span') ?? []) host.remove();
}

describe('a choice in the menu', () => {
  it('is for the contact whose menu it is, also where the list has made the row anew meanwhile', async () => {
    const { sent } = await start();
    const menu = await openMenu(0);
    drawAnew();
    menu.onEnd('7d', true);
    await flush();
    expect(sent('block')).toMatchObject([{ payload: { name: 'Alex Morgan', end: '7d' } }]);
    await vi.waitFor(() => expect(labels()[0]).toBe('Undo block of Alex Morgan'));
    expect(told).toEqual([null]);
  });

  it('is not undone by a second Enter right behind it', async () => {
    let made: BlockView | null = null;
    const { sent } = await start({
      block: (asked) => {
        const reply = waiting(asked);
        if (reply.ok) made = reply.value;
        return reply;
      },
      status: ({ payload }) => ok((payload.references as unknown[]).map((_, index) => (index === 0 ? made : null))),
    });
    const menu = await openMenu(0);
    menu.onEnd('7d', true);
    menu.onClose();
    await vi.waitFor(() => expect(labels()[0]).toBe('Undo block of Alex Morgan'));
    await press(0, 0);
    expect([sent('block').length, sent('undo').length]).toEqual([1, 0]);
  });

  it.each([
    ['block', 'Block', (menu: MenuRequest) => menu.onEnd('7d', true)],
    ['change', 'blocked', (menu: MenuRequest) => menu.onEnd('7d', true)],
    ['lift', 'blocked', (menu: MenuRequest) => menu.onLift(true)],
  ] as const)('(%s) is told as not taken where the contact is gone from the page', async (what, stands, choose) => {
    const { sent } = await start(stands === 'blocked' ? { status: everybodyIs(() => standing, changing) } : {});
    const menu = await openMenu(0);
    document.querySelector('li')?.remove();
    choose(menu);
    await flush();
    expect(['block', 'change-end', 'lift'].flatMap(sent)).toEqual([]);
    expect(told.at(-1)).toEqual({ untaken: { what, error: cordonError('contact-changed') } });
  });

  it('that could not be opened is no press that was not taken', async () => {
    await start({
      menu: () => {
        document.querySelector('li')?.remove();
        offerMenu(() => () => {}, vi.fn());
        return ok(null);
      },
    });
    button(0).dispatchEvent(pressEvent('contextmenu'));
    await flush();
    expect(told).toEqual([null]);
  });
});

describe('a press that the background did not take', () => {
  it('is told in the strip to somebody who has moved on, and by the button when they come back', async () => {
    let answer: (reply: unknown) => void = () => {};
    await start({ block: () => new Promise((resolve) => (answer = resolve)) });
    await press(0);
    recycle(0, 9, 'Priya Raman');
    await vi.waitFor(() => expect(labels()[0]).toBe('Block Priya Raman'));
    answer(refusal('not-stored'));
    await vi.waitFor(() =>
      expect(told.at(-1)).toEqual({ untaken: { what: 'block', error: cordonError('not-stored') } }),
    );
    expect(labels()[0]).toBe('Block Priya Raman');
    recycle(0, 1, 'Alex Morgan');
    await vi.waitFor(() => expect(labels()[0]).toMatch(/^Alex Morgan was not blocked: The browser could not store/));
  });

  it('is told no more once the contact is blocked after all', async () => {
    // Scrolled away.
    hostsInSight().mockImplementation(() => null);
    const state: { now: BlockViewState | undefined } = { now: undefined };
    const { fake } = await start({
      block: () => refusal('unknown-outcome'),
      status: (asked) => (state.now ? everybodyIs(() => state.now ?? standing)(asked) : ok([null, null])),
    });
    await press(0);
    await vi.waitFor(() =>
      expect(told.at(-1)).toEqual({ untaken: { what: 'block', error: cordonError('unknown-outcome') } }),
    );
    state.now = standing;
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(told.at(-1)).toBeNull());
  });

  it('is told at the button alone where that is in sight', async () => {
    const inSight = hostsInSight();
    await start({ block: () => refusal('not-stored') });
    await press(0);
    await flush();
    expect(labels()[0]).toMatch(/^Alex Morgan was not blocked: /);
    expect(told).toEqual([null]);
    inSight.mockRestore();
  });
});

describe('a refusal', () => {
  it('is over when something else stands: nobody was not blocked whose block was lifted later', async () => {
    const state: { now: BlockViewState } = { now: { kind: 'waiting', of: 'block', sendsAt: Date.now() + 5_000 } };
    const { fake } = await start({
      status: everybodyIs(() => state.now),
      undo: () => refusal('too-late-to-undo'),
    });
    await press(0);
    await flush();
    expect(descriptions()[0]).toMatch(/^The request had already left; lift the block instead\./);
    state.now = standing;
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(labels()[0]).toMatch(/^Alex Morgan, blocked until /));
    expect(descriptions()[0]).toBe('by you');
    state.now = { kind: 'lifted', at: Date.now(), elsewhere: false };
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(labels()[0]).toBe('Block Alex Morgan'));
  });
});

describe('Undo', () => {
  it('on a button that has just come there undoes nothing, and the next press does', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
    const { sent } = await start({ status: everybodyIs(() => ({ kind: 'waiting', of: 'block', sendsAt: 1_005_000 })) });
    window.dispatchEvent(trusted(new MouseEvent('pointermove')));
    recycle(1, 1, 'Alex Morgan');
    await vi.waitFor(() => expect(labels()[1]).toBe('Undo block of Alex Morgan'));
    now += 100;
    button(1).dispatchEvent(pressEvent('pointerdown'));
    await press(1);
    expect(sent('undo')).toEqual([]);
    expect(labels()[1]).toBe(
      'Undo block of Alex Morgan · The button came here just before it was pressed; press again.',
    );
    expect(inside(hosts()[1] ?? document.body, '.words').textContent).toBe('Press again');
    now += 400;
    vi.setSystemTime(1_003_000);
    button(1).dispatchEvent(pressEvent('pointerdown'));
    await press(1);
    expect(sent('undo')).toHaveLength(1);
  });
});
