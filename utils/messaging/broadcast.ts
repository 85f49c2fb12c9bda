import type { Browser } from 'webextension-polyfill';
import type { Broadcast } from './protocol';

/** What telling needs of the browser. */
export interface BroadcastDeps {
  readonly tabs: Pick<Browser['tabs'], 'query' | 'sendMessage'>;
  readonly runtime: Pick<Browser['runtime'], 'sendMessage'>;
}

/**
 * Tells every page that runs the inbox script, and Cordon's own pages, that something changed. The message says nothing more: each
 * asks for what it may see. Tabs without the script do not hear it.
 */
export function createBroadcast(deps: BroadcastDeps): () => void {
  const message: Broadcast = { type: 'changed' };
  // Whoever does not listen answers with a rejection, which is no problem.
  const quietly = (told: Promise<unknown>) => void told.catch(() => undefined);

  return () => {
    quietly(deps.runtime.sendMessage(message));
    quietly(
      deps.tabs.query({}).then((tabs) => {
        for (const { id } of tabs) if (id !== undefined) quietly(deps.tabs.sendMessage(id, message));
      }),
    );
  };
}
