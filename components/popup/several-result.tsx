import type { BlockView } from '../../utils/messaging/protocol';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { Name } from '../shared/name';
import { useStatus } from '../shared/status';
import { usePort } from './port';
import { useAction } from './use-action';
import { useNow } from './use-now';
import { callBlock, secondsTo, stateSentence } from './words';

interface SeveralResultProps {
  readonly pressId: string;
  /** The blocks that the press made. */
  readonly blocks: readonly BlockView[];
  readonly onMore: () => void;
  readonly onDone: () => Promise<void>;
}

/** How far the blocks of one press on several have come, and one Undo for all while nothing has left. */
export function SeveralResult({ pressId, blocks, onMore, onDone }: SeveralResultProps) {
  const port = usePort();
  const { t, counted, errorSentence, formatNumber } = port;
  const say = useStatus();
  const action = useAction();
  const states = blocks.map(({ state }) => state);
  const ends = states.flatMap((state) => (state.kind === 'waiting' ? [state.sendsAt] : []));
  const now = useNow(port.now, ends.length > 0);
  const number = (...kinds: readonly BlockView['state']['kind'][]) =>
    formatNumber(states.filter(({ kind }) => kinds.includes(kind)).length);
  const undo = async () => {
    const reply = await action.run(() => port.ask('undo-several', { pressId }));
    if (!reply) return;
    say(reply.ok ? t('popup_said_several_undone', formatNumber(reply.value)) : errorSentence(reply.error));
    await onDone();
  };
  return (
    <section class="section" data-home="" tabIndex={-1} aria-labelledby="several-result">
      <h2 id="several-result">
        {t(
          'popup_several_result',
          number('blocked'),
          number('waiting', 'sending', 'retrying', 'held'),
          number('needs-you', 'failed'),
        )}
      </h2>
      {ends.length > 0 && (
        <div class="buttons">
          <ActionButton look="primary" busy={action.busy} onPress={() => void undo()}>
            {counted('popup_several_undo', ends.length, formatNumber(secondsTo(Math.min(...ends), now)))}
          </ActionButton>
        </div>
      )}
      {action.error && <ErrorLine text={errorSentence(action.error)} />}
      <ul class="lines" aria-labelledby="several-result">
        {blocks.map((block) => (
          <li key={block.id}>
            <Name text={callBlock(block, port)} /> <span class="soft">{stateSentence(block, port, now)}</span>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <ActionButton look="quiet" onPress={onMore}>
          {t('popup_several_more')}
        </ActionButton>
      </div>
    </section>
  );
}
