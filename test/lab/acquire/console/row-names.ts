import type { AcquireWorld, LabCase } from '../world';
import { nameOf } from './names';

/**
 * The names that the rows of the list carry. As in consoles that copy the name into the row, a contact who is renamed keeps
 * the old one there until the next message; the open conversation has the new one at once.
 */
export function createRowNames(world: AcquireWorld): (item: LabCase) => string {
  const kept = new Map<number, { readonly name: string; readonly contactId: number; readonly messageId: number }>();
  return (item) => {
    const messageId = item.messages.at(-1)?.id ?? 0;
    const old = kept.get(item.id);
    if (old && old.messageId === messageId && old.contactId === item.contactId) return old.name;
    const contact = world.contacts.get(item.contactId);
    const shown = (old ? undefined : contact?.formerName) ?? nameOf(contact) ?? `#${item.contactId}`;
    kept.set(item.id, { name: shown, contactId: item.contactId, messageId });
    return shown;
  };
}
