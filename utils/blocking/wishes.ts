import { type CordonError, cordonError } from '../errors';
import { fail, ok, type Result } from '../result';
import {
  type Block,
  type BlockState,
  type Described,
  isLive,
  isTooLate,
  isTrouble,
  mayBeDone,
  operationOf,
  type Wish,
} from './block';
import type { Step } from './block-store';
import { braked, brakes, isBrakedBlock } from './brakes';
import { described } from './description';
import { type End, shortestBlock } from './end';
import { withEnd } from './ends';
import { noted, type Outcome } from './outcomes';
import { unseen } from './press';
import { asksAboutEnd } from './questions';
import { isForgotten } from './retention';
import { cutOffUntil } from './retry';
import { asBefore, met, returned } from './succession';

/** The outcome of a wish: the block as it now is, or why nothing changed. */
export type Wished = Step<Result<Block, CordonError>>;

/**
 * Ends a wish before its request left: a block is gone, a lift or a changed end returns to what was before. A block that waits after
 * its request left, and may be made, is lifted instead.
 */
export function undoWish(blocks: readonly Block[], id: string, now: number): Wished {
  return changing(blocks, id, (block) => {
    if (block.state.kind === 'undone') return ok({ block });
    const open = isLive(block) || block.state.kind === 'needs-you' || block.state.kind === 'held';
    if (mayBeLifted(block)) return ok({ block: liftedInstead(block) });
    if (mayBeDone(block) || !open) return fail(cordonError('too-late-to-undo'));
    return ok(block.automatic ? { block: kept(block) } : withdrawn(block, now));
  });
}

/**
 * Someone wants the block ended. Has the same window as a block, and in a page (`tabId`) the same brakes. Where it was not seen what
 * was pressed, a person is asked first.
 */
export function wishLift(
  blocks: readonly Block[],
  id: string,
  now: number,
  window: number,
  tabId?: number,
  seen = true,
  limits = brakes,
): Wished {
  return changing(blocks, id, (block) => {
    if (!seen) return askedFirst(block, { kind: 'not-blocked' }, now, tabId);
    const stopped = block.state.kind === 'failed' || isTrouble(block);
    const again = block.wish.kind === 'not-blocked' && stopped;
    if (block.wish.kind === 'not-blocked' && !again && block.state.kind !== 'lifted') {
      // What a page's presses left waiting goes out for a press in Cordon's own window.
      const waits = tabId === undefined && isBrakedBlock(block);
      const state: BlockState = { kind: 'waiting', sendsAt: now + window };
      return ok({ block: waits ? { ...block, rev: block.rev + 1, state, tabId } : block });
    }
    if (mayBeLifted(block)) return ok({ block: liftedInstead(block) });
    // A lift that may be done has no way back to a block that may be gone: it is tried again, and has no window.
    if (again && mayBeDone(block)) return ok({ block: released(block, now) });
    const perhaps = stopped && operationOf(block) === 'block' && mayBeDone(block);
    if (block.state.kind !== 'blocked' && !again && !perhaps) return fail(cordonError('unknown-block'));
    const state = braked(blocks, now, tabId !== undefined, limits) ?? { kind: 'waiting', sendsAt: now + window };
    const lift = { ...turnedTo(block, { kind: 'not-blocked' }, state), tabId, othersToo: false };
    return ok({ block: tabId === undefined ? lift : { ...lift, actAt: now } });
  });
}

/** Someone wants a block to end at another time. A console that ends no blocks need not hear of it. */
export function wishEnd(
  blocks: readonly Block[],
  id: string,
  end: End,
  now: number,
  window: number,
  tabId?: number,
  seen = true,
  limits = brakes,
): Wished {
  return changing(blocks, id, (block) => {
    if (!seen && end.until - now >= shortestBlock)
      return askedFirst(block, { kind: 'blocked', until: end.until, forGood: end.forGood }, now, tabId);
    const change = { end, now, sendsAt: now + window, tabId, held: braked(blocks, now, tabId !== undefined, limits) };
    // A block that stood beyond its end stands: the mark that is there is kept until the new one.
    const standing = standingOf(block);
    if (standing) return withEnd(standing, change);
    const meeting = met(block, now);
    if (meeting.kind === 'leaving') return fail(cordonError('unknown-outcome'));
    if (meeting.kind === 'joins') return withEnd(meeting.block, change);
    if (block.wish.kind !== 'not-blocked' || !mayBeDone(block)) return fail(cordonError('unknown-block'));
    return isTooLate({ ...block, wish: { kind: 'blocked', ...end } }, now)
      ? fail(cordonError('too-late'))
      : ok({
          block: wantedAnew(block, end, { ...change, sendsAt: Math.max(change.sendsAt, cutOffUntil(block.state)) }),
        });
  });
}

/** A standing block is to be lifted or to end at another time, and it is asked first whether that was meant. */
function askedFirst(block: Block, wish: Wish, now: number, tabId: number | undefined): Result<Outcome, CordonError> {
  if (block.state.kind !== 'blocked') return fail(cordonError('unknown-block'));
  const turned = { ...turnedTo(block, wish, unseen), tabId, othersToo: false, before: undefined };
  return ok(noted(turned, 'asked', now, unseen.error));
}

