import type { Recipe } from '../recipe';

/** What a contact's id looks like, as the source of a regular expression. */
export const contactId = 'c[1-9]\\d{0,8}';

/** What a ticket's id looks like. Tickets are what Cordon calls conversations. */
export const ticketId = 't[1-9]\\d{0,8}';

/** Helpline's rows carry their contact's id, and the addresses of its pages that of the contact or of the ticket (docs, "Pages"). */
export const helplineRecipe: Recipe = {
  shapes: {
    contactAttributes: ['data-contact-id'],
    contactAttributeValue: `(${contactId})`,
    contactAddress: `/contacts/(${contactId})(?:[/?#].*)?`,
    conversationAddress: `/tickets/(${ticketId})(?:[/?#].*)?`,
  },
};
