import * as z from 'zod/mini';

// Unknown fields are ignored throughout: newer versions of the API may add some at any time (help.featurebase.app, "Versioning").

const text = z.nullish(z.string());

/** An id of 24 hex digits (MongoDB ObjectId). */
const objectId = z.string().check(z.regex(/^[0-9a-f]{24}$/));

/** `GET /v2/contacts/{id}`: a customer or a lead. No field of it says whether it is blocked. */
export const contactSchema = z.object({
  id: objectId,
  object: z.literal('contact'),
  name: text,
  email: text,
});

/** `GET /v2/contacts` and `POST /v2/contacts/search`. */
export const contactList = z.object({ object: z.literal('list'), data: z.array(contactSchema), nextCursor: text });

const participant = z.object({ type: z.string(), id: z.nullish(z.string()) });

/** `GET /v2/conversations/{id}`; a row of a list or a search has fewer fields. */
export const conversationSchema = z.object({
  id: z.union([z.string(), z.number()]),
  object: z.literal('conversation'),
  participants: z.array(participant),
  isBlocked: z.nullish(z.boolean()),
});

/** `GET /v2/conversations` and `POST /v2/conversations/search`. */
export const conversationList = z.object({ object: z.literal('list'), data: z.array(conversationSchema) });

/** `POST /v2/contacts/{id}/block`. */
export const blockAnswer = z.object({ id: objectId, object: z.literal('contact'), blocked: z.literal(true) });

/** `POST /v2/contacts/{id}/unblock`. */
export const unblockAnswer = z.object({ id: objectId, object: z.literal('contact'), unblocked: z.literal(true) });

/**
 * The envelope of every error. Only its code is taken, and only where it is words, as all known ones are: a message may name
 * anything, and a careless server could echo a key.
 */
export const errorEnvelope = z.object({
  error: z.object({ code: z.string().check(z.regex(/^(?!sk_)[a-z]{2,20}(?:_[a-z]{2,20}){0,5}$/)) }),
});
