import { cordonError } from '../errors';
import type { PageApi } from '../platform/page-api';
import type { PageMessages, Reply } from './protocol';

/** Asks the background from a page: typed by message. */
export type PageAsk = <K extends keyof PageMessages>(
  type: K,
  payload: PageMessages[K]['send'],
) => Promise<Reply<PageMessages[K]['get']>>;

/** Makes the asking over the page's API. Never throws: after an update of the extension the answer is the error `updated`. */
export function createPageAsk(api: PageApi): PageAsk {
  return async (type, payload) => {
    if (isGone(api)) return { ok: false, error: cordonError('updated') };
    try {
      const reply = (await api.runtime.sendMessage({ type, payload })) as Reply<never> | undefined;
      return reply ?? { ok: false, error: cordonError('not-allowed') };
    } catch {
      return { ok: false, error: cordonError(isGone(api) ? 'updated' : 'unknown-outcome') };
    }
  };
}

/** Whether the extension that put this script here is gone: updated, switched off or removed. */
export function isGone(api: PageApi): boolean {
  try {
    return api.runtime.id === undefined;
  } catch {
    return true;
  }
}
