import type { ContactView } from '../../utils/messaging/protocol';
import { ContactDetails } from '../popup/contact-details';
import { usePort } from '../popup/port';
import { callContact } from '../popup/words';
import { Name } from '../shared/name';

interface NamesComparedProps {
  readonly pageName: string;
  readonly contact: ContactView | undefined;
}

/** The name on the page beside the one that the console gives, with e-mail and id. */
export function NamesCompared({ pageName, contact }: NamesComparedProps) {
  const port = usePort();
  return (
    <dl class="pairs">
      <dt>{port.t('popup_on_page')}</dt>
      <dd>
        <Name text={callContact({ name: pageName }, port)} />
      </dd>
      {contact && (
        <>
          <dt>{port.t('popup_on_console')}</dt>
          <dd>
            <Name text={callContact(contact, port)} />
            <span class="details">
              <ContactDetails contact={contact} />
            </span>
          </dd>
        </>
      )}
    </dl>
  );
}
