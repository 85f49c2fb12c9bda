import * as z from 'zod/mini';
import type { EndChoice } from '../blocking/end';
import { isConsoleId } from '../consoles';
import type { ConsoleId } from '../consoles/types';
import { errorCodes } from '../errors';
import type { KeyReport } from '../messaging/protocol';

/** One account on one console. The key is not in it: it lies in the vault under the same id. */
export interface Connection {
  readonly schema: 1;
  readonly id: string;
  readonly consoleId: ConsoleId;
  readonly account: string;
  readonly label: string;
  /** The origin of the console's API: the only one that a request of this connection may go to. */
  readonly apiOrigin: string;
  /** Match patterns of the console's pages; those of `hosts` where an older version stored none. */
  readonly pages?: readonly string[] | undefined;
  /** Match patterns of the console's pages and API: what the browser is asked for. */
  readonly hosts: readonly string[];
  readonly via: 'direct';
  readonly end: EndChoice;
  /** A choice that holds for one block only (`for-good`, or a date). */
  readonly nextEnd?: EndChoice | undefined;
  /** Whether Block was pressed in a page of this connection before. */
  readonly pressed?: boolean | undefined;
  readonly report?: KeyReport | undefined;
  readonly createdAt: number;
}

const endSchema = z.union([z.enum(['1h', '8h', '1d', '7d', '30d', 'for-good']), z.strictObject({ until: z.number() })]);

const errorSchema = z.object({
  code: z.enum(errorCodes),
  status: z.optional(z.number()),
  vendorCode: z.optional(z.string()),
  notBefore: z.optional(z.number()),
});

const connectionSchema = z.object({
  schema: z.literal(1),
  id: z.string(),
  consoleId: z.string().check(z.refine(isConsoleId)),
  account: z.string(),
  label: z.string(),
  apiOrigin: z.string(),
  pages: z.optional(z.array(z.string())),
  hosts: z.array(z.string()),
  via: z.literal('direct'),
  end: endSchema,
  nextEnd: z.optional(endSchema),
  pressed: z.optional(z.boolean()),
  report: z.optional(
    z.object({
      checkedAt: z.number(),
      checks: z.array(
        z.object({ what: z.enum(['blocks', 'contacts', 'conversations']), error: z.optional(errorSchema) }),
      ),
    }),
  ),
  createdAt: z.number(),
});

/** Match patterns of the pages that a connection serves. */
export function pagesOf({ pages, hosts }: Pick<Connection, 'pages' | 'hosts'>): readonly string[] {
  return pages ?? hosts;
}

/** Reads a stored connection; undefined where it is not one. Nothing is deleted for that. */
export function readConnection(stored: unknown): Connection | undefined {
  const parsed = connectionSchema.safeParse(stored);
  return parsed.success ? (parsed.data as Connection) : undefined;
}
