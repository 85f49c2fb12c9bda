import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Keeps the keyboard's place: when the focused element is taken away, the nearest container around it that is still there and is
 * marked `data-home` gets the focus, instead of the top of the document.
 */
export function useFocusHome(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let last: Element | null = null;
    let homes: HTMLElement[] = [];
    const remember = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
      homes = homesAround(last);
    };
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected) return;
      last = null;
      const active = document.activeElement;
      if (active && active !== document.body) return;
      homes.find((home) => home.isConnected)?.focus();
    });
    element.addEventListener('focusin', remember);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [root]);
}

function homesAround(start: Element | null): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = start?.parentElement ?? null; at; at = at.parentElement) {
    if (at.dataset.home !== undefined) found.push(at);
  }
  return found;
}
