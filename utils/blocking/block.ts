import { type ConsoleRecord, type Contact, type RecordId, type Reference, referenceKey } from '../consoles/types';
import type { CordonError } from '../errors';
import type { OperationKind } from '../messaging/protocol';
import { shortestBlock } from './end';
import { isQuestion, raisedInPage } from './questions';

/** What is wanted of a contact. */
export type Wish =
  | { readonly kind: 'blocked'; readonly until: number; readonly forGood: boolean }
  | { readonly kind: 'not-blocked' };

/** How far the wish has come. Times are epoch milliseconds. */
export type BlockState =
  /** In the undo window. Nothing has been sent, and nothing is before `sendsAt`. */
  | { readonly kind: 'waiting'; readonly sendsAt: number }
  /** A request may be on its way. Whoever finds this after `leaseEnds` knows nothing of its outcome. */
  | {
      readonly kind: 'sending';
      readonly leaseEnds: number;
      readonly attempts: number;
      readonly since?: number | undefined;
    }
  /** `since`: when it went wrong first; what goes wrong for a day is for a person to know. */
  | {
      readonly kind: 'retrying';
      readonly at: number;
      readonly attempts: number;
      readonly since?: number | undefined;
      readonly error: CordonError;
    }
  /** Waits without a time: for a person, or for what a person does about the connection. */
  | { readonly kind: 'held'; readonly error: CordonError }
  /** A person is asked, or has to see to what went wrong. A lift that nobody asked for tries `again` by itself. */
  | {
      readonly kind: 'needs-you';
      readonly error: CordonError;
      readonly records?: readonly ConsoleRecord[] | undefined;
      readonly contacts?: readonly Contact[] | undefined;
      readonly again?: number | undefined;
    }
  | { readonly kind: 'failed'; readonly error: CordonError }
  | {
      readonly kind: 'blocked';
      readonly seen: boolean;
      /** The end in the console's list, where it is another than the wish. */
      readonly storedUntil?: number | undefined;
      readonly checkedAt: number;
      readonly sentAt: number;
      /** Who ends it: the console by itself, Cordon (not before `liftAt`), or nobody, since a person decided so. */
      readonly endedBy: 'console' | 'cordon' | 'nobody';
      readonly liftAt?: number | undefined;
      /** Why a change of its end did not happen. */
      readonly notChanged?: CordonError | undefined;
    }
  /** `elsewhere`: not by Cordon; somebody lifted it on the console, or it ended there. */
  | {
      readonly kind: 'lifted';
      readonly at: number;
      readonly rules: readonly ConsoleRecord[];
      readonly elsewhere: boolean;
    }
  | { readonly kind: 'undone'; readonly at: number };

/** What an undo returns to. What is left out is as the block has it. */
export interface Before {
  readonly wish: Wish;
  readonly state: BlockState;
  /** Its time was over already when somebody wanted the contact blocked anew: it is not its end that is changed. */
  readonly over?: boolean | undefined;
  readonly contact?: Contact | undefined;
  readonly doubt?: boolean | undefined;
  readonly automatic?: boolean | undefined;
  readonly turned?: boolean | undefined;
  /** What was said of it, where the block that took its place has words of its own. */
  readonly described?: Described | undefined;
  readonly previous?: Before | undefined;
}

/** Why somebody is blocked, in the words of whoever blocked. */
export interface Described {
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
}

/** A record that a person was shown. One with the same id that was made later is another. */
export type NamedRecord = Pick<ConsoleRecord, 'id' | 'madeAt'>;

/** The one record of a contact that somebody wanted blocked: the wish, whose it is, and how far it came. */
export interface Block {
  readonly schema: 2;
  /** Made by whoever pressed, so that a message sent twice is one block. */
  readonly id: string;
  readonly connectionId: string;
  /** Counts the changes of the wish. */
  readonly rev: number;
  readonly reference: Reference;
  /** Keys of other references that turned out to mean this contact. */
  readonly aliases: readonly string[];
  /** The name the person saw beside the button; empty where the API's own name was on the screen. Hostile text. */
  readonly pageName: string;
  readonly contact?: Contact | undefined;
  /** The person has said that this contact is meant, though the names differ. */
  readonly confirmed: boolean;
  readonly wish: Wish;
  /** When a person chose this very end: then it also counts for a block that turns out to stand already, unless that was chosen later. */
  readonly chosenAt?: number | undefined;
  readonly state: BlockState;
  /** A request for this wish may have left. From then on undo is a lift. */
  readonly sent: boolean;
  /** False where the console certainly did nothing of what was sent: it said no, or showed so. Else what came of it is not known. */
  readonly doubt?: boolean | undefined;
  readonly pressedAt: number;
  /** The tab of the press: when it closes, the window closes. */
  readonly tabId?: number | undefined;
  /** Pressed in a page, where the brakes count. */
  readonly fromPage: boolean;
  /** When a page last asked to lift it or to change its end: the brakes count that too. */
  readonly actAt?: number | undefined;
  /** Records on the console that Cordon made for this contact. */
  readonly ours: readonly RecordId[];
  /** When Cordon's mark was made, on a console with one mark per contact which says so. One made later is another's. */
  readonly markedAt?: number | undefined;
  /** Records of this contact that were there, or that Cordon had made, before this wish was sent; undefined until they were read. */
  readonly before?: readonly RecordId[] | undefined;
  /** When `before` was read. */
  readonly readAt?: number | undefined;
  /** The console said yes to a changed end: nothing is sent again, its list is still to show it, and older records are to go. */
  readonly accepted?: boolean | undefined;
  /** The person agreed to add to records that are not Cordon's. */
  readonly othersToo: boolean;
  /** The records that the person agreed to remove with a lift, though they are not Cordon's. */
  readonly named?: readonly NamedRecord[] | undefined;
  /** Cordon itself ends the block, since its time is over: only its own records go. */
  readonly automatic: boolean;
  /** A person took a lift back that may be done: nothing more is sent, and the console says what is true. */
  readonly declined?: boolean | undefined;
  /** The contact was not blocked before: only then does Cordon end the block by itself. */
  readonly turned: boolean;
  /** Why, in a few words, and what else is to be known: written by people, and kept as long as names are. */
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  /** How often Cordon has blocked this contact here, this block included once it was made; left out, never. */
  readonly times?: number | undefined;
  /** For a lift, a changed end, or a press after something that failed halfway or whose time was over: what an undo returns to. */
  readonly previous?: Before | undefined;
}

