import type { PageAsk } from '../messaging/page-send';
import type { PageNews } from '../messaging/protocol';
import type { Refusal } from './refusals';
import type { Say } from './wording';

/** What the strip needs of the inbox script. */
export interface StripDeps {
  readonly ask: PageAsk;
  readonly say: Say;
  /** The person has closed it: there may be more to tell. */
  readonly onClose: () => void;
}

/** A press in this page that was not taken, or what the background has to tell. */
export type StripNews = PageNews | { readonly untaken: Refusal };

/** The one strip of a page, in which it is told what happened meanwhile. */
export interface Strip {
  /** The block that it tells of, while it is on the screen. */
  shown(): string | undefined;
  /** Tells this in the place of what was told before; null: there is nothing to tell, and what was told is over. */
  tell(news: StripNews | null, deps: StripDeps): void;
}

// As the menu's door: out of the page's reach.
const door = Symbol.for('cordon strip');
const world = globalThis as unknown as Record<symbol, Strip | undefined>;

/** The menu's script says that it has a strip. */
export function offerStrip(strip: Strip): void {
  world[door] = strip;
}

/** The strip, where the menu's script has been put into this frame. */
export function stripAtHand(): Strip | undefined {
  return world[door];
}
