import { useState } from 'preact/hooks';
import type { MessageKey } from '../../utils/platform/i18n';
import { usePort } from '../popup/port';
import { useAction } from '../popup/use-action';
import { ActionButton } from '../shared/action-button';
import { ErrorLine, Field } from '../shared/field';
import { LockBar } from './lock-bar';
import { PassphraseForm, type PassphraseTask } from './passphrase-form';
import { useLock } from './use-lock';

const afterKeys = [
  [15, 'options_lock_after_15'],
  [30, 'options_lock_after_30'],
  [60, 'options_lock_after_60'],
  [240, 'options_lock_after_240'],
  [480, 'options_lock_after_480'],
] as const satisfies readonly (readonly [number, MessageKey])[];

const titleId = 'key-protection-title';
const buttonId = (task: PassphraseTask) => `passphrase-${task}`;

/** How the API keys are protected here, in plain words, and what can be changed about it. */
export function KeyProtection({ onDone }: { readonly onDone: () => Promise<void> }) {
  const { t } = usePort();
  const lock = useLock();
  const [open, setOpen] = useState<PassphraseTask>();
  if (!lock) return null;
  const close = () => {
    const from = open;
    setOpen(undefined);
    // After the render that brings the button back.
    setTimeout(() => document.getElementById(buttonId(from ?? 'set'))?.focus());
  };
  const button = (task: PassphraseTask, word: string) => (
    <ActionButton id={buttonId(task)} look={task === 'remove' ? 'quiet' : 'plain'} onPress={() => setOpen(task)}>
      {word}
    </ActionButton>
  );
  return (
    <section class="section" data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <h2 id={titleId}>{t('options_keys_title')}</h2>
      <p>{t(lock.passphrase ? 'options_keys_with_passphrase' : 'options_keys_without_passphrase')}</p>
      {lock.passphraseRequired && <p class="note">{t('options_passphrase_required')}</p>}
      {lock.passphrase && <LockBar onDone={onDone} />}
      {open ? (
        <PassphraseForm
          key={open}
          task={open}
          onDone={async () => {
            await onDone();
            setOpen(undefined);
          }}
          onCancel={close}
        />
      ) : (
        <div class="buttons">
          {!lock.passphrase && !lock.passphraseRequired && button('set', t('options_passphrase_set'))}
          {lock.passphrase && button('change', t('options_passphrase_change'))}
          {lock.passphrase && !lock.passphraseRequired && button('remove', t('options_passphrase_remove'))}
        </div>
      )}
      {lock.passphrase && <LockChoices onDone={onDone} />}
    </section>
  );
}

/** When Cordon locks by itself. */
function LockChoices({ onDone }: { readonly onDone: () => Promise<void> }) {
  const { ask, t, errorSentence } = usePort();
  const lock = useLock();
  const action = useAction();
  if (!lock) return null;
  const choose = async (choice: { afterMinutes?: number; withDevice?: boolean }) => {
    const { afterMinutes, withDevice } = lock;
    await action.run(() => ask('set-lock', { afterMinutes, withDevice, ...choice }));
    await onDone();
  };
  return (
    <>
      <Field id="lock-after" label={t('options_lock_after')} hint={t('options_lock_after_hint')}>
        {(links) => (
          <select
            {...links}
            value={String(lock.afterMinutes)}
            onChange={(event) => void choose({ afterMinutes: Number(event.currentTarget.value) })}
          >
            {afterKeys.map(([minutes, key]) => (
              <option key={key} value={String(minutes)}>
                {t(key)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {lock.deviceTells && (
        <label class="check">
          <input
            type="checkbox"
            checked={lock.withDevice}
            onChange={(event) => void choose({ withDevice: event.currentTarget.checked })}
          />
          <span>{t('options_lock_with_device')}</span>
        </label>
      )}
      {action.error && <ErrorLine text={errorSentence(action.error)} />}
    </>
  );
}
