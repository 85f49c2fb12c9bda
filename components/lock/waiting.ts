import type { BlockView } from '../../utils/messaging/protocol';

/** Whether this goes on only once Cordon is unlocked. */
export function waitsForUnlocking({ state }: BlockView): boolean {
  return state.kind === 'held' && state.error.code === 'locked';
}
