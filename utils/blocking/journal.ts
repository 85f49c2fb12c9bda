import * as z from 'zod/mini';
import { type ErrorCode, errorCodes } from '../errors';

/** One outcome, without a name: which contact of which connection, what happened, when. Times are epoch milliseconds. */
export interface JournalEntry {
  readonly at: number;
  readonly blockId: string;
  readonly connectionId: string;
  readonly contactId?: string | undefined;
  readonly what: 'blocked' | 'lifted' | 'undone' | 'failed' | 'asked' | 'ended' | 'changed' | 'drifted';
  readonly until?: number | undefined;
  readonly code?: ErrorCode | undefined;
}

/** How much is kept: by age (milliseconds) and by count. */
export const journalBounds = { age: 90 * 86_400_000, count: 2_000 } as const;

const entrySchema = z.object({
  at: z.number(),
  blockId: z.string(),
  connectionId: z.string(),
  contactId: z.optional(z.string()),
  what: z.enum(['blocked', 'lifted', 'undone', 'failed', 'asked', 'ended', 'changed', 'drifted']),
  until: z.optional(z.number()),
  code: z.optional(z.enum(errorCodes)),
});

/** Reads a stored entry; undefined where it is not one. */
export function readEntry(stored: unknown): JournalEntry | undefined {
  const parsed = entrySchema.safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}
