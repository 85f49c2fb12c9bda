import { cordonError } from '../errors';
import type { Block, BlockState } from './block';

/** How many presses in pages may go out without a further word. */
export interface Brakes {
  readonly perMinute: number;
  readonly perDay: number;
}

/** The brakes where nobody set others: what a person does, and no script should. */
export const brakes: Brakes = { perMinute: 10, perDay: 100 };

const minute = 60_000;
const day = 86_400_000;

/**
 * Whether one more press in a page has to wait until a person releases it (`now` is epoch milliseconds). Lifts and changed ends count
 * as blocks do, the last one of each contact.
 */
export function isBraked(blocks: readonly Block[], now: number, limits = brakes): boolean {
  const pressed = blocks.flatMap(({ fromPage, pressedAt, actAt, state }) => [
    ...(fromPage && state.kind !== 'undone' && pressedAt !== actAt ? [pressedAt] : []),
    ...(actAt === undefined ? [] : [actAt]),
  ]);
  const since = (span: number) => pressed.filter((at) => Math.abs(now - at) < span).length;
  return since(minute) >= limits.perMinute || since(day) >= limits.perDay;
}

/** The state of what the brakes hold; undefined where they let it through, as everything that is not pressed in a page. */
export function braked(
  blocks: readonly Block[],
  now: number,
  fromPage: boolean,
  limits = brakes,
): BlockState | undefined {
  return fromPage && isBraked(blocks, now, limits) ? { kind: 'held', error: cordonError('braked') } : undefined;
}

/** Whether the brakes hold this block. */
export function isBrakedBlock({ state }: Pick<Block, 'state'>): boolean {
  return state.kind === 'held' && state.error.code === 'braked';
}
