import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysOf } from '../lab/acquire/keys';
import { type Lab, startLab } from '../lab/lab';
import { type Leaks, watchForLeaks } from './canary/leaks';

import { installExtension, launchBrowser, type ManagedInstallation, type Session } from './harness/launch';
import { waitUntil } from './harness/wait';
import { mayChangeMachine } from './harness/whole-machine';
import { browsers, buildOf, connect, eventually, ordinaryContacts, recordsOf, useStage } from './steps/stage';

const site = 'https://demo.acquire.io';

describe.each(browsers)('reason and note in %s', (browser) => {
  const stage = useStage(browser);

  it('are written in the menu, go along with the block, and are read in the popup and in the summary', async () => {
    const { session, world } = stage();
    await connect(stage());
    const person = ordinaryContacts(world)[0];
    if (!person) throw new Error('the cast is used up');
    const options = await session.openExtensionPage('options.html');
    await options.fill({ role: 'textbox', name: 'Reasons' }, 'Spam');
    await options.pressKey('Tab');
    await options.waitForText('Saved.');
    await options.close();

    const page = await session.openPage(`${site}/contacts/${person.id}`);
    await page.press({ role: 'button', name: `Block ${person.name}` }, { modifiers: ['Shift'] });
    await page.press({ role: 'menuitem', name: 'Reason and note…' });
    await page.choose({ role: 'combobox', name: 'Reason' }, 'Spam');
    await page.fill({ role: 'textbox', name: 'Note' }, 'Three chats.');
    await page.press({ role: 'button', name: 'Save' });
    await page.waitForText('Reason: Spam');
    await page.press({ role: 'menuitem', name: '1 day' });
    await eventually(
      () => recordsOf(world, person.id).length,
      (count) => count === 1,
    );
    // What was written stays in this browser.
    expect(JSON.stringify(world.requests)).not.toMatch(/Three chats/);

    const standing = { role: 'button', name: new RegExp(`^${person.name}, blocked until `) };
    await page.waitForControl(standing);
    await page.press(standing);
    await page.waitForText('Blocked by Cordon once so far');
    await page.press({ role: 'menuitem', name: 'Copy summary' });
    await page.waitForText('Copied: paste it');
    await page.pressKey('Escape');
    await page.waitForNoControl({ role: 'menuitem', name: 'Copy summary' });
    expect(await page.waitForControl({ ...standing, states: ['focused'] })).toBeTruthy();
    await page.close();

    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForText('Reason: Spam');
    await popup.waitForText('Note: Three chats.');
    await popup.press({ role: 'textbox', name: 'Contact' });
    await popup.pressKey('Control+V');
    const pasted = await waitUntil(
      async () => (await popup.waitForControl({ role: 'textbox', name: 'Contact' })).value || undefined,
      () => 'nothing was pasted',
      10_000,
    );
    expect(pasted).toMatch(
      new RegExp(
        `^${person.name} \\(#${person.id}\\) · Blocked until .+ \\(1 day\\) · Reason: Spam · Note: Three chats\\.$`,
      ),
    );
    await popup.press({ role: 'button', name: `Reason and note for block of ${person.name}` });
    await popup.fill({ role: 'textbox', name: 'Note' }, 'Four chats.');
    await popup.press({ role: 'button', name: 'Save' });
    await popup.waitForText('Note: Four chats.');
    await popup.close();
  });
});

// Chromium's policy is the whole machine's; Firefox has its own below the home folder of its user, which is known for Linux here.
const canRun = { chromium: mayChangeMachine, firefox: process.platform === 'linux' };

describe.each(browsers)('a reason that the organisation requires, in %s', (browser) => {
  const runs = it.skipIf(!canRun[browser]);
  let lab: Lab;
  let session: Session;
  let installed: ManagedInstallation;
  let profileDir: string;
  let leaks: Leaks;

  beforeAll(async () => {
    if (!canRun[browser]) return;
    const found = await installExtension(browser, buildOf(browser));
    if (!found) throw new Error('the extension cannot be installed here');
    installed = found;
    await installed.setPolicy({
      connections: [{ console: 'acquire', address: 'demo', label: 'Desk' }],
      ...{ reasonRequired: true, reasons: ['Spam', 'Threats'], undoSeconds: 10 },
    });
    lab = await startLab({ sites: installed.sites });
    profileDir = await mkdtemp(join(tmpdir(), 'cordon-reasons-'));
    const extensionDir = buildOf(browser);
    leaks = watchForLeaks(lab);
    const { whenClosed } = leaks;
    session = await launchBrowser({
      browser,
      extensionDir,
      proxyPort: lab.proxyPort,
      profileDir,
      installed,
      whenClosed,
    });
  });
  afterAll(async () => {
    let leaked: readonly string[] | undefined;
    try {
      leaked = session && (await leaks.findIn(session));
    } finally {
      // Whatever fails, the machine is as it was.
      await installed?.remove();
    }
    await session?.close();
    await lab?.close();
    if (profileDir) await rm(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    if (!canRun[browser]) return;
    expect(leaked, 'keys and names where none may be').toEqual([]);
    expect(leaks.onDisk, 'keys in the profile').toEqual([]);
  });

  runs('is asked for beside Undo, delays nothing, and is missing in the popup until it is given', async () => {
    const world = lab.world('demo');
    const [first, second] = ordinaryContacts(world);
    if (!first || !second) throw new Error('the cast is used up');
    await session.answerPrompts('agree');
    const options = await session.openExtensionPage('options.html');
    await options.press({ role: 'button', name: 'Enter the key' });
    await options.fill({ role: 'textbox', name: 'API key' }, keysOf('demo').full);
    await options.press({ role: 'button', name: 'Save and test' });
    await options.waitForControl({ role: 'button', name: 'Test', description: 'Desk' });
    await options.close();

    const page = await session.openPage(`${site}/contacts/${first.id}`);
    await page.press({ role: 'button', name: `Block ${first.name}` });
    await page.waitForText(`Why block ${first.name}?`);
    // The keyboard stays where it was.
    await page.waitForControl({ role: 'button', name: `Undo block of ${first.name}`, states: ['focused'] });
    await page.press({ role: 'button', name: 'Threats' });
    await page.waitForNoControl({ role: 'button', name: 'Later' });
    await eventually(
      () => recordsOf(world, first.id).length,
      (count) => count === 1,
      20_000,
    );
    await page.close();

    const other = await session.openPage(`${site}/contacts/${second.id}`);
    await other.press({ role: 'button', name: `Block ${second.name}` });
    await other.press({ role: 'button', name: 'Later' });
    await other.waitForNoControl({ role: 'button', name: 'Later' });
    await eventually(
      () => recordsOf(world, second.id).length,
      (count) => count === 1,
      20_000,
    );
    await other.close();

    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForText('Reason: Threats');
    await popup.waitForText('Reason missing');
    await popup.press({ role: 'button', name: `Give a reason for block of ${second.name}` });
    await popup.choose({ role: 'combobox', name: 'Reason' }, 'Spam');
    await popup.press({ role: 'button', name: 'Save' });
    await popup.waitForText('Reason: Spam');
    expect(await popup.text()).not.toContain('Reason missing');
    await popup.close();
  });
});
