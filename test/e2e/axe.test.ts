import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, type GalleryWindow, openGallery, type StateName } from '../gallery/browser';
import { checkedViews, type GalleryView, narrowViews } from '../gallery/views';

declare const axe: { run(options: RunOptions): Promise<AxeResults> };

const TIMEOUT_MS = 170_000;

/** WCAG 2.2, levels A and AA, and what axe-core thinks good besides. */
const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  rules: {
    // Off unless asked for, as the newest: a target of 24 px.
    'target-size': { enabled: true },
  },
};

/** What stands in somebody else's page is no page: those rules are the page's own. */
const ofPages = ['region', 'page-has-heading-one', 'landmark-one-main', 'document-title', 'html-has-lang'];

let gallery: Gallery;
let script: string;

beforeAll(async () => {
  script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  gallery = await openGallery();
});
afterAll(() => gallery?.close());

async function open(view: GalleryView): Promise<GalleryWindow> {
  const window = await gallery.open(view);
  await window.page.evaluate(script);
  return window;
}

/** What axe-core finds on the screen, one line for each element. */
async function barriers({ page }: GalleryWindow, { surface }: Pick<StateName, 'surface'>): Promise<readonly string[]> {
  const { violations } = await page.evaluate((given) => axe.run(given), options);
  const inPage = surface === 'button' || surface === 'menu';
  return violations
    .filter(({ id }) => !(inPage && ofPages.includes(id)))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
}

/** Every state in one view; `find` gives what is wrong with the one on the screen. */
async function everyState(
  window: GalleryWindow,
  find: (state: StateName) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const states = await window.list();
  expect(states.length).toBeGreaterThan(80);
  for (const state of states) {
    const failed = await window.show(state).catch((thrown: unknown) => `not shown: ${thrown}`);
    found.push(
      ...[...(failed ? [failed] : []), ...(await find(state))].map(
        (problem) => `${state.surface}, ${state.id}: ${problem}`,
      ),
    );
  }
  return found;
}

describe('axe-core', () => {
  it.concurrent.each(checkedViews)(
    'finds no barrier on any state of any surface: $id',
    async (view) => {
      const window = await open(view);
      expect(await everyState(window, (state) => barriers(window, state))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it('finds what is planted: in the page of Cordon, and in a root that is closed outside the gallery', async () => {
    const window = await open({ id: 'light', language: 'en' });
    const tiny = '<button style="all: unset; display: inline-block; width: 9px; height: 9px"></button>';
    const planted = `<div>${tiny}${tiny}<p style="margin: 0; color: #999; background: #fff">pale words</p></div>`;
    const rules = async (state: StateName, plant: (html: string) => void) => {
      await window.show(state);
      expect(await barriers(window, state)).toEqual([]);
      await window.page.evaluate(plant, planted);
      return new Set((await barriers(window, state)).map((line) => line.split(':')[0]));
    };
    const inPopup = await rules({ surface: 'popup', id: 'served' }, (html) => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', html);
    });
    const inButton = await rules({ surface: 'button', id: 'idle' }, (html) => {
      const host = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot);
      host?.shadowRoot?.querySelector('button')?.insertAdjacentHTML('afterend', html);
    });
    for (const found of [inPopup, inButton]) {
      expect([...found]).toEqual(expect.arrayContaining(['button-name', 'color-contrast', 'target-size']));
    }
  });
});

describe('twice as large', () => {
  /** What does not fit: the page itself, or words that are cut off at a side. */
  const unfit = ({ page }: GalleryWindow) =>
    page.evaluate(() => {
      const root = document.documentElement;
      const wide = root.scrollWidth - root.clientWidth;
      const cut = [
        ...document.querySelectorAll<HTMLElement>('main :not(input, select, textarea, .visually-hidden)'),
      ].filter(
        (element) => element.scrollWidth - element.clientWidth > 1 && getComputedStyle(element).overflowX !== 'visible',
      );
      return [...(wide > 0 ? [`${wide} px too wide`] : []), ...cut.map((element) => `cut off: ${element.textContent}`)];
    });

  it.concurrent.each(narrowViews)(
    'nothing has to be scrolled sideways: $id',
    async (view) => {
      const window = await gallery.open(view);
      expect(await everyState(window, () => unfit(window))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it('what is too wide is found', async () => {
    const window = await gallery.open({ id: 'zoomed', language: 'en', zoomed: true });
    await window.show({ surface: 'popup', id: 'served' });
    await window.page.evaluate(() => {
      const planted =
        '<p style="inline-size: 500px">x</p><p style="overflow: hidden; white-space: nowrap">a long line that goes on and on until it is cut off somewhere, where nobody can read it</p>';
      document.querySelector('main')?.insertAdjacentHTML('beforeend', planted);
    });
    expect(await unfit(window)).toEqual([
      expect.stringMatching(/px too wide$/),
      expect.stringMatching(/^cut off: a long/),
    ]);
  });
});

describe('where less motion is asked for', () => {
  const moving = ({ page }: GalleryWindow) =>
    page.evaluate(() => document.getAnimations().map(() => 'something moves'));

  it(
    'nothing moves',
    async () => {
      const window = await gallery.open({ id: 'light', language: 'en' });
      expect(await everyState(window, () => moving(window))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it('what moves is found', async () => {
    const window = await gallery.open({ id: 'moving', language: 'en', moving: true });
    await window.show({ surface: 'popup', id: 'blocks: sending' });
    expect(await moving(window)).not.toEqual([]);
  });
});
