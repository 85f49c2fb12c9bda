import { referenceKey } from '../consoles/types';
import type { FoundName } from './found';

/** Whose conversation or page this is: what its headings name, where they all name one contact. A contact's own id is the surest. */
export function openContact(names: readonly FoundName[]): FoundName | undefined {
  let open: FoundName | undefined;
  for (const head of names) {
    if (head.place !== 'heading') continue;
    const { kind } = head.reference;
    // A header may tell the conversation, and a panel the contact, of one name.
    const differs = kind === open?.reference.kind && referenceKey(head.reference) !== referenceKey(open.reference);
    if (differs || (open && open.name !== head.name)) return undefined;
    if (!open || kind === 'contact') open = head;
  }
  return open;
}
