import { writeFile } from 'node:fs/promises';
import type { Frame, Page } from 'puppeteer-core';
import type { RemoteAgent } from './firefox-agent';
import { createPageHalf } from './page-driver';
import type { ViewDriver } from './view';
import { pause, waitUntil } from './wait';

const LOAD_TIMEOUT_MS = 15_000;
const SCROLL_TIMEOUT_MS = 1_000;

const MODIFIERS: readonly string[] = ['Alt', 'Control', 'Meta', 'Shift'];
const SELECT_ALL_WITH = process.platform === 'darwin' ? 'Meta' : 'Control';

/** The driver does not show in public which of Firefox's documents a frame is. */
type FrameWithId = Frame & { readonly _id: string };

/**
 * Waits until an extension page has loaded. The driver never hears of that in Firefox, so the page itself is asked.
 * `isNew` runs in the page and tells the awaited document from the one before.
 */
export async function waitForExtensionPage(page: Page, isNew: () => boolean, url: string): Promise<void> {
  await waitUntil(
    // While one document gives way to the next there is none to ask.
    () => page.evaluate(`document.readyState === 'complete' && (${isNew})()`).catch(() => false) as Promise<boolean>,
    () => `${url} did not load`,
    LOAD_TIMEOUT_MS,
  );
}

/**
 * Scrolls an element into view, and waits until the accessibility tree says so: it learns of a scroll later than the page. What
 * cannot be scrolled to stays where it is.
 */
async function reveal(agent: RemoteAgent, view: string, id: number): Promise<void> {
  await agent.reveal(id);
  const end = performance.now() + SCROLL_TIMEOUT_MS;
  while (!(await agent.isInView(view, id)) && performance.now() < end) await pause(25);
}

/** Drives one tab's document in Firefox: the accessibility tree comes from the agent, all else from the driver's page. */
export function createFirefoxDriver(agent: RemoteAgent, page: Page): ViewDriver {
  const view = (page.mainFrame() as FrameWithId)._id;
  const half = createPageHalf(page);
  const addressOf = () => page.evaluate(() => location.href);
  return {
    ...half,
    // The driver is told nothing of the addresses of extension pages.
    url: addressOf,
    readNodes: () => agent.readNodes(view),
    boxOf: (id) => agent.boxOf(view, id),
    reveal: (id) => reveal(agent, view, id),
    focus: (id) => agent.focus(id),
    activate: (id) => agent.activate(id),
    selectAll: async () => {
      await page.keyboard.down(SELECT_ALL_WITH);
      await page.keyboard.press('a');
      await page.keyboard.up(SELECT_ALL_WITH);
    },
    reload: async () => {
      const url = await addressOf();
      if (!url.startsWith('moz-extension:')) return await half.reload();
      await page.evaluate(() => {
        document.documentElement.dataset.harnessOld = '';
        location.reload();
      });
      await waitForExtensionPage(page, () => document.documentElement.dataset.harnessOld === undefined, url);
    },
    // Nor of tabs that end with their window.
    isClosed: async () => page.isClosed() || !(await agent.isOpen(view)),
  };
}

/** Drives Firefox's popup, which is no tab: the agent does it all. */
export function createFirefoxPopupDriver(agent: RemoteAgent): ViewDriver {
  return {
    get page(): Page {
      throw new Error("Firefox's popup is no page of the driver; open popup.html with openExtensionPage for that");
    },
    url: async () => (await agent.popupState())?.url ?? '',
    readNodes: () => agent.readNodes('popup'),
    boxOf: (id) => agent.boxOf('popup', id),
    reveal: (id) => reveal(agent, 'popup', id),
    focus: (id) => agent.focus(id),
    movePointer: (to) => agent.movePointerInPopup(to),
    pressPointer: (at, press) => agent.pressInPopup(at, press),
    keyDown: (key) => (MODIFIERS.includes(key) ? agent.holdModifierInPopup(key, true) : agent.pressKeyInPopup(key)),
    keyUp: async (key) => {
      if (MODIFIERS.includes(key)) await agent.holdModifierInPopup(key, false);
    },
    type: async (text) => {
      for (const character of text) await agent.pressKeyInPopup(character);
    },
    selectAll: async () => {
      await agent.holdModifierInPopup(SELECT_ALL_WITH, true);
      await agent.pressKeyInPopup('a');
      await agent.holdModifierInPopup(SELECT_ALL_WITH, false);
    },
    reload: async () => {
      throw new Error('A popup is closed and opened again instead');
    },
    screenshot: async (path) => writeFile(path, await agent.drawPopup(), 'base64'),
    bringToFront: async () => {},
    isClosed: async () => (await agent.popupState()) === undefined,
    close: () => agent.closePopup(),
  };
}
