import type { Recipe } from '../recipe';

/**
 * Acquire's pages are not public: no class name or markup is known. What is known is how contact ids show (developer.acquire.io
 * "Block Contact": hover the name in the contact list; screenshots and payloads: an unnamed contact is shown as `#750940`).
 */
export const acquireRecipe: Recipe = {
  shapes: {
    unnamed: '#(\\d{1,12})',
    // Assumption: the hover text is the id with a word or `#` before it. Bare digits are too common: counts, days, hours.
    hint: '(?:(?:contact|customer|visitor)?\\s*id\\s*:?\\s*#?|(?:contact|customer|visitor)\\s*#?|#)\\s?(\\d{1,12})',
    contactAttributes: ['data-contact-id', 'data-contactid', 'data-contact', 'data-customer-id', 'data-visitor-id'],
    contactAttributeValue: '#?(\\d{1,12})',
    // Assumption: routes are named after the API's own words, contact and case, by path or by hash.
    contactLink: '[^?#]*(?:#[^?]*)?/(?:contact|customer|visitor)s?/(\\d{1,12})/?(?:[?#].*)?',
    contactAddress: '[^?#]*(?:#[^?]*)?/(?:contact|customer|visitor)s?/(\\d{1,12})/?(?:[?#].*)?',
    conversationAddress: '[^?#]*(?:#[^?]*)?/(?:case|conversation|thread|chat)s?/(\\d{1,12})/?(?:[?#].*)?',
  },
};
