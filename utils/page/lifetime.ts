import { isGone } from '../messaging/page-send';
import type { Broadcast, OpenContact } from '../messaging/protocol';
import type { Hear, PageApi } from '../platform/page-api';
import { hear as hearEvent, isVisible } from './dom';
import { hintAttributes } from './patterns';

/** What a copy of the inbox script is told. */
export interface LifetimeDeps {
  readonly api: PageApi;
  readonly document: Document;
  readonly view: Window;
  /** Look again at what serves this page and what is known. */
  readonly onWake: () => void;
  /** What the popup is told of this frame; undefined where there is nothing to tell. */
  readonly onAsked: () => OpenContact | undefined;
  /** The page changed. */
  readonly onMutation: () => void;
  /** Another copy takes over: take everything away. */
  readonly onLeave: () => void;
}

// One living copy a frame: copies of the same installation share the isolated world, copies from before an update do not.
const living = Symbol.for('cordon inbox');
const world = globalThis as unknown as Record<
  symbol,
  { readonly alive: () => boolean; readonly again: () => void } | undefined
>;

/** True where a living copy of this script is in this frame already; it is told to look again. */
export function wakeLivingCopy(): boolean {
  const copy = world[living];
  if (!copy?.alive()) return false;
  copy.again();
  return true;
}

/** How often a page that is seen asks again, so that what it shows is held against the console (milliseconds). */
const lookEvery = 600_000;

/** How often the background is woken by a pointer that hovers (milliseconds). */
const approachEvery = 5_000;

const watchedAttributes = ['href', 'class', 'hidden', ...hintAttributes];

/** Everything that keeps one copy of the inbox script going and ends it: observer, messages, timers, the handshake with other copies. */
export function createLifetime(deps: LifetimeDeps) {
  const { api, document, view } = deps;
  const ending = new AbortController();
  const signal = ending.signal;
  const resting = new AbortController();
  let frame = 0;
  let ticking: ReturnType<typeof setTimeout> | undefined;
  let looking: ReturnType<typeof setTimeout> | undefined;
  let lookedAt = Date.now();
  let approached = 0;
  let holding = 0;
  let away = false;
  let agreed: string | undefined;

  const observer = new MutationObserver(soon);

  function watch(attributes: readonly string[]): void {
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: [...watchedAttributes, ...attributes],
    });
  }

  /** However much changes, the page is looked at once a frame. */
  function soon(): void {
    if (frame === 0) frame = view.requestAnimationFrame(mutated);
  }

  function mutated(): void {
    frame = 0;
    if (signal.aborted) return;
    deps.onMutation();
    // What was just written is ours.
    observer.takeRecords();
  }

  const hear: Hear = (message, sender, answer) => {
    if (sender.id !== api.runtime.id) return;
    const type = (message as Partial<Broadcast> | null)?.type;
    if (type === 'changed') deps.onWake();
    const open = type === 'open' && deps.onAsked();
    // A frame that has nothing to tell leaves the answer to the others.
    if (open) answer(open);
  };

  function end(): void {
    if (signal.aborted) return;
    rest();
    ending.abort();
    if (world[living]?.again === again) world[living] = undefined;
    deps.onLeave();
  }

  /** Stops watching, but leaves what stands. */
  function rest(): void {
    observer.disconnect();
    view.cancelAnimationFrame(frame);
    clearTimeout(ticking);
    clearTimeout(looking);
    resting.abort();
    try {
      api.runtime.onMessage.removeListener(hear);
    } catch {
      // The extension is gone, and its listeners with it.
    }
  }

  /** Keeps one timer while the page is seen. Seen again after a long time, it asks at once. */
  function look(): void {
    clearTimeout(looking);
    if (!isVisible(document)) return;
    const left = lookedAt + lookEvery - Date.now();
    if (left <= 0) {
      lookedAt = Date.now();
      deps.onWake();
    }
    looking = setTimeout(look, left > 0 ? left : lookEvery);
  }

  function again(): void {
    deps.onWake();
  }

  /** A page that was left has no layout to read; one that comes back whole has missed what happened meanwhile. */
  function setAway(left: boolean, persisted = false): void {
    away = left;
    if (persisted) deps.onWake();
  }

  world[living] = { alive: () => !signal.aborted && !isGone(api), again };
  api.runtime.onMessage.addListener(hear);
  hearEvent(document, 'visibilitychange', look, { signal: resting.signal });
  look();
  view.addEventListener('popstate', () => mutated(), { signal });
  view.addEventListener('hashchange', () => mutated(), { signal });
  // A single-page app may change its address after it has drawn. Firefox tells of it from 147 on.
  view.navigation?.addEventListener('currententrychange', soon, { signal });
  view.addEventListener('pagehide', () => setAway(true), { signal });
  view.addEventListener('pageshow', ({ persisted }) => setAway(false, persisted), { signal });
  view.addEventListener(
    'beforeunload',
    (event) => {
      if (holding > 0) event.preventDefault();
    },
    { signal },
  );
  watch([]);

  return {
    /** True while nothing may be drawn: another copy took over, or the page was left. */
    away: () => away || signal.aborted,
    rest,
    /** Watches these attributes too: a row that is used for another contact of the same name may change nothing else. */
    watchAlso: watch,
    /** Takes the installation's own name: an older copy that hears it leaves, and this one will when a newer says it. */
    agree(handshake: string): void {
      if (agreed === handshake) return;
      agreed = handshake;
      EventTarget.prototype.dispatchEvent.call(document, new Event(handshake));
      hearEvent(document, handshake, end, { signal });
    },
    /** The pointer or focus came near: the background is woken, so that a press finds it awake. */
    approach(): void {
      const now = Date.now();
      if (now - approached < approachEvery) return;
      approached = now;
      deps.onWake();
    },
    /** Keeps the page from closing without a question until the promise settles. */
    async hold<T>(promise: Promise<T>): Promise<T> {
      holding += 1;
      try {
        return await promise;
      } finally {
        holding -= 1;
      }
    },
    /** Calls `tick` once after so many milliseconds, instead of what was set before; undefined sets nothing. */
    tickAfter(delay: number | undefined, tick: () => void): void {
      clearTimeout(ticking);
      if (delay !== undefined && !signal.aborted) ticking = setTimeout(tick, delay + 5);
    },
  };
}
