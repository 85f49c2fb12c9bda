import type { Recipe } from '../consoles/recipe';
import type { createButton } from './button';
import type { createFitting } from './fitting';
import type { Discovery } from './found';
import type { createNearby } from './nearby';
import type { openContact } from './open-contact';
import type { createPlacement } from './placement';

/** All that is about the names of one page: finding them, choosing those near what is seen, the place beside each, the button there,
 * and how many of its words fit. */
export interface Discovering {
  /** The discovery for pages of the console that this recipe describes. */
  by(recipe: Recipe): { look(): Discovery };
  /** Whose conversation or page it is, of the names on it. */
  open: typeof openContact;
  readonly nearby: ReturnType<typeof createNearby>;
  readonly createButton: typeof createButton;
  readonly placement: ReturnType<typeof createPlacement>;
  readonly fitting: ReturnType<typeof createFitting>;
}

/** Makes it. `changed` calls when other names are near what is seen. */
export type MakeDiscovery = (document: Document, view: Window, changed: () => void) => Discovering;

// Both scripts share the extension's isolated world in this frame: a symbol there is out of the page's reach.
const door = Symbol.for('cordon discovery');

const world = globalThis as unknown as Record<symbol, MakeDiscovery | undefined>;

/** The discovery's script says that it is there. */
export function offerDiscovery(make: MakeDiscovery): void {
  world[door] = make;
}

/** The discovery, where its script has been put into this frame. */
export function discoveryAtHand(): MakeDiscovery | undefined {
  return world[door];
}

/** What another version of the extension left in this frame counts for nothing. */
export function forgetDiscovery(): void {
  world[door] = undefined;
}
