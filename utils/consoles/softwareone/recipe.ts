import type { Recipe } from '../recipe';
import { contactIdSource } from './shapes';

/**
 * The portal's markup is not public. Known are its addresses, `/{module}/{resource}/{id}` (docs, "URL structure"), and the columns of
 * the messages grid, where a contact is an e-mail with its id on the line below, at times cut off (docs, screenshot).
 */
export const softwareoneRecipe: Recipe = {
  shapes: {
    // Assumption: an id in a tooltip stands alone or after a word for it.
    hint: `(?:(?:contact\\s*)?(?:id)?\\s*:?\\s*)?(${contactIdSource})`,
    contactAttributes: ['data-contact-id', 'data-contact', 'data-id', 'data-row-id', 'data-row-key', 'row-id'],
    contactAttributeValue: `(${contactIdSource})`,
    // Assumption: a contact's page follows the rule of the addresses; only the grid's own address is told.
    contactLink: `[^?#]*/contacts/(${contactIdSource})(?:[/?#].*)?`,
    contactAddress: `[^?#]*/contacts/(${contactIdSource})(?:[/?#].*)?`,
    idText: `(${contactIdSource})`,
    // What begins like an id, and is not a whole one.
    idTextCut: 'CTT[-\\d\\s.…]*',
    // Both grids have a contact's e-mail in its row.
    idTextBegins: '(CTT-\\d{4}[-\\d]*)[\\s.…]*',
    // The contacts, one contact, and the messages; never the helpdesk's chats, since a block does not stop them.
    pages: '/administration/(?:accounts/(?:contacts|notifications)|settings/notifications)(?:[/?#].*)?',
  },
};
