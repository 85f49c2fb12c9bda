import { vi } from 'vitest';
import type { Hear, PageApi } from '../../../utils/platform/page-api';
import { english } from '../components/english';

/** The browser's API as a content script sees it: `answer` stands for the background, `broadcast` for what it tells pages. */
export function createFakePageApi(answer: (message: unknown) => unknown = () => undefined) {
  const listeners = new Set<Hear>();
  const runtime = {
    id: 'cordon' as string | undefined,
    sendMessage: vi.fn(async (message: unknown) => answer(message)),
    onMessage: {
      addListener: (listener: Hear) => void listeners.add(listener),
      removeListener: (listener: Hear) => void listeners.delete(listener),
    },
  };
  const api: PageApi = {
    runtime,
    i18n: {
      getMessage: (key, substitutions = []) => {
        // As in Chromium.
        if (runtime.id === undefined) throw new Error('Extension context invalidated.');
        return english.t(key, ...substitutions);
      },
      getUILanguage: () => 'en-GB',
    },
  };
  return {
    api,
    sent: runtime.sendMessage,
    listening: () => listeners.size,
    /** The extension was updated, switched off or removed. */
    kill(): void {
      runtime.id = undefined;
    },
    /** Gives what was answered. */
    broadcast(message: unknown, from = 'cordon'): unknown[] {
      const answers: unknown[] = [];
      for (const listener of listeners) listener(message, { id: from }, (answer) => void answers.push(answer));
      return answers;
    },
  };
}
