import { type BrowserKind, findBrowsers } from './find-browsers.mjs';

export { type BrowserKind, type FoundBrowsers, findBrowsers } from './find-browsers.mjs';

const NAMES: Readonly<Record<BrowserKind, string>> = { chromium: 'Chromium, Chrome or Edge', firefox: 'Firefox' };

/** Path of the installed browser of that kind. Throws a sentence where there is none. */
export function requireBrowser(kind: BrowserKind): string {
  const path = findBrowsers()[kind];
  if (!path) throw new Error(`No ${NAMES[kind]} was found; install it with: node test/setup.mjs --browsers`);
  return path;
}
