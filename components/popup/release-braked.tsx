import type { BlockView } from '../../utils/messaging/protocol';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { WarnIcon } from '../shared/icons';
import { useStatus } from '../shared/status';
import { BlockNames } from './block-names';
import { usePort } from './port';
import { useAction } from './use-action';

const shownNames = 12;
const titleId = 'braked-title';

interface ReleaseBrakedProps {
  readonly blocks: readonly BlockView[];
  readonly onDone: () => Promise<void>;
}

/** The blocks that wait since there were too many presses at once: who is meant, and the button that lets all of them go. */
export function ReleaseBraked({ blocks, onDone }: ReleaseBrakedProps) {
  const port = usePort();
  const { t, counted, formatNumber } = port;
  const say = useStatus();
  const action = useAction();
  const count = formatNumber(blocks.length);
  const release = async () => {
    const reply = await action.run(() => port.ask('release', {}));
    if (!reply) return;
    say(reply.ok ? t('popup_said_released', count) : port.errorSentence(reply.error));
    await onDone();
  };
  return (
    <li class="question" data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <WarnIcon />
      <div class="question-body">
        <h3 id={titleId}>{t('popup_braked_title', count)}</h3>
        <p>{t('popup_braked_note')}</p>
        <BlockNames blocks={blocks} most={shownNames} labelledBy={titleId} />
        {action.error && <ErrorLine text={port.errorSentence(action.error)} />}
        <div class="buttons">
          <ActionButton look="primary" busy={action.busy} onPress={() => void release()}>
            {counted('popup_release', blocks.length)}
          </ActionButton>
        </div>
      </div>
    </li>
  );
}
