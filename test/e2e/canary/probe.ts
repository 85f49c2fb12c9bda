import type { Session, View } from '../harness/launch';

/** Texts by where they were found. */
export type Texts = Readonly<Record<string, string>>;

interface Area {
  get(keys: null): Promise<unknown>;
}

interface ExtensionApi {
  readonly storage?: Readonly<Record<string, Area | undefined>>;
  readonly tabs: { query(which: object): Promise<readonly { readonly id?: number; readonly url?: string }[]> };
  readonly dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null };
  readonly scripting: {
    executeScript<T>(injection: object): Promise<readonly { readonly result?: T; readonly frameId: number }[]>;
  };
}

type WithClosedRoot = Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null };

declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

/**
 * What a content script of Cordon's could read in the tabs at this address: every storage area, what the page itself stores, and the
 * whole document with its closed shadow roots. The probe is put there by an extension page, as Cordon's own scripts are.
 */
export async function seenFromContentScripts(session: Session, site: string): Promise<Texts> {
  const view = await session.openExtensionPage('manifest.json');
  const seen = await view.page.evaluate(async (address) => {
    const api = typeof browser === 'undefined' ? chrome : browser;
    const probe = async (): Promise<Record<string, string>> => {
      const own = typeof browser === 'undefined' ? chrome : browser;
      const texts: Record<string, string> = {};
      for (const area of ['local', 'sync', 'managed', 'session']) {
        const name = `storage.${area}`;
        const store = own.storage?.[area];
        try {
          texts[name] = store ? JSON.stringify(await store.get(null)) : 'absent';
        } catch {
          texts[name] = 'refused';
        }
      }
      for (const [name, store] of Object.entries({ localStorage, sessionStorage })) texts[name] = JSON.stringify(store);
      texts.cookie = document.cookie;
      texts.history = JSON.stringify(history.state) ?? '';
      texts.caches = JSON.stringify(await caches.keys().catch(() => []));
      for (const { name = '' } of await indexedDB.databases()) {
        texts[`indexedDB ${name}`] = await new Promise<string>((resolve) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => resolve('refused');
          opening.onsuccess = () => {
            const stores = [...opening.result.objectStoreNames];
            const reading = stores.map(
              (each) =>
                new Promise<unknown>((done) => {
                  const all = opening.result.transaction(each).objectStore(each).getAll();
                  all.onsuccess = () => done(all.result);
                  all.onerror = () => done('refused');
                }),
            );
            void Promise.all(reading).then((values) => resolve(JSON.stringify(values)));
          };
        });
      }
      const seen = { document: [] as string[], 'closed roots': [] as string[] };
      const walk = (node: Node, into: string[]): void => {
        if (node instanceof Element) {
          for (const { name, value } of node.attributes) into.push(`${name}=${value}`);
          if ('value' in node) into.push(String(node.value));
          const inner = own.dom
            ? node instanceof HTMLElement && own.dom.openOrClosedShadowRoot(node)
            : (node as WithClosedRoot).openOrClosedShadowRoot;
          if (inner) walk(inner, seen['closed roots']);
        } else if (node.nodeValue) into.push(node.nodeValue);
        for (const child of node.childNodes) walk(child, into);
      };
      walk(document, seen.document);
      for (const [name, parts] of Object.entries(seen)) texts[name] = parts.join('\n');
      return texts;
    };
    const tabs = (await api.tabs.query({})).filter(({ url }) => url?.startsWith(address));
    const found: Record<string, string> = {};
    for (const { id: tabId } of tabs) {
      const answers = await api.scripting.executeScript<Record<string, string>>({
        target: { tabId, allFrames: true },
        func: probe,
      });
      for (const { result, frameId } of answers) {
        for (const [place, text] of Object.entries(result ?? {}))
          found[`tab ${tabId}, frame ${frameId}, ${place}`] = text;
      }
    }
    return found;
  }, site);
  await view.close();
  return seen;
}

/** Everything that the extension's own origin stores, by store. Bytes are read as letters of one byte each. */
export async function storedByExtension(session: Session): Promise<Texts> {
  const view = await session.openExtensionPage('manifest.json');
  const stored = await view.page.evaluate(async () => {
    const api = typeof browser === 'undefined' ? chrome : browser;
    const texts: Record<string, string> = {};
    const readable = (_: string, value: unknown): unknown => {
      const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
      return bytes instanceof Uint8Array ? Array.from(bytes, (byte) => String.fromCharCode(byte)).join('') : value;
    };
    for (const area of ['local', 'sync', 'managed', 'session']) {
      const store = api.storage?.[area];
      if (store) texts[`storage.${area}`] = JSON.stringify(await store.get(null).catch(() => 'refused'));
    }
    texts.localStorage = JSON.stringify(localStorage);
    texts.caches = JSON.stringify(await caches.keys().catch(() => []));
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const each of database.objectStoreNames) {
        const read = (what: 'getAll' | 'getAllKeys') =>
          new Promise<unknown>((resolve, reject) => {
            const request = database.transaction(each).objectStore(each)[what]();
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        texts[`indexedDB ${name}/${each}`] = JSON.stringify([await read('getAllKeys'), await read('getAll')], readable);
      }
      database.close();
    }
    return texts;
  });
  await view.close();
  return stored;
}

/** What assistive technology and the eye are told in these views. */
export async function shownIn(views: Readonly<Record<string, View>>): Promise<Texts> {
  const shown: [string, string][] = [];
  for (const [name, view] of Object.entries(views)) {
    shown.push([`shown in ${name}`, JSON.stringify([await view.controls(), await view.text()])]);
  }
  return Object.fromEntries(shown);
}

/** What every script wrote to a console or threw, by the script. */
export function saidIn({ messages }: Session): Texts {
  const said: Record<string, string> = {};
  for (const { from, text, source } of messages) {
    const script = source.replace(/^[\w-]+:\/\/[^/]*\//, '').replace(/(?::\d+)+$/, '');
    const place = `console of ${from === 'page' ? 'the page' : script}`;
    said[place] = `${said[place] ?? ''}${text}\n${source}\n`;
  }
  return said;
}
