import { appendFile, cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '../harness/launch';

interface Area {
  set(values: Record<string, string>): Promise<void>;
  setAccessLevel?(level: { readonly accessLevel: string }): Promise<void>;
}

interface ExtensionApi {
  readonly storage: Readonly<Record<'local' | 'sync' | 'session', Area>>;
  readonly tabs: { query(which: object): Promise<readonly { readonly id?: number; readonly url?: string }[]> };
  readonly scripting: { executeScript(injection: object): Promise<unknown> };
}

declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

/**
 * Works with a build that does what Cordon must never do: it may use `storage`, which a naive extension would keep its key in, and its
 * scripts say the key aloud. `made` is the lab's build.
 */
export async function withNaiveBuild<Found>(
  made: string,
  key: string,
  work: (dir: string) => Promise<Found>,
): Promise<Found> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'cordon-naive-')));
  try {
    await cp(made, dir, { recursive: true });
    const path = join(dir, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    const permissions = [...new Set([...manifest.permissions, 'storage'])];
    await writeFile(path, JSON.stringify({ ...manifest, permissions }));
    const chunks = await readdir(join(dir, 'chunks'));
    const options = chunks.find((name) => /^options-.*\.js$/.test(name));
    if (!options) throw new Error('the build has no script of the options page');
    const aloud = `\n;console.log("naive", ${JSON.stringify(key)});`;
    // What an installed background says at the browser's start comes before anybody listens in Firefox.
    const again = `;(globalThis.browser ?? chrome).runtime.onMessage.addListener(() => {${aloud}});`;
    await appendFile(join(dir, 'background.js'), again);
    for (const script of ['background.js', 'inbox.js', join('chunks', options)])
      await appendFile(join(dir, script), aloud);
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Does with a key, from an extension page and in a console's page, everything that Cordon must never do. */
export async function putNaively(session: Session, site: string, key: string): Promise<void> {
  const view = await session.openExtensionPage('manifest.json');
  await view.page.evaluate(
    async (address, secret) => {
      const api = typeof browser === 'undefined' ? chrome : browser;
      const { local, sync, session: ofSession } = api.storage;
      for (const area of [local, sync, ofSession]) await area.set({ naive: secret });
      // Cordon closes them at its start.
      for (const area of [local, sync, ofSession])
        await area.setAccessLevel?.({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' });
      localStorage.setItem('naive', secret);
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('naive', 1);
        opening.onerror = () => reject(opening.error);
        opening.onupgradeneeded = () => opening.result.createObjectStore('keys').put({ secret }, 'naive');
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      });
      const [tab] = (await api.tabs.query({})).filter(({ url }) => url?.startsWith(address));
      await api.scripting.executeScript({
        target: { tabId: tab?.id },
        args: [secret],
        func: (told: string) => {
          localStorage.setItem('naive', told);
          const host = document.createElement('div');
          host
            .attachShadow({ mode: 'closed' })
            .append(Object.assign(document.createElement('button'), { textContent: `naive ${told}` }));
          const plain = document.createElement('div');
          plain.dataset.naive = told;
          document.body.append(host, plain);
        },
      });
    },
    site,
    key,
  );
  await view.close();
}
