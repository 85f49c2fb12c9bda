// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hosts } from '../closed-roots';
import { button, endInbox, flush, labels, press, recycle, start } from '../inbox-bench';

/** Frames are drawn when the test says so. */
function holdFrames() {
  const waiting = new Map<number, FrameRequestCallback>();
  let last = 0;
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => {
    last += 1;
    waiting.set(last, callback);
    return last;
  });
  vi.spyOn(window, 'cancelAnimationFrame').mockImplementation((id) => void waiting.delete(id));
  return {
    waiting: () => waiting.size,
    draw(): void {
      const now = [...waiting.values()];
      waiting.clear();
      for (const callback of now) callback(0);
    },
  };
}

/** One look at the page walks its texts once. */
const countLooks = () => vi.spyOn(Document.prototype, 'createTreeWalker').mock;

const rows = (count: number) =>
  `<ul>${Array.from({ length: count }, (_, index) => `<li><b title="#${index + 1}">Contact ${index + 1}</b><p>hi</p></li>`).join('')}</ul>`;

/** The observer of what is seen: the test says what is. */
class Seen {
  static latest: Seen | undefined;
  readonly watched = new Set<Element>();
  constructor(
    readonly tell: (entries: readonly { target: Element; isIntersecting: boolean }[]) => void,
    readonly options: IntersectionObserverInit,
  ) {
    Seen.latest = this;
  }
  observe(element: Element): void {
    this.watched.add(element);
  }
  unobserve(element: Element): void {
    this.watched.delete(element);
  }
  disconnect(): void {
    this.watched.clear();
  }
}

/** Scrolls to the names of these places of the page. */
function see(from: number, to: number): void {
  const names = [...document.querySelectorAll('li b')];
  Seen.latest?.tell(names.map((target, at) => ({ target, isIntersecting: at >= from && at < to })));
}

beforeEach(() => {
  vi.stubGlobal('IntersectionObserver', Seen);
});

afterEach(() => {
  endInbox();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a storm of changes', () => {
  it('R27 is looked at once a frame, however much changes, and never for what Cordon wrote itself', async () => {
    const frames = holdFrames();
    await start({}, rows(200));
    const looks = countLooks();
    for (let round = 0; round < 6; round += 1) {
      const before = looks.calls.length;
      for (let row = 0; row < 200; row += 1) recycle(row, 1_000 * (round + 1) + row, `Contact ${round} ${row}`);
      document.querySelector('ul')?.append(document.createElement('li'));
      await flush();
      expect(frames.waiting()).toBe(1);
      frames.draw();
      await flush();
      const walked = looks.calls.filter(([root]) => root === document).length;
      expect(looks.calls.length).toBeGreaterThan(before);
      expect(walked).toBe(round + 1);
      expect(frames.waiting()).toBe(0);
    }
    expect(labels()[0]).toBe('Block Contact 5 0');
    expect(hosts()).toHaveLength(200);
  });

  it('R27 that takes the buttons away again and again gets them back once a frame, one each', async () => {
    const frames = holdFrames();
    await start();
    for (let round = 0; round < 20; round += 1) {
      for (const host of hosts()) host.remove();
      await flush();
      frames.draw();
      await flush();
      expect(labels()).toEqual(['Block Alex Morgan', 'Block Grace Okafor']);
      expect(frames.waiting()).toBe(0);
    }
  });
});

describe('a page of 10,000 rows', () => {
  it('R28 has buttons near what is seen, and asks about those alone', async () => {
    const { sent } = await start({}, rows(10_000));
    expect(hosts()).toHaveLength(0);
    expect(Seen.latest?.watched.size).toBe(10_000);
    expect(Seen.latest?.options).toEqual({ rootMargin: '400px', scrollMargin: '400px' });
    see(100, 130);
    expect(labels()[0]).toBe('Block Contact 101');
    expect(hosts()).toHaveLength(30);
    expect(sent('status').flatMap(({ payload }) => payload.references)).toHaveLength(30);
    see(120, 150);
    expect([hosts().length, labels()[0]]).toEqual([30, 'Block Contact 121']);
  }, 60_000);

  it('R28 counts the buttons that there are, not those that there could be', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { sent } = await start({}, rows(300));
    see(0, 30);
    vi.advanceTimersByTime(1_000);
    see(0, 40);
    vi.advanceTimersByTime(1_000);
    expect(sent('report').map(({ payload }) => payload)).toEqual([
      { names: 300, buttons: 30, references: 300 },
      { names: 300, buttons: 40, references: 300 },
    ]);
  });

  it('R28 has at most 200 buttons, however much is seen', async () => {
    await start({}, rows(300));
    see(0, 300);
    expect(hosts()).toHaveLength(200);
  });

  it('R28 blocks the contact of the row that is there, wherever it was scrolled', async () => {
    const { sent } = await start({}, rows(300));
    see(250, 260);
    await press(3);
    expect(sent('block')).toMatchObject([{ payload: { reference: { contactId: '254' }, name: 'Contact 254' } }]);
    see(0, 10);
    see(250, 260);
    expect(labels()[3]).toBe('Undo block of Contact 254');
  });

  it('R28 that becomes short again has them all, and forgets the rows that are gone', async () => {
    await start({}, rows(300));
    see(0, 10);
    for (const row of [...document.querySelectorAll('li')].slice(250)) row.remove();
    await vi.waitFor(() => expect(Seen.latest?.watched.size).toBe(250));
    expect(hosts()).toHaveLength(10);
    for (const row of [...document.querySelectorAll('li')].slice(150)) row.remove();
    await vi.waitFor(() => expect(hosts()).toHaveLength(150));
    expect(Seen.latest?.watched.size).toBe(0);
    expect(button(149).getAttribute('aria-label')).toBe('Block Contact 150');
  });
});
