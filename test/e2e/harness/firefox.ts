import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { closeBrowser, killBrowser } from './browser-end';
import { startAgent } from './firefox-agent';
import { createFirefoxDriver, createFirefoxPopupDriver, waitForExtensionPage } from './firefox-driver';
import { installInProfile } from './firefox-install';
import { COLOR_SCHEME_PREF, FIREFOX_UUID, firefoxEnvironment, firefoxPrefs } from './firefox-prefs';
import { openProfile, type Profile } from './profile';
import type { LaunchOptions, LoggedMessage, Session } from './types';
import { createView } from './view';
import { waitUntil } from './wait';

const VIEW_TIMEOUT_MS = 20_000;

interface FirefoxManifest {
  readonly background?: { readonly scripts?: readonly string[]; readonly page?: string };
  readonly browser_specific_settings?: { readonly gecko?: { readonly id?: string } };
}

async function readManifest(extensionDir: string): Promise<FirefoxManifest> {
  return JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'));
}

/** The id that a built extension names for Firefox. */
export async function firefoxIdOf(extensionDir: string): Promise<string> {
  const id = (await readManifest(extensionDir)).browser_specific_settings?.gecko?.id;
  if (!id) throw new Error(`The manifest in ${extensionDir} names no id for Firefox`);
  return id;
}

function start(options: LaunchOptions, executablePath: string, profile: Profile, id: string): Promise<Browser> {
  const { width, height } = options.windowSize ?? { width: 1280, height: 800 };
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    userDataDir: profile.dir,
    headless: options.headless ?? true,
    slowMo: options.slow ?? 0,
    acceptInsecureCerts: true,
    defaultViewport: null,
    args: ['--remote-allow-system-access', '--width', String(width), '--height', String(height), 'about:blank'],
    env: firefoxEnvironment(options, profile),
    extraPrefsFirefox: firefoxPrefs(options, id),
  });
}

async function createSession(browser: Browser, options: LaunchOptions, profile: Profile): Promise<Session> {
  const origin = `moz-extension://${FIREFOX_UUID}`;
  const { background } = await readManifest(options.extensionDir);
  const backgroundUrls = [...(background?.scripts ?? []), background?.page].map((path) => `${origin}/${path}`);

  const messages: LoggedMessage[] = [];
  const agent = await startAgent(browser, (message) => {
    const url = message.source.replace(/:\d+$/, '');
    const inExtension = url.startsWith(`${origin}/`) ? 'extension' : 'page';
    messages.push({ ...message, from: backgroundUrls.includes(url) ? 'background' : inExtension });
  });
  if (options.locale) await agent.setLocale(options.locale);
  // What the extension opens at its own installation is new already.
  const known = new WeakSet<Page>(await browser.pages());
  const { installed, extensionDir } = options;
  const extensionId = installed?.id ?? (await browser.installExtension(extensionDir));

  const viewOf = (page: Page) => {
    known.add(page);
    return createView(createFirefoxDriver(agent, page));
  };
  const addressOf = (page: Page): Promise<string> => page.evaluate(() => location.href).catch(() => '');

  return {
    browser: 'firefox',
    puppeteer: browser,
    version: await browser.version(),
    extensionId,
    origin,
    profileDir: profile.dir,
    messages,
    openPage: async (url) => {
      const page = await browser.newPage();
      await page.goto(url);
      return viewOf(page);
    },
    openExtensionPage: async (path) => {
      const page = await browser.newPage();
      const url = `${origin}/${path}`;
      page.goto(url, { waitUntil: [] }).catch(() => undefined);
      await waitForExtensionPage(page, () => location.protocol === 'moz-extension:', url);
      return viewOf(page);
    },
    openPopup: async () => {
      await agent.openPopup(extensionId);
      await waitUntil(
        () => agent.popupState(),
        () => 'the popup did not open',
        VIEW_TIMEOUT_MS,
      );
      return createView(createFirefoxPopupDriver(agent));
    },
    waitForView: async (url, { timeoutMs = VIEW_TIMEOUT_MS } = {}) => {
      const matches = (address: string) => (typeof url === 'string' ? address === url : url.test(address));
      return await waitUntil(
        async () => {
          const popup = await agent.popupState();
          if (popup && matches(popup.url)) return createView(createFirefoxPopupDriver(agent));
          for (const page of await browser.pages()) {
            if (!known.has(page) && matches(await addressOf(page))) return viewOf(page);
          }
          return undefined;
        },
        () => `${url} did not open`,
        timeoutMs,
      );
    },
    countViews: async (url) => {
      const popup = await agent.popupState();
      const addresses = await Promise.all((await browser.pages()).map(addressOf));
      return [popup?.url ?? '', ...addresses].filter((address) => url.test(address)).length;
    },
    answerPrompts: (answer) => agent.answerPrompts(answer === 'agree'),
    grantHosts: (origins) => agent.changeHosts(extensionId, 'add', origins),
    revokeHosts: (origins) => agent.changeHosts(extensionId, 'remove', origins),
    isBackgroundRunning: async () => (await agent.backgroundState(extensionId)) === 'running',
    killBackground: async () => {
      if ((await agent.backgroundState(extensionId)) === 'stopped') throw new Error('The background is not running');
      // It has ended when this resolves; a message on its way may already have started the next one.
      await agent.endBackground(extensionId);
    },
    emulate: async ({ colorScheme, reducedMotion, forcedColors }) => {
      if (colorScheme) await agent.setPref(COLOR_SCHEME_PREF, colorScheme === 'dark' ? 0 : 1);
      if (reducedMotion !== undefined) await agent.setPref('ui.prefersReducedMotion', reducedMotion ? 1 : 0);
      if (forcedColors !== undefined) await agent.setPref('browser.display.document_color_use', forcedColors ? 2 : 0);
      const wanted: Record<string, boolean> = {};
      if (colorScheme) wanted['(prefers-color-scheme: dark)'] = colorScheme === 'dark';
      if (reducedMotion !== undefined) wanted['(prefers-reduced-motion: reduce)'] = reducedMotion;
      if (forcedColors !== undefined) wanted['(forced-colors: active)'] = forcedColors;
      // Hidden pages learn of it when they are shown.
      const agrees = (page: Page) =>
        page
          .evaluate(
            (all) => document.hidden || Object.keys(all).every((query) => matchMedia(query).matches === all[query]),
            wanted,
          )
          .catch(() => true);
      await waitUntil(
        async () => (await Promise.all((await browser.pages()).map(agrees))).every(Boolean),
        () => 'the pages do not see the emulated media',
        VIEW_TIMEOUT_MS,
      );
    },
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

/** Starts Firefox with the extension in it. */
export async function launchFirefox(options: LaunchOptions, executablePath: string): Promise<Session> {
  const id = await firefoxIdOf(options.extensionDir);
  const profile = await openProfile(options.profileDir);
  let browser: Browser | undefined;
  try {
    if (options.installed) await installInProfile(profile.dir, options.extensionDir, id);
    browser = await start(options, executablePath, profile, id);
    return await createSession(browser, options, profile);
  } catch (error) {
    if (browser) await killBrowser(browser);
    await profile.remove();
    throw error;
  }
}
