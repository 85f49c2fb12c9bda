import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { BlockView } from '../../utils/messaging/protocol';
import { BlockItem } from '../popup/block-item';
import { usePort } from '../popup/port';
import { Mark } from '../shared/icons';
import { useStatus } from '../shared/status';
import { UnlockForm } from './unlock-form';

interface UnlockSheetProps {
  /** What goes on once Cordon is unlocked. */
  readonly waiting: readonly BlockView[];
  readonly onDone: () => Promise<void>;
}

const titleId = 'unlock-title';

/** The Cordon window's sheet while Cordon is locked: the way to unlock it, and what waits for that. */
export function UnlockSheet({ waiting, onDone }: UnlockSheetProps) {
  const { t } = usePort();
  const say = useStatus();
  const title = t('question_unlock_title');
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = title;
    say(title);
  }, [title, say]);
  // The one thing to do here is to type.
  useLayoutEffect(() => root.current?.querySelector('input')?.focus(), []);
  return (
    <section class="unlock-sheet" ref={root} data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <header class="question-head">
        <Mark />
        <h1 id={titleId}>{title}</h1>
      </header>
      <p>{t('question_unlock_note')}</p>
      <UnlockForm onDone={onDone} />
      {waiting.length > 0 && (
        <ul class="rows" aria-label={t('question_unlock_waiting')}>
          {waiting.map((block) => (
            <BlockItem key={block.id} block={block} onDone={onDone} />
          ))}
        </ul>
      )}
      <p class="note question-later">{t('question_unlock_later')}</p>
    </section>
  );
}