/** When a standing block ends (epoch milliseconds). */
export function endOfBlock({ wish, state }: Pick<Block, 'wish' | 'state'>): number {
  const wished = wish.kind === 'blocked' ? wish.until : 0;
  return state.kind === 'blocked' ? (state.storedUntil ?? wished) : wished;
}

/** Whether a block that stood has come to its end, by this machine's clock. */
export function isOver({ wish, state }: Pick<Block, 'wish' | 'state'>, now: number): boolean {
  return state.kind === 'blocked' && state.endedBy !== 'nobody' && endOfBlock({ wish, state }) <= now;
}

/**
 * Whether a person is asked about what was pressed in a page. What only time raised, such as a block whose end is overdue, was not:
 * nobody stands before it. Nor is what went wrong a question: the page itself says it.
 */
export function asksInPage(block: Block): boolean {
  if (block.state.kind !== 'needs-you' || !raisedInPage(block.state.error.code)) return false;
  // A lift has the tab of its own press; a block may outlive the tab that it was pressed in.
  return operationOf(block) === 'lift' ? block.tabId !== undefined && !block.automatic : block.fromPage;
}

/** Whether a person has to see to what went wrong, as against a question about what is meant. */
export function isTrouble({ state }: Pick<Block, 'state'>): boolean {
  return state.kind === 'needs-you' && !isQuestion(state.error.code);
}

/** Whether the block's work is the making, the changing of its end, or the lifting. */
export function operationOf(block: Block): OperationKind {
  if (block.wish.kind === 'not-blocked') return 'lift';
  return changesEnd(block) ? 'change' : 'block';
}

/** Whether the wish is another end for a block that stands. */
export function changesEnd({ wish, previous }: Pick<Block, 'wish' | 'previous'>): boolean {
  return wish.kind === 'blocked' && previous?.state.kind === 'blocked' && !previous.over;
}

/** Whether something that was sent for this wish may have been done, and nobody knows. */
export function mayBeDone(block: Pick<Block, 'sent' | 'doubt'>): boolean {
  return block.sent && block.doubt !== false;
}

/** Whether this reference, on this connection, means the block's contact as far as Cordon knows. */
export function isAbout(block: Block, connectionId: string, key: string): boolean {
  if (block.connectionId !== connectionId) return false;
  if (referenceKey(block.reference) === key || block.aliases.includes(key)) return true;
  return block.contact !== undefined && referenceKey({ kind: 'contact', contactId: block.contact.id }) === key;
}

/** Whether there is still work to do without a person. */
export function isLive(block: Block): boolean {
  return block.state.kind === 'waiting' || block.state.kind === 'sending' || block.state.kind === 'retrying';
}

/** How often it was tried so far. */
export function attemptsOf({ state }: Block): number {
  return state.kind === 'retrying' || state.kind === 'sending' ? state.attempts : 0;
}

/** When it went wrong first (epoch milliseconds); undefined where it has not. */
export function sinceOf({ state }: Block): number | undefined {
  return state.kind === 'retrying' || state.kind === 'sending' ? state.since : undefined;
}

/** Whether a block whose request has not left has no time left that is worth sending. */
export function isTooLate(block: Block, now: number): boolean {
  return block.wish.kind === 'blocked' && block.wish.until - now < shortestBlock;
}

/** When the next step is due (epoch milliseconds); undefined where none is. */
export function dueAt(block: Block): number | undefined {
  switch (block.state.kind) {
    case 'waiting':
      return block.state.sendsAt;
    case 'sending':
      return block.state.leaseEnds;
    case 'retrying':
      return Math.min(block.state.at, lastMoment(block) ?? Number.POSITIVE_INFINITY);
    case 'held':
      return lastMoment(block);
    case 'needs-you':
      return block.state.again;
    case 'blocked':
      // The console ends its own blocks without Cordon; where it cannot, Cordon must be there.
      return block.state.endedBy === 'cordon' ? (block.state.liftAt ?? endOfBlock(block)) : undefined;
    default:
      return undefined;
  }
}

/** When it is too late for a block that waits and was never made: then that is said. */
function lastMoment(block: Block): number | undefined {
  if (block.wish.kind !== 'blocked' || mayBeDone(block)) return undefined;
  return block.wish.until - shortestBlock + 1;
}
