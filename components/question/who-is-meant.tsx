import type { BlockView, ContactView } from '../../utils/messaging/protocol';
import { showable } from '../../utils/platform/hostile-text';
import { ContactDetails } from '../popup/contact-details';
import { usePort } from '../popup/port';
import { callContact, detailsOf } from '../popup/words';
import type { Asking } from './answers';
import { NamesCompared } from './names-compared';

interface WhoIsMeantProps {
  readonly block: BlockView;
  readonly state: Asking;
}

/** Whom a question is about, as far as that is known: both names where they differ, e-mail and id. */
export function WhoIsMeant({ block, state }: WhoIsMeantProps) {
  const port = usePort();
  const { code } = state.error;
  const pageName = block.pageName ?? block.name;
  if (code === 'names-differ' || code === 'id-as-name' || code === 'names-unchecked')
    return <NamesCompared pageName={pageName} contact={state.contacts?.[0]} />;
  const { contactId, email } = block;
  if (contactId === undefined || code === 'several-contacts') return null;
  const known: ContactView = { id: contactId, name: block.contactName, email };
  const same = showable(pageName) === '' || showable(pageName) === callContact(known, port);
  if (!same) return <NamesCompared pageName={pageName} contact={known} />;
  return detailsOf(known).length > 0 ? (
    <p class="details">
      <ContactDetails contact={known} />
    </p>
  ) : null;
}
