import type { ConsoleInfo } from '../console-info';
import { featurebaseConnect } from './connect';
import { featurebaseRecipe } from './recipe';

/** Featurebase: the support inbox at https://{organisation}.featurebase.app/dashboard, or at the organisation's own domain. */
export const featurebase: ConsoleInfo = {
  id: 'featurebase',
  name: 'Featurebase',
  // A contact's id is a MongoDB ObjectId; a conversation's is short, `12345` in every example (docs.featurebase.app).
  ids: { contact: /^[0-9a-f]{24}$/, conversation: /^[A-Za-z0-9_-]{1,64}$/ },
  connect: featurebaseConnect,
  recipe: featurebaseRecipe,
  endsBlocks: false,
  listsBlocks: false,
  sentences: {
    address: 'console_featurebase_address',
    addressHint: 'console_featurebase_address_hint',
    keyWhere: 'console_featurebase_key_where',
    keyNeeds: 'console_featurebase_key_needs',
    keyAdvice: 'console_featurebase_key_advice',
    keyUntested: 'console_featurebase_key_untested',
    does: 'console_featurebase_does',
    doesNot: 'console_featurebase_does_not',
  },
};
