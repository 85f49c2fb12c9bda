import type { Standing } from './seen-still';

/** What a press at this moment means: it was aimed at what was seen, at something that was not, or at what had just come there. */
export type Sight = 'seen' | 'not-seen' | 'moved';

/** What is watched: the part of a host that must be seen. */
export interface Watched {
  readonly host: Element;
  readonly part: Element;
  /** Whose button it is; left out where it is none, but a layer of several. */
  readonly who?: () => string;
}

/** What the watching needs of the page. */
export interface SeenDeps {
  readonly view: Window;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
  /** Where the buttons are now. */
  readonly standing: () => readonly Standing[];
}

/** Watches whether what is pressed is seen. */
export interface Seen {
  /** Watches a part of a host from now on. */
  watch(watched: Watched): void;
  /** Takes an event of the window, one of `heardEvents`, before the page has it. */
  hear(event: Event): void;
  /** The page has changed: buttons may have moved. */
  changed(): void;
  /** Judges a click on a watched host that is happening now. `clicked` is what was clicked, where that is not the part watched. */
  judge(host: Element, byPointer: boolean, clicked?: Element): Sight;
  stop(): void;
}

/** Makes the watching of one page. */
export type MakeSeen = (deps: SeenDeps) => Seen;

/** What the window must be heard for from the very start: whoever listens first hears first. */
export const heardEvents = ['pointerover', 'pointerdown', 'pointermove', 'scroll'] as const;

// Both scripts share the extension's isolated world in this frame: a symbol there is out of the page's reach.
const door = Symbol.for('cordon seen');

const world = globalThis as unknown as Record<symbol, MakeSeen | undefined>;

/** The watching's script says that it is there. */
export function offerSeen(make: MakeSeen): void {
  world[door] = make;
}

/** The watching, where its script has been put into this frame. */
export function seenAtHand(): MakeSeen | undefined {
  return world[door];
}
