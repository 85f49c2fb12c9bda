import { usePort } from '../popup/port';
import { LockIcon } from '../shared/icons';
import { PassphraseForm } from './passphrase-form';

const titleId = 'passphrase-needed-title';

/** Where there must be a passphrase and is none: no key is stored before. */
export function PassphraseNeeded({ onDone }: { readonly onDone: () => Promise<void> }) {
  const { t } = usePort();
  return (
    <section class="notice" data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <LockIcon />
      <div class="notice-body">
        <h2 id={titleId}>{t('popup_passphrase_needed')}</h2>
        <p>{t('popup_passphrase_needed_note')}</p>
        <PassphraseForm task="set" onDone={onDone} />
      </div>
    </section>
  );
}
