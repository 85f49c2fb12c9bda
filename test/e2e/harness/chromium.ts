import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core';
import { closeBrowser, killBrowser } from './browser-end';
import { createAttendant } from './chromium-attendant';
import { createChromiumBackground } from './chromium-background';
import { createChromiumDriver } from './chromium-driver';
import { chromiumEnvironment, chromiumFlags } from './chromium-flags';
import { readBackgroundLog } from './chromium-log';
import { prepareChromiumProfile } from './chromium-profile';
import { changeAllowedHosts } from './chromium-settings';
import { openProfile, type Profile } from './profile';
import type { LaunchOptions, LoggedMessage, Session, Size, View } from './types';
import { createView } from './view';
import { waitUntil } from './wait';

const VIEW_TIMEOUT_MS = 20_000;
const INSTALL_TIMEOUT_MS = 60_000;
const EVERY_HOST = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'];

declare const chrome: {
  readonly permissions: { request(permissions: { readonly origins: readonly string[] }): Promise<boolean> };
};

async function backgroundScriptOf(extensionDir: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'));
  return manifest.background?.service_worker ?? '';
}

function start(options: LaunchOptions, executablePath: string, profile: Profile): Promise<Browser> {
  return puppeteer.launch({
    executablePath,
    userDataDir: profile.dir,
    headless: options.headless ?? true,
    slowMo: options.slow ?? 0,
    // Branded Chrome ignores `--load-extension`; installing over the pipe works in all.
    pipe: true,
    enableExtensions: true,
    // An installed extension is fetched in the background.
    ...(options.installed ? { ignoreDefaultArgs: ['--disable-background-networking'] } : {}),
    defaultViewport: null,
    args: chromiumFlags(options),
    env: chromiumEnvironment(options, profile),
  });
}

/** Not by a flag: that one would size every window, those of the extension too. */
async function sizeFirstWindow(browser: Browser, { width, height }: Size): Promise<void> {
  const [page] = await browser.pages();
  if (page) await browser.setWindowBounds(await page.windowId(), { width, height });
}

/** A Chromium without the language would silently show another. */
async function checkLanguage(browser: Browser, locale: string): Promise<void> {
  const [page] = await browser.pages();
  const language = await page?.evaluate(() => navigator.language);
  if (language !== locale) throw new Error(`This Chromium speaks ${language}, not ${locale} (Debian: chromium-l10n)`);
}

async function waitUntilInstalled(browser: Browser, id: string): Promise<void> {
  await waitUntil(
    // The driver's own list has only what was loaded for this launch.
    () => browser.targets().some((target) => target.url().startsWith(`chrome-extension://${id}/`)),
    () => 'Chromium did not install the extension',
    INSTALL_TIMEOUT_MS,
  );
}

