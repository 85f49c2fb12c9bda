import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Lab, labConsoleOf, startLab } from '../lab/lab';
import { watchForLeaks } from './canary/leaks';
import { installExtension, launchBrowser, type Session } from './harness/launch';
import { chooseSoon, connectOnTrial } from './steps/on-trial';
import { blockRequests, browsers, buildOf, connect, eventually, ordinaryContacts, recordsOf } from './steps/stage';

const site = 'https://demo.acquire.io';

/** So long after an installation, or after leave was given, both browsers have written it down, and a crash does not undo it (milliseconds). */
const writtenDown = 12_000;

/** What a test that restarts a browser is handed. */
interface Restarting {
  readonly lab: Lab;
  /** Whether the extension is installed in the profile, as this machine allows, and not loaded for each launch. */
  readonly installed: boolean;
  launch(): Promise<Session>;
  /** Ends a launch, and looks before and after for keys and names where none may be. */
  end(session: Session, how: 'close' | 'kill'): Promise<void>;
}

/** One profile that several launches share. Nothing may have leaked from any of them, those that crashed included. */
async function withProfile(
  browser: (typeof browsers)[number],
  work: (restarting: Restarting) => Promise<void>,
): Promise<void> {
  const extensionDir = buildOf(browser);
  const profileDir = await mkdtemp(join(tmpdir(), 'cordon-restart-'));
  const installed = await installExtension(browser, extensionDir);
  const lab = await startLab({ sites: installed?.sites ?? {} });
  const options = { browser, extensionDir, proxyPort: lab.proxyPort, profileDir, ...(installed ? { installed } : {}) };
  const leaks = watchForLeaks(lab);
  const leaked: string[] = [];
  let ended = 0;
  try {
    await work({
      lab,
      installed: installed !== undefined,
      launch: () => launchBrowser(options),
      async end(session, how) {
        try {
          leaked.push(...(await leaks.findIn(session)));
        } finally {
          await session[how]();
        }
        await leaks.whenClosed(profileDir);
        ended += 1;
      },
    });
    expect(leaked, 'keys and names where none may be').toEqual([]);
    expect(leaks.onDisk, 'keys in the profile').toEqual([]);
    expect(ended, 'launches that were searched').toBe(2);
  } finally {
    await installed?.remove();
    await lab.close();
    await rm(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

describe.each(browsers)('R4 %s that crashed and runs again', (browser) => {
  it('makes the block that was waiting, once, and says so', async () => {
    await withProfile(browser, async ({ launch, end, lab, installed }) => {
      const world = lab.world('demo');
      const [person] = ordinaryContacts(world);
      if (!person) throw new Error('nobody is there');
      const first = await launch();
      try {
        await connect({ browser, lab, session: first, world });
        if (installed) await new Promise((resolve) => setTimeout(resolve, writtenDown));
        const page = await first.openPage(`${site}/contacts/${person.id}`);
        world.switches.hold = true;
        await page.press({ role: 'button', name: `Block ${person.name}` });
        await page.waitForControl({ role: 'button', name: `Undo block of ${person.name}` });
      } finally {
        await end(first, 'kill');
        world.switches.hold = false;
      }
      expect(recordsOf(world, person.id)).toHaveLength(0);
      const second = await launch();
      try {
        // What was installed keeps what it was allowed; what a launch loaded is asked for it anew.
        if (!installed) await second.grantHosts([`${site}/*`]);
        await eventually(
          () => recordsOf(world, person.id).length,
          (count) => count === 1,
          60_000,
        );
        const page = await second.openPage(`${site}/contacts/${person.id}`);
        // Where its background was stopped once more on the way, it looks again when the lease is over.
        await page.waitForControl(
          { role: 'button', name: new RegExp(`^${person.name}, blocked until `) },
          { timeoutMs: 60_000 },
        );
        expect(blockRequests(world)).toHaveLength(1);
      } finally {
        await end(second, 'close');
      }
    });
  }, 180_000);

  it('lifts the block whose time came while it did not run, and never before', async () => {
    await withProfile(browser, async ({ launch, end, lab, installed }) => {
      const trial = labConsoleOf(lab, 'featurebase').onTrial();
      const [person] = trial.people;
      if (!person) throw new Error('nobody is there');
      const first = await launch();
      let at = 0;
      try {
        await connectOnTrial(first, trial);
        at = await chooseSoon(first);
        const page = await first.openPage(trial.pageOf(person));
        await page.press({ role: 'button', name: `Block ${person.name}`, nth: 0 });
        await page.waitForControl(
          { role: 'button', name: new RegExp(`^${person.name}, blocked until `), nth: 0 },
          { timeoutMs: 30_000 },
        );
        if (installed) await new Promise((resolve) => setTimeout(resolve, writtenDown));
      } finally {
        await end(first, 'kill');
      }
      expect(trial.isBlocked(person)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, at + 5_000 - Date.now())));
      expect(trial.isBlocked(person)).toBe(true);
      const second = await launch();
      try {
        const site = new URL(trial.pageOf(person)).origin;
        if (!installed) await second.grantHosts([`${site}/*`, 'https://do.featurebase.app/*']);
        await eventually(
          () => trial.isBlocked(person),
          (is) => !is,
          90_000,
        );
        const popup = await second.openExtensionPage('popup.html');
        await popup.waitForText(/Lifted|Ended|not blocked any more/);
        await popup.close();
      } finally {
        await end(second, 'close');
      }
    });
  }, 400_000);
});
