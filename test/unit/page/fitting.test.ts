// @vitest-environment happy-dom
import './like-a-browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFitting } from '../../../utils/page/fitting';
import type { Placed, Words } from '../../../utils/page/placement';

type Box = readonly [left: number, top: number, width: number, height: number];

/** How everything lies with so many words on the button, by the elements' ids; what is not named lies as with the icon alone. */
type Lies = Readonly<Partial<Record<Words, Readonly<Record<string, Box>>>>>;

const bare: Readonly<Record<string, Box>> = {
  row: [0, 0, 300, 40],
  name: [10, 10, 100, 20],
  button: [114, 8, 24, 24],
  time: [260, 10, 30, 20],
  list: [0, 0, 300, 400],
};
/** How wide the button is with all words and with fewer. */
const widths = { all: 140, fewer: 90, shortest: 60, icon: 24 } as const;

const observed = new Map<Element, () => void>();

class FakeResizeObserver {
  constructor(private readonly tell: (entries: readonly { readonly target: Element }[]) => void) {}
  observe(target: Element): void {
    observed.set(target, () => this.tell([{ target }]));
  }
  unobserve(target: Element): void {
    observed.delete(target);
  }
}

let step: Words = 'icon';
let lies: Lies = {};
let cut: Readonly<Partial<Record<Words, readonly string[]>>> = {};
let hasWords = true;

const boxOf = (id: string): DOMRect => {
  const [left, top, width, height] = lies[step]?.[id] ?? bare[id] ?? [0, 0, 0, 0];
  return new DOMRect(left, top, id === 'button' && !lies[step]?.button ? widths[step] : width, height);
};

function page() {
  document.body.innerHTML = `<div id="list">${'<div class="row"></div>'.repeat(2)}<div class="row" id="row"><b id="name">Alex Morgan</b><i id="button"></i><span id="time">10:00</span></div></div>`;
  const part = (id: string) => document.getElementById(id) as HTMLElement;
  const button: Placed = {
    host: part('button'),
    lie: () => {},
    squeeze(to) {
      step = to;
      return hasWords;
    },
    bounds: () => boxOf('button'),
  };
  const fitting = createFitting();
  return {
    button,
    name: part('name'),
    fitting,
    row: part('row'),
    fitNow: () => fitting.fitAll([{ button, name: part('name') }]),
  };
}

// Nothing is laid out here, and what dom.ts reads it took from the prototypes before any test could.
vi.mock('../../../utils/page/dom', async (original) => ({
  ...(await original<typeof import('../../../utils/page/dom')>()),
  isCutOff: (element: Element) => cut[step]?.includes(element.id) ?? false,
}));

beforeEach(() => {
  [step, lies, cut, hasWords] = ['icon', {}, {}, true];
  vi.stubGlobal('ResizeObserver', FakeResizeObserver);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function box(this: Element) {
    return boxOf(this.id);
  });
});

