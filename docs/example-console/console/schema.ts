import * as z from 'zod/mini';
import { contactId, ticketId } from './recipe';

const contact = z.string().check(z.regex(new RegExp(`^${contactId}$`)));
const time = z.iso.datetime();

/** `GET /api/contacts/{id}`. */
export const contactSchema = z.object({ id: contact, name: z.nullish(z.string()), email: z.nullish(z.string()) });

/** `GET /api/contacts`. */
export const contactList = z.object({ contacts: z.array(contactSchema) });

/** `GET /api/tickets/{id}`. */
export const ticketSchema = z.object({ id: z.string().check(z.regex(new RegExp(`^${ticketId}$`))), contact });

/** A block, which has no id but its contact's: in `GET /api/blocks`, and the answer of `POST /api/contacts/{id}/block`. */
export const blockSchema = z.object({ contact, until: time, madeAt: time, by: z.nullish(z.string()) });

/** `GET /api/blocks`: every block that has not ended, in one answer. */
export const blockList = z.object({ blocks: z.array(blockSchema) });

/** `DELETE /api/contacts/{id}/block`; `lifted` is false where there was no block. */
export const liftAnswer = z.object({ contact, lifted: z.boolean() });
