import { describe, expect, it } from 'vitest';
import { keysOf } from '../lab/acquire/keys';
import type { Session, View } from './harness/launch';
import { waitUntil } from './harness/wait';
import { browsers, connect, recordsOf, useSomeone, useStage } from './steps/stage';

const windowUrl = /\/question\.html/;
const words = 'correct horse battery staple';
const otherWords = 'a wholly different phrase';
const key = keysOf('demo').full;

const passphraseField = (name = 'Passphrase') => ({ role: 'textbox', name });
const button = (name: string | RegExp) => ({ role: 'button', name });

describe.each(browsers)('a passphrase in %s', (browser) => {
  const stage = useStage(browser);
  const someone = useSomeone(stage);

  async function lockNow(): Promise<void> {
    const popup = await stage().session.openExtensionPage('popup.html');
    await popup.press(button('Lock now'));
    await popup.waitForControl({ role: 'heading', name: 'Cordon is locked' });
    await popup.close();
  }

  async function unlockIn(view: View, typed: string): Promise<void> {
    await view.fill(passphraseField(), typed);
    await view.press(button('Unlock'));
  }

  it('is set in the options; the key is nowhere to be read, and the browser’s own key is gone', async () => {
    const { session } = stage();
    await connect(stage());
    const options = await session.openExtensionPage('options.html');
    await options.waitForText('There is no passphrase.');
    await options.press(button('Set a passphrase'));
    await options.fill(passphraseField('New passphrase'), words);
    await options.fill(passphraseField('New passphrase again'), words);
    await options.press(button('Set a passphrase'));
    await options.waitForText('encrypted under your passphrase');
    const offered = (await options.controls()).some(({ name }) => name === 'Lock when this device is locked');
    expect(offered).toBe(browser === 'chromium');
    await options.close();
    const held = await dump(session);
    expect(held.names).toContain('keys passphrase');
    expect(held.names).not.toContain('keys wrapping');
    expect(held.session).toContain('unlocked ');
    for (const secret of [key, words]) expect(secretIn(held, secret)).toBe(false);
    // The search itself: written as they are, they would be found. No key is written: the profile is searched for those at the end.
    const standIn = 'a text that stands for a key';
    await writeSecret(session, standIn);
    expect(secretIn(await dump(session), standIn)).toBe(true);
    await writeSecret(session, undefined);
    expect(secretIn(await dump(session), standIn)).toBe(false);
  });

  it('locked, is told by the button; a press waits for it, and goes out with its window, once', async () => {
    const { session, world } = stage();
    const { id, name, page, sent } = await someone();
    await lockNow();
    await page.bringToFront();
    await page.waitForControl({ ...button(`Block ${name}`), description: /Cordon is locked/ });
    await page.press(button(`Block ${name}`));
    const window = await session.waitForView(windowUrl);
    await window.waitForControl({ role: 'heading', name: 'Cordon is locked' });
    await window.waitForControl(button(`Undo block of ${name}`));
    await unlockIn(window, 'not the passphrase at all');
    await window.waitForText('This is not the passphrase; type it again.');
    await page.waitForControl(button(`Block of ${name} is waiting: Not blocked yet: unlock Cordon`));
    expect(sent()).toBe(0);
    await unlockIn(window, words);
    await window.waitForClose();
    await page.bringToFront();
    await page.waitForControl(button(`Undo block of ${name}`));
    expect(sent()).toBe(0);
    await page.waitForControl(button(new RegExp(`^${name}, blocked until `)));
    expect([sent(), recordsOf(world, id).length]).toEqual([1, 1]);
  });

  it('locked, keeps a press that is never sent where it is undone in the window after unlocking', async () => {
    const { session } = stage();
    const { name, page, sent } = await someone();
    await lockNow();
    await page.press(button(`Block ${name}`));
    const window = await session.waitForView(windowUrl);
    await window.waitForControl({ role: 'heading', name: 'Cordon is locked' });
    await window.close();
    // Closed, it comes back to who presses on what waits.
    await page.press(button(new RegExp(`^Block of ${name} is waiting: `)));
    await unlockIn(await session.waitForView(windowUrl), words);
    await page.bringToFront();
    await page.press(button(`Undo block of ${name}`));
    await page.waitForControl(button(`Block ${name}`));
    // Longer than any window for Undo.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(sent()).toBe(0);
  });

  it('stays unlocked though the background is killed', async () => {
    const { session } = stage();
    const { name, page, sent } = await someone();
    await session.killBackground();
    await page.press(button(`Block ${name}`));
    await page.waitForControl(button(new RegExp(`^${name}, blocked until `)), { timeoutMs: 20_000 });
    expect([sent(), await session.countViews(windowUrl)]).toEqual([1, 0]);
  });

  it('is changed: only the new one opens', async () => {
    const { session } = stage();
    const options = await session.openExtensionPage('options.html');
    await options.press(button('Change the passphrase'));
    await options.fill(passphraseField('Current passphrase'), otherWords);
    await options.fill(passphraseField('New passphrase'), otherWords);
    await options.fill(passphraseField('New passphrase again'), otherWords);
    await options.press(button('Change the passphrase'));
    await options.waitForText('This is not the passphrase; type it again.');
    await options.fill(passphraseField('Current passphrase'), words);
    await options.press(button('Change the passphrase'));
    await options.waitForNoControl(passphraseField('Current passphrase'));
    await options.press(button('Lock now'));
    await unlockIn(options, words);
    await options.waitForText('This is not the passphrase; type it again.');
    await unlockIn(options, otherWords);
    await options.waitForNoControl(passphraseField());
    await options.press(button('Test'));
    await options.waitForText(/Reading blocks works|It works/);
    await options.close();
  });

  it('is removed: nothing is locked any more, and the key still works', async () => {
    const { session } = stage();
    const options = await session.openExtensionPage('options.html');
    await options.press(button('Remove the passphrase'));
    await options.fill(passphraseField('Current passphrase'), otherWords);
    await options.press(button('Remove the passphrase'));
    await options.waitForText('There is no passphrase.');
    await options.close();
    const held = await dump(session);
    expect(held.names).toContain('keys wrapping');
    expect(held.names).not.toContain('keys passphrase');
    expect(held.session).not.toContain('unlocked');
    const { name, page } = await someone();
    await page.press(button(`Block ${name}`));
    await page.waitForControl(button(new RegExp(`^${name}, blocked until `)), { timeoutMs: 20_000 });
  });

  it('and all else is deleted at once: nothing stored, no script registered, no host allowed, no button left', async () => {
    const { session } = stage();
    const { name, page } = await someone();
    const options = await session.openExtensionPage('options.html');
    await options.press(button('Delete everything…'));
    await options.waitForText(/Contacts who stay blocked on their console: 3/);
    await options.press(button('Delete everything'));
    await options.waitForControl(button('Delete everything…'));
    await options.waitForNoControl({ role: 'heading', name: 'demo' });
    let left = await dump(session);
    await waitUntil(
      async () => {
        left = await dump(session);
        return left.names.length === 0 && left.scripts.length === 0 && left.origins.length === 0;
      },
      () => `there is still ${JSON.stringify({ ...left, values: undefined })}`,
      12_000,
    );
    expect(left.session).toBe('{}');
    await page.bringToFront();
    await page.waitForNoControl(button(`Block ${name}`));
  });
});

