import type { Recipe } from '../recipe';

const contact = '([0-9a-f]{24})';
const conversation = '([A-Za-z0-9_-]{1,64})';

/**
 * Featurebase's pages are not public: no class name or markup is known. What is known is the inbox's deep link
 * `/dashboard/inbox/conversation/{id}` (as third parties make it), and that contacts have ids of 24 hex digits.
 */
export const featurebaseRecipe: Recipe = {
  shapes: {
    contactAttributes: ['data-contact-id', 'data-contactid', 'data-customer-id', 'data-lead-id', 'data-user-id'],
    contactAttributeValue: contact,
    // Assumption: no address of a contact's page is documented; the dashboard calls contacts users, the API calls them contacts.
    contactLink: `[^#]*(?:/(?:user|contact|customer|lead)s?/|[?&](?:user|contact)(?:Id)?=)${contact}(?:[/?&#].*)?`,
    conversationAttributes: ['data-conversation-id', 'data-conversationid'],
    conversationAttributeValue: conversation,
    conversationAddress: `[^?#]*/inbox/conversation/${conversation}(?:[/?#].*)?`,
    conversationLink: `[^?#]*/inbox/conversation/${conversation}(?:[/?#].*)?`,
    // The same host serves the public feedback board, whose names stand beside posts.
    pages: '[^?#]*/dashboard(?:[/?#].*)?',
  },
};
