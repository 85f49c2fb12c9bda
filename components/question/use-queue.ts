import { useRef } from 'preact/hooks';
import type { BlockView } from '../../utils/messaging/protocol';

/** Which question is on the screen, and its place among those that came through this window. */
export interface Queue {
  readonly current: BlockView | undefined;
  /** Counts from 1. */
  readonly place: number;
  readonly total: number;
}

/** Where the window stands: the question on the screen, and how many were done with before it. */
interface Standing {
  readonly currentId: string | undefined;
  readonly done: number;
}

/**
 * Keeps one question on the screen until it is answered, here or elsewhere: what comes meanwhile waits behind it. `wanted` is the
 * block that a person asked to see; it comes at once, and again only when it is wanted anew.
 */
export function useQueue(blocks: readonly BlockView[], wanted: { readonly id: string }): Queue {
  const standing = useRef<Standing>({ currentId: undefined, done: 0 });
  const granted = useRef<object | undefined>(undefined);
  const waiting = blocks
    .filter(({ id, state, askedInPage }) => state.kind === 'needs-you' && (askedInPage || id === wanted.id))
    .sort((one, other) => one.pressedAt - other.pressedAt);
  const find = (id: string | undefined) => waiting.find((block) => block.id === id);
  const { currentId, done } = standing.current;
  const asked = granted.current === wanted ? undefined : find(wanted.id);
  if (asked) granted.current = wanted;
  const current = asked ?? find(currentId) ?? waiting[0];
  const isOver = currentId !== undefined && !find(currentId);
  standing.current = { currentId: current?.id, done: isOver ? done + 1 : done };
  return { current, place: standing.current.done + 1, total: standing.current.done + waiting.length };
}
