import type { RefObject } from 'preact';
import { Field } from '../shared/field';
import { usePort } from './port';

interface KeyFieldProps {
  readonly id: string;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly hint?: string | undefined;
  /** The id of what else is to be known of the key, read out with the field. */
  readonly about?: string;
  readonly error?: string | undefined;
}

/** The field for an API key. Its text lives in the field alone: no state, no draft and no message ever holds it. */
export function KeyField({ id, inputRef, hint, about, error }: KeyFieldProps) {
  const { t } = usePort();
  return (
    <Field id={id} label={t('popup_key')} hint={hint} error={error}>
      {(links) => (
        <input
          {...links}
          aria-describedby={[links['aria-describedby'], about].filter(Boolean).join(' ') || undefined}
          ref={inputRef}
          type="password"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
        />
      )}
    </Field>
  );
}
