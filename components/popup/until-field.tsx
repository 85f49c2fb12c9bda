import { useState } from 'preact/hooks';
import { shortestBlock } from '../../utils/blocking/end';
import { Field } from '../shared/field';
import { timeZone, toLocalField } from '../shared/local-time';
import type { EndPicker } from './end-picker';
import { usePort } from './port';
import { useLimits } from './rules';

/** The time until which the next block lasts, in this computer's time zone, which is shown. */
export function UntilField({ picker }: { readonly picker: EndPicker }) {
  const { t, now, errorSentence } = usePort();
  const [text, setText] = useState(picker.until === undefined ? '' : toLocalField(picker.until));
  return (
    <div class="until">
      <Field
        id="block-until"
        label={t('popup_until_field')}
        hint={timeZone()}
        error={picker.error && errorSentence(picker.error)}
      >
        {(links) => (
          <input
            {...links}
            type="datetime-local"
            value={text}
            min={toLocalField(now() + shortestBlock)}
            max={useLimits(now).latest}
            onInput={(event) => setText(event.currentTarget.value)}
            onChange={(event) => picker.typeUntil(event.currentTarget.value)}
          />
        )}
      </Field>
      <p class="note">{t(picker.until === undefined ? 'popup_until_not_set' : 'popup_next_only')}</p>
    </div>
  );
}
