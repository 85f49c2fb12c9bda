// @vitest-environment happy-dom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type MenuRequest, offerMenu } from '../../../utils/page/menu-door';
import { hosts, inside, trusted } from './closed-roots';
import { button, endInbox, flush, labels, ok, press, pressEvent, start, waiting } from './inbox-bench';
import { putOver } from './like-a-browser';

const seenOf = (asked: readonly { readonly payload: Record<string, unknown> }[]) =>
  asked.map(({ payload }) => payload.seen);
let takeAway: (() => void) | undefined;
let now = 0;

beforeEach(() => {
  now = 50_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});

afterEach(() => {
  takeAway?.();
  takeAway = undefined;
  endInbox();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function cover(): void {
  takeAway = putOver(document.body);
}

/** The pointer goes down on a button that has stood there so long, and is released. */
async function pressByPointer(index: number, stood: number): Promise<void> {
  window.dispatchEvent(trusted(new MouseEvent('pointermove')));
  now += stood;
  button(index).dispatchEvent(pressEvent('pointerdown'));
  await press(index);
}

describe('a press', () => {
  it('on a button that is seen says so', async () => {
    const { sent } = await start();
    await pressByPointer(0, 400);
    expect(seenOf(sent('block'))).toEqual([true]);
  });

  it.each([1, 0])('on a button that is covered says that, and is made all the same (%i)', async (detail) => {
    const { sent } = await start();
    cover();
    await press(0, detail);
    expect(seenOf(sent('block'))).toEqual([false]);
  });

  it('on a button that has just come there is refused, and the next one is taken', async () => {
    const { sent } = await start();
    await pressByPointer(0, 100);
    expect(sent('block')).toEqual([]);
    expect(labels()[0]).toBe(
      'Alex Morgan was not blocked: The button came here just before it was pressed; press again.',
    );
    expect(inside(hosts()[0] ?? document.body, '.words').textContent).toBe('Press again');
    await press(0, 2);
    expect(sent('block')).toEqual([]);
    now += 400;
    button(0).dispatchEvent(pressEvent('pointerdown'));
    await press(0, 1);
    expect(seenOf(sent('block'))).toEqual([true]);
  });

  it('that undoes is not asked about', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
    const { sent } = await start();
    await press(0);
    cover();
    vi.setSystemTime(1_001_000);
    await press(0);
    expect(sent('undo')).toHaveLength(1);
  });
});

describe('a page that hides its buttons', () => {
  it('is told of after five presses in a row that were not seen, until one is', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const { sent } = await start({ block: () => ({ ok: false, error: { code: 'not-stored' } }) });
    const hidden = () => sent('report').map(({ payload }) => payload.hidden);
    const pressLater = async () => {
      vi.advanceTimersByTime(1_500);
      await press(0);
    };
    cover();
    for (let round = 0; round < 4; round += 1) await pressLater();
    vi.advanceTimersByTime(1_500);
    expect(new Set(hidden())).toEqual(new Set([undefined]));
    await pressLater();
    vi.advanceTimersByTime(1_500);
    expect(hidden().at(-1)).toBe(true);
    takeAway?.();
    await pressLater();
    vi.advanceTimersByTime(1_500);
    expect(hidden().at(-1)).toBeUndefined();
  });
});

describe('a choice in the menu', () => {
  it.each([true, false])('says whether it was seen: %s', async (seen) => {
    const opened: MenuRequest[] = [];
    offerMenu(
      (request) => {
        opened.push(request);
        return () => {};
      },
      () => () => {},
    );
    const { sent } = await start({
      status: ({ payload }) =>
        ok(
          (payload.references as readonly unknown[]).map((reference) => {
            const reply = waiting({ type: 'block', payload: { reference, name: 'x' } });
            const state = { kind: 'blocked', seen: true, checkedAt: 0, sentAt: 0, endedBy: 'console', overdue: false };
            const standing = { state, menu: { lifts: true, ends: 'change' } };
            return reply.ok ? { ...reply.value, ...standing } : null;
          }),
        ),
    });
    await press(0);
    const [menu] = opened;
    const host = document.createElement('div');
    const part = document.createElement('button');
    host.append(part);
    document.body.append(host);
    menu?.watch(host, part);
    takeAway = putOver(seen ? host : document.body);
    expect(menu?.isSeen(host, part, false)).toBe(seen);
    menu?.onLift(seen);
    menu?.onEnd('7d', seen);
    await flush();
    expect([...seenOf(sent('lift')), ...seenOf(sent('change-end'))]).toEqual([seen, seen]);
  });
});
