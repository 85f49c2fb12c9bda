import { resolve } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { keysOf } from '../../lab/acquire/keys';
import type { AcquireWorld, LabRequest } from '../../lab/acquire/world';
import { type Lab, startLab } from '../../lab/lab';
import type { SiteHandler } from '../../lab/sites';
import { type Leaks, watchForLeaks } from '../canary/leaks';
import { type BrowserName, type ControlQuery, launchBrowser, type Session, type View } from '../harness/launch';

/** The browsers that every end-to-end test runs in. */
export const browsers: readonly BrowserName[] = ['chromium', 'firefox'];

/** A lab and one browser with the extension, for the tests of a file. */
export interface Stage {
  readonly browser: BrowserName;
  readonly lab: Lab;
  readonly session: Session;
  readonly world: AcquireWorld;
}

/** The production build of a browser: what the stores get. */
export function buildOf(browser: BrowserName): string {
  return resolve(browser === 'firefox' ? '.output/firefox-mv3' : '.output/chrome-mv3');
}

/** What a file's tests do that others must not. */
export interface StageOptions {
  /** Accounts that do not exist and are asked all the same. */
  readonly unknownAccounts?: readonly string[];
  /** More sites of the lab's internet, by host. */
  readonly sites?: Readonly<Record<string, SiteHandler>>;
}

/** Starts a lab and a browser before the tests of a block, and ends both after them. No host but the lab's may have been asked. */
export function useStage(browser: BrowserName, options: StageOptions = {}): () => Stage {
  let stage: Stage | undefined;
  let leaks: Leaks | undefined;

  beforeAll(async () => {
    const lab = await startLab({ accounts: ['demo', 'acme', 'umbra'], ...(options.sites && { sites: options.sites }) });
    leaks = watchForLeaks(lab);
    const { whenClosed } = leaks;
    const session = await launchBrowser({
      browser,
      extensionDir: buildOf(browser),
      proxyPort: lab.proxyPort,
      whenClosed,
    });
    stage = { browser, lab, session, world: lab.world('demo') };
  });
  afterAll(async () => {
    const refused = stage?.lab.internet.refused ?? [];
    const { strays = [], evil } = stage?.lab ?? {};
    const problems =
      stage?.session.messages.filter(({ from, level }) => from !== 'page' && level === 'exception') ?? [];
    const leaked = stage ? await leaks?.findIn(stage.session) : [];
    await stage?.session.close();
    await stage?.lab.close();
    expect(leaked, 'keys and names where none may be').toEqual([]);
    expect(leaks?.onDisk, 'keys in the profile').toEqual([]);
    expect(refused, 'requests to hosts that are no site of the lab').toEqual([]);
    const expected = options.unknownAccounts ?? [];
    expect(strays.filter(({ url }) => !expected.includes(new URL(url).hostname.split('.')[0] ?? ''))).toEqual([]);
    expect(evil?.requests ?? []).toEqual([]);
    expect(problems, 'what the extension threw').toEqual([]);
  });

  return () => {
    if (!stage) throw new Error('the stage is not set');
    return stage;
  };
}

/** Connects an account, `demo` without another, as a person would: through the form. */
export async function connect({ session }: Stage, key = keysOf('demo').full, account = 'demo'): Promise<void> {
  await session.answerPrompts('agree');
  const form = await session.openExtensionPage('options.html#connect');
  await form.choose({ role: 'combobox', name: 'Console' }, 'Acquire');
  await form.fill({ role: 'textbox', name: 'Account' }, account);
  await form.fill({ role: 'textbox', name: 'API key' }, key);
  await form.press({ role: 'button', name: 'Save and test' });
  await form.waitForControl({ role: 'button', name: 'Test', description: account });
  await form.close();
}

/**
 * Does this while the API answers nothing: nothing is sent before the contact was read, so that no window for Undo ends before a slow
 * machine has done it.
 */
export async function whileHeld<T>({ switches }: Pick<AcquireWorld, 'switches'>, work: () => Promise<T>): Promise<T> {
  switches.hold = true;
  try {
    return await work();
  } finally {
    switches.hold = false;
  }
}

/** The requests that would make a block, in order. */
export function blockRequests(world: AcquireWorld): readonly LabRequest[] {
  return world.requests.filter(({ method, path }) => method === 'POST' && path === '/api/v1/crm/block-visitor');
}

/** Waits until something is true of what the lab holds; fails with what it is instead. */
export async function eventually<T>(read: () => T, wanted: (value: T) => boolean, timeoutMs = 30_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = read();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`it stayed ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Contacts with a name that nobody else has, and nothing else to them: one for each test that needs somebody. */
export function ordinaryContacts(world: AcquireWorld): readonly { readonly id: number; readonly name: string }[] {
  const names = [...world.contacts.values()].map(({ name }) => name);
  return [...world.contacts.values()].flatMap(({ id, name, formerName }) =>
    id > 100 &&
    name &&
    !formerName &&
    /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name) &&
    names.filter((other) => other === name).length === 1
      ? [{ id, name }]
      : [],
  );
}

/** How many requests would have blocked this contact so far. */
export function requestsAbout(world: AcquireWorld, contactId: number): number {
  return blockRequests(world).filter(({ body }) => (body as { data: number[] }).data.includes(contactId)).length;
}

/** A contact on a page of their own, which has its button. */
export interface Someone {
  readonly id: number;
  readonly name: string;
  readonly page: View;
  readonly block: ControlQuery;
  readonly blocked: ControlQuery;
  /** How many requests would have blocked them so far. */
  readonly sent: () => number;
}

/** Opens the page of somebody of whom no other test of the file knows. The account must be connected. */
export function useSomeone(stage: () => Stage): () => Promise<Someone> {
  let taken = 0;
  return async () => {
    const { session, world } = stage();
    const person = ordinaryContacts(world)[taken];
    taken += 1;
    if (!person) throw new Error('the cast is used up');
    const { id, name } = person;
    const page = await session.openPage(`https://demo.acquire.io/contacts/${id}`);
    const block = { role: 'button', name: `Block ${name}` };
    await page.waitForControl(block);
    const blocked = { role: 'button', name: new RegExp(`^${name}, blocked until `) };
    return { id, name, page, block, blocked, sent: () => requestsAbout(world, id) };
  };
}

/** The ends of a contact's blocks as the lab holds them now. */
export function recordsOf(
  world: AcquireWorld,
  contactId: number,
): readonly { readonly id: number; readonly blockTill: string }[] {
  return world.records.filter((record) => record.contactId === contactId);
}
