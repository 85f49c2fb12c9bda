import { cordonError } from '../errors';
import { type Block, isOver, isTrouble } from './block';
import type { Step } from './block-store';
import { isBrakedBlock } from './brakes';
import { released } from './wishes';

/**
 * Lets go what is held for one of these reasons: of one connection, or of all. With a `window` (milliseconds) what has not left can
 * still be undone.
 */
export function releaseHeld(
  blocks: readonly Block[],
  now: number,
  which: { readonly connectionId?: string; readonly braked: boolean; readonly locked?: boolean },
  window = 0,
): Step<number> {
  const held = blocks.filter(
    (block) =>
      block.state.kind === 'held' &&
      isBrakedBlock(block) === which.braked &&
      (block.state.error.code === 'locked') === (which.locked ?? false) &&
      (which.connectionId === undefined || block.connectionId === which.connectionId),
  );
  return { put: held.map((block) => released(block, now, window)), result: held.length };
}

/** Lets go what waits for access to this connection's console, and nothing that waits for another reason. */
export function releaseWithoutAccess(blocks: readonly Block[], now: number, connectionId: string): Step<number> {
  const held = blocks.filter(
    ({ state, connectionId: own }) => own === connectionId && state.kind === 'held' && state.error.code === 'no-access',
  );
  return { put: held.map((block) => released(block, now)), result: held.length };
}

/**
 * What Cordon has to end by itself, and could not, is tried again: of one connection, or of all. Nobody pressed for it, so that nobody
 * would press again.
 */
export function resumeLifts(blocks: readonly Block[], now: number, connectionId?: string): Step<number> {
  const put = blocks.flatMap((block): Block[] => {
    if (connectionId !== undefined && block.connectionId !== connectionId) return [];
    if (isGivenUp(block)) return [resumed(block, now)];
    const { state } = block;
    const later = state.kind === 'blocked' && state.liftAt !== undefined && state.liftAt > now && isOver(block, now);
    return later ? [{ ...block, state: { ...state, liftAt: now } }] : [];
  });
  return { put, result: put.length };
}

function isGivenUp(block: Block): boolean {
  return block.automatic && (block.state.kind === 'failed' || isTrouble(block));
}

/** A lift of Cordon's own that was given up for a while is tried again. */
export function resumed(block: Block, now: number): Block {
  const { notBefore, ...error } = 'error' in block.state ? block.state.error : cordonError('unknown-outcome');
  return { ...block, state: { kind: 'retrying', at: now, attempts: 0, error } };
}

/** The machine has a network again: what waits for one is tried at once. */
export function networkBack(blocks: readonly Block[], now: number): Step<number> {
  const put = blocks.flatMap((block): Block[] => {
    const { state } = block;
    if (state.kind !== 'retrying' || state.error.code !== 'no-network') return [];
    const at = Math.max(now, state.error.notBefore ?? 0);
    return state.at > at ? [{ ...block, state: { ...state, at } }] : [];
  });
  const lifts = resumeLifts(blocks, now).put ?? [];
  return { put: [...put, ...lifts], result: put.length + lifts.length };
}

/**
 * The background was stopped: nobody works on what was being sent, and nobody knows its outcome. It is asked for when the lease is
 * over: a console may still be at work on a request that was cut off.
 */
export function reclaimLeases(blocks: readonly Block[]): Step<number> {
  const put = blocks.flatMap((block): Block[] => {
    if (block.state.kind !== 'sending') return [];
    const { leaseEnds: at, attempts, since } = block.state;
    const error = cordonError('unknown-outcome', { notBefore: at });
    return [{ ...block, doubt: true, state: { kind: 'retrying', at, attempts, since, error } }];
  });
  return { put, result: put.length };
}

/** Closes the window of blocks pressed in a tab that is gone, or of all where `tabId` is left out: they go out at once. */
export function closeWindows(blocks: readonly Block[], now: number, tabId?: number): Step<boolean> {
  const put = blocks.flatMap((block): Block[] =>
    block.state.kind === 'waiting' && block.state.sendsAt > now && (tabId === undefined || block.tabId === tabId)
      ? [{ ...block, tabId: undefined, state: { kind: 'waiting', sendsAt: now } }]
      : [],
  );
  return { put, result: put.length > 0 };
}
