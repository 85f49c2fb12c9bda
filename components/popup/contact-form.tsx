import { useEffect, useRef, useState } from 'preact/hooks';
import type { CordonError } from '../../utils/errors';
import type { ContactView } from '../../utils/messaging/protocol';
import { ActionButton } from '../shared/action-button';
import { Field } from '../shared/field';
import { useStatus } from '../shared/status';
import type { EndPicker } from './end-picker';
import { FoundContact } from './found-contact';
import { usePort } from './port';
import { SeveralContacts } from './several-contacts';
import { callContact, detailsOf } from './words';

interface ContactFormProps {
  readonly connectionId: string;
  readonly picker: EndPicker;
  readonly onDone: () => Promise<void>;
}

/** Where a typed contact stands. A block is asked for only in `found`, when the contact is already on the screen. */
type Stage =
  | { readonly kind: 'typing'; readonly error?: CordonError }
  | { readonly kind: 'looking' }
  | { readonly kind: 'several'; readonly contacts: readonly ContactView[] }
  | { readonly kind: 'found'; readonly contact: ContactView; readonly pressId: string }
  | { readonly kind: 'sent'; readonly contact: ContactView }
  | { readonly kind: 'refused'; readonly contact: ContactView; readonly error: CordonError };

/** Blocks a contact without any page: by id, name or e-mail. Several matches are shown to choose from, never guessed. */
export function ContactForm({ connectionId, picker, onDone }: ContactFormProps) {
  const port = usePort();
  const { t, errorSentence } = port;
  const say = useStatus();
  const field = useRef<HTMLInputElement>(null);
  const [stage, setStage] = useState<Stage>({ kind: 'typing' });
  const sentPress = useRef('');
  // Counts the presses and edits: an answer about words that were changed meanwhile is dropped.
  const lookup = useRef(0);
  const busy = stage.kind === 'looking' || stage.kind === 'found';

  // An effect runs after the paint, so the contact's name stands on the screen before the undo window can start.
  useEffect(() => {
    if (stage.kind !== 'found' || sentPress.current === stage.pressId) return;
    const { contact, pressId } = stage;
    sentPress.current = pressId;
    void port.ask('block-contact', { pressId, connectionId, contactId: contact.id }).then(async (reply) => {
      if (reply.ok && field.current) field.current.value = '';
      setStage(reply.ok ? { kind: 'sent', contact } : { kind: 'refused', contact, error: reply.error });
      say(
        reply.ok
          ? t('popup_said_found', callContact(contact, port), detailsOf(contact).join(' · '))
          : errorSentence(reply.error),
      );
      await onDone();
    });
  }, [stage, connectionId, port, t, errorSentence, say, onDone]);

  const refuse = (error: CordonError) => {
    setStage({ kind: 'typing', error });
    say(errorSentence(error));
    field.current?.focus();
  };
  const press = async () => {
    const words = field.current?.value.trim() ?? '';
    if (words === '') return refuse({ code: 'bad-contact' });
    lookup.current += 1;
    const mine = lookup.current;
    setStage({ kind: 'looking' });
    const end = await picker.settled();
    if (lookup.current !== mine) return;
    if (!end.stored) {
      setStage({ kind: 'typing' });
      document.getElementById('block-until')?.focus();
      return say(end.error ? errorSentence(end.error) : t('popup_until_not_set'));
    }
    const reply = await port.ask('find-contact', { connectionId, words });
    if (lookup.current !== mine) return;
    if (!reply.ok) return refuse(reply.error);
    const found = reply.value;
    if (found.kind === 'one') return setStage({ kind: 'found', contact: found.contact, pressId: port.newId() });
    if (found.contacts.length === 0) return refuse({ code: 'no-contact-found' });
    setStage({ kind: 'several', contacts: found.contacts });
  };
  const error = stage.kind === 'typing' && stage.error ? errorSentence(stage.error) : undefined;
  return (
    <form
      class="section contact-form"
      data-home=""
      tabIndex={-1}
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <Field id="contact" label={t('popup_contact')} hint={t('popup_contact_hint')} error={error}>
        {(links) => (
          <div class="with-button">
            <input
              {...links}
              ref={field}
              type="text"
              maxLength={320}
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              onInput={() => {
                if (stage.kind === 'found') return;
                lookup.current += 1;
                setStage({ kind: 'typing' });
              }}
            />
            <ActionButton submit look="primary" busy={busy} onPress={() => void press()}>
              {t('popup_block')}
            </ActionButton>
          </div>
        )}
      </Field>
      {stage.kind === 'looking' && <p class="note">{t('popup_looking')}</p>}
      {stage.kind === 'several' && (
        <SeveralContacts
          contacts={stage.contacts}
          onChoose={(contact) => setStage({ kind: 'found', contact, pressId: port.newId() })}
          onCancel={() => {
            setStage({ kind: 'typing' });
            field.current?.focus();
          }}
        />
      )}
      {(stage.kind === 'found' || stage.kind === 'sent' || stage.kind === 'refused') && (
        <FoundContact contact={stage.contact} error={stage.kind === 'refused' ? stage.error : undefined} />
      )}
    </form>
  );
}
