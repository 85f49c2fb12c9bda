import type { Block, BlockState } from './block';
import type { Step } from './block-store';
import { lease } from './outcomes';
import { cap, isCutOff, longestPause } from './retry';

/** The longest undo window that there is (milliseconds). */
const longestWindow = 60_000;

/** Whether the block's next step is further away than any step is planned: the clock was set back meanwhile. */
export function isOutOfReach(block: Block, now: number): boolean {
  return broughtBack(block.state, now) !== block.state;
}

/** Brings the next steps back that a clock, set back since, has put years away. */
export function bringBack(blocks: readonly Block[], now: number): Step<number> {
  const put = blocks
    .filter((block) => isOutOfReach(block, now))
    .map((block): Block => ({ ...block, state: broughtBack(block.state, now) }));
  return { put, result: put.length };
}

function broughtBack(state: BlockState, now: number): BlockState {
  switch (state.kind) {
    case 'waiting':
      return state.sendsAt > now + longestWindow ? { ...state, sendsAt: now + longestWindow } : state;
    case 'sending':
      return state.leaseEnds > now + lease ? { ...state, leaseEnds: now + lease } : state;
    case 'retrying':
      return state.at > now + furthest(state) ? withoutPause({ ...state, at: now }) : state;
    case 'needs-you':
      return state.again !== undefined && state.again > now + longestPause ? { ...state, again: now } : state;
    case 'blocked':
      return state.liftAt !== undefined && state.liftAt > now + longestPause ? { ...state, liftAt: now } : state;
    default:
      return state;
  }
}

/** How far the next try can be planned ahead (milliseconds): behind a pause that the console named, or behind a request that was cut off. */
function furthest({ error }: Extract<BlockState, { kind: 'retrying' }>): number {
  if (error.notBefore === undefined) return cap;
  return (isCutOff(error) || error.code === 'unknown-outcome' ? lease : longestPause) + cap;
}

function withoutPause(state: Extract<BlockState, { kind: 'retrying' }>): BlockState {
  const { notBefore, ...error } = state.error;
  return { ...state, error };
}
