import { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** @typedef {import('./find-browsers.mjs').BrowserKind} BrowserKind */

/** @type {readonly BrowserKind[]} */
const KINDS = ['chromium', 'firefox'];

/** For people whose browser is somewhere else. */
const VARIABLES = { chromium: 'CORDON_CHROMIUM', firefox: 'CORDON_FIREFOX' };

const COMMANDS = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
};

const LINUX_PLACES = {
  chromium: [
    '/usr/bin/chromium',
    '/usr/lib/chromium/chromium',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
  ],
  firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/usr/lib/firefox/firefox', '/opt/firefox/firefox'],
};

const MAC_APPS = {
  chromium: [
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  firefox: ['Firefox.app/Contents/MacOS/firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'],
};

const WINDOWS_PROGRAMS = {
  chromium: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: [
    'Mozilla Firefox\\firefox.exe',
    'Mozilla Firefox ESR\\firefox.exe',
    'Firefox Developer Edition\\firefox.exe',
  ],
};

/** @param {BrowserKind} kind */
function usualPlaces(kind) {
  if (process.platform === 'darwin') {
    const folders = ['/Applications', join(homedir(), 'Applications')];
    return folders.flatMap((folder) => MAC_APPS[kind].map((app) => join(folder, app)));
  }
  if (process.platform === 'win32') {
    const { PROGRAMFILES, LOCALAPPDATA, 'PROGRAMFILES(X86)': programs32 } = process.env;
    const folders = [PROGRAMFILES, programs32, LOCALAPPDATA].filter((folder) => folder !== undefined);
    return folders.flatMap((folder) => WINDOWS_PROGRAMS[kind].map((program) => join(folder, program)));
  }
  return LINUX_PLACES[kind];
}

/** @param {BrowserKind} kind */
function candidates(kind) {
  const own = process.env[VARIABLES[kind]];
  if (own) return [own];
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const inPath = COMMANDS[kind].flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...inPath, ...usualPlaces(kind)];
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** @param {string} path */
function isSnap(path) {
  if (process.platform !== 'linux') return false;
  if (/\/snapd?(\/|$)/.test(realpathSync(path))) return true;
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(4096);
    const length = readSync(file, start, 0, start.length, 0);
    const text = start.toString('latin1', 0, length);
    return text.startsWith('#!') && /\/snap\/bin\/|snap (install|run)/.test(text);
  } finally {
    closeSync(file);
  }
}

/** Finds installed browsers; snap packages count as missing, since their sandbox hides profiles and extensions from tests. */
export function findBrowsers() {
  /** @type {import('./find-browsers.mjs').FoundBrowsers} */
  const found = {};
  for (const kind of KINDS) {
    const path = candidates(kind).find((candidate) => isProgram(candidate) && !isSnap(candidate));
    if (path) found[kind] = path;
  }
  return found;
}

/** Paths of browsers that are there but are snap packages or stand-ins for them. */
export function findSnaps() {
  return KINDS.flatMap((kind) => candidates(kind).filter((candidate) => isProgram(candidate) && isSnap(candidate)));
}
