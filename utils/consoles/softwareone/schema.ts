import * as z from 'zod/mini';
import { contactShape } from './shapes';

// Unknown fields are ignored throughout, and what is not needed may be missing or of another form: there are two generations.

const text = z.catch(z.nullish(z.string()), undefined);

/** Who did something, and when; each only where the contact came to that state. `select=+audit` asks for it. */
const audit = z.catch(
  z.nullish(
    z.object({
      blocked: z.catch(
        z.nullish(z.object({ at: text, by: z.catch(z.nullish(z.object({ name: text })), undefined) })),
        undefined,
      ),
    }),
  ),
  undefined,
);

/**
 * A contact: `GET notifications/contacts/{id}`, the answer of block and unblock, and inside lists and participants. The older
 * generation (v4) has `user`, the newer one (v5) `identity`, `directories`, `chat` and `revision`.
 */
export const contactSchema = z.object({
  id: z.string().check(z.regex(contactShape)),
  status: z.string(),
  name: text,
  email: text,
  blockedReason: text,
  user: z.catch(z.nullish(z.object({ name: text, firstName: text, lastName: text })), undefined),
  identity: z.catch(z.nullish(z.object({ name: text })), undefined),
  audit,
});

/** A contact as the API gives it. */
export type RawContact = z.infer<typeof contactSchema>;

/** A page of a list. Rows are parsed one by one. */
export const listAnswer = z.object({
  $meta: z.nullish(z.object({ pagination: z.nullish(z.object({ total: z.nullish(z.number()) })) })),
  data: z.array(z.unknown()),
});

/** Someone who takes part in a chat: `GET helpdesk/chats/{id}/participants`. What cannot be read of them is undefined. */
export const participantSchema = z.object({
  account: z.catch(z.nullish(z.object({ type: z.string() })), undefined),
  contact: z.catch(z.nullish(contactSchema), undefined),
});
