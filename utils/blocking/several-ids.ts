/** How long several blocks at once can be undone before the first request leaves (milliseconds). */
export const severalWindow = 20_000;

/** So many contacts can be blocked at once. */
export const mostSeveral = 1_000;

/** The id of one block among several of one press. */
export function severalId(pressId: string, contactId: string): string {
  return `${pressId}.${contactId}`;
}

/** Whether a block was made by this press on several. */
export function isOfSeveral(blockId: string, pressId: string): boolean {
  return blockId.startsWith(`${pressId}.`);
}
