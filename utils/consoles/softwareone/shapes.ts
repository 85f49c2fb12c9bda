// Ids are a prefix and groups of four digits (docs.platform.softwareone.com, contacts): the vendor's client and its tests have two
// groups, the documents three. Assumption: four are possible; the rule for the length is nowhere told.
const groups = String.raw`(?:-\d{4}){2,4}`;

/** The source of a pattern for one whole id of a contact, without anchors. */
export const contactIdSource = `CTT${groups}`;

/** A whole id of a contact. One that was cut off is none. */
export const contactShape = new RegExp(`^${contactIdSource}$`);

/** A whole id of a helpdesk chat. */
export const chatShape = new RegExp(`^CHT${groups}$`);

/** A token's own id, as it stands in the key and on the portal. The documents write it `TKN-XXXX-XXXX`, so letters are taken too. */
export const tokenIdSource = 'TKN(?:-[0-9A-Z]{4}){2,4}';
