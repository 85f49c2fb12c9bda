// @vitest-environment happy-dom
import './like-a-browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Button, createButton } from '../../../utils/page/button';
import type { Face } from '../../../utils/page/wording';
import { inside, trusted } from './closed-roots';

const idle: Face = {
  label: 'Block Alex Morgan',
  description: 'for 1 day',
  words: 'Block',
  icon: 'block',
  style: '',
  menu: 'Block options for Alex Morgan',
  press: 'block',
};

const events = { pressed: vi.fn(), menuAsked: vi.fn(), aimed: vi.fn(), approached: vi.fn() };

/** A button in a row of the console, as the agent has it. */
function show(
  full: boolean,
  direction = 'ltr',
): { readonly made: Button; readonly button: HTMLElement; readonly row: HTMLElement } {
  document.body.innerHTML = '<main><a href="#open"><b>Alex Morgan</b></a></main>';
  const row = document.querySelector('a') ?? document.body;
  const made = createButton(document, full, { lang: 'ar', dir: direction }, events);
  row.append(made.host);
  made.draw(idle);
  return { made, button: inside(made.host, 'button'), row };
}

const composed = { bubbles: true, composed: true, cancelable: true };
const click = (init: MouseEventInit = {}) => new MouseEvent('click', { ...composed, detail: 1, ...init });
const key = (init: KeyboardEventInit) => new KeyboardEvent('keydown', { ...composed, ...init });

beforeEach(() => {
  vi.clearAllMocks();
});

afterEach(() => {
  document.body.innerHTML = '';
});

describe('a press that a person made', () => {
  it('is told with its number in a row', () => {
    const { button } = show(false);
    button.dispatchEvent(trusted(click()));
    button.dispatchEvent(trusted(click({ detail: 2 })));
    button.dispatchEvent(trusted(click({ detail: 0 })));
    expect(events.pressed.mock.calls).toEqual([[1], [2], [0]]);
    expect(events.menuAsked).not.toHaveBeenCalled();
  });

  it('does not follow the link around the name', () => {
    const event = trusted(click());
    show(false).button.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  });

  it.each([
    ['Shift and a click', () => click({ shiftKey: true })],
    ['a right click', () => new MouseEvent('contextmenu', composed)],
    ['Alt and the arrow down', () => key({ key: 'ArrowDown', altKey: true })],
  ])('asks for the menu: %s', (_how, make) => {
    const event = trusted(make());
    show(false).button.dispatchEvent(event);
    expect(events.menuAsked).toHaveBeenCalledTimes(1);
    expect(events.pressed).not.toHaveBeenCalled();
    expect(event.defaultPrevented).toBe(true);
  });

  it('asks for the menu on the caret, which only full buttons have', () => {
    const { made } = show(true);
    inside(made.host, 'button.caret').dispatchEvent(trusted(click()));
    expect(events.menuAsked).toHaveBeenCalledTimes(1);
    expect(events.pressed).not.toHaveBeenCalled();
    expect(() => inside(show(false).made.host, 'button.caret')).toThrow('no button.caret');
  });

  it('is noted where the pointer goes down', () => {
    show(false).button.dispatchEvent(trusted(new MouseEvent('pointerdown', composed)));
    expect(events.aimed).toHaveBeenCalledTimes(1);
  });

  it.each(['pointerenter', 'focus'])('is prepared for at %s', (type) => {
    show(false).button.dispatchEvent(new Event(type));
    expect(events.approached).toHaveBeenCalledTimes(1);
  });
});

describe('a key', () => {
  it.each(['Enter', ' '])('held down presses once: %j', (held) => {
    const { button } = show(false);
    const [first, again] = [trusted(key({ key: held })), trusted(key({ key: held, repeat: true }))];
    button.dispatchEvent(first);
    button.dispatchEvent(again);
    // The browser makes the click, unless it is prevented.
    expect([first.defaultPrevented, again.defaultPrevented]).toEqual([false, true]);
  });

  it('held down asks for the menu once', () => {
    const { button } = show(false);
    for (const repeat of [false, true, true]) {
      button.dispatchEvent(trusted(key({ key: 'ArrowDown', altKey: true, repeat })));
    }
    expect(events.menuAsked).toHaveBeenCalledTimes(1);
  });

  it.each([{ key: 'ArrowDown' }, { key: 'ArrowUp', altKey: true }, { key: 'a' }])(
    'that means nothing here: %j',
    (init) => {
      const event = trusted(key(init));
      show(false).button.dispatchEvent(event);
      expect(events.menuAsked).not.toHaveBeenCalled();
      expect(event.defaultPrevented).toBe(false);
    },
  );
});

describe('what a script made', () => {
  it.each([
    ['click', () => click()],
    ['Shift and click', () => click({ shiftKey: true })],
    ['right click', () => new MouseEvent('contextmenu', composed)],
    ['pointerdown', () => new MouseEvent('pointerdown', composed)],
    ['Alt and the arrow down', () => key({ key: 'ArrowDown', altKey: true })],
    ['Enter', () => key({ key: 'Enter' })],
  ])('does nothing: %s', (_what, make) => {
    const { made, button } = show(true);
    button.dispatchEvent(make());
    inside(made.host, 'button.caret').dispatchEvent(make());
    made.host.dispatchEvent(make());
    expect([events.pressed, events.menuAsked, events.aimed].flatMap((told) => told.mock.calls)).toEqual([]);
  });

  it('does nothing by calling click() on what the page can reach', () => {
    const { made, button } = show(true);
    made.host.click();
    button.click();
    expect(events.pressed).not.toHaveBeenCalled();
  });
});

