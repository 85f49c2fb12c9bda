import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CordonError } from '../../utils/errors';
import { cordonError } from '../../utils/errors';
import type { ConnectionView, Reply } from '../../utils/messaging/protocol';
import { fail } from '../../utils/result';
import { ActionButton } from '../shared/action-button';
import { ErrorLine, Field } from '../shared/field';
import { useStatus } from '../shared/status';
import { sayReport } from './connection-state';
import { KeyField } from './key-field';
import { isAboutKey, keyProblem } from './key-problem';
import { usePort } from './port';
import { useAction } from './use-action';

interface ConnectionEditProps {
  readonly connection: ConnectionView;
  readonly keyError: CordonError | undefined;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

/** Renames a connection, and replaces its key. The stored key is never shown. */
export function ConnectionEdit({ connection, keyError, onDone, onClose }: ConnectionEditProps) {
  const port = usePort();
  const { t, errorSentence } = port;
  const say = useStatus();
  const save = useAction();
  const label = useRef<HTMLInputElement>(null);
  const key = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState(keyError);
  const atKey = problem && isAboutKey(problem);
  const id = `edit-${connection.id}`;
  // The focus is set once, when the fields appear.
  useLayoutEffect(() => (keyError ? key : label).current?.focus(), []);

  const refuse = (error: CordonError) => {
    setProblem(error);
    say(errorSentence(error));
    if (isAboutKey(error)) key.current?.focus();
  };
  const replaceKey = async (newKey: string): Promise<Reply<ConnectionView>> => {
    try {
      const put = await port.putCandidate(connection.id, newKey);
      if (!put.ok) return put;
    } catch {
      return fail(cordonError('not-stored'));
    }
    return port.ask('test-connection', { connectionId: connection.id });
  };
  const press = async () => {
    setProblem(undefined);
    const typed = key.current?.value ?? '';
    const newLabel = label.current?.value.trim() ?? '';
    const chosen = port.consoles.find((one) => one.id === connection.consoleId);
    const checked = typed.trim() === '' ? undefined : chosen?.connect.checkKey(typed, connection.account);
    if (checked && !checked.ok) return refuse(checked.error);
    const reply = await save.run(async () => {
      const renamed =
        newLabel === connection.label
          ? undefined
          : await port.ask('rename-connection', { connectionId: connection.id, label: newLabel });
      if (renamed && !renamed.ok) return renamed;
      return checked ? replaceKey(checked.value) : (renamed ?? { ok: true, value: connection });
    });
    if (!reply) return;
    await onDone();
    if (!reply.ok) return refuse(reply.error);
    const refused = checked && keyProblem(reply.value);
    if (refused) return refuse(refused);
    say(checked ? sayReport(reply.value, port) : t('popup_saved'));
    onClose();
  };
  return (
    <form class="edit" noValidate onSubmit={(event) => event.preventDefault()}>
      <Field id={`${id}-label`} label={t('popup_label')}>
        {(links) => <input {...links} ref={label} type="text" maxLength={80} defaultValue={connection.label} />}
      </Field>
      <KeyField
        id={`${id}-key`}
        inputRef={key}
        hint={t('popup_key_replace_hint')}
        error={atKey ? errorSentence(problem) : undefined}
      />
      {problem && !atKey && <ErrorLine text={errorSentence(problem)} />}
      <div class="buttons">
        <ActionButton submit look="primary" busy={save.busy} onPress={() => void press()}>
          {t('popup_save')}
        </ActionButton>
        <ActionButton look="quiet" onPress={onClose}>
          {t('popup_cancel')}
        </ActionButton>
      </div>
    </form>
  );
}
