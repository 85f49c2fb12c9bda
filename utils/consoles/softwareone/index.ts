import type { ConsoleInfo } from '../console-info';
import { softwareoneConnect } from './connect';
import { softwareoneRecipe } from './recipe';
import { chatShape, contactShape } from './shapes';

/** SoftwareOne Marketplace Platform: one portal for all accounts, whose block stops a contact's notification e-mails. */
export const softwareone: ConsoleInfo = {
  id: 'softwareone',
  name: 'SoftwareOne Marketplace',
  ids: { contact: contactShape, conversation: chatShape },
  connect: softwareoneConnect,
  recipe: softwareoneRecipe,
  endsBlocks: false,
  listsBlocks: true,
  // The effect reaches order and invoice notices: the first press leaves more time to think again.
  firstUndoWindow: 10_000,
  sentences: {
    address: 'console_softwareone_token_id',
    addressHint: 'console_softwareone_token_id_hint',
    keyWhere: 'console_softwareone_key_where',
    keyNeeds: 'console_softwareone_key_needs',
    keyAdvice: 'console_softwareone_key_advice',
    keyUntested: 'console_softwareone_key_untested',
    errors: { 'may-not-block': 'console_softwareone_may_not_block' },
    does: 'console_softwareone_does',
    doesNot: 'console_softwareone_does_not',
    blockedBy: 'console_softwareone_blocked_by',
  },
};
