import type { ContactView } from '../../utils/messaging/protocol';
import { detailsOf } from './words';

/** E-mail and id of a contact, as far as they are known and not already what the contact is called. Each is isolated. */
export function ContactDetails({ contact }: { readonly contact: ContactView }) {
  return (
    <>
      {detailsOf(contact).map((detail, place) => (
        <span key={detail}>
          {place > 0 && '\u00a0· '}
          <bdi class="whole">{detail}</bdi>
        </span>
      ))}
    </>
  );
}
