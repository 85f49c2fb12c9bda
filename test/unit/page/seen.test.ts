// @vitest-environment happy-dom
import './like-a-browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSeen } from '../../../utils/page/seen';
import type { Seen } from '../../../utils/page/seen-door';
import { trusted } from './closed-roots';

type Tell = (entries: readonly Partial<IntersectionObserverEntry & { isVisible: boolean }>[]) => void;

let now = 10_000;
let box = new DOMRect(100, 100, 24, 24);
let who = 'contact 1';
let host: HTMLElement;
let part: HTMLElement;
let tell: Tell | undefined;
let seen: Seen;

/** Starts the watching of one button; `told` where the browser tells what is covered. */
function watch(told: boolean): void {
  if (told)
    Object.defineProperty(IntersectionObserverEntry.prototype, 'isVisible', { value: true, configurable: true });
  seen = createSeen({ view: window, now: () => now, standing: () => [{ who, box }] });
  seen.watch({ host, part, who: () => who });
}

const at = { clientX: 110, clientY: 110 };

function pointer(type: string, init: MouseEventInit = at): void {
  const event = trusted(new MouseEvent(type, { bubbles: true, composed: true, ...init }));
  host.addEventListener(type, (heard) => seen.hear(heard), { once: true });
  host.dispatchEvent(event);
}

function press(): string {
  pointer('pointerdown');
  now += 80;
  return seen.judge(host, true);
}

beforeEach(() => {
  now = 10_000;
  box = new DOMRect(100, 100, 24, 24);
  who = 'contact 1';
  document.body.innerHTML = '<main><p><span></span></p></main>';
  host = document.querySelector('span') ?? document.body;
  part = document.createElement('button');
  vi.spyOn(part, 'getBoundingClientRect').mockImplementation(() => box);
  const own = Element.prototype.getBoundingClientRect;
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function rect(this: Element) {
    return this === part ? box : own.call(this);
  });
  Document.prototype.elementFromPoint = () => host;
  class Observer {
    constructor(learn: Tell) {
      tell = learn;
    }
    observe() {}
    disconnect() {}
    takeRecords() {
      return [];
    }
  }
  vi.stubGlobal('IntersectionObserver', Observer);
});

afterEach(() => {
  seen.stop();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(IntersectionObserverEntry.prototype, 'isVisible');
});

describe('where the button stood', () => {
  it('all the while: the press counts', () => {
    watch(false);
    pointer('pointermove');
    now += 300;
    expect(press()).toBe('seen');
  });

  it('nowhere that is known: it has just come, and is to be pressed again', () => {
    watch(false);
    expect(press()).toBe('moved');
    now += 300;
    expect(press()).toBe('seen');
  });

  it.each([
    [299, 'moved'],
    [301, 'seen'],
  ])('for %i ms: %s', (stood, verdict) => {
    watch(false);
    box = new DOMRect(100, 500, 24, 24);
    pointer('pointermove');
    now += 5_000;
    box = new DOMRect(100, 100, 24, 24);
    pointer('pointerover');
    now += stood;
    expect(press()).toBe(verdict);
  });

  it('is where another contact’s button stood a moment ago: pressed again', () => {
    watch(false);
    who = 'contact 2';
    pointer('pointermove');
    now += 1_000;
    who = 'contact 1';
    expect(press()).toBe('moved');
  });

  it('is no question for keys and voices', () => {
    watch(false);
    expect(seen.judge(host, false)).toBe('seen');
  });

  it('is not told by an event that a script made', () => {
    watch(false);
    host.addEventListener('pointerdown', (heard) => seen.hear(heard), { once: true });
    host.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true, ...at }));
    // The press that follows is judged as one without a pointer.
    expect(seen.judge(host, true)).toBe('seen');
  });

  it('is read also where the pointer came right after another reading, and the button had just gone', () => {
    vi.useFakeTimers();
    watch(false);
    pointer('pointermove');
    now += 10;
    box = new DOMRect(100, 500, 24, 24);
    pointer('pointermove');
    now += 40;
    vi.advanceTimersByTime(40);
    now += 600;
    box = new DOMRect(100, 100, 24, 24);
    pointer('pointerover');
    now += 50;
    expect(press()).toBe('moved');
    vi.useRealTimers();
  });

  it('is read again after the page has changed, once it is drawn', () => {
    vi.useFakeTimers();
    watch(false);
    seen.changed();
    seen.changed();
    vi.advanceTimersByTime(300);
    now += 400;
    expect(press()).toBe('seen');
    vi.useRealTimers();
  });
});

