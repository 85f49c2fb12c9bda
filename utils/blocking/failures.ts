import { type CordonError, cordonError } from '../errors';
import { attemptsOf, type Before, type Block, type BlockState, changesEnd, isOver, mayBeDone, sinceOf } from './block';
import { noted, type Outcome } from './outcomes';
import { isCutOff, nextTry, verdictOn, waitAfter } from './retry';

/** How long a lift of Cordon's own rests that was given up after a day (milliseconds). */
const restOfLift = 3_600_000;

/** When and where something went wrong. */
export interface Moment {
  readonly now: number;
  readonly online: boolean;
  /** A number from 0 to 1. */
  readonly random: () => number;
}

/** Nothing is sent for this connection now: until a time, or until a person has seen to it. `doubt` as in `failedWith`. */
export function heldBack(
  worked: Block,
  open: { readonly error: CordonError; readonly until?: number | undefined },
  at: Moment,
  doubt?: boolean,
): Outcome {
  const block = doubt === undefined ? worked : { ...worked, doubt };
  if (isInWindow(block, at.now)) return { block };
  if (open.until === undefined) return afresh(block, { kind: 'held', error: open.error });
  // The jitter comes after the pause, never before: not everything that waited leaves at one moment.
  const attempts = attemptsOf(block);
  const error = { ...open.error, notBefore: open.until };
  const next = nextTry(attempts, error, at.now, at.random);
  return afresh(block, { kind: 'retrying', at: next, attempts, since: sinceOf(block), error });
}

/**
 * What is to be told beside an error: whom or what a person chooses from, whether what was sent may be done all the same, and that
 * this was the last try.
 */
export type Circumstances = Pick<Extract<BlockState, { kind: 'needs-you' }>, 'records' | 'contacts'> & {
  readonly doubt?: boolean;
  readonly last?: boolean;
};

/** Something went wrong: tried again, asked, or ended, by what it was. */
export function failedWith(
  worked: Block,
  told: CordonError,
  at: Moment,
  { doubt, last, ...question }: Circumstances = {},
): Outcome {
  const block = doubt === undefined ? worked : { ...worked, doubt };
  const verdict = verdictOn(told, at.now);
  // What goes wrong in the window is tried once more when the window is over, and nobody need hear of it; only who can unlock must.
  const silent = verdict === 'retry' || (verdict === 'held' && told.code !== 'locked');
  if (silent && isInWindow(block, at.now)) return { block };
  if (verdict === 'held') return afresh(block, { kind: 'held', error: told });
  const error = verdict === 'retry' ? notBeforeItsEnd(block, told) : told;
  const wait = verdict === 'retry' && !last ? waitAfter(triesOf(block, error, at)) : undefined;
  if (wait) return afresh(block, wait);
  if (changesEnd(block) && block.previous && !isOver(block.previous, at.now)) {
    return notChanged(block, block.previous, error, at.now);
  }
  // Of what may be there nobody asks whether it is wanted anew.
  const ended = verdict === 'failed' || (error.code === 'too-late' && mayBeDone(block));
  if (ended && !block.automatic) {
    return noted({ ...standingBehind(block), state: { kind: 'failed', error } }, 'failed', at.now, error);
  }
  const again = block.automatic ? { again: at.now + restOfLift } : {};
  return noted({ ...block, state: { kind: 'needs-you', error, ...question, ...again } }, 'asked', at.now, error);
}

/** A console may still be at work on a request that was cut off: nothing is read or sent before it has given up, too. */
function notBeforeItsEnd({ state }: Block, error: CordonError): CordonError {
  if (state.kind !== 'sending' || !isCutOff(error)) return error;
  return cordonError(error.code, { ...error, notBefore: Math.max(state.leaseEnds, error.notBefore ?? 0) });
}

function triesOf(block: Block, error: CordonError, at: Moment): Parameters<typeof waitAfter>[0] {
  const sending = block.state.kind === 'sending' && block.wish.kind === 'blocked';
  const forDay = block.automatic;
  return { ...at, attempts: attemptsOf(block), since: sinceOf(block), error, forDay, sending };
}

function isInWindow(block: Block, now: number): boolean {
  return block.state.kind === 'waiting' && block.state.sendsAt > now;
}

/** Waits. What has not been sent is read afresh before it is: the console may have changed meanwhile. */
function afresh(block: Block, state: BlockState): Outcome {
  const { before, readAt, ...rest } = block;
  return { block: block.sent ? { ...block, state } : { ...rest, state } };
}

/** A new block that failed may have an older one behind it that stands: then nobody calls the contact not blocked. */
function standingBehind(block: Block): Block {
  const { previous } = block;
  const stands = block.wish.kind === 'blocked' && previous !== undefined && previous.state.kind !== 'failed';
  return stands ? { ...block, sent: true, doubt: true } : block;
}

/** A change of the end that failed leaves the block that stands; where the new record is there already, with both. */
function notChanged(block: Block, before: Before, error: CordonError, now: number): Outcome {
  const { previous: _, accepted, doubt: __, ...rest } = block;
  const rev = block.rev + 1;
  if (before.state.kind !== 'blocked') return { block };
  if (!accepted) {
    const state: BlockState = { ...before.state, notChanged: error };
    return noted({ ...rest, rev, wish: before.wish, state, sent: true }, 'failed', now, error);
  }
  const { endedBy } = before.state;
  const state: BlockState = { kind: 'blocked', seen: false, checkedAt: now, sentAt: now, endedBy, notChanged: error };
  return noted({ ...rest, rev, state }, 'failed', now, error);
}
