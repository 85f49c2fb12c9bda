import type { Browser, Scripting } from 'webextension-polyfill';
import { type Connection, pagesOf } from './connection';

/** The inbox script in the built extension. */
export const inboxScript = 'inbox.js';

const scriptId = 'inbox';

/** What the registration needs of the browser and of Cordon. */
export interface RegistrationDeps {
  readonly scripting: Pick<
    Browser['scripting'],
    'getRegisteredContentScripts' | 'registerContentScripts' | 'unregisterContentScripts' | 'executeScript'
  >;
  readonly tabs: Pick<Browser['tabs'], 'query'>;
  readonly connections: () => Promise<readonly Connection[]>;
  readonly hasAccess: (connection: Connection) => Promise<boolean>;
}

/** The registration that these connections call for: one script on exactly the allowed hosts, or none. */
export function planRegistration(allowed: readonly Connection[]): Scripting.RegisteredContentScript | undefined {
  const matches = [...new Set(allowed.flatMap(pagesOf))].sort();
  if (matches.length === 0) return undefined;
  return {
    id: scriptId,
    matches,
    js: [inboxScript],
    runAt: 'document_start',
    allFrames: true,
    persistAcrossSessions: true,
  };
}

/** Takes away whatever is registered. What is gone by then, since it was taken away elsewhere at the same moment, is no error. */
export async function unregisterAll(
  scripting: Pick<Browser['scripting'], 'getRegisteredContentScripts' | 'unregisterContentScripts'>,
): Promise<void> {
  const scripts = await scripting.getRegisteredContentScripts();
  if (scripts.length === 0) return;
  try {
    await scripting.unregisterContentScripts({ ids: scripts.map(({ id }) => id) });
  } catch (thrown) {
    if ((await scripting.getRegisteredContentScripts()).length > 0) throw thrown;
  }
}

/**
 * Brings the browser's registration to what the connections call for, and starts the inbox script in tabs that are already open.
 * Calls are worked off one after the other, so that a grant and a revocation at once end in what is true last.
 */
export function createRegistration(deps: RegistrationDeps): () => Promise<void> {
  let queue: Promise<void> = Promise.resolve();

  async function apply(): Promise<void> {
    const connections = await deps.connections();
    const access = await Promise.all(connections.map(deps.hasAccess));
    const wanted = planRegistration(connections.filter((_, index) => access[index]));
    const [present] = await deps.scripting.getRegisteredContentScripts({ ids: [scriptId] });
    const same = JSON.stringify(present?.matches?.toSorted()) === JSON.stringify(wanted?.matches);
    if (!same || !wanted) {
      if (present) await unregisterAll(deps.scripting);
      if (wanted) await deps.scripting.registerContentScripts([wanted]);
    }
    if (wanted) await startInOpenTabs(wanted.matches ?? []);
  }

  // The script itself looks whether a living copy is in its frame, and leaves again if so: no race between asking and injecting.
  async function startInOpenTabs(hosts: readonly string[]): Promise<void> {
    const tabs = await deps.tabs.query({ url: [...hosts] });
    await Promise.allSettled(
      tabs.map(async ({ id, discarded }) => {
        if (id === undefined || discarded) return;
        await deps.scripting.executeScript({ target: { tabId: id, allFrames: true }, files: [inboxScript] });
      }),
    );
  }

  return () => {
    queue = queue.then(apply, apply);
    return queue;
  };
}
