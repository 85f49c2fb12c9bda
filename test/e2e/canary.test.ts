import { describe, expect, it } from 'vitest';
import { keysOf } from '../lab/acquire/keys';
import { type Lab, startLab } from '../lab/lab';
import { findOnDisk } from './canary/disk';
import { type Canary, liveThrough } from './canary/drive';
import { findInTexts, secretOf, wanted } from './canary/forms';
import { putNaively, withNaiveBuild } from './canary/naive';
import { saidIn, seenFromContentScripts, shownIn, storedByExtension, type Texts } from './canary/probe';
import { type BrowserName, installExtension, launchBrowser, type Session } from './harness/launch';
import { browsers, buildOf, connect, ordinaryContacts } from './steps/stage';

const site = 'https://demo.acquire.io';
const key = keysOf('demo').full;
const [name, otherName] = ['Zephyrwick Quailthorn', 'Brambleveil Oxenfjord'];

const theKey = wanted('the key', secretOf(key));
const theNames = [wanted('the name', name), wanted('the name', otherName)];

/** Where the extension's own database lies in a profile. */
const ownDatabase = {
  chromium: /^Default\/IndexedDB\/chrome-extension_[a-p]{32}_0\.indexeddb\.leveldb\//,
  firefox: /^storage\/default\/moz-extension\+\+\+[0-9a-f-]{36}\/idb\/\w+\.sqlite/,
} as const;

/** Where a name may be: on the page that shows it, on Cordon's screens and buttons, and in the record of a block. */
const placesOfNames =
  /^(?:shown in |tab \d+, frame \d+, (?:document|closed roots)$|extension indexedDB cordon\/blocks$)/;

/** Where a naive extension's key is found, in both browsers. */
const naivePlaces: readonly RegExp[] = [
  /^tab \d+, frame 0, storage\.local$/,
  /^tab \d+, frame 0, storage\.sync$/,
  /^tab \d+, frame 0, localStorage$/,
  /^tab \d+, frame 0, document$/,
  /^tab \d+, frame 0, closed roots$/,
  /^extension storage\.local$/,
  /^extension storage\.sync$/,
  /^extension storage\.session$/,
  /^extension localStorage$/,
  /^extension indexedDB naive\/keys$/,
  /^console of background\.js$/,
  /^console of inbox\.js$/,
  /^console of chunks\/options-[\w-]+\.js$/,
  /^shown in the page$/,
];
const naiveFiles = {
  chromium: [
    /^Default\/Local Extension Settings\//,
    /^Default\/Sync Extension Settings\//,
    /^Default\/Local Storage\//,
    ownDatabase.chromium,
  ],
  firefox: [
    /^storage-sync-v2\.sqlite/,
    /^storage\/default\/moz-extension[^/]*userContextId[^/]*\/idb\//,
    /^storage\/default\/https[^/]*\/ls\//,
    ownDatabase.firefox,
  ],
} as const;

/** A lab, and one browser with the extension in a profile that is searched when the browser has ended. */
async function withBrowser<Found>(
  browser: BrowserName,
  extensionDir: string,
  work: (session: Session, lab: Lab) => Promise<Found>,
): Promise<{ readonly found: Found; readonly disk: readonly string[] }> {
  // At its end Firefox forgets what a temporary add-on stored, so there the extension is installed.
  const installed = browser === 'firefox' ? await installExtension(browser, extensionDir) : undefined;
  const lab = await startLab();
  let disk: readonly string[] | undefined;
  const session = await launchBrowser({
    browser,
    extensionDir,
    proxyPort: lab.proxyPort,
    ...(installed ? { installed } : {}),
    whenClosed: async (profileDir) => {
      disk = await findOnDisk(profileDir, [theKey, ...theNames]);
    },
  });
  let found: Found;
  try {
    found = await work(session, lab);
  } finally {
    await session.close();
    await lab.close();
  }
  if (!disk) throw new Error('the profile was not searched');
  return { found, disk };
}

async function everything(session: Session, views: Parameters<typeof shownIn>[0]): Promise<Texts> {
  const stored = Object.entries(await storedByExtension(session));
  return {
    ...(await seenFromContentScripts(session, site)),
    ...Object.fromEntries(stored.map(([place, text]) => [`extension ${place}`, text])),
    ...(await shownIn(views)),
    ...saidIn(session),
  };
}

/** The places of findings, without what was found there. */
function placesOf(found: readonly string[], what = ''): readonly string[] {
  return [
    ...new Set(found.filter((one) => one.includes(`: ${what}`)).map((one) => one.slice(0, one.lastIndexOf(': ')))),
  ];
}

/** The places that nothing was found in. */
function missed(expected: readonly RegExp[], found: readonly string[]): readonly RegExp[] {
  return expected.filter((place) => !placesOf(found, 'the key').some((one) => place.test(one)));
}

describe.each(browsers)('a canary in %s', (browser) => {
  it('is found wherever a naive extension would put it', async () => {
    const { found, disk } = await withNaiveBuild(`${buildOf(browser)}-lab`, key, (dir) =>
      withBrowser(browser, dir, async (session, lab) => {
        const world = lab.world('demo');
        await connect({ browser, lab, session, world });
        const page = await session.openPage(`${site}/contacts/${ordinaryContacts(world)[0]?.id}`);
        await putNaively(session, site, key);
        await page.waitForControl({ role: 'button', name: /^naive / });
        return findInTexts(await everything(session, { 'the page': page }), [theKey]);
      }),
    );
    expect(missed(naivePlaces, found), JSON.stringify(found)).toEqual([]);
    expect(missed(naiveFiles[browser], disk), JSON.stringify(disk)).toEqual([]);
  }, 180_000);

  it('goes nowhere but where it belongs', async () => {
    const { found, disk } = await withBrowser(browser, buildOf(browser), async (session, lab) => {
      const world = lab.world('demo');
      const contact = world.contacts.get(ordinaryContacts(world)[0]?.id ?? 0);
      if (!contact) throw new Error('nobody is there');
      const canary: Canary = { id: contact.id, name, otherName };
      contact.name = name;
      delete contact.firstName;
      delete contact.lastName;
      const views = await liveThrough({ browser, lab, session, world }, canary, key);
      const texts = await everything(session, views);
      // What was searched was there: the key in its vault, the journal, buttons in closed roots.
      expect(Object.keys(texts)).toEqual(
        expect.arrayContaining(['extension indexedDB cordon/keys', 'extension indexedDB cordon/journal']),
      );
      expect(texts['extension indexedDB cordon/journal']?.length).toBeGreaterThan(200);
      expect(
        Object.entries(texts).filter(([place, text]) => place.endsWith('closed roots') && text !== ''),
      ).not.toEqual([]);
      return findInTexts(texts, [theKey, ...theNames]);
    });
    expect(placesOf(found, 'the key')).toEqual([]);
    expect(placesOf(disk, 'the key')).toEqual([]);
    const [named, stored] = [placesOf(found, 'the name'), placesOf(disk, 'the name')];
    expect(named.filter((place) => !placesOfNames.test(place))).toEqual([]);
    expect(stored.filter((path) => !ownDatabase[browser].test(path))).toEqual([]);
    // The search sees the names where they may be.
    expect(named).toContain('extension indexedDB cordon/blocks');
    expect(stored).not.toEqual([]);
  }, 240_000);
});
