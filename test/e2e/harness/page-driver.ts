import type { Page } from 'puppeteer-core';
import type { ViewDriver } from './view';

type PageHalf = Omit<ViewDriver, 'readNodes' | 'boxOf' | 'reveal' | 'focus' | 'selectAll' | 'url'>;

/** The half of a driver that the driver's own page can do in both browsers: mouse, keyboard, pictures, closing. */
export function createPageHalf(page: Page): PageHalf {
  return {
    page,
    movePointer: ({ x, y }) => page.mouse.move(x, y),
    pressPointer: ({ x, y }, { button, count }) => page.mouse.click(x, y, { button, count }),
    keyDown: (key) => page.keyboard.down(key),
    keyUp: (key) => page.keyboard.up(key),
    type: (text) => page.keyboard.type(text),
    reload: async () => {
      await page.reload();
    },
    screenshot: async (path, fullPage) => {
      await page.screenshot({ path: path as `${string}.png`, fullPage });
    },
    bringToFront: () => page.bringToFront(),
    isClosed: async () => page.isClosed(),
    close: () => page.close(),
  };
}
