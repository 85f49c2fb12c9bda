import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAST } from '../lab/acquire/cast';
import { keysOf } from '../lab/acquire/keys';
import { type Lab, startLab } from '../lab/lab';
import { type Leaks, watchForLeaks } from './canary/leaks';
import {
  type BrowserName,
  installExtension,
  installInManagedFirefox,
  launchBrowser,
  type ManagedInstallation,
  type Session,
  type View,
} from './harness/launch';
import { mayChangeMachine } from './harness/whole-machine';
import { blockRequests, buildOf, eventually, ordinaryContacts, recordsOf } from './steps/stage';

const site = 'https://demo.acquire.io';
const day = 86_400_000;
const protectedName = 'Priya Raman';

/** What the organisation of these tests has set; one value is broken. */
const policy = {
  connections: [{ console: 'acquire', address: 'demo', label: 'Prepared desk' }],
  defaultEnd: '7d',
  forGood: false,
  liftFromPage: false,
  protectedContacts: { emails: ['priya.raman@mail.example'] },
  retentionDays: 30,
  undoSeconds: 600,
};

const isLinux = process.platform === 'linux';

/** How a policy comes to a browser. What concerns the whole machine is done only where that may be changed. */
interface Way {
  readonly browser: BrowserName;
  readonly canRun: boolean;
  readonly install: () => Promise<ManagedInstallation | undefined>;
}

const ways: Readonly<Record<string, Way>> = {
  chromium: {
    browser: 'chromium',
    canRun: mayChangeMachine,
    install: () => installExtension('chromium', buildOf('chromium')),
  },
  'firefox, of its user': {
    browser: 'firefox',
    canRun: isLinux,
    install: () => installExtension('firefox', buildOf('firefox')),
  },
  'firefox, of the whole machine': {
    browser: 'firefox',
    canRun: mayChangeMachine && isLinux,
    install: () => installInManagedFirefox(buildOf('firefox')),
  },
};

