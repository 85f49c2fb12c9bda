import { cordonError } from '../errors';
import { browser } from '../platform/browser';
import type { ExtensionMessages, Reply } from './protocol';

/** Asks the background from one of Cordon's own pages. Never throws: a background that cannot be reached is an error value. */
export async function ask<K extends keyof ExtensionMessages>(
  type: K,
  payload: ExtensionMessages[K]['send'],
): Promise<Reply<ExtensionMessages[K]['get']>> {
  try {
    const reply: Reply<ExtensionMessages[K]['get']> | undefined = await browser.runtime.sendMessage({ type, payload });
    return reply ?? { ok: false, error: cordonError('not-allowed') };
  } catch {
    return { ok: false, error: cordonError('updated') };
  }
}
