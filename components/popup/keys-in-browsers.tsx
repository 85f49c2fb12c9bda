import { usePort } from './port';

/** What a key in a browser means, and which set-up is for whom: said before there is any. */
export function KeysInBrowsers() {
  const { t } = usePort();
  return (
    <section class="help" aria-labelledby="keys-title">
      <h2 id="keys-title">{t('popup_keys_title')}</h2>
      <p>{t('popup_keys_advice')}</p>
      <ul class="choices">
        <li>{t('popup_keys_own')}</li>
        <li>{t('popup_keys_shared')}</li>
        <li>{t('popup_keys_company')}</li>
      </ul>
    </section>
  );
}
