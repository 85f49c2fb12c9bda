import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BlockView } from '../../utils/messaging/protocol';
import { BlockNames } from '../popup/block-names';
import { usePort } from '../popup/port';
import { useAction } from '../popup/use-action';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { useStatus } from '../shared/status';

interface DeleteEverythingProps {
  readonly blocks: readonly BlockView[];
  readonly onDone: () => Promise<void>;
}

const titleId = 'delete-everything-title';
const buttonId = 'delete-everything';
const questionId = 'delete-everything-question';
const namesShown = 8;

/** Deletes all that Cordon holds, after one question that names whom that concerns. */
export function DeleteEverything({ blocks, onDone }: DeleteEverythingProps) {
  const { t } = usePort();
  const [asking, setAsking] = useState(false);
  return (
    <section class="section" data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <h2 id={titleId}>{t('options_wipe')}</h2>
      <p>{t('options_wipe_note')}</p>
      {asking ? (
        <WipeQuestion
          blocks={blocks}
          onDone={async () => {
            await onDone();
            setAsking(false);
          }}
          onCancel={() => {
            setAsking(false);
            setTimeout(() => document.getElementById(buttonId)?.focus());
          }}
        />
      ) : (
        <div class="buttons">
          <ActionButton id={buttonId} onPress={() => setAsking(true)}>
            {t('options_wipe_ask')}
          </ActionButton>
        </div>
      )}
    </section>
  );
}

function WipeQuestion({ blocks, onDone, onCancel }: DeleteEverythingProps & { readonly onCancel: () => void }) {
  const port = usePort();
  const { t, formatNumber } = port;
  const say = useStatus();
  const wipe = useAction();
  const question = useRef<HTMLParagraphElement>(null);
  const blocked = blocks.filter(({ state }) => state.kind === 'blocked');
  const unended = blocked.filter(({ state }) => state.kind === 'blocked' && state.endedBy === 'cordon');
  const lost = blocks.filter(isLost);
  const left = lost.filter(mayHaveLeft);
  useLayoutEffect(() => question.current?.focus(), []);
  const press = async () => {
    const reply = await wipe.run(() => port.ask('wipe', {}));
    if (!reply) return;
    say(reply.ok ? t('options_wiped') : port.errorSentence(reply.error));
    if (reply.ok) await onDone();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's group; this is a question.
    <div class="ask" role="group" aria-labelledby={questionId}>
      <p id={questionId} ref={question} tabIndex={-1}>
        {t('options_wipe_question')}
      </p>
      {blocked.length > 0 && <p>{t('options_wipe_stay', formatNumber(blocked.length))}</p>}
      <BlockNames blocks={blocked} most={namesShown} />
      {unended.length > 0 && <p>{t('options_wipe_unended', formatNumber(unended.length))}</p>}
      {unended.length < blocked.length && <BlockNames blocks={unended} most={namesShown} />}
      {lost.length > 0 && <p>{t('options_wipe_lost', formatNumber(lost.length))}</p>}
      <BlockNames blocks={lost} most={namesShown} />
      {left.length > 0 && <p>{t('options_wipe_left', formatNumber(left.length))}</p>}
      {left.length < lost.length && <BlockNames blocks={left} most={namesShown} />}
      {wipe.error && <ErrorLine text={port.errorSentence(wipe.error)} />}
      <div class="buttons">
        <ActionButton look="danger" busy={wipe.busy} onPress={() => void press()}>
          {t('options_wipe')}
        </ActionButton>
        <ActionButton onPress={onCancel}>{t('popup_cancel')}</ActionButton>
      </div>
    </div>
  );
}

/** Whether something is still to be done for what was pressed. */
function isLost({ state: { kind } }: BlockView): boolean {
  return kind === 'waiting' || kind === 'sending' || kind === 'retrying' || kind === 'held' || kind === 'needs-you';
}

/** Whether its request may be with the console already. */
function mayHaveLeft({ state }: BlockView): boolean {
  if (state.kind === 'retrying' || state.kind === 'held') return state.undoable === false;
  return state.kind === 'sending';
}
