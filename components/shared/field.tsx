import type { ComponentChildren } from 'preact';

/** What a field's control must carry, so that its hint and its error are read with it. */
export interface FieldLinks {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly children: (links: FieldLinks) => ComponentChildren;
}

/** A label, a control, a hint and, where there is one, the sentence that says what is wrong. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  const hintId = hint ? `${id}-hint` : '';
  const errorId = error ? `${id}-error` : '';
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>{label}</label>
        {hint && (
          <span class="hint" id={hintId}>
            {hint}
          </span>
        )}
      </div>
      {children({
        id,
        'aria-describedby': [errorId, hintId].filter(Boolean).join(' ') || undefined,
        'aria-invalid': error ? 'true' : undefined,
      })}
      {error && <ErrorLine id={errorId} text={error} />}
    </div>
  );
}

/** What went wrong, beside the thing it is about. */
export function ErrorLine({ id, text }: { readonly id?: string | undefined; readonly text: string }) {
  return (
    <p class="error-line" id={id}>
      {text}
    </p>
  );
}
