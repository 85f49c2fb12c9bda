// @vitest-environment happy-dom
import '../page/like-a-browser';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import menuScript from '../../../entrypoints/menu';
import { hosts, inside, trusted } from '../page/closed-roots';
import { button, endInbox, pressEvent, recycle, start } from '../page/inbox-bench';

const where = new DOMRect(500, 100, 24, 24);

beforeEach(() => {
  Object.assign(HTMLElement.prototype, { showPopover() {} });
  void menuScript.main();
});

afterEach(() => {
  endInbox();
  vi.useRealTimers();
  vi.restoreAllMocks();
  Reflect.set(globalThis, Symbol.for('cordon menu'), undefined);
});

/** The menu of the first name, open in its page. */
async function open(replies: Parameters<typeof start>[0] = {}) {
  const { fake } = await start(replies);
  vi.useFakeTimers({ toFake: ['performance'] });
  const bounds = vi.spyOn(button(0), 'getBoundingClientRect').mockReturnValue(where);
  await act(async () => void button(0).dispatchEvent(pressEvent('contextmenu')));
  const layer = () => hosts().find(({ popover }) => popover === 'manual');
  const part = (selector: string) => inside(layer() ?? document.body, selector);
  const choose = async (label: string) => {
    const root = part('[role=menu]').getRootNode() as ShadowRoot;
    const item = [...root.querySelectorAll('[role=menuitem]')].find(({ textContent }) => textContent === label);
    await act(async () => void item?.dispatchEvent(trusted(new MouseEvent('click', { bubbles: true }))));
  };
  const isOpen = () => layer() !== undefined;
  expect(isOpen()).toBe(true);
  const isBack = () => document.activeElement === hosts()[0];
  return { fake, bounds, part, choose, isOpen, isBack };
}

/** The console scrolls a pane, as it does where a message arrives. */
function scroll(): Promise<void> {
  return act(async () => void document.querySelector('ul')?.dispatchEvent(new Event('scroll')));
}

/** What the browser would make a press of: a key on the button that nothing prevents. */
function doesPress(key: string): boolean {
  return button(0).dispatchEvent(trusted(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
}

describe('a scroll that nobody asked for', () => {
  const elsewhere = new DOMRect(500, 40, 24, 24);

  it.each([
    ['Until…', 'input'],
    ['Reason and note…', 'textarea'],
  ])('leaves the form of %s with all that was written in it, wherever the button went', async (label, field) => {
    const { bounds, choose, part, isBack } = await open();
    await choose(label);
    const written = part(field) as HTMLInputElement;
    written.value = '2030-01-02T03:04';
    await scroll();
    bounds.mockReturnValue(elsewhere);
    await scroll();
    expect([part(field), written.value, isBack()]).toEqual([written, '2030-01-02T03:04', false]);
  });

  it('leaves the menu where it moved no button, whatever words came beside the icon', async () => {
    const { bounds, isOpen } = await open();
    await scroll();
    bounds.mockReturnValue(new DOMRect(500, 100, 140, 24));
    await scroll();
    expect(isOpen()).toBe(true);
  });

  it.each([
    ['up', elsewhere],
    ['aside', new DOMRect(440, 100, 24, 24)],
    ['out of the page', new DOMRect()],
  ])('closes the menu whose button it moved %s', async (_way, to) => {
    const { bounds, isOpen } = await open();
    bounds.mockReturnValue(to);
    await scroll();
    expect(isOpen()).toBe(false);
  });

  it('closes the menu again once nothing is written any more', async () => {
    const { bounds, choose, part, isOpen } = await open();
    await choose('Reason and note…');
    bounds.mockReturnValue(elsewhere);
    const cancel = part('button[type=button]');
    expect(cancel.textContent).toBe('Cancel');
    await act(async () => void cancel.dispatchEvent(trusted(new MouseEvent('click', { bubbles: true }))));
    await scroll();
    expect(isOpen()).toBe(false);
  });
});

describe('a press beside', () => {
  const pressBeside = () => act(async () => void document.body.dispatchEvent(new Event('pointerdown')));

  it.each([
    ['the form of a date, which has no Cancel, closes it', 'Until…', false],
    ['the form of reason and note leaves it', 'Reason and note…', true],
  ])('%s', async (_what, label, stays) => {
    const { choose, isOpen } = await open();
    await choose(label);
    await pressBeside();
    expect(isOpen()).toBe(stays);
  });
});

describe('the keyboard after a menu', () => {
  const moved = new DOMRect(500, 40, 24, 24);

  it.each(['Enter', ' '])('that no person closed presses nothing at first: %j', async (key) => {
    const { bounds, isBack } = await open();
    bounds.mockReturnValue(moved);
    const focus = vi.spyOn(button(0), 'focus');
    await scroll();
    // Who works by keys is where they were, and what they scrolled to stays in sight.
    expect([isBack(), focus.mock.calls]).toEqual([true, [[{ preventScroll: true }]]]);
    vi.advanceTimersByTime(699);
    expect(doesPress(key)).toBe(false);
    vi.advanceTimersByTime(1);
    expect(doesPress(key)).toBe(true);
  });

  it('that no person closed can open it again at once', async () => {
    const { bounds, isOpen } = await open();
    bounds.mockReturnValue(moved);
    await scroll();
    const keys = new KeyboardEvent('keydown', { key: 'ArrowDown', altKey: true, bubbles: true, cancelable: true });
    await act(async () => void button(0).dispatchEvent(trusted(keys)));
    expect(isOpen()).toBe(true);
  });

  it('that a person closed presses as ever', async () => {
    const { part, isOpen, isBack } = await open();
    const leaving = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
    await act(async () => void part('[role=menuitem]').dispatchEvent(leaving));
    expect([isOpen(), isBack(), doesPress('Enter')]).toEqual([false, true, true]);
  });

  it('stays where somebody writes meanwhile', async () => {
    const { bounds, isOpen } = await open();
    const field = document.createElement('textarea');
    document.documentElement.append(field);
    field.focus();
    bounds.mockReturnValue(moved);
    await scroll();
    expect([isOpen(), document.activeElement]).toEqual([false, field]);
  });

  it('goes to no button that is another contact’s by now', async () => {
    const { bounds, isOpen } = await open();
    const focus = vi.spyOn(button(0), 'focus');
    recycle(0, 9, 'Priya Raman');
    bounds.mockReturnValue(moved);
    await scroll();
    expect([isOpen(), focus.mock.calls]).toEqual([false, []]);
  });

  it('presses nothing where Cordon itself closed it', async () => {
    let updated = false;
    const error = { code: 'updated' };
    const { fake, isOpen } = await open({ wake: () => (updated ? { ok: false, error } : undefined) });
    updated = true;
    await act(async () => void fake.broadcast({ type: 'changed' }));
    expect([isOpen(), doesPress('Enter')]).toEqual([false, false]);
  });
});
