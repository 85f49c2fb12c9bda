import type { Described } from '../blocking/block';
import type { EndChoice, EndLimits } from '../blocking/end';
import type { BlockMenu, BlockView, PageWelcome } from '../messaging/protocol';

/** What the organisation leaves to choose beside a name. */
export interface MenuLimits extends EndLimits {
  /** Whether a block may be lifted, or made to end earlier, in a page. */
  readonly mayLift: boolean;
  /** Until when the block that stands lasts (epoch milliseconds; Infinity for good): it may not end earlier where it may not be lifted. */
  readonly standsUntil?: number | undefined;
}

/** What the inbox script hands to the menu's script. */
export interface MenuRequest extends Pick<PageWelcome, 'reasons' | 'agentName'> {
  /** Where the button is at this moment, in the window's coordinates. */
  readonly anchor: () => DOMRect;
  /** The contact's name, fit to show. */
  readonly name: string;
  /** Whether a block stands, or may stand, that can be lifted. */
  readonly lifts: boolean;
  /** What the choice of an end does: a block, another end of the one that stands, or nothing, and then there is none to choose. */
  readonly ends: BlockMenu['ends'];
  /** The choice that a plain press would take. */
  readonly end: EndChoice;
  readonly limits: MenuLimits;
  /** What is known of this contact's latest block. */
  readonly block?: BlockView | undefined;
  /** What was said of the block that is made or stands; undefined where the next press makes one of its own. */
  readonly described?: Described | undefined;
  /** What Block does on this console, and what it does not stop: sentences to show. */
  readonly about: readonly string[];
  readonly say: (key: string, ...substitutions: string[]) => string;
  /** An end was chosen: of a new block, or another one of the block that stands. */
  readonly onEnd: (end: EndChoice, seen: boolean, said?: Described) => void;
  /** `seen`: nothing hid what was chosen from the person. */
  readonly onLift: (seen: boolean) => void;
  /** Saves why; gives the sentence that says why it was not saved. */
  readonly onDescribe: (said: Described) => Promise<string | undefined>;
  /** Watches from now on whether this part of the menu is seen. */
  readonly watch: (host: Element, part: Element) => void;
  /** Whether what is clicked at this moment is seen. */
  readonly isSeen: (host: Element, clicked: Element, byPointer: boolean) => boolean;
  /** Called once, however the menu closes. `unasked`: no person closed it. */
  readonly onClose: (unasked?: boolean) => void;
}

/** Opens the menu and gives back how to close it. */
export type OpenMenu = (request: MenuRequest) => () => void;

/** What is told after a press: what Block does, once, and where it has to be said, why somebody is blocked. */
export interface NoteRequest extends Pick<MenuRequest, 'about' | 'say'> {
  readonly why?: WhyRequest | undefined;
}

/** The question why somebody is blocked. */
export interface WhyRequest extends Pick<MenuRequest, 'name' | 'reasons'> {
  /** Saves the reason; gives the sentence that says why it was not saved. */
  readonly onReason: (reason: string) => Promise<string | undefined>;
  /** Called where the question goes with the keyboard in it. */
  readonly onLeft: () => void;
}

/**
 * Shows a note in a corner, away from the names, until the person presses anything or, but for a question, scrolls. It takes no focus.
 * Gives back how to close it.
 */
export type OpenNote = (request: NoteRequest) => () => void;

// Both scripts share the extension's isolated world in this frame: a symbol there is out of the page's reach.
const door = Symbol.for('cordon menu');

interface Doors {
  readonly menu: OpenMenu;
  readonly note: OpenNote;
}

const world = globalThis as unknown as Record<symbol, Doors | undefined>;

/** The menu's script says that it is there. */
export function offerMenu(menu: OpenMenu, note: OpenNote): void {
  world[door] = { menu, note };
}

/** The menu, where its script has been put into this frame. */
export function menuAtHand(): OpenMenu | undefined {
  return world[door]?.menu;
}

/** The note, where the menu's script has been put into this frame. */
export function noteAtHand(): OpenNote | undefined {
  return world[door]?.note;
}