describe('what is not seen', () => {
  const styled = (of: string, css: string) => {
    const element = document.querySelector<HTMLElement>(of);
    element?.setAttribute('style', css);
  };

  it.each([
    ['a faint root', () => styled('html', 'opacity: 0.01')],
    ['ancestors that are faint together', () => ['html', 'main', 'p'].map((of) => styled(of, 'opacity: 0.85'))],
    ['a mask', () => styled('main', 'mask-image: linear-gradient(red, blue)')],
    ['a clip', () => styled('main', 'clip-path: circle(1px)')],
    ['a blend', () => styled('main', 'mix-blend-mode: multiply')],
    ['a blur', () => styled('main', 'filter: blur(9px)')],
    ['a filter that makes all grey', () => styled('main', 'filter: invert(0.5)')],
    ['a filter of its own', () => styled('main', 'filter: url("#f")')],
    ['its size', () => (box = new DOMRect(100, 100, 1, 1))],
    ['another size', () => (box = new DOMRect(0, 0, 900, 900))],
    ['something over it', () => (Document.prototype.elementFromPoint = () => document.body)],
    [
      'something over its corner',
      () => (Document.prototype.elementFromPoint = (x) => (x > 110 ? document.body : host)),
    ],
    ['being out of the window', () => (Document.prototype.elementFromPoint = () => null)],
  ])('by %s', (_how, hide) => {
    watch(false);
    expect(seen.judge(host, false)).toBe('seen');
    hide();
    expect(seen.judge(host, false)).toBe('not-seen');
    document.documentElement.removeAttribute('style');
  });

  it.each([
    'opacity: 0.9',
    'filter: invert(1) hue-rotate(180deg)',
    'filter: contrast(0.9)',
    'filter: drop-shadow(1px 1px 2px red)',
  ])('is not what has %s', (css) => {
    watch(false);
    styled('main', css);
    expect(seen.judge(host, false)).toBe('seen');
  });

  it('when the pointer went down, though it is seen when the button is clicked', () => {
    watch(false);
    pointer('pointermove');
    now += 400;
    Document.prototype.elementFromPoint = () => document.body;
    pointer('pointerdown');
    Document.prototype.elementFromPoint = () => host;
    expect(seen.judge(host, true)).toBe('not-seen');
  });

  it('when the pointer came, and was uncovered since', () => {
    watch(false);
    pointer('pointermove');
    now += 400;
    Document.prototype.elementFromPoint = () => document.body;
    pointer('pointerover');
    Document.prototype.elementFromPoint = () => host;
    now += 5_000;
    // When it was uncovered nobody knows: it may have been just now.
    expect(press()).toBe('not-seen');
    now += 300;
    expect(press()).toBe('seen');
  });

  it('is not remembered of when the pointer was here before', () => {
    watch(false);
    Document.prototype.elementFromPoint = () => document.body;
    pointer('pointerover');
    Document.prototype.elementFromPoint = () => host;
    now += 400;
    pointer('pointerover');
    expect(press()).toBe('seen');
  });

  it('is what nobody watches', () => {
    watch(false);
    expect(seen.judge(document.body, false)).toBe('not-seen');
  });

  it('leaves nothing in the page by being found out', () => {
    const before = document.documentElement.outerHTML;
    watch(false);
    seen.judge(host, false);
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

describe('what the browser tells of a button', () => {
  beforeEach(() => watch(true));
  const entry = (isVisible: boolean, isIntersecting = true) => ({ target: part, isVisible, isIntersecting });

  it('nothing yet: not seen', () => {
    expect(seen.judge(host, false)).toBe('not-seen');
  });

  it('visible from the beginning: seen', () => {
    tell?.([entry(true)]);
    expect(seen.judge(host, false)).toBe('seen');
  });

  it('covered: not seen, and not until it has been uncovered for a while', () => {
    tell?.([entry(false)]);
    expect(seen.judge(host, false)).toBe('not-seen');
    tell?.([entry(true)]);
    now += 299;
    expect(seen.judge(host, false)).toBe('not-seen');
    now += 1;
    expect(seen.judge(host, false)).toBe('seen');
  });

  it('out of the window and back: seen at once', () => {
    tell?.([entry(true)]);
    tell?.([entry(false, false)]);
    expect(seen.judge(host, false)).toBe('not-seen');
    tell?.([entry(true)]);
    expect(seen.judge(host, false)).toBe('seen');
  });

  it('visible, but masked: not seen', () => {
    tell?.([entry(true)]);
    document.querySelector('main')?.setAttribute('style', 'mask-image: url("x.png")');
    expect(seen.judge(host, false)).toBe('not-seen');
  });
});
