import { useState } from 'preact/hooks';
import type { PauseView } from '../../utils/messaging/protocol';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { useStatus } from '../shared/status';
import { pauseButton } from './places';
import { usePort } from './port';
import { useAction } from './use-action';

/** Takes Cordon's buttons out of all pages for a while, after saying what a pause is. */
export function PauseSection({ onDone }: { readonly onDone: () => Promise<void> }) {
  const port = usePort();
  const { t } = port;
  const say = useStatus();
  const action = useAction();
  const [asked, setAsked] = useState(false);
  const pause = async (choice: 'hour' | 'until-resumed') => {
    const reply = await action.run(() => port.ask('pause', { choice }));
    if (!reply) return;
    say(reply.ok ? t('popup_paused') : port.errorSentence(reply.error));
    await onDone();
  };
  return (
    <section class="section pause" data-home="" tabIndex={-1} aria-label={t('popup_pause')}>
      <ActionButton id={pauseButton} expanded={asked} onPress={() => setAsked(!asked)}>
        {t('popup_pause')}
      </ActionButton>
      {asked && (
        <div class="ask">
          <p class="soft">{t('popup_pause_note')}</p>
          <div class="buttons">
            <ActionButton busy={action.busy} onPress={() => void pause('hour')}>
              {t('popup_pause_hour')}
            </ActionButton>
            <ActionButton busy={action.busy} onPress={() => void pause('until-resumed')}>
              {t('popup_pause_until_resumed')}
            </ActionButton>
          </div>
        </div>
      )}
      {action.error && <ErrorLine text={port.errorSentence(action.error)} />}
    </section>
  );
}

interface PausedProps {
  readonly paused: PauseView | undefined;
  readonly onDone: () => Promise<void>;
}

/** Above all else while Cordon is paused: until when, and the way back. */
export function PausedNotice({ paused, onDone }: PausedProps) {
  const port = usePort();
  const { t } = port;
  const say = useStatus();
  const action = useAction();
  if (!paused) return null;
  const resume = async () => {
    const reply = await action.run(() => port.ask('resume', {}));
    if (!reply) return;
    say(reply.ok ? t('popup_resumed') : port.errorSentence(reply.error));
    await onDone();
  };
  return (
    <section class="paused" data-home="" tabIndex={-1} aria-label={t('popup_paused')}>
      <p>{paused.until === undefined ? t('popup_paused') : t('popup_paused_until', port.formatTime(paused.until))}</p>
      <ActionButton busy={action.busy} onPress={() => void resume()}>
        {t('popup_resume')}
      </ActionButton>
      <p class="note">{t('popup_paused_note')}</p>
      {action.error && <ErrorLine text={port.errorSentence(action.error)} />}
    </section>
  );
}
