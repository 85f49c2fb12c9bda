import { createContext } from 'preact';
import { useCallback, useContext, useState } from 'preact/hooks';

const StatusContext = createContext<(sentence: string) => void>(() => {});

/** The function that tells an outcome to those who do not see the screen. */
export function useStatus(): (sentence: string) => void {
  return useContext(StatusContext);
}

/** What the live region says now, and the way to say something. */
export function useLiveText(): { readonly text: string; readonly say: (sentence: string) => void } {
  const [text, setText] = useState('');
  // The same sentence twice would not be read twice: an invisible space makes it another text.
  const say = useCallback(
    (sentence: string) => setText((last) => (last === sentence ? `${sentence}\u00a0` : sentence)),
    [],
  );
  return { text, say };
}

/** The one live region of a page. It stays in the document, empty or not. */
export function StatusLine({ text }: { readonly text: string }) {
  return (
    <p role="status" class="visually-hidden">
      {text}
    </p>
  );
}

/** Hands `say` down to every component below. */
export const StatusProvider = StatusContext.Provider;
