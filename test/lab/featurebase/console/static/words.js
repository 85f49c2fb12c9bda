import { currentState } from './store.js';

export const CHANNELS = {
  desktop: 'Messenger',
  ios: 'Messenger on iOS',
  android: 'Messenger on Android',
  email: 'E-mail',
};
export const CHANNEL_ICONS = { desktop: 'chat', ios: 'phone', android: 'phone', email: 'email' };
export const STATES = { open: 'Open', snoozed: 'Snoozed', closed: 'Closed' };
export const TYPES = { customer: 'Customer', lead: 'Lead', guest: 'Guest', deleted: 'Deleted' };

export function findConversation(id) {
  return currentState()?.conversations.find((item) => item.id === id) ?? null;
}

/** How many more take part from outside than the one who is named. */
export function othersWord(count) {
  return count > 0 ? `and ${count} more` : '';
}