describe.each(Object.entries(ways))('a managed policy in %s', (_, { browser, canRun, install }) => {
  const runs = it.skipIf(!canRun);
  let lab: Lab;
  let session: Session;
  let installed: ManagedInstallation;
  let profileDir: string;
  let leaks: Leaks;

  const launch = () =>
    launchBrowser({
      browser,
      extensionDir: buildOf(browser),
      proxyPort: lab.proxyPort,
      profileDir,
      installed,
      whenClosed: leaks.whenClosed,
    });

  beforeAll(async () => {
    if (!canRun) return;
    const found = await install();
    if (!found) throw new Error('the extension cannot be installed here');
    installed = found;
    await installed.setPolicy(policy);
    lab = await startLab({ sites: installed.sites });
    leaks = watchForLeaks(lab);
    profileDir = await mkdtemp(join(tmpdir(), 'cordon-policy-'));
    session = await launch();
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
    if (!canRun) return;
    expect(leaked, 'keys and names where none may be').toEqual([]);
    expect(leaks.onDisk, 'keys in the profile').toEqual([]);
  });

  async function openContact(id: number): Promise<View> {
    const view = await session.openPage(`${site}/contacts/${id}`);
    await view.bringToFront();
    return view;
  }

  runs(
    'asks nothing but the key of a connection that it has prepared, and names the rule that cannot be read',
    async () => {
      await session.answerPrompts('agree');
      const options = await session.openExtensionPage('options.html');
      await options.waitForText(
        'A rule from your organisation could not be read: undoSeconds. Ask your administrator.',
      );
      await options.waitForControl({ role: 'heading', name: 'Prepared desk' });
      await options.press({ role: 'button', name: 'Enter the key' });
      await options.waitForControl({ role: 'textbox', name: 'API key' });
      await options.waitForNoControl({ role: 'textbox', name: 'Account' });
      await options.fill({ role: 'textbox', name: 'API key' }, keysOf('demo').full);
      await options.press({ role: 'button', name: 'Save and test' });
      await options.waitForControl({ role: 'button', name: 'Test', description: 'Prepared desk' });
      await options.waitForNoControl({ role: 'button', name: 'Enter the key' });
      await options.close();
    },
  );

  runs('is shown as set by the organisation, beside settings that are one’s own', async () => {
    const options = await session.openExtensionPage('options.html');
    const days = { role: 'spinbutton', name: 'Keep names for, in days' };
    expect(await options.waitForControl(days)).toMatchObject({
      value: '30',
      description: expect.stringContaining('Set by your organisation'),
    });
    // Chromium tells assistive technology of no number field that it can only be read.
    const fixed = () =>
      [...document.querySelectorAll('input')].filter(({ readOnly }) => readOnly).map((one) => one.value);
    expect(await options.page.evaluate(fixed)).toEqual(['30']);
    // The rule that could not be read has locked nobody out.
    const undo = { role: 'spinbutton', name: 'Undo window, in seconds' };
    await options.fill(undo, '2');
    await options.pressKey('Tab');
    await options.waitForText('Saved.');
    await options.reload();
    expect((await options.waitForControl(undo)).value).toBe('2');
    await options.close();
  });

  runs('sets how long a block lasts, and offers none for good', async () => {
    const world = lab.world('demo');
    const [person] = ordinaryContacts(world);
    if (!person) throw new Error('nobody is there');
    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForControl({ role: 'radio', name: '7 days', states: ['checked'] });
    await popup.waitForNoControl({ role: 'radio', name: 'For good' });
    await popup.close();
    const view = await openContact(person.id);
    const button = { role: 'button', name: `Block ${person.name}` };
    await view.press(button, { button: 'right' });
    await view.waitForControl({ role: 'menuitem', name: '30 days' });
    await view.waitForNoControl({ role: 'menuitem', name: 'For good' });
    await view.pressKey('Escape');
    await view.press(button);
    const [record] = await eventually(
      () => recordsOf(world, person.id),
      (records) => records.length === 1,
    );
    expect((Date.parse(record?.blockTill ?? '') - Date.now()) / day).toBeCloseTo(7, 1);
    const standing = { role: 'button', name: new RegExp(`^${person.name}, blocked until `) };
    await view.waitForControl(standing);
    await view.press(standing);
    await view.waitForControl({ role: 'menuitem', name: '30 days' });
    await view.waitForNoControl({ role: 'menuitem', name: 'Lift the block' });
    await view.waitForNoControl({ role: 'menuitem', name: '1 day' });
    await view.close();
  });

  runs('protects a contact: nothing is sent, and the button and the popup say why', async () => {
    const world = lab.world('demo');
    const before = blockRequests(world).length;
    const view = await openContact(CAST.priya);
    await view.press({ role: 'button', name: `Block ${protectedName}` });
    await view.waitForControl({ role: 'button', name: /^Priya Raman was not blocked: Your organisation protects/ });
    await view.close();
    const popup = await session.openExtensionPage('popup.html');
    await popup.fill({ role: 'textbox', name: 'Contact' }, 'priya.raman@mail.example');
    await popup.press({ role: 'button', name: 'Block' });
    await popup.waitForText('Your organisation protects this contact, so nothing was sent');
    await popup.close();
    expect(recordsOf(world, CAST.priya)).toEqual([]);
    expect(blockRequests(world)).toHaveLength(before);
  });

  runs('that changes arrives: at once where the browser tells of it, else at its next start', async () => {
    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForNoControl({ role: 'radio', name: 'For good' });
    await installed.setPolicy({ ...policy, forGood: true, undoSeconds: 3 });
    if (browser === 'chromium') {
      await popup.waitForControl({ role: 'radio', name: 'For good' }, { timeoutMs: 40_000 });
      expect(await popup.text()).not.toContain('could not be read');
      await popup.close();
    } else {
      await session.close();
      session = await launch();
    }
    const options = await session.openExtensionPage('options.html');
    const undo = await options.waitForControl({ role: 'spinbutton', name: 'Undo window, in seconds' });
    expect(undo).toMatchObject({ value: '3', description: expect.stringContaining('Set by your organisation') });
    expect(await options.text()).not.toContain('could not be read');
    await options.close();
    const again = await session.openExtensionPage('popup.html');
    await again.waitForControl({ role: 'radio', name: 'For good' });
    await again.close();
  });

  runs('that is taken away leaves what people set themselves', async () => {
    await installed.setPolicy(undefined);
    if (browser === 'firefox') {
      await session.close();
      session = await launch();
    }
    const options = await session.openExtensionPage('options.html');
    const undo = { role: 'spinbutton', name: 'Undo window, in seconds' };
    const own = await options.waitForControl(
      { ...undo, description: /^(?!.*Set by your organisation)/ },
      { timeoutMs: 40_000 },
    );
    expect(own.value).toBe('2');
    expect(await options.text()).not.toContain('organisation');
    await options.close();
  });
});
