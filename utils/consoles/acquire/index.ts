import type { ConsoleInfo } from '../console-info';
import { acquireConnect } from './connect';
import { acquireRecipe } from './recipe';

/** Acquire: the customer-engagement console at https://{account}.acquire.io. */
export const acquire: ConsoleInfo = {
  id: 'acquire',
  name: 'Acquire',
  ids: { contact: /^[1-9]\d{0,11}$/, conversation: /^[1-9]\d{0,11}$/ },
  connect: acquireConnect,
  recipe: acquireRecipe,
  endsBlocks: true,
  listsBlocks: true,
  sentences: {
    address: 'popup_account',
    addressHint: 'popup_account_hint',
    keyWhere: 'console_acquire_key_where',
    keyNeeds: 'console_acquire_key_needs',
    keyAdvice: 'console_acquire_key_advice',
    does: 'console_acquire_does',
    doesNot: 'console_acquire_does_not',
    blockedBy: 'console_acquire_blocked_by',
  },
};
