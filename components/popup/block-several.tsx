import { useState } from 'preact/hooks';
import { isOfSeveral, mostSeveral } from '../../utils/blocking/several-ids';
import type { BlockView, ConnectionView } from '../../utils/messaging/protocol';
import { showable } from '../../utils/platform/hostile-text';
import { ActionButton } from '../shared/action-button';
import { ErrorLine, Field } from '../shared/field';
import { Name } from '../shared/name';
import { useStatus } from '../shared/status';
import { BlockFor } from './block-for';
import { useEndPicker } from './end-picker';
import { usePort } from './port';
import { linesOf } from './several-lines';
import { SeveralRead } from './several-read';
import { SeveralResult } from './several-result';
import { useAction } from './use-action';
import { useSeveral } from './use-several';

interface BlockSeveralProps {
  readonly connections: readonly ConnectionView[];
  /** The connection to begin with. */
  readonly first: string | undefined;
  readonly blocks: readonly BlockView[];
  /** So many at once. */
  readonly most: number;
  readonly onDone: () => Promise<void>;
}

/** Blocks many contacts: typed, looked up one by one, shown with their names, and only then blocked, with one Undo for all. */
export function BlockSeveral({ connections, first, blocks, most, onDone }: BlockSeveralProps) {
  const port = usePort();
  const { t, counted, errorSentence, formatNumber } = port;
  const say = useStatus();
  const action = useAction();
  const [chosenId, setChosenId] = useState(first ?? '');
  const chosen = connections.find(({ id }) => id === chosenId) ?? connections[0];
  const picker = useEndPicker(chosen, port, onDone);
  const [text, setText] = useState('');
  const [pressId, setPressId] = useState<string>();
  const { reading, read, reset } = useSeveral(port, chosen?.id ?? '', most);
  const info = port.consoles.find(({ id }) => id === chosen?.consoleId);
  const change = (next: string) => {
    setText(next);
    reset();
  };
  if (!chosen) return null;
  if (pressId !== undefined) {
    return (
      <SeveralResult
        pressId={pressId}
        blocks={blocks.filter(({ id }) => isOfSeveral(id, pressId))}
        onMore={() => {
          setPressId(undefined);
          change('');
        }}
        onDone={onDone}
      />
    );
  }
  const block = async () => {
    const end = await picker.settled();
    if (!end.stored) return say(end.error ? errorSentence(end.error) : t('popup_until_not_set'));
    const id = port.newId();
    const contactIds = reading.found.map((contact) => contact.id);
    const reply = await action.run(() =>
      port.ask('block-several', { pressId: id, connectionId: chosen.id, contactIds }),
    );
    if (!reply) return;
    if (reply.ok) setPressId(id);
    say(
      reply.ok
        ? t('popup_said_several', formatNumber(reply.value.made), formatNumber(reply.value.joined))
        : errorSentence(reply.error),
    );
    await onDone();
  };
  const count = linesOf(text, most).length;
  return (
    <form class="section" noValidate onSubmit={(event) => event.preventDefault()}>
      {connections.length > 1 && (
        <Field id="several-connection" label={t('popup_connection')}>
          {(links) => (
            <select
              {...links}
              value={chosen.id}
              onChange={(event) => {
                setChosenId(event.currentTarget.value);
                reset();
              }}
            >
              {connections.map((one) => (
                <option key={one.id} value={one.id}>
                  {showable(one.label || one.account)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {connections.length === 1 && (
        <p class="soft">
          <Name text={chosen.label || chosen.account} />
        </p>
      )}
      <BlockFor picker={picker} consoleName={info?.name ?? chosen.consoleId} endsBlocks={info?.endsBlocks ?? true} />
      <Field id="several" label={t('popup_several_field')} error={reading.error && errorSentence(reading.error)}>
        {(links) => (
          <textarea
            {...links}
            rows={6}
            value={text}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            onInput={(event) => change(event.currentTarget.value)}
          />
        )}
      </Field>
      {most < mostSeveral && <p class="note">{t('popup_several_most', String(most))}</p>}
      {reading.kind !== 'read' && (
        <div class="buttons">
          <ActionButton look="primary" busy={count === 0 || reading.kind === 'reading'} onPress={() => void read(text)}>
            {t('popup_several_look_up', formatNumber(count))}
          </ActionButton>
        </div>
      )}
      {reading.kind !== 'typing' && <SeveralRead reading={reading} />}
      {action.error && <ErrorLine text={errorSentence(action.error)} />}
      {reading.kind === 'read' && reading.found.length > 0 && (
        <div class="buttons">
          <ActionButton look="danger" busy={action.busy} onPress={() => void block()}>
            {counted('popup_several_block', reading.found.length)}
          </ActionButton>
        </div>
      )}
    </form>
  );
}
