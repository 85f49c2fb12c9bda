// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { trusted } from '../closed-roots';
import {
  type Asked,
  button,
  endInbox,
  flush,
  labels,
  ok,
  press,
  pressEvent,
  start,
  waiting,
  welcome,
} from '../inbox-bench';

afterEach(() => {
  endInbox();
  vi.useRealTimers();
});

/** Whether the page asks before it closes. */
function asksToStay(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

/** A background that stores the press only when told. */
function slowly() {
  let store: (() => void) | undefined;
  const block = (asked: Asked) =>
    new Promise((resolve) => {
      store = () => resolve(waiting(asked));
    });
  return { block, store: () => store?.() };
}

describe('a tab that closes right after the press', () => {
  it('R30 asks to stay until the press is stored, and says that it is on its way', async () => {
    const background = slowly();
    await start({ block: background.block });
    expect(asksToStay()).toBe(false);
    await press(0);
    expect([asksToStay(), labels()[0]]).toEqual([true, 'Blocking Alex Morgan']);
    background.store();
    await flush();
    expect([asksToStay(), labels()[0]]).toEqual([false, 'Undo block of Alex Morgan']);
  });

  it('R30 asks no more once the press was not taken', async () => {
    await start({ block: () => ({ ok: false, error: { code: 'not-stored' } }) });
    await press(0);
    expect(asksToStay()).toBe(false);
  });

  it.each(['pointerenter', 'focus', 'pointermove', 'pointerdown'])(
    'R30 finds the background awake: it was woken by %s, not more often than every five seconds',
    async (type) => {
      vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
      const { sent } = await start();
      const woken = () => sent('wake').length;
      const before = woken();
      const since = Date.now();
      const approach = () => button(0).dispatchEvent(trusted(new Event(type)));
      approach();
      expect(woken()).toBe(before + 1);
      vi.setSystemTime(since + 4_999);
      approach();
      expect(woken()).toBe(before + 1);
      vi.setSystemTime(since + 5_000);
      approach();
      expect(woken()).toBe(before + 2);
    },
  );

  it('R30 keeps nothing of the press in the page', async () => {
    const background = slowly();
    await start({ block: background.block });
    await press(0);
    expect([localStorage.length, sessionStorage.length, history.state, document.cookie]).toEqual([0, 0, null, '']);
  });
});

describe('access that is taken away', () => {
  it('R31 takes the buttons along, and they come back with it', async () => {
    let access = true;
    const wake = () => (access ? ok(welcome) : { ok: false, error: { code: 'no-connection' } });
    const { fake, found } = await start({ wake });
    access = false;
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(document.documentElement.outerHTML).toBe(found);
    access = true;
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(labels()).toEqual(['Block Alex Morgan', 'Block Grace Okafor']);
  });

  it('R31 while a press is on its way: it says so, and nothing is called blocked', async () => {
    await start({ block: () => ({ ok: false, error: { code: 'no-access' } }) });
    await press(0);
    expect(labels()[0]).toMatch(/^Alex Morgan was not blocked: /);
  });
});

describe('a page that eats the events', () => {
  const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'keydown', 'keyup', 'contextmenu'];

  it('R34 gets nothing done and nothing claimed', async () => {
    const { sent } = await start();
    const before = sent('block').length;
    let eaten = 0;
    const eat = (event: Event) => {
      eaten += 1;
      event.stopImmediatePropagation();
    };
    for (const type of types) window.addEventListener(type, eat, { capture: true });
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup']) button(0).dispatchEvent(pressEvent(type));
    await press(0);
    button(0).dispatchEvent(pressEvent('contextmenu'));
    for (const type of types) window.removeEventListener(type, eat, { capture: true });
    expect(eaten).toBe(6);
    expect([sent('block').length, sent('menu')]).toEqual([before, []]);
    expect(labels()).toEqual(['Block Alex Morgan', 'Block Grace Okafor']);
    expect(button(0).className).toBe('');
  });
});
