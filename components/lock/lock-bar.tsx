import { usePort } from '../popup/port';
import { useAction } from '../popup/use-action';
import { ActionButton } from '../shared/action-button';
import { useStatus } from '../shared/status';
import { useLock } from './use-lock';

/** Until when Cordon stays unlocked, and the button that locks it at once. Nothing where there is no passphrase. */
export function LockBar({ onDone }: { readonly onDone: () => Promise<void> }) {
  const { ask, t, errorSentence, formatTime } = usePort();
  const say = useStatus();
  const action = useAction();
  const lock = useLock();
  if (!lock?.passphrase || lock.locked) return null;
  const press = async () => {
    const reply = await action.run(() => ask('lock', {}));
    if (!reply) return;
    say(reply.ok ? t('popup_locked_title') : errorSentence(reply.error));
    await onDone();
  };
  return (
    <div class="lock-bar">
      {lock.locksAt !== undefined && <p class="note">{t('popup_unlocked_until', formatTime(lock.locksAt))}</p>}
      <ActionButton look="plain" busy={action.busy} onPress={() => void press()}>
        {t('popup_lock_now')}
      </ActionButton>
    </div>
  );
}
