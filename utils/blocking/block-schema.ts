import * as z from 'zod/mini';
import { errorCodes } from '../errors';
import type { Block } from './block';
import { currentSchema, migrate } from './migrations';

const time = z.number();
const error = z.object({
  code: z.enum(errorCodes),
  status: z.optional(z.number()),
  vendorCode: z.optional(z.string()),
  notBefore: z.optional(z.number()),
});
const record = z.object({
  id: z.string(),
  rule: z.enum(['contact', 'email', 'ip', 'other']),
  contactId: z.optional(z.string()),
  values: z.array(z.string()),
  until: time,
  madeAt: z.optional(time),
  by: z.optional(z.string()),
  reason: z.optional(z.string()),
});
const contact = z.object({
  id: z.string(),
  name: z.optional(z.string()),
  firstName: z.optional(z.string()),
  lastName: z.optional(z.string()),
  email: z.optional(z.string()),
  ip: z.optional(z.string()),
  blocked: z.optional(z.boolean()),
});
const wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('blocked'), until: time, forGood: z.boolean() }),
  z.object({ kind: z.literal('not-blocked') }),
]);
const state = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting'), sendsAt: time }),
  z.object({ kind: z.literal('sending'), leaseEnds: time, attempts: z.number(), since: z.optional(time) }),
  z.object({ kind: z.literal('retrying'), at: time, attempts: z.number(), since: z.optional(time), error }),
  z.object({ kind: z.literal('held'), error }),
  z.object({
    kind: z.literal('needs-you'),
    error,
    records: z.optional(z.array(record)),
    contacts: z.optional(z.array(contact)),
    again: z.optional(time),
  }),
  z.object({ kind: z.literal('failed'), error }),
  z.object({
    kind: z.literal('blocked'),
    seen: z.boolean(),
    storedUntil: z.optional(time),
    checkedAt: time,
    sentAt: time,
    endedBy: z.enum(['console', 'cordon', 'nobody']),
    liftAt: z.optional(time),
    notChanged: z.optional(error),
  }),
  z.object({ kind: z.literal('lifted'), at: time, rules: z.array(record), elsewhere: z.boolean() }),
  z.object({ kind: z.literal('undone'), at: time }),
]);
const described = { reason: z.optional(z.string()), note: z.optional(z.string()) };
const before = z.object({
  wish,
  state,
  over: z.optional(z.boolean()),
  contact: z.optional(contact),
  doubt: z.optional(z.boolean()),
  automatic: z.optional(z.boolean()),
  turned: z.optional(z.boolean()),
  described: z.optional(z.object(described)),
});
const blockSchema = z.object({
  schema: z.literal(2),
  id: z.string(),
  connectionId: z.string(),
  rev: z.number(),
  reference: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('contact'), contactId: z.string(), fromText: z.optional(z.literal(true)) }),
    z.object({ kind: z.literal('conversation'), conversationId: z.string() }),
    z.object({ kind: z.literal('words'), words: z.string(), idBegins: z.optional(z.string()) }),
  ]),
  aliases: z.array(z.string()),
  pageName: z.string(),
  contact: z.optional(contact),
  confirmed: z.boolean(),
  wish,
  chosenAt: z.optional(time),
  state,
  sent: z.boolean(),
  doubt: z.optional(z.boolean()),
  pressedAt: time,
  tabId: z.optional(z.number()),
  fromPage: z.boolean(),
  actAt: z.optional(time),
  ours: z.array(z.string()),
  markedAt: z.optional(time),
  before: z.optional(z.array(z.string())),
  readAt: z.optional(time),
  accepted: z.optional(z.boolean()),
  othersToo: z.boolean(),
  named: z.optional(z.array(z.object({ id: z.string(), madeAt: z.optional(time) }))),
  automatic: z.boolean(),
  declined: z.optional(z.boolean()),
  turned: z.boolean(),
  ...described,
  times: z.optional(z.number()),
  // As deep as it goes: a press on a lift that may be done, and the block which that would have lifted.
  previous: z.optional(z.extend(before, { previous: z.optional(z.extend(before, { previous: z.optional(before) })) })),
});

/** What a stored value turned out to be. */
export type Stored =
  | { readonly kind: 'block'; readonly block: Block }
  /** Written by a newer Cordon: not to be touched. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'corrupt' };

/** Reads a stored block of any version that Cordon ever wrote. Nothing is deleted for what it finds. */
export function readStored(stored: unknown): Stored {
  const version = versionOf(stored);
  if (version === undefined) return { kind: 'corrupt' };
  if (version > currentSchema) return { kind: 'newer' };
  const parsed = blockSchema.safeParse(migrate(stored as object, version));
  return parsed.success ? { kind: 'block', block: parsed.data as unknown as Block } : { kind: 'corrupt' };
}

function versionOf(stored: unknown): number | undefined {
  const version = typeof stored === 'object' && stored !== null && 'schema' in stored ? stored.schema : undefined;
  return typeof version === 'number' && Number.isInteger(version) && version > 0 ? version : undefined;
}
