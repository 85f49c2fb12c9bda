import { useEffect, useRef } from 'preact/hooks';
import type { ConnectionDraft } from '../../utils/messaging/protocol';
import type { PopupPort } from './port';

const pause = 250;

/** Keeps what is typed into the connection form, without the key, so that it is there again when the popup reopens. */
export interface DraftKeeper {
  /** Saves within 250 ms. */
  later(draft: ConnectionDraft): void;
  /** Saves at once what is not saved yet. */
  now(): void;
  /** Forgets the draft. */
  forget(): void;
}

/** Makes the keeper. What waits is saved when the page is hidden or left: a popup may close at any moment. */
export function useDraft(port: PopupPort): DraftKeeper {
  const waiting = useRef<{ draft: ConnectionDraft; timer: ReturnType<typeof setTimeout> } | undefined>(undefined);
  const keeper = useRef<DraftKeeper>({
    later(draft) {
      clearTimeout(waiting.current?.timer);
      waiting.current = { draft, timer: setTimeout(() => keeper.now(), pause) };
    },
    now() {
      if (!waiting.current) return;
      const { draft, timer } = waiting.current;
      clearTimeout(timer);
      waiting.current = undefined;
      void port.ask('save-draft', { draft });
    },
    forget() {
      clearTimeout(waiting.current?.timer);
      waiting.current = undefined;
      void port.ask('save-draft', { draft: null });
    },
  }).current;
  useEffect(() => {
    const flush = () => keeper.now();
    addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [keeper]);
  return keeper;
}
