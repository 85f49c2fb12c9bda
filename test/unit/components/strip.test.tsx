// @vitest-environment happy-dom
import '../page/like-a-browser';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Strip } from '../../../components/in-page/strip';
import type { PageNews } from '../../../utils/messaging/protocol';
import type { StripNews } from '../../../utils/page/strip-door';
import { createStrip } from '../../../utils/page/strip-layer';
import { inside, trusted } from '../page/closed-roots';
import { english } from './english';

const question: PageNews = { blockId: 'b1', kind: 'needs-you', of: 'block', shows: true };
const failure: PageNews = { blockId: 'b2', kind: 'failed', of: 'block', shows: false };

beforeEach(() => {
  // What the browser of the tests lacks.
  Object.assign(HTMLElement.prototype, { showPopover() {} });
  vi.useFakeTimers();
  document.body.innerHTML = '<main></main>';
});

afterEach(() => {
  for (const host of hosts()) host.remove();
  vi.useRealTimers();
});

const page = { bent: false };

/** What is in the top layer of the page. */
const hosts = () => [...document.documentElement.children].filter((one) => one instanceof HTMLDivElement);

async function tell(...all: (StripNews | null)[]) {
  const ask = vi.fn(async () => ({ ok: true, value: null }) as never);
  const onClose = vi.fn();
  const strip = createStrip({
    document,
    styles: '',
    draw: (container, view) => render(view ? <Strip {...view} /> : null, container),
    isBent: () => page.bent,
  });
  for (const news of all) {
    await act(async () => {
      strip.tell(news, { ask, say: english.t, onClose });
    });
  }
  await act(async () => void vi.advanceTimersByTime(150));
  const root = () => inside(hosts()[0] ?? document.body, '.strip');
  const said = () => inside(hosts()[0] ?? document.body, '[role=status]').textContent;
  const buttons = () => [...root().querySelectorAll('button')];
  const press = (name: string, event = trusted(new MouseEvent('click', { bubbles: true }))) =>
    act(
      async () =>
        void buttons()
          .find(({ textContent }) => textContent === name)
          ?.dispatchEvent(event),
    );
  return { strip, ask, onClose, said, root, press, names: () => buttons().map(({ textContent }) => textContent) };
}

describe('the strip', () => {
  it.each<[PageNews, string]>([
    [question, 'A block needs you.'],
    [{ ...question, of: 'lift' }, 'A block needs you.'],
    [failure, 'A block did not come about.'],
    [{ ...failure, of: 'lift' }, 'A block was not lifted.'],
    [{ ...failure, of: 'change' }, 'The end of a block was not changed.'],
    [{ ...failure, unknown: true }, 'It is not known what came of a block.'],
  ])('says what happened: %o', async (news, sentence) => {
    expect((await tell(news)).said()).toBe(sentence);
  });

  it('says it in a live region that was there before, once', async () => {
    const { said, strip } = await tell();
    await act(async () => strip.tell(question, { ask: vi.fn(), say: english.t, onClose: vi.fn() }));
    expect(said()).toBe('');
    await act(async () => void vi.advanceTimersByTime(150));
    expect(said()).toBe('A block needs you.');
    const region = inside(hosts()[0] ?? document.body, '[role=status]');
    strip.tell(question, { ask: vi.fn(), say: english.t, onClose: vi.fn() });
    expect(inside(hosts()[0] ?? document.body, '[role=status]')).toBe(region);
    expect(hosts()).toHaveLength(1);
  });

  it('shows a question in the Cordon window, and goes', async () => {
    const { ask, onClose, press, names, strip } = await tell(question);
    expect([names(), strip.shown()]).toEqual([['Show', 'Close'], 'b1']);
    await press('Show');
    expect(ask.mock.calls).toEqual([['show', { blockId: 'b1' }]]);
    expect([hosts(), onClose.mock.calls.length, strip.shown()]).toEqual([[], 1, undefined]);
  });

  it('of what there is nothing to show says where to look, and can be closed', async () => {
    const { ask, onClose, press, names, root } = await tell(failure);
    expect(names()).toEqual(['Close']);
    expect(root().textContent).toContain('Open Cordon in the toolbar to see which.');
    await press('Close');
    expect([ask.mock.calls, hosts(), onClose.mock.calls.length]).toEqual([[], [], 1]);
  });

  it.each<['block' | 'undo' | 'lift' | 'change', string]>([
    ['block', 'A block did not come about.'],
    ['undo', 'A block was not undone.'],
    ['lift', 'A block was not lifted.'],
    ['change', 'The end of a block was not changed.'],
  ])('says of a press that was not taken (%s) why, and what to do', async (what, sentence) => {
    const { said, root, names, strip } = await tell({ untaken: { what, error: { code: 'paused' } } });
    expect([said(), names(), strip.shown()]).toEqual([sentence, ['Close'], undefined]);
    expect(root().textContent).toContain('Cordon is paused; press Resume in the popup, then press again.');
  });

  it('says of one whose answer was lost that nobody knows', async () => {
    const { said } = await tell({ untaken: { what: 'block', error: { code: 'unknown-outcome' } } });
    expect(said()).toBe('It is not known what came of a block.');
  });

  it('stays, whatever the page and the time do, until Escape in it', async () => {
    const { onClose, root } = await tell(question);
    vi.advanceTimersByTime(3_600_000);
    for (const type of ['pointerdown', 'scroll', 'click'])
      document.body.dispatchEvent(new Event(type, { bubbles: true }));
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(hosts()).toHaveLength(1);
    const button = root().querySelector('button');
    button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    expect([hosts(), onClose.mock.calls.length]).toEqual([[], 1]);
  });

  it('takes no press of a script, and no focus', async () => {
    const before = document.activeElement;
    const { ask, press } = await tell(question);
    await press('Show', new MouseEvent('click', { bubbles: true }));
    expect([ask.mock.calls, hosts().length, document.activeElement]).toEqual([[], 1, before]);
  });

  it('goes when what it told is over, and tells the next in its place', async () => {
    expect((await tell(question, failure)).strip.shown()).toBe('b2');
    expect(hosts()).toHaveLength(1);
    const { strip, onClose } = await tell(question, null);
    expect([strip.shown(), onClose.mock.calls]).toEqual([undefined, []]);
  });

  it('is not drawn in a page that leaves nothing to draw with', async () => {
    page.bent = true;
    const strip = createStrip({ document, styles: '', draw: vi.fn(), isBent: () => page.bent });
    strip.tell(question, { ask: vi.fn(), say: english.t, onClose: vi.fn() });
    expect([hosts(), strip.shown()]).toEqual([[], undefined]);
    page.bent = false;
  });

  it('stands in the corner where lists have no names', async () => {
    await tell(question);
    expect(inside(hosts()[0] ?? document.body, '.corner').className).toBe('corner end');
    hosts()[0]?.remove();
    document.body.style.direction = 'rtl';
    await tell(question);
    expect(inside(hosts()[0] ?? document.body, '.corner').className).toBe('corner start');
    document.body.style.direction = '';
  });
});
