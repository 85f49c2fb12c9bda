import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type CordonError, cordonError } from '../../utils/errors';
import type { MessageKey } from '../../utils/platform/i18n';
import { usePort } from '../popup/port';
import { useAction } from '../popup/use-action';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { useStatus } from '../shared/status';
import { PassphraseField } from './passphrase-field';

/** What is done with the passphrase. */
export type PassphraseTask = 'set' | 'change' | 'remove';

interface PassphraseFormProps {
  readonly task: PassphraseTask;
  readonly onDone: () => Promise<void>;
  /** Left out where there is no way round it. */
  readonly onCancel?: (() => void) | undefined;
}

const words = {
  set: { button: 'options_passphrase_set', said: 'options_passphrase_was_set' },
  change: { button: 'options_passphrase_change', said: 'options_passphrase_was_changed' },
  remove: { button: 'options_passphrase_remove', said: 'options_passphrase_was_removed' },
} as const satisfies Record<PassphraseTask, Record<string, MessageKey>>;

/** Sets, changes or removes the passphrase. All keys are sealed anew in this page; no passphrase leaves it. */
export function PassphraseForm({ task, onDone, onCancel }: PassphraseFormProps) {
  const { t, errorSentence, lock } = usePort();
  const say = useStatus();
  const action = useAction();
  const [problem, setProblem] = useState<CordonError>();
  const current = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  // The focus is set once, when the fields appear.
  useLayoutEffect(() => (current.current ?? next.current)?.focus(), []);

  const refuse = (error: CordonError) => {
    setProblem(error);
    say(errorSentence(error));
    const places = { 'wrong-passphrase': current, 'weak-passphrase': next, 'passphrases-differ': again } as const;
    places[error.code as keyof typeof places]?.current?.focus();
  };
  const press = async () => {
    const [old, typed] = [current.current?.value, next.current?.value ?? ''];
    if (task !== 'remove' && typed !== again.current?.value) return refuse(cordonError('passphrases-differ'));
    setProblem(undefined);
    const reply = await action.run(() => (task === 'remove' ? lock.remove(old ?? '') : lock.set(typed, old)));
    if (!reply) return;
    if (!reply.ok) return refuse(reply.error);
    say(t(words[task].said));
    await onDone();
  };
  const sentenceFor = (code: CordonError['code']) => (problem?.code === code ? errorSentence(problem) : undefined);
  const placed = ['wrong-passphrase', 'weak-passphrase', 'passphrases-differ'].includes(problem?.code ?? '');
  return (
    <form class="edit" noValidate onSubmit={(event) => event.preventDefault()}>
      {task === 'remove' && <p>{t('options_passphrase_remove_note')}</p>}
      {task !== 'set' && (
        <PassphraseField
          id="passphrase-current"
          label={t('options_passphrase_current')}
          inputRef={current}
          error={sentenceFor('wrong-passphrase')}
        />
      )}
      {task !== 'remove' && (
        <>
          <PassphraseField
            id="passphrase-new"
            label={t('options_passphrase_new')}
            inputRef={next}
            hint={t('options_passphrase_hint')}
            error={sentenceFor('weak-passphrase')}
          />
          <PassphraseField
            id="passphrase-again"
            label={t('options_passphrase_again')}
            inputRef={again}
            error={sentenceFor('passphrases-differ')}
          />
        </>
      )}
      {problem && !placed && <ErrorLine text={errorSentence(problem)} />}
      <div class="buttons">
        <ActionButton
          submit
          look={task === 'remove' ? 'danger' : 'primary'}
          busy={action.busy}
          onPress={() => void press()}
        >
          {t(words[task].button)}
        </ActionButton>
        {onCancel && (
          <ActionButton look="quiet" onPress={onCancel}>
            {t('popup_cancel')}
          </ActionButton>
        )}
      </div>
    </form>
  );
}
