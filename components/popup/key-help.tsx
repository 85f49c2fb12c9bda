import { type ConsoleChoice, usePort } from './port';

/** Where a key comes from, the least it must be able to do, and what storing it here means. */
export function KeyHelp({ console }: { readonly console: ConsoleChoice }) {
  const { t } = usePort();
  return (
    <section class="help" aria-labelledby="key-help-title">
      <h2 id="key-help-title">{t('popup_key_title')}</h2>
      <p>{t(console.sentences.keyWhere)}</p>
      <p>{t(console.sentences.keyNeeds)}</p>
      <p>{t('popup_key_kept')}</p>
    </section>
  );
}
