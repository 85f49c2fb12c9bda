import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { requireBrowser } from '../lab/browsers';
import { buildGallery } from './build';
import type { GalleryPage } from './page';
import type { Step } from './state';
import { type SurfaceName, sizes } from './surfaces';
import type { GalleryView } from './views';

declare const gallery: GalleryPage;

/** One state, by where it is met and its name there. */
export interface StateName {
  readonly surface: SurfaceName;
  readonly id: string;
}

/** A window in which states are shown one after the other, in one view. */
export interface GalleryWindow {
  readonly page: Page;
  list(): Promise<readonly StateName[]>;
  /** Shows a state, and does on it what belongs to it. */
  show(state: StateName): Promise<void>;
  picture(): Promise<Uint8Array>;
}

/** The browser with the gallery in it. */
export interface Gallery {
  readonly browser: Browser;
  /** `scale` is the number of the screen's dots for one CSS pixel. */
  open(view: GalleryView, scale?: number): Promise<GalleryWindow>;
  close(): Promise<void>;
}

/** Starts Chromium without the way to any host: what it shows is handed to it. */
export function launchAlone(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: requireBrowser('chromium'),
    pipe: true,
    args: [
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--lang=en-GB',
      '--font-render-hinting=none',
      // Chromium refuses to start its sandbox as root, which is what containers run as.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

/** Builds the gallery and starts a browser for it. */
export async function openGallery(): Promise<Gallery> {
  const script = await buildGallery();
  const browser = await launchAlone();
  return {
    browser,
    close: () => browser.close(),
    async open(view, scale = 1) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await emulate(page, view);
      await page.setContent('<!doctype html><html lang="en"><head><title>Cordon</title></head><body></body></html>');
      await page.evaluate(script);
      return windowOf(page, view, scale);
    },
  };
}

async function emulate(page: Page, view: GalleryView): Promise<void> {
  const session = await page.createCDPSession();
  // Not by the driver's own method, which knows fewer features.
  await session.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: view.dark ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: view.moving ? 'no-preference' : 'reduce' },
      { name: 'forced-colors', value: view.forcedColours ? 'active' : 'none' },
    ],
  });
  await session.send('Emulation.setLocaleOverride', { locale: view.language === 'en' ? 'en-GB' : view.language });
  await page.emulateTimezone('Europe/Berlin');
}

function windowOf(page: Page, view: GalleryView, scale: number): GalleryWindow {
  const settled = () => page.evaluate(() => gallery.settled());
  return {
    page,
    list: () => page.evaluate(() => gallery.list()),
    async show({ surface, id }) {
      const { width, height, zoomed } = sizes[surface];
      await page.setViewport({
        width: view.zoomed ? zoomed : width,
        height,
        deviceScaleFactor: view.zoomed ? scale * 2 : scale,
      });
      await page.mouse.move(0, 0);
      const steps = await page.evaluate(
        (...given) => gallery.show(...given),
        surface,
        id,
        view.language,
        view.hostileNames === true,
      );
      await settled();
      for (const step of steps) {
        await take(page, step);
        await settled();
      }
      await page.mouse.move(0, 0);
      await settled();
    },
    async picture() {
      // As high as what is on it: beyond its window Chromium moves a page that runs from right to left.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewport({ ...(page.viewport() ?? { width: 0 }), height });
      return page.screenshot({ captureBeyondViewport: false });
    },
  };
}

async function take(page: Page, step: Step): Promise<void> {
  if ('keys' in step) {
    for (const key of step.keys) await page.keyboard.press(key);
    return;
  }
  const name = 'press' in step ? step.press : step.type;
  const nth = 'press' in step ? (step.nth ?? 0) : 0;
  const found = await page.evaluateHandle((...given) => gallery.find(...given), name, nth);
  const control = found as ElementHandle<Element>;
  if ('press' in step) return control.click();
  await control.evaluate((field) => {
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
  });
  const date = await control.evaluate((field) => field instanceof HTMLInputElement && field.type === 'datetime-local');
  if (!date) return control.type(step.text);
  // Keys mean something else in each language's own date field.
  await control.evaluate((field, text) => {
    if (!(field instanceof HTMLInputElement)) return;
    field.value = text;
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  }, step.text);
}
