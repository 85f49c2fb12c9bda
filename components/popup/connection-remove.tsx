import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BlockView, ConnectionView } from '../../utils/messaging/protocol';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { Name } from '../shared/name';
import { Rich } from '../shared/rich';
import { useStatus } from '../shared/status';
import { BlockNames } from './block-names';
import { usePort } from './port';
import { useAction } from './use-action';

const namesShown = 5;

interface ConnectionRemoveProps {
  readonly connection: ConnectionView;
  readonly blocks: readonly BlockView[];
  readonly onDone: () => Promise<void>;
  readonly onCancel: () => void;
}

/** Asks once, in place, before a connection goes, and says who stays blocked on the console. */
export function ConnectionRemove({ connection, blocks, onDone, onCancel }: ConnectionRemoveProps) {
  const port = usePort();
  const { t, formatNumber } = port;
  const say = useStatus();
  const remove = useAction();
  const question = useRef<HTMLParagraphElement>(null);
  const blocked = blocks.filter((block) => block.state.kind === 'blocked');
  // Where the console keeps no end, it was this connection that would have lifted them.
  const ends = port.consoles.find(({ id }) => id === connection.consoleId)?.endsBlocks ?? true;
  const id = `remove-${connection.id}`;
  useLayoutEffect(() => question.current?.focus(), []);
  const press = async () => {
    const reply = await remove.run(() => port.ask('remove-connection', { connectionId: connection.id }));
    if (!reply) return;
    say(reply.ok ? t('popup_removed') : port.errorSentence(reply.error));
    await onDone();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's group; this is a question.
    <div class="ask" role="group" aria-labelledby={id}>
      <p id={id} ref={question} tabIndex={-1}>
        <Rich
          say={(label) => t(ends ? 'popup_remove_question' : 'popup_remove_question_unended', label ?? '')}
          parts={[<Name key="label" text={connection.label || connection.account} />]}
        />
      </p>
      {blocked.length > 0 && (
        <>
          <p>{t('popup_remove_stay', formatNumber(blocked.length))}</p>
          <BlockNames blocks={blocked} most={namesShown} />
        </>
      )}
      {remove.error && <ErrorLine text={port.errorSentence(remove.error)} />}
      <div class="buttons">
        <ActionButton look="danger" describedBy={id} busy={remove.busy} onPress={() => void press()}>
          {t('popup_remove')}
        </ActionButton>
        <ActionButton onPress={onCancel}>{t('popup_cancel')}</ActionButton>
      </div>
    </div>
  );
}
