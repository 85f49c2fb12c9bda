import type { Block, Described } from './block';

/** The longest reason, as long as one of the team's list (characters). */
export const longestReason = 80;

/** The longest note (characters). */
export const longestNote = 500;

/** The block with what was said of it: what is left out stays, and what is empty goes. The same block where nothing changes. */
export function described(block: Block, said: Described | undefined): Block {
  const { reason: oldReason, note: oldNote, ...rest } = block;
  const reason = said?.reason === undefined ? oldReason : bounded(said.reason, longestReason);
  const note = said?.note === undefined ? oldNote : bounded(said.note, longestNote);
  if (reason === oldReason && note === oldNote) return block;
  return { ...rest, ...(reason && { reason }), ...(note && { note }) };
}

function bounded(text: string, longest: number): string | undefined {
  return text.trim().slice(0, longest).toWellFormed().trim() || undefined;
}
