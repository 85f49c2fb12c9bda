// @vitest-environment happy-dom

import { afterEach, describe, expect, it, vi } from 'vitest';
import { trusted } from './closed-roots';
import { button, endInbox, flush, pressEvent, recycle, start } from './inbox-bench';

/** When the page uses the row for somebody else, after the pointer went down (milliseconds); never, for the honest ones. */
const delays = [0, 1, 5, 50, undefined] as const;
/** When the pointer is released (milliseconds after it went down). */
const releases = [0, 2, 20, 49, 51, 90, 140] as const;
/** What the page changes: all of the row, its id alone, its name alone, or the row itself. */
const ways = ['all', 'id', 'name', 'row'] as const;

const runs = 1_000;
const rowsOfPage = 10;

const page = `<ul>${Array.from(
  { length: rowsOfPage },
  (_, index) => `<li><b title="#${index + 1}">Person ${index}</b><p>hi</p></li>`,
).join('')}</ul>`;

/** What the page does: the row of this number is now of somebody who has the id 900. */
function change(index: number, way: (typeof ways)[number]): void {
  const row = document.querySelectorAll('li')[index];
  const name = row?.querySelector('b');
  if (way === 'all') recycle(index, 900, 'Priya Raman');
  if (way === 'id') name?.setAttribute('title', '#900');
  if (way === 'name' && name?.firstChild) name.firstChild.textContent = 'Priya Raman';
  if (way !== 'row' || !row) return;
  const other = row.cloneNode(true) as Element;
  for (const host of other.querySelectorAll('span')) host.remove();
  other.querySelector('b')?.setAttribute('title', '#900');
  row.replaceWith(other);
}

afterEach(() => {
  endInbox();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('T8 a row that is used for somebody else around a press', () => {
  it('blocks who was there when the pointer went down, or nobody, in 1,000 runs; honest presses are taken', async () => {
    const toFake = ['setTimeout', 'clearTimeout', 'Date', 'performance', 'requestAnimationFrame'] as const;
    vi.useFakeTimers({ now: 1_000_000, toFake: [...toFake, 'cancelAnimationFrame'] });
    // Styles are slow to compute here, and are not what these races are about.
    const plain = { opacity: '1', filter: 'none', display: 'inline', textAlign: 'start', pointerEvents: 'auto' };
    const style = { ...plain, getPropertyValue: () => 'none' } as unknown as CSSStyleDeclaration;
    vi.spyOn(window, 'getComputedStyle').mockReturnValue(style);
    const count = { wrong: 0, lost: 0 };
    let tooLate = 0;
    let opened: Awaited<ReturnType<typeof start>> | undefined;
    for (let run = 0; run < runs; run += 1) {
      const index = run % rowsOfPage;
      if (index === 0) {
        if (opened) endInbox();
        opened = await start({}, page);
      }
      const delay = delays[run % delays.length];
      const released = releases[Math.floor(run / delays.length) % releases.length] ?? 0;
      const way = ways[Math.floor(run / 7) % ways.length] ?? 'all';
      const before = opened?.sent('block').length ?? 0;
      window.dispatchEvent(trusted(new MouseEvent('pointermove')));
      await vi.advanceTimersByTimeAsync(400);
      const pressed = button(index);
      pressed.dispatchEvent(pressEvent('pointerdown'));
      if (delay !== undefined) setTimeout(() => change(index, way), delay);
      await vi.advanceTimersByTimeAsync(released);
      pressed.dispatchEvent(pressEvent('click'));
      await flush();
      await vi.advanceTimersByTimeAsync(100);
      const asked = opened?.sent('block').slice(before) ?? [];
      const meant = {
        reference: { kind: 'contact', contactId: String(index + 1) },
        name: `Person ${index}`,
        seen: true,
      };
      const right = asked.filter(({ payload }) => {
        const { reference, name, seen } = payload;
        return JSON.stringify({ reference, name, seen }) === JSON.stringify(meant);
      });
      const changed = delay !== undefined && delay <= released;
      count.wrong += asked.length - right.length + (changed ? right.length : 0);
      if (changed) tooLate += 1;
      else if (right.length !== 1) count.lost += 1;
    }
    expect(count).toEqual({ wrong: 0, lost: 0 });
    // Both kinds were tried.
    expect(tooLate).toBeGreaterThan(runs / 3);
    expect(tooLate).toBeLessThan(runs * 0.8);
  }, 120_000);
});