/** A block that stands, also behind a question about its end, or behind a lift that has not left. */
function standingOf(block: Block): Block | undefined {
  if (block.state.kind === 'blocked') return block;
  const { previous, state } = block;
  if (previous?.state.kind !== 'blocked') return undefined;
  const asked = state.kind === 'needs-you' && asksAboutEnd(state.error.code);
  const lift = block.wish.kind === 'not-blocked' && !mayBeDone(block) && state.kind !== 'lifted';
  return asked || lift ? returned(block, previous) : undefined;
}

/** A lift that may be done is not waited for: the contact is to be blocked, whatever comes of it. */
function wantedAnew(
  block: Block,
  end: End,
  at: { readonly now: number; readonly sendsAt: number; readonly tabId?: number | undefined },
): Block {
  const { before: _, named: __, declined: ___, ...rest } = block;
  return {
    ...rest,
    rev: block.rev + 1,
    wish: { kind: 'blocked', until: end.until, forGood: end.forGood },
    state: { kind: 'waiting', sendsAt: at.sendsAt },
    sent: false,
    doubt: undefined,
    accepted: undefined,
    automatic: false,
    pressedAt: at.now,
    tabId: at.tabId,
    previous: asBefore(block),
  };
}

/**
 * Someone says why a block was made, at any time until it is forgotten. It is no wish: nothing that is under way for the block hears of
 * it. `kept` is how long names are kept (milliseconds).
 */
export function describeBlock(
  blocks: readonly Block[],
  id: string,
  said: Described,
  now: number,
  kept?: number,
): Wished {
  return changing(blocks, id, (block) =>
    isForgotten(block, now, kept) ? fail(cordonError('unknown-block')) : ok({ block: described(block, said) }),
  );
}

/** A person wants what failed or is held tried again: at once, or as soon as the console allows. */
export function retryWish(blocks: readonly Block[], id: string, now: number): Wished {
  return changing(blocks, id, (block) => {
    if (block.state.kind === 'retrying') {
      // A console may still be at work on a request that was cut off: nobody can hurry that.
      const at = Math.max(now, block.state.error.notBefore ?? 0);
      return ok({ block: { ...block, state: { ...block.state, at } } });
    }
    if (block.state.kind !== 'failed' && block.state.kind !== 'held' && !isTrouble(block))
      return fail(cordonError('unknown-block'));
    return triedAgain(block, now);
  });
}

/** The same wish once more; where its time is over, and nothing was made of it, a person is asked whether it is wanted from now on. */
export function triedAgain(block: Block, now: number): Result<Outcome, CordonError> {
  if (!isTooLate(block, now)) return ok({ block: released(block, now) });
  if (mayBeDone(block)) return fail(cordonError('too-late'));
  const error = cordonError('too-late');
  return ok(noted({ ...block, rev: block.rev + 1, state: { kind: 'needs-you', error } }, 'asked', now, error));
}

/** Does one change to the block of this id. */
export function changing(
  blocks: readonly Block[],
  id: string,
  change: (block: Block) => Result<Outcome, CordonError>,
): Wished {
  const block = blocks.find((candidate) => candidate.id === id);
  const changed = block ? change(block) : fail(cordonError('unknown-block'));
  if (!changed.ok) return { result: changed };
  const { block: next, note } = changed.value;
  if (next === block) return { result: ok(next) };
  return { put: [next], note: note ? [note] : [], result: ok(next) };
}

/** The same block with another wish in its window, and the way back. */
export function turnedTo(block: Block, wish: Wish, state: BlockState): Block {
  return {
    ...block,
    rev: block.rev + 1,
    wish,
    state,
    sent: false,
    doubt: undefined,
    accepted: undefined,
    named: undefined,
    declined: undefined,
    automatic: false,
    previous: block.previous ?? { wish: block.wish, state: block.state },
  };
}

/** A block that waits, whose request left, and which may be made: only a lift can take it back. */
function mayBeLifted(block: Block): boolean {
  const waits = block.state.kind === 'held' || block.state.kind === 'retrying';
  return waits && mayBeDone(block) && operationOf(block) === 'block';
}

/** The lift waits as the block did: the console may still be at work on what was sent. */
function liftedInstead(block: Block): Block {
  const lift = turnedTo(block, { kind: 'not-blocked' }, block.state);
  return { ...lift, tabId: undefined, othersToo: false, previous: asBefore(block) };
}

/** What waited goes on: at once, or by asking first what came of what was sent. */
export function released(block: Block, now: number, window = 0): Block {
  // What the console certainly did nothing about can have a window again.
  const left = window > 0 ? mayBeDone(block) : block.sent;
  const state: BlockState = left
    ? { kind: 'retrying', at: now, attempts: 0, error: cordonError('unknown-outcome') }
    : { kind: 'waiting', sendsAt: now + window };
  return { ...block, rev: block.rev + 1, state };
}

/** Cordon was to end the block by itself, and a person does not want that: it stands, and nobody ends it. */
export function kept(block: Block): Block {
  const { previous } = block;
  const back = previous?.state.kind === 'blocked' ? returned(block, previous) : block;
  return back.state.kind === 'blocked' ? { ...back, state: { ...back.state, endedBy: 'nobody' } } : back;
}

/** Takes a wish back of which nothing is on the console: there is no block, or what was before. */
export function withdrawn(block: Block, now: number): Outcome {
  const { previous, ...rest } = block;
  if (previous) return { block: returned(block, previous) };
  return noted({ ...rest, rev: block.rev + 1, state: { kind: 'undone', at: now } }, 'undone', now);
}
