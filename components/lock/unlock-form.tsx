import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePort } from '../popup/port';
import { useAction } from '../popup/use-action';
import { ActionButton } from '../shared/action-button';
import { useStatus } from '../shared/status';
import { PassphraseField } from './passphrase-field';

/** The field for the passphrase and its button. The key is derived in this page: the passphrase goes nowhere. */
export function UnlockForm({ onDone }: { readonly onDone: () => Promise<void> }) {
  const { t, errorSentence, lock } = usePort();
  const say = useStatus();
  const action = useAction();
  const field = useRef<HTMLInputElement>(null);
  // Whoever types somewhere else goes on there.
  useLayoutEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) field.current?.focus();
  }, []);
  const press = async () => {
    const reply = await action.run(() => lock.unlock(field.current?.value ?? ''));
    if (!reply) return;
    if (field.current) field.current.value = '';
    say(reply.ok ? t('popup_unlocked') : errorSentence(reply.error));
    if (reply.ok) await onDone();
    else field.current?.focus();
  };
  return (
    <form class="unlock" noValidate onSubmit={(event) => event.preventDefault()}>
      <PassphraseField
        id="unlock-passphrase"
        label={t('popup_passphrase')}
        inputRef={field}
        error={action.error && errorSentence(action.error)}
      />
      <div class="buttons">
        <ActionButton submit look="primary" busy={action.busy} onPress={() => void press()}>
          {t('popup_unlock')}
        </ActionButton>
      </div>
    </form>
  );
}
