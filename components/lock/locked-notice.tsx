import type { BlockView } from '../../utils/messaging/protocol';
import { usePort } from '../popup/port';
import { LockIcon } from '../shared/icons';
import { UnlockForm } from './unlock-form';
import { waitsForUnlocking } from './waiting';

interface LockedNoticeProps {
  readonly blocks: readonly BlockView[];
  readonly onDone: () => Promise<void>;
}

const titleId = 'locked-title';

/** The first thing on a page while Cordon is locked: that it is, how much waits for it, and the way to unlock it. */
export function LockedNotice({ blocks, onDone }: LockedNoticeProps) {
  const { t, formatNumber } = usePort();
  const waiting = blocks.filter(waitsForUnlocking).length;
  return (
    <section class="notice" data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <LockIcon />
      <div class="notice-body">
        <h2 id={titleId}>{t('popup_locked_title')}</h2>
        <p>{waiting > 0 ? t('popup_locked_waiting', formatNumber(waiting)) : t('popup_locked_note')}</p>
        <UnlockForm onDone={onDone} />
        <p class="note">{t('popup_passphrase_forgotten')}</p>
      </div>
    </section>
  );
}
