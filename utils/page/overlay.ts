import type { Tongue } from '../platform/language';
import { hear, make, rootOf } from './dom';

/** A layer above the page, in a closed root of its own. */
export interface Overlay {
  readonly host: HTMLElement;
  readonly container: HTMLElement;
  /** Shows it beside the anchor, inside the window. Call after it was filled. */
  show(): void;
  remove(): void;
}

const gap = 4;

/**
 * Makes a layer above the page. `tongue` is that of its words, whose direction says from which edge of the anchor it starts. `onOutside` is called
 * when the person presses elsewhere, and when anything in the page is scrolled, by whomever.
 */
export function createOverlay(
  document: Document,
  styles: string,
  anchor: DOMRect,
  tongue: Tongue,
  onOutside: (event: Event) => void,
): Overlay {
  const host = make(document, 'div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = make(document, 'style');
  style.textContent = styles;
  const container = make(document, 'div');
  Object.assign(container, tongue);
  root.append(style, container);
  // The top layer: no z-index of the page can cover it.
  host.popover = 'manual';
  const listening = new AbortController();
  const { signal } = listening;

  // Keys and presses inside are not the console's.
  for (const type of ['click', 'pointerdown', 'mousedown', 'keydown', 'keyup', 'keypress', 'contextmenu']) {
    container.addEventListener(type, (event) => event.stopPropagation());
  }

  function outside(event: Event): void {
    if (event.target !== host) onOutside(event);
  }

  // What is shown changes, and with it the room that it needs.
  const resized = new ResizeObserver(place);

  function place(): void {
    const { width, height } = container.getBoundingClientRect();
    const below = anchor.bottom + gap + height <= innerHeight;
    const top = below ? anchor.bottom + gap : Math.max(gap, anchor.top - gap - height);
    const start = tongue.dir === 'rtl' ? anchor.right - width : anchor.left;
    const left = Math.min(Math.max(gap, start), innerWidth - width - gap);
    container.style.top = `${top}px`;
    container.style.left = `${left}px`;
  }

  return {
    host,
    container,
    show() {
      rootOf(document).append(host);
      host.showPopover();
      place();
      resized.observe(container);
      for (const type of ['pointerdown', 'scroll']) hear(document, type, outside, { signal, capture: true });
    },
    remove() {
      resized.disconnect();
      listening.abort();
      host.remove();
    },
  };
}
