import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ContactView } from '../../utils/messaging/protocol';
import { ContactChoices } from '../question/contact-choices';
import { ActionButton } from '../shared/action-button';
import { usePort } from './port';

interface SeveralContactsProps {
  readonly contacts: readonly ContactView[];
  readonly onChoose: (contact: ContactView) => void;
  readonly onCancel: () => void;
}

/** The contacts that match what was typed. */
export function SeveralContacts({ contacts, onChoose, onCancel }: SeveralContactsProps) {
  const { t, counted } = usePort();
  const title = useRef<HTMLHeadingElement>(null);
  // The heading takes the focus, not the first button: a second Enter must not block anyone.
  useLayoutEffect(() => title.current?.focus(), []);
  return (
    <div class="several">
      <h2 ref={title} tabIndex={-1}>
        {contacts.length === 1 ? t('popup_only_match') : counted('popup_matches', contacts.length)}
      </h2>
      <ContactChoices contacts={contacts} busy={false} onChoose={onChoose} />
      <div class="buttons">
        <ActionButton look="quiet" onPress={onCancel}>
          {t('popup_cancel')}
        </ActionButton>
      </div>
    </div>
  );
}
