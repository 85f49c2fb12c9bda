// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { button, endInbox, flush, ok, start, welcome } from './inbox-bench';

afterEach(() => {
  endInbox();
  vi.restoreAllMocks();
});

describe('the buttons of a list', () => {
  it.each([
    [true, [0, 0]],
    [false, [-1, -1]],
  ])('are reached with Tab: %s', async (listTabStops, stops) => {
    await start({ wake: () => ok({ ...welcome, listTabStops }) });
    expect([0, 1].map((index) => button(index).tabIndex)).toEqual(stops);
  });

  it('follow a changed setting at once', async () => {
    let listTabStops = true;
    const { fake } = await start({ wake: () => ok({ ...welcome, listTabStops }) });
    listTabStops = false;
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(button(0).tabIndex).toBe(-1);
  });
});
