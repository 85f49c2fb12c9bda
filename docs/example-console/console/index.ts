import type { ConsoleInfo } from '../console-info';
import { helplineConnect } from './connect';
import { contactId, helplineRecipe, ticketId } from './recipe';

/** Helpline: a help desk at https://{account}.helpline.example, made up as an example. */
export const helpline: ConsoleInfo = {
  id: 'helpline',
  name: 'Helpline',
  ids: { contact: new RegExp(`^${contactId}$`), conversation: new RegExp(`^${ticketId}$`) },
  connect: helplineConnect,
  recipe: helplineRecipe,
  endsBlocks: true,
  listsBlocks: true,
  sentences: {
    address: 'console_helpline_address',
    addressHint: 'console_helpline_address_hint',
    keyWhere: 'console_helpline_key_where',
    keyNeeds: 'console_helpline_key_needs',
    keyAdvice: 'console_helpline_key_advice',
    does: 'console_helpline_does',
    doesNot: 'console_helpline_does_not',
  },
};
