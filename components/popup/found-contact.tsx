import type { CordonError } from '../../utils/errors';
import type { ContactView } from '../../utils/messaging/protocol';
import { ErrorLine } from '../shared/field';
import { Name } from '../shared/name';
import { ContactDetails } from './contact-details';
import { usePort } from './port';
import { callContact } from './words';

interface FoundContactProps {
  readonly contact: ContactView;
  readonly error: CordonError | undefined;
}

/** The contact that the console knows under what was typed: its name, e-mail and id, as the API gives them. */
export function FoundContact({ contact, error }: FoundContactProps) {
  const port = usePort();
  return (
    <div class="found">
      <p class="row-title">
        <Name text={callContact(contact, port)} />
      </p>
      <p class="row-state">
        <ContactDetails contact={contact} />
      </p>
      {error && <ErrorLine text={port.errorSentence(error)} />}
    </div>
  );
}
