import type { BlockViewState } from './protocol';

/** Whether the next press on the contact makes a block of its own. */
export function isOver(state: BlockViewState): boolean {
  if (state.kind === 'failed') return state.of === 'block';
  return state.kind === 'lifted' || state.kind === 'undone' || state.kind === 'expired';
}
