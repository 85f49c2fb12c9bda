import type { ContactView } from '../../utils/messaging/protocol';
import { ContactDetails } from '../popup/contact-details';
import { usePort } from '../popup/port';
import { callContact } from '../popup/words';
import { ActionButton } from '../shared/action-button';
import { Name } from '../shared/name';

interface ContactChoicesProps {
  readonly contacts: readonly ContactView[];
  readonly busy: boolean;
  readonly onChoose: (contact: ContactView) => void;
}

/** Several contacts, each with a button of its own. None is chosen for the person. */
export function ContactChoices({ contacts, busy, onChoose }: ContactChoicesProps) {
  const port = usePort();
  return (
    <ul class="choices">
      {contacts.map((contact) => {
        const name = callContact(contact, port);
        const detailsId = `choice-${contact.id}`;
        return (
          <li key={contact.id} class="choice">
            <div class="row-text">
              <p class="row-title">
                <Name text={name} />
              </p>
              <p class="row-state" id={detailsId}>
                <ContactDetails contact={contact} />
              </p>
            </div>
            <ActionButton
              name={port.t('popup_block_name', name)}
              describedBy={detailsId}
              busy={busy}
              onPress={() => onChoose(contact)}
            >
              {port.t('popup_block')}
            </ActionButton>
          </li>
        );
      })}
    </ul>
  );
}
