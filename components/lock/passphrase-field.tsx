import type { RefObject } from 'preact';
import { Field } from '../shared/field';

interface PassphraseFieldProps {
  readonly id: string;
  readonly label: string;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** The field for a passphrase. Its text lives in the field alone: no state, no draft and no message ever holds it. */
export function PassphraseField({ id, label, inputRef, hint, error }: PassphraseFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(links) => (
        <input {...links} ref={inputRef} type="password" autocomplete="off" autocapitalize="off" spellcheck={false} />
      )}
    </Field>
  );
}
