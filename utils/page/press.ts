/** Presses closer together than this belong to one another (milliseconds). */
const apart = 700;

/**
 * Whether a press on a waiting block is Undo: a new press, not part of a double or triple click (`count` 0 is the keyboard, 1 a first
 * click), and long enough after the press before it. Every other press joins the block.
 */
export function isUndoPress(count: number, sinceLastPress: number): boolean {
  return count <= 1 && sinceLastPress >= apart;
}
