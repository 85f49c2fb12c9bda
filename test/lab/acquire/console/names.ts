import type { LabContact } from '../world';

/** What a contact is called, from one field or from two; undefined for contacts who never said. */
export function nameOf(contact: LabContact | undefined): string | undefined {
  if (contact?.name?.trim()) return contact.name;
  const parts = [contact?.firstName, contact?.lastName].filter((part) => part?.trim());
  return parts.join(' ') || undefined;
}
