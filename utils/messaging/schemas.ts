import * as z from 'zod/mini';
import { longestNote, longestReason } from '../blocking/description';
import { settingSchemas } from '../connections/settings-store';
import { isConsoleId } from '../consoles';
import type { ExtensionMessages, PageMessages } from './protocol';

const id = z.string().check(z.regex(/^[\w:.-]{1,128}$/));
const ids = z.array(id).check(z.maxLength(500));
const pressId = z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const vendorId = z.string().check(z.regex(/^[\w-]{1,64}$/));
const hostileText = z.string().check(z.maxLength(1000));
const shortText = z.string().check(z.maxLength(300));
const count = z.number().check(z.int(), z.minimum(0), z.maximum(1_000_000));
const nothing = z.strictObject({});

const end = z.union([
  z.enum(['1h', '8h', '1d', '7d', '30d', 'for-good']),
  z.strictObject({ until: z.number().check(z.int(), z.minimum(0), z.maximum(8_640_000_000_000_000)) }),
]);

const reference = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('contact'), contactId: vendorId, fromText: z.optional(z.literal(true)) }),
  z.strictObject({ kind: z.literal('conversation'), conversationId: vendorId }),
  z.strictObject({ kind: z.literal('words'), words: shortText, idBegins: z.optional(vendorId) }),
]);

/** What the inbox script may answer of who is open in its frame. */
export const openContactSchema = z.strictObject({ connectionId: id, reference, name: hostileText });

/** What a page asks about is asked together: one reference that is none is about nobody, and the others are answered. */
const askedAbout = z.catch(reference, { kind: 'words', words: '' });

const described = {
  reason: z.optional(z.string().check(z.maxLength(longestReason))),
  note: z.optional(z.string().check(z.maxLength(longestNote))),
};

const block = z.strictObject({ blockId: id });
const connection = z.strictObject({ connectionId: id });
const consoleId = z.string().check(z.refine(isConsoleId));

/** What a content script may send, and nothing beside it. */
export const pageSchemas: { readonly [K in keyof PageMessages]: z.ZodMiniType } = {
  wake: nothing,
  block: z.strictObject({
    pressId,
    reference,
    name: hostileText,
    seen: z.boolean(),
    end: z.optional(end),
    ...described,
  }),
  undo: block,
  lift: z.strictObject({ blockId: id, seen: z.boolean() }),
  'change-end': z.strictObject({ blockId: id, end, seen: z.boolean() }),
  describe: z.strictObject({ blockId: id, ...described }),
  status: z.strictObject({ references: z.array(askedAbout).check(z.maxLength(500)) }),
  show: block,
  report: z.strictObject({ names: count, buttons: count, references: count, hidden: z.optional(z.literal(true)) }),
  news: z.strictObject({ shown: z.optional(id), atButtons: ids, read: ids }),
  discovery: nothing,
  menu: nothing,
};

/** What Cordon's own pages may send. */
export const extensionSchemas: { readonly [K in keyof ExtensionMessages]: z.ZodMiniType } = {
  overview: z.strictObject({ tabId: z.optional(z.number()) }),
  'change-settings': z.partial(z.strictObject(settingSchemas)),
  'save-draft': z.strictObject({
    draft: z.nullable(z.strictObject({ consoleId, address: shortText, label: shortText })),
  }),
  connect: z.strictObject({ connectionId: id, consoleId, address: shortText, label: shortText }),
  'test-connection': connection,
  'rename-connection': z.strictObject({ connectionId: id, label: shortText }),
  'remove-connection': connection,
  'choose-connection': z.strictObject({ connectionId: id, tabId: z.optional(z.number()) }),
  'choose-end': z.strictObject({ connectionId: id, end }),
  'find-contact': z.strictObject({ connectionId: id, words: shortText }),
  'block-open': z.strictObject({ pressId, connectionId: id, reference, name: hostileText }),
  pause: z.strictObject({ choice: z.enum(['hour', 'until-resumed']) }),
  resume: nothing,
  'block-contact': z.strictObject({ pressId, connectionId: id, contactId: vendorId, end: z.optional(end) }),
  'block-several': z.strictObject({
    pressId,
    connectionId: id,
    contactIds: z.array(vendorId).check(z.minLength(1), z.maxLength(1000)),
    end: z.optional(end),
  }),
  'undo-several': z.strictObject({ pressId }),
  undo: block,
  lift: block,
  'change-end': z.strictObject({ blockId: id, end }),
  describe: z.strictObject({ blockId: id, ...described }),
  release: nothing,
  answer: z.strictObject({
    blockId: id,
    yes: z.boolean(),
    contactId: z.optional(vendorId),
    rev: count,
  }),
  retry: block,
  unlocked: nothing,
  lock: nothing,
  'set-lock': z.strictObject({
    afterMinutes: z.literal([15, 30, 60, 240, 480]),
    withDevice: z.boolean(),
  }),
  wipe: nothing,
  seen: nothing,
  'list-records': connection,
  'lift-record': z.strictObject({ connectionId: id, recordId: vendorId }),
};
