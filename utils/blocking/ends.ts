import { type CordonError, cordonError } from '../errors';
import { fail, ok, type Result } from '../result';
import { type Block, type BlockState, mayBeDone, type Wish } from './block';
import { type End, shortestBlock } from './end';
import { noted, type Outcome } from './outcomes';

/** Another end that a person chose, and where. Times are epoch milliseconds. */
export interface ChosenEnd {
  readonly end: End;
  readonly now: number;
  /** When the window of this choice is over. */
  readonly sendsAt: number;
  /** The tab of the press; left out where it was none in a page. */
  readonly tabId?: number | undefined;
  /** Set where the brakes hold it. */
  readonly held?: BlockState | undefined;
}

/**
 * The block with another end: one that waits takes it, one that is asked about keeps its question, and one that stands is changed,
 * by a request where the console ends its blocks. Refused where the end that was asked for is on its way.
 */
export function withEnd(block: Block, chosen: ChosenEnd): Result<Outcome, CordonError> {
  const { end, now } = chosen;
  const { state } = block;
  const wish: Wish = { kind: 'blocked', until: end.until, forGood: end.forGood };
  const changed: Block = { ...block, rev: block.rev + 1, wish, chosenAt: now };
  if (end.until - now < shortestBlock) return fail(cordonError('too-late'));
  switch (state.kind) {
    case 'waiting':
      return ok({ block: { ...changed, state: { kind: 'waiting', sendsAt: chosen.sendsAt } } });
    case 'needs-you':
      return ok({ block: changed });
    case 'held':
    case 'retrying':
      // The end that was asked for first is on its way: this one would be taken and not be done.
      return mayBeDone(block) ? fail(cordonError('unknown-outcome')) : ok({ block: changed });
    case 'blocked':
      // A record for the end that is there already would stand beside the one that has it.
      if (state.endedBy === 'console' && state.storedUntil === undefined && hasEnd(block, end))
        return ok({ block: { ...block, chosenAt: now } });
      return ok(state.endedBy === 'console' || chosen.held ? asked(block, changed, chosen) : moved(changed, chosen));
    default:
      return fail(cordonError(state.kind === 'sending' ? 'unknown-outcome' : 'unknown-block'));
  }
}

/** Whether this is the end that the block has already: the same press twice is one. */
export function hasEnd({ wish }: Block, end: End): boolean {
  if (wish.kind !== 'blocked' || wish.forGood !== end.forGood) return false;
  return end.forGood || Math.abs(wish.until - end.until) < shortestBlock;
}

/** The console has to hear of it. */
function asked(block: Block, changed: Block, { now, sendsAt, tabId, held }: ChosenEnd): Outcome {
  return {
    block: {
      ...changed,
      state: held ?? { kind: 'waiting', sendsAt },
      sent: false,
      doubt: undefined,
      accepted: undefined,
      automatic: false,
      pressedAt: now,
      tabId,
      before: undefined,
      previous: { wish: block.wish, state: block.state },
      ...(tabId !== undefined && { actAt: now }),
    },
  };
}

/** Nobody but Cordon knows the end. */
function moved(block: Block, { now, tabId }: ChosenEnd): Outcome {
  const { previous: _, wish, ...rest } = block;
  if (block.state.kind !== 'blocked') return { block };
  const endedBy = wish.kind === 'blocked' && wish.forGood ? 'nobody' : 'cordon';
  const state: BlockState = {
    ...block.state,
    endedBy,
    liftAt: undefined,
    storedUntil: undefined,
    notChanged: undefined,
  };
  const next: Block = { ...rest, wish, state, ...(tabId !== undefined && { actAt: now }) };
  return noted(next, 'changed', now);
}
