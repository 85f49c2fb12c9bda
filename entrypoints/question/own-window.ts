import type { QuestionCall } from '../../utils/messaging/protocol';
import { browser, type Runtime } from '../../utils/platform/browser';

/** Tells when the background calls this window forward. Returns the way to stop. */
export function onCall(listener: (call: QuestionCall) => void): () => void {
  const hear = (message: unknown, sender: Runtime.MessageSender) => {
    // Pages hear what content scripts send as well: those have a tab, the background has none.
    if (sender.id !== browser.runtime.id || sender.tab !== undefined || !isCall(message)) return undefined;
    listener(message);
    return comeForward().then(() => true);
  };
  browser.runtime.onMessage.addListener(hear);
  return () => browser.runtime.onMessage.removeListener(hear);
}

function isCall(message: unknown): message is QuestionCall {
  const { type, blockId, turn } = (message ?? {}) as { type?: unknown; blockId?: unknown; turn?: unknown };
  return type === 'question' && typeof blockId === 'string' && typeof turn === 'boolean';
}

async function comeForward(): Promise<void> {
  try {
    const tab = await browser.tabs.getCurrent();
    if (tab.id !== undefined) await browser.tabs.update(tab.id, { active: true });
    if (tab.windowId !== undefined) await browser.windows?.update(tab.windowId, { focused: true });
  } catch {
    // A system that lets no window come forward shows it all the same.
  }
}

/** Closes the window that holds nothing but this page; anywhere else only the page's own tab. */
export async function closeOwnWindow(): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  if (tab.id !== undefined) await browser.tabs.remove(tab.id);
}
