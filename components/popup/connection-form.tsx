import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CordonError } from '../../utils/errors';
import { cordonError } from '../../utils/errors';
import type { ConnectionDraft, ConnectionView, PresetView, RulesView } from '../../utils/messaging/protocol';
import { fail } from '../../utils/result';
import { ActionButton } from '../shared/action-button';
import { ErrorLine, Field } from '../shared/field';
import { useStatus } from '../shared/status';
import { AccountText } from './account-text';
import { sayReport } from './connection-state';
import { ConsoleHelp } from './console-help';
import { KeyField } from './key-field';
import { KeyHelp } from './key-help';
import { keyProblem } from './key-problem';
import { usePort } from './port';
import { type FormProblems, placeOf, readForm } from './read-form';
import { useAddresses } from './use-addresses';
import { useDraft } from './use-draft';
import type { FormOutcome } from './use-view';
import { ViewHead } from './view-head';

const keyAdvice = 'key-advice';

interface ConnectionFormProps {
  readonly draft: ConnectionDraft | undefined;
  readonly connections: readonly ConnectionView[];
  readonly rules: RulesView;
  /** The prepared connection that lacks only its key; undefined where everything is typed. */
  readonly preset?: PresetView | undefined;
  readonly onOutcome: (outcome: FormOutcome) => void;
  readonly onCancel: () => void;
}

/** Connects an account: its address, its key, and the browser's leave to reach it. */
export function ConnectionForm({ draft, connections, rules, preset, onOutcome, onCancel }: ConnectionFormProps) {
  const port = usePort();
  const { t, errorSentence } = port;
  const say = useStatus();
  const keeper = useDraft(port);
  const allowed = port.consoles.filter(({ id }) => rules.consoles?.includes(id) ?? true);
  const first = allowed[0];
  // Once its key is stored it is no longer among the prepared ones, and the form is still there.
  const [fixed] = useState(preset);
  const [typed, setTyped] = useState<ConnectionDraft>(
    fixed ?? draft ?? { consoleId: first?.id ?? '', address: '', label: '' },
  );
  const addresses = useAddresses();
  const [problems, setProblems] = useState<FormProblems>({});
  const [busy, setBusy] = useState(false);
  const account = useRef<HTMLInputElement>(null);
  const key = useRef<HTMLInputElement>(null);
  // The focus is set once, when the form opens.
  useLayoutEffect(() => (typed.address ? key : account).current?.focus(), []);

  const chosen = (fixed ? port.consoles : allowed).find((one) => one.id === typed.consoleId) ?? first;
  const change = (part: Partial<ConnectionDraft>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    const holdsKey = chosen?.connect.holdsKey?.(next.address) ?? false;
    keeper.later(holdsKey ? { ...next, address: '' } : next);
  };
  const refuse = (found: FormProblems) => {
    setProblems(found);
    const error = found.account ?? found.key ?? found.whole;
    if (error) say(errorSentence(error));
    if (found.account && !fixed) account.current?.focus();
    else if (found.key) key.current?.focus();
  };
  const store = async (id: string, goodKey: string) => {
    try {
      const put = await port.putCandidate(id, goodKey);
      if (!put.ok) return put;
    } catch {
      return fail(cordonError('not-stored'));
    }
    const { address, label } = typed;
    return port.ask('connect', {
      connectionId: id,
      consoleId: chosen?.id ?? typed.consoleId,
      address,
      label: label.trim(),
    });
  };
  const finish = async (id: string, granted: boolean) => {
    if (!fixed) keeper.forget();
    if (!granted) {
      say(errorSentence({ code: 'no-access' }));
      return onOutcome({ connectionId: id });
    }
    const tested = await port.ask('test-connection', { connectionId: id });
    say(tested.ok ? sayReport(tested.value, port) : errorSentence(tested.error));
    onOutcome({ connectionId: id, keyError: tested.ok ? keyProblem(tested.value) : undefined });
  };
  const press = () => {
    if (!chosen || busy) return;
    const read = readForm(chosen, typed.address, key.current?.value ?? '');
    if (!read.ok) return refuse(read.error);
    const id = port.connectionIdOf(chosen.id, read.value.address.account);
    if (connections.some((one) => one.id === id)) return refuse({ account: { code: 'duplicate-connection' } });
    // First of all and in the press itself: the browser forgets the person's press at the first wait.
    const asked = port.requestAccess(read.value.address.hosts);
    setProblems({});
    setBusy(true);
    void Promise.all([asked, store(id, read.value.key)]).then(async ([granted, stored]) => {
      if (stored.ok) await finish(id, granted);
      else refuse(placeOf(stored.error));
      setBusy(false);
    });
  };

  const leave = () => {
    if (!fixed) keeper.forget();
    onCancel();
  };
  const sentence = (error: CordonError | undefined) => error && errorSentence(error);
  return (
    <form
      class="connection-form"
      noValidate
      onSubmit={(event) => event.preventDefault()}
      onFocusOut={() => keeper.now()}
    >
      <ViewHead title={t(fixed ? 'popup_preset_title' : 'popup_add_connection')} onBack={leave} />
      {fixed && <AccountText titleId="preset" heading="h2" {...fixed} />}
      {!fixed && (
        <>
          <Field id="console" label={t('popup_console')}>
            {(links) => (
              <select
                {...links}
                value={chosen?.id}
                onChange={(event) => {
                  const found = port.consoles.find((one) => one.id === event.currentTarget.value);
                  if (!found) return;
                  setProblems({});
                  change({ consoleId: found.id, address: addresses.carryOver(chosen, found, typed.address) });
                }}
              >
                {allowed.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field
            id="account"
            label={chosen ? t(chosen.sentences.address) : ''}
            hint={chosen && t(chosen.sentences.addressHint)}
            error={sentence(problems.account)}
          >
            {(links) => (
              <input
                {...links}
                ref={account}
                type="text"
                maxLength={500}
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                value={typed.address}
                onInput={(event) => change({ address: event.currentTarget.value })}
                onChange={() => keeper.now()}
              />
            )}
          </Field>
        </>
      )}
      {chosen && (
        <p class="note" id={keyAdvice}>
          {t(chosen.sentences.keyAdvice)}
        </p>
      )}
      <KeyField id="key" inputRef={key} about={keyAdvice} hint={t('popup_key_hint')} error={sentence(problems.key)} />
      {!fixed && (
        <Field id="label" label={t('popup_label')} hint={t('popup_label_hint')}>
          {(links) => (
            <input
              {...links}
              type="text"
              maxLength={80}
              autocomplete="off"
              value={typed.label}
              onInput={(event) => change({ label: event.currentTarget.value })}
              onChange={() => keeper.now()}
            />
          )}
        </Field>
      )}
      {fixed && problems.account && <ErrorLine text={errorSentence(problems.account)} />}
      {problems.whole && <ErrorLine text={errorSentence(problems.whole)} />}
      <div class="buttons">
        <ActionButton submit look="primary" busy={busy} onPress={press}>
          {t('popup_save_and_test')}
        </ActionButton>
        <ActionButton look="quiet" onPress={leave}>
          {t('popup_cancel')}
        </ActionButton>
      </div>
      {busy && <p class="note">{t('popup_saving')}</p>}
      {chosen && <ConsoleHelp console={chosen} />}
      {chosen && <KeyHelp console={chosen} />}
    </form>
  );
}
