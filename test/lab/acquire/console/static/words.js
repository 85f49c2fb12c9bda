import { currentState } from './store.js';

export const CHANNELS = { chat: 'Chat', email: 'E-mail', phone: 'Phone' };
export const STATUSES = { active: 'Active', pending: 'Pending', closed: 'Closed' };

export function findCase(caseId) {
  return currentState()?.cases.find((item) => item.id === caseId) ?? null;
}
