import { isOnlyText } from '../blocking/names-agree';
import type { Connection } from '../connections/connection';
import { consoleOf } from '../consoles';
import type { Reference } from '../consoles/types';

/** Whether the console wrote it: what a contact writes in the place of a name, and a name itself, may be anybody's. */
export function isCertain(reference: Reference): boolean {
  return reference.kind !== 'words' && !isOnlyText(reference);
}

/** Whether the reference has the shape of this console's own. */
export function isReferenceOf(connection: Connection, reference: Reference): boolean {
  const { ids } = consoleOf(connection.consoleId);
  switch (reference.kind) {
    case 'contact':
      return ids.contact.test(reference.contactId);
    case 'conversation':
      return ids.conversation.test(reference.conversationId);
    case 'words':
      return reference.words.trim() !== '';
  }
}