async function createSession(browser: Browser, options: LaunchOptions, profile: Profile): Promise<Session> {
  await sizeFirstWindow(browser, options.windowSize ?? { width: 1280, height: 800 });
  if (options.locale) await checkLanguage(browser, options.locale);
  const messages: LoggedMessage[] = [];
  const add = (message: LoggedMessage) => void messages.push(message);
  const script = await backgroundScriptOf(options.extensionDir);
  let origin = 'chrome-extension://not-yet-installed';
  const isBackground = (url: string) => url.startsWith('chrome-extension://') && url.endsWith(`/${script}`);
  const output = browser.process()?.stderr;
  if (output) readBackgroundLog(output, isBackground, add);
  const { colorScheme } = options;
  const attendant = createAttendant(browser, () => origin, add, colorScheme ? { colorScheme } : {});

  // What the extension opens at its own installation is new already.
  const known = new WeakSet<Target>(browser.targets());
  const { installed } = options;
  const extensionId = installed?.id ?? (await browser.installExtension(options.extensionDir));
  if (installed) await waitUntilInstalled(browser, installed.id);
  origin = `chrome-extension://${extensionId}`;
  await changeAllowedHosts(browser, extensionId, 'add', EVERY_HOST);
  const background = createChromiumBackground(await browser.target().createCDPSession(), origin);

  let front: Page | undefined;

  const viewOf = async (page: Page): Promise<View> => {
    known.add(page.target());
    await attendant.attend(page.target());
    const driver = createChromiumDriver(page);
    const bringToFront = async () => {
      await driver.bringToFront();
      front = page;
    };
    return createView({ ...driver, bringToFront });
  };

  /** The popup lies over the tab in front, and bringing it there would be no act of a user. */
  const popupOf = async (page: Page): Promise<View> => {
    known.add(page.target());
    await attendant.attend(page.target());
    return createView({ ...createChromiumDriver(page), bringToFront: async () => {} });
  };

  const openTab = async (url: string): Promise<View> => {
    const page = await browser.newPage();
    const view = await viewOf(page);
    await page.goto(url);
    front = page;
    return view;
  };

  const waitForTarget = (matches: (target: Target) => boolean, what: string, timeoutMs = VIEW_TIMEOUT_MS) =>
    waitUntil(
      () => browser.targets().find((target) => target.type() === 'page' && !known.has(target) && matches(target)),
      () => `${what} did not open`,
      timeoutMs,
    );

  return {
    browser: 'chromium',
    puppeteer: browser,
    version: await browser.version(),
    extensionId,
    origin,
    profileDir: profile.dir,
    messages,
    openPage: openTab,
    openExtensionPage: (path) => openTab(`${origin}/${path}`),
    openPopup: async () => {
      const extension = (await browser.extensions()).get(extensionId);
      if (!extension || !front) throw new Error('The popup opens over a page: open one first');
      const before = new Set(browser.targets());
      await front.triggerExtensionAction(extension);
      const isPopup = (target: Target) => !before.has(target) && target.url().startsWith(`${origin}/`);
      const target = await waitForTarget(isPopup, 'the popup');
      return await popupOf(await target.asPage());
    },
    waitForView: async (url, { timeoutMs } = {}) => {
      const matches = (target: Target) => (typeof url === 'string' ? target.url() === url : url.test(target.url()));
      const target = await waitForTarget(matches, String(url), timeoutMs);
      return await viewOf(await target.asPage());
    },
    countViews: async (url) =>
      browser.targets().filter((target) => target.type() === 'page' && url.test(target.url())).length,
    answerPrompts: async (answer) => {
      if (answer === 'refuse') throw new Error('No driver can refuse a permission prompt of Chromium');
      await changeAllowedHosts(browser, extensionId, 'add', EVERY_HOST);
    },
    grantHosts: async (origins) => {
      const view = await openTab(`${origin}/manifest.json`);
      const granted = await view.page.evaluate((all) => chrome.permissions.request({ origins: all }), [...origins]);
      await view.close();
      if (!granted) throw new Error(`Chromium did not grant ${origins.join(', ')}`);
    },
    revokeHosts: (origins) => changeAllowedHosts(browser, extensionId, 'remove', origins),
    isBackgroundRunning: background.isRunning,
    killBackground: background.kill,
    emulate: attendant.emulate,
    close: async () => {
      await closeBrowser(browser);
      try {
        await options.whenClosed?.(profile.dir);
      } finally {
        await profile.remove();
      }
    },
    kill: async () => {
      await killBrowser(browser);
      await profile.remove();
    },
  };
}

/** Starts Chromium with the extension in it. */
export async function launchChromium(options: LaunchOptions, executablePath: string): Promise<Session> {
  const profile = await openProfile(options.profileDir);
  let browser: Browser | undefined;
  try {
    await prepareChromiumProfile(profile.dir, options.locale);
    browser = await start(options, executablePath, profile);
    return await createSession(browser, options, profile);
  } catch (error) {
    if (browser) await killBrowser(browser);
    await profile.remove();
    throw error;
  }
}