describe('the console', () => {
  const hidden = [
    ...['click', 'dblclick', 'auxclick', 'contextmenu', 'pointerdown', 'pointerup', 'mousedown', 'mouseup'],
    ...['touchstart', 'touchend', 'keydown', 'keyup', 'keypress', 'dragstart'],
  ];

  /** What the row, the page and the window heard of an event on the button. */
  function heard(type: string, part: string): readonly string[] {
    const { made, row } = show(true);
    const places: [string, EventTarget][] = [
      ['row', row],
      ['document', document],
      ['window', window],
    ];
    const found: string[] = [];
    const listening = new AbortController();
    for (const [name, place] of places) place.addEventListener(type, () => found.push(name), listening);
    inside(made.host, part).dispatchEvent(trusted(new MouseEvent(type, composed)));
    listening.abort();
    return found;
  }

  it.each(hidden)('does not hear of %s on the button, its words or its caret', (type) => {
    expect(heard(type, 'button')).toEqual([]);
    expect(heard(type, 'button .words')).toEqual([]);
    expect(heard(type, 'button.caret')).toEqual([]);
  });

  it('hears of what opens nothing', () => {
    expect(heard('pointermove', 'button')).toEqual(['row', 'document', 'window']);
  });

  it('cannot reach into the root', () => {
    const { made } = show(true);
    expect(made.host.shadowRoot).toBeNull();
    expect(made.host.attributes).toHaveLength(0);
  });
});

describe('the drawn button', () => {
  it('has the name and the description of its face', () => {
    const { made, button } = show(false);
    expect(button.getAttribute('aria-label')).toBe('Block Alex Morgan');
    expect(button.getAttribute('aria-description')).toBe('for 1 day');
    expect(button.hasAttribute('aria-haspopup')).toBe(false);
    made.draw({ ...idle, label: 'Alex Morgan, blocked until 14:00', description: '', press: 'menu' });
    expect(button.getAttribute('aria-label')).toBe('Alex Morgan, blocked until 14:00');
    expect(button.hasAttribute('aria-description')).toBe(false);
    expect(button.getAttribute('aria-haspopup')).toBe('menu');
  });

  it('says whether anything changed', () => {
    const { made } = show(false);
    expect([made.draw({ ...idle }), made.draw({ ...idle, words: 'Undo' })]).toEqual([false, true]);
  });

  it('loses what belonged to its face before', () => {
    const { made, button } = show(true);
    made.draw({ ...idle, press: 'menu', style: 'blocked' });
    made.draw({ ...idle, press: 'nothing', style: '' });
    expect(button.hasAttribute('aria-haspopup')).toBe(false);
    expect(button.className).toBe('full');
    expect(inside(made.host, 'button.caret').hidden).toBe(true);
    made.draw(idle);
    expect(inside(made.host, 'button.caret').hidden).toBe(false);
  });

  it('says its name and description once to readers, and to the eye on hovering', () => {
    const { made, button } = show(true);
    expect(button.title).toBe('');
    expect(inside(made.host, '.tip').title).toBe('Block Alex Morgan · for 1 day');
    expect(inside(made.host, 'button.caret').getAttribute('aria-label')).toBe('Block options for Alex Morgan');
    expect(inside(made.host, '.tip svg').getAttribute('aria-hidden')).toBe('true');
    made.draw({ ...idle, description: '' });
    expect(inside(made.host, '.tip').title).toBe('Block Alex Morgan');
  });

  it('is no submit button of a form around the name', () => {
    const { made, button } = show(true);
    expect(button.getAttribute('type')).toBe('button');
    expect(inside(made.host, 'button.caret').getAttribute('type')).toBe('button');
  });

  it('shows its words in headings, and in lists once they say more than that a block can be made', () => {
    const words = (full: boolean, face: Face) => {
      const { made } = show(full);
      made.draw(face);
      const shown = inside(made.host, '.words');
      return shown.hidden ? undefined : shown.textContent;
    };
    expect(words(false, idle)).toBeUndefined();
    expect(words(true, idle)).toBe('Block');
    for (const style of ['waiting', 'sending', 'trouble', 'blocked'] as const) {
      expect(words(false, { ...idle, words: 'Undo', style }), style).toBe('Undo');
    }
    for (const style of ['over', 'gone'] as const) expect(words(false, { ...idle, style }), style).toBeUndefined();
  });

  it('says which language its words are, runs in their direction, and turns the arrow of Undo with it', () => {
    const drawn = (direction: string, icon: Face['icon']) => {
      const { made } = show(true, direction);
      made.draw({ ...idle, icon });
      expect(inside(made.host, 'button').lang).toBe('ar');
      return { dir: inside(made.host, '.tip').dir, path: inside(made.host, '.tip path').getAttribute('d') };
    };
    expect([drawn('ltr', 'undo').dir, drawn('rtl', 'undo').dir]).toEqual(['ltr', 'rtl']);
    expect(drawn('rtl', 'undo').path).not.toBe(drawn('ltr', 'undo').path);
    expect(drawn('rtl', 'block').path).toBe(drawn('ltr', 'block').path);
  });

  it('shows a hostile name as text', () => {
    const { made, button } = show(true);
    const label = 'Block <img src=x onerror=alert(1)>';
    made.draw({ ...idle, label, words: '<b>Block</b>' });
    expect(button.getAttribute('aria-label')).toBe(label);
    expect(inside(made.host, '.words').textContent).toBe('<b>Block</b>');
    expect(button.querySelector('img, b')).toBeNull();
  });
});