afterEach(() => {
  observed.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the words on a button', () => {
  it('are all shown where nothing gives way to them', () => {
    page().fitNow();
    expect(step).toBe('all');
  });

  const worded = ['all', 'fewer', 'shortest'] as const;
  /** The same with all words and with few. */
  const each = <T>(one: T): Readonly<Partial<Record<Words, T>>> => ({ all: one, fewer: one, shortest: one });
  /** The same with the icon alone, too. */
  const ever = <T>(one: T): Readonly<Partial<Record<Words, T>>> => ({ ...each(one), icon: one });

  it.each<[string, () => void]>([
    ['the row grows', () => (lies = each({ row: [0, 0, 300, 60] }))],
    ['the name moves', () => (lies = each({ name: [2, 10, 100, 20] }))],
    ['the name is moved down', () => (lies = each({ name: [10, 14, 100, 20] }))],
    ['the name needs a second line', () => (lies = each({ name: [10, 10, 60, 40] }))],
    ['the name is cut off', () => (cut = each(['name']))],
    ['what stands behind is cut off', () => (cut = each(['time']))],
    ['the row holds more than it is wide', () => (cut = each(['row']))],
    ['the list holds more than it is wide', () => (cut = each(['list']))],
    ['the button lies over the time', () => (lies = each({ button: [114, 8, 150, 24] }))],
    ['the button leaves the row', () => (lies = each({ button: [114, 40, 190, 24] }))],
  ])('are not shown where %s for them', (_what, set) => {
    set();
    page().fitNow();
    expect(step).toBe('icon');
  });

  it.each([
    ['all', 'fewer'],
    ['fewer', 'shortest'],
    ['shortest', 'icon'],
  ] as const)('are as many as there is room for: where %s are too much, %s', (tooMuch, shown) => {
    const until = worded.slice(0, worded.indexOf(tooMuch) + 1);
    lies = Object.fromEntries(until.map((words) => [words, { row: [0, 0, 300, 60] }]));
    page().fitNow();
    expect(step).toBe(shown);
  });

  it('stay where the name only gives up its own empty end, on whichever side that is', () => {
    lies = each({ name: [10, 10, 80, 20] });
    page().fitNow();
    expect(step).toBe('all');
    lies = each({ name: [30, 10, 80, 20] });
    page().fitNow();
    expect(step).toBe('all');
  });

  it('are not asked for what was so already', () => {
    cut = ever(['time', 'list']);
    lies = ever({ time: [120, 10, 30, 20] });
    page().fitNow();
    expect(step).toBe('all');
  });

  it('may take a third of a name that is cut off already, and no more', () => {
    const { button, name, fitNow } = page();
    name.prepend(button.host);
    cut = ever(['name']);
    lies = ever({ name: [10, 10, 280, 20] });
    fitNow();
    expect(step).toBe('fewer');
    lies = ever({ name: [10, 10, 100, 20] });
    fitNow();
    expect(step).toBe('icon');
  });

  it('are chosen anew when the row is wider or narrower, or is shown at last', () => {
    const { fitNow, row } = page();
    lies = each({ row: [0, 0, 300, 60] });
    fitNow();
    expect(step).toBe('icon');
    lies = ever({ row: [0, 0, 900, 40] });
    observed.get(row)?.();
    expect(step).toBe('all');
  });

  it('are left as they are when the browser tells of a size that was seen already', () => {
    const { fitNow, row } = page();
    fitNow();
    cut = each(['name']);
    observed.get(row)?.();
    expect(step).toBe('all');
  });

  it('are not followed where there are none, nor after the button was taken away', () => {
    hasWords = false;
    page().fitNow();
    expect(observed.size).toBe(0);
    hasWords = true;
    const { button, fitNow, row } = page();
    fitNow();
    button.host.remove();
    observed.get(row)?.();
    expect(observed.size).toBe(0);
  });
});

describe('a name that is a row of its own', () => {
  it('has its button beside it, and what both stand in must not grow', () => {
    const { button } = page();
    const list = document.getElementById('list') as HTMLElement;
    list.innerHTML = '<a class="row"><i></i></a><a class="row"><i></i></a><a class="row" id="name"><i></i></a>';
    list.append(button.host);
    const name = document.getElementById('name') as HTMLElement;
    createFitting().fitAll([{ button, name }]);
    expect(observed.has(list)).toBe(true);
    lies = { all: { list: [0, 0, 300, 420] } };
    createFitting().fitAll([{ button, name }]);
    expect(step).toBe('fewer');
  });
});

describe('a button that was put somewhere else', () => {
  it('has its words to be chosen anew', () => {
    const { button, fitting, fitNow } = page();
    expect(fitting.isFit(button.host)).toBe(false);
    fitNow();
    expect(fitting.isFit(button.host)).toBe(true);
    fitting.forget(button.host);
    expect(fitting.isFit(button.host)).toBe(false);
  });
});