/** All that an extension page finds: the database, the browser's memory, the registered scripts and the allowed hosts. */
interface Dump {
  /** Store and name of each value. */
  readonly names: readonly string[];
  /** Every value, bytes as letters. */
  readonly values: string;
  readonly session: string;
  readonly scripts: readonly string[];
  readonly origins: readonly string[];
}

async function dump(session: Session): Promise<Dump> {
  const page = await session.openExtensionPage('manifest.json');
  try {
    return await page.page.evaluate(readEverything);
  } finally {
    await page.close();
  }
}

/** Whether a secret, or any long part of it, stands in what was found. */
function secretIn({ values, session }: Dump, secret: string): boolean {
  const found = `${values}\n${session}\n`;
  for (let at = 0; at + 12 <= secret.length; at += 1) if (found.includes(secret.slice(at, at + 12))) return true;
  return found.includes(btoa(secret));
}

/** Writes a secret naively, or takes it away again. */
async function writeSecret(session: Session, secret: string | undefined): Promise<void> {
  const page = await session.openExtensionPage('manifest.json');
  await page.page.evaluate(
    (text) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('cordon');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const singles = opening.result.transaction('singles', 'readwrite').objectStore('singles');
          const asked =
            text === undefined ? singles.delete('secret') : singles.put(new TextEncoder().encode(text), 'secret');
          asked.onerror = () => reject(asked.error);
          asked.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    secret,
  );
  await page.close();
}

/** Runs in an extension page. */
async function readEverything(): Promise<Dump> {
  type Api = {
    storage: { session: { get(keys: null): Promise<object> } };
    scripting: { getRegisteredContentScripts(): Promise<{ id: string }[]> };
    permissions: { getAll(): Promise<{ origins?: string[] }> };
  };
  const world = globalThis as unknown as { browser?: Api; chrome: Api };
  const api = world.browser ?? world.chrome;
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const textOf = (value: unknown): string => {
    if (value instanceof ArrayBuffer) return textOf(new Uint8Array(value));
    if (value instanceof Uint8Array) return String.fromCharCode(...value);
    if (typeof value !== 'object' || value === null) return String(value);
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${textOf(inner)}`)
      .join('\n');
  };
  const db = await asked(indexedDB.open('cordon'));
  const names: string[] = [];
  const values: string[] = [];
  for (const store of db.objectStoreNames) {
    const objects = db.transaction(store).objectStore(store);
    const [keys, all] = await Promise.all([asked(objects.getAllKeys()), asked(objects.getAll())]);
    names.push(...keys.map((name) => `${store} ${String(name)}`));
    values.push(...all.map(textOf));
  }
  db.close();
  const [memory, scripts, { origins = [] }] = await Promise.all([
    api.storage.session.get(null),
    api.scripting.getRegisteredContentScripts(),
    api.permissions.getAll(),
  ]);
  return {
    names,
    values: values.join('\n'),
    session: JSON.stringify(memory),
    scripts: scripts.map(({ id }) => id),
    origins,
  };
}
