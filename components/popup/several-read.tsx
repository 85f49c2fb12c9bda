import { Name } from '../shared/name';
import { ContactDetails } from './contact-details';
import { usePort } from './port';
import type { SeveralReading } from './use-several';
import { callContact } from './words';

/** Who the typed lines are, and which of them were not understood. */
export function SeveralRead({ reading }: { readonly reading: SeveralReading }) {
  const port = usePort();
  const { t, errorSentence, formatTime, formatNumber } = port;
  const { found, missed, done, total, waitsUntil } = reading;
  return (
    <div class="several">
      {reading.kind === 'reading' && (
        <p class="note">{t('popup_several_reading', formatNumber(done), formatNumber(total))}</p>
      )}
      {waitsUntil !== undefined && <p class="note">{t('popup_several_waits', formatTime(waitsUntil))}</p>}
      {found.length > 0 && <h2 id="several-found">{t('popup_several_found', formatNumber(found.length))}</h2>}
      {found.length > 0 && (
        <ul class="lines" aria-labelledby="several-found">
          {found.map((contact) => (
            <li key={contact.id}>
              <Name text={callContact(contact, port)} />{' '}
              <span class="soft">
                <ContactDetails contact={contact} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {missed.length > 0 && <h2 id="several-missed">{t('popup_several_missed', formatNumber(missed.length))}</h2>}
      {missed.length > 0 && (
        <ul class="lines" aria-labelledby="several-missed">
          {missed.map(({ line, error }) => (
            <li key={line}>
              <Name text={line} /> <span class="soft">{errorSentence(error)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
