import * as z from 'zod/mini';

// Unknown fields are ignored throughout: the vendor may add some.

const text = z.nullish(z.string());
const integer = z.number().check(z.int(), z.positive());

const fields = z.nullish(z.object({ name: text, firstName: text, lastName: text, email: text, ip: text }));

/** A contact: `GET crm/objects/contact/{id}`, and inside other answers. Any of its fields may be missing (docs, list example). */
export const contactSchema = z.object({
  id: integer,
  fields,
  name: text,
  firstName: text,
  lastName: text,
  email: text,
  ip: text,
  isBlocked: z.nullish(z.union([z.string(), z.boolean()])),
});

export const contactAnswer = z.object({ data: contactSchema });

/** `POST crm/contact/list`: rows are matches of a field (`key`), so that one contact may come several times. */
export const searchAnswer = z.object({
  data: z.object({
    list: z.array(
      z.object({
        mainContactId: z.nullish(integer),
        contactId: z.nullish(integer),
        id: z.nullish(integer),
        key: z.optional(z.unknown()),
        fields,
      }),
    ),
    counts: z.nullish(z.object({ filteredCount: z.nullish(z.number()) })),
  }),
});

/** `GET crm/objects/case/{id}?relations=contact`. */
export const caseAnswer = z.object({
  data: z.object({ id: integer, contact: z.nullish(contactSchema), contactId: z.nullish(integer) }),
});

/** One block record: its `data` is an object for `contact`, an array of strings for the other types (docs, "List"). */
export const recordSchema = z.object({
  id: integer,
  type: z.string(),
  data: z.union([z.object({ id: integer }), z.array(z.union([z.string(), z.number()]))]),
  blockTill: z.string(),
  dateCreated: z.nullish(z.string()),
  user: z.nullish(z.object({ name: text })),
});

/** The list, wrapped as documented or bare as in an older copy of the page. Records are parsed one by one. */
export const listAnswer = z.object({
  data: z.union([z.array(z.unknown()), z.object({ count: z.nullish(z.number()), data: z.array(z.unknown()) })]),
});

/** Both documented answers of Add: `true`, or the records made. No record at all is no success. */
export const addAnswer = z.object({ data: z.union([z.literal(true), z.array(recordSchema).check(z.minLength(1))]) });

export const getAnswer = z.object({ data: recordSchema });

/** `affected` 0 comes with status 200 and means that nothing was lifted (docs, "Delete" example). */
export const deleteAnswer = z.object({
  data: z.object({ deleted: z.object({ affected: z.number() }) }),
});

/** What an entry of the list that is no whole record may still tell: its kind, and whose it is. */
export const hintSchema = z.object({ type: z.unknown(), data: z.unknown() });
export const ownerSchema = z.union([
  z.array(z.union([z.number(), z.string()])),
  z.object({ id: z.union([z.number(), z.string()]) }),
]);
