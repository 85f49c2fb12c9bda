import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RulesView } from '../../utils/messaging/protocol';
import { usePort } from '../popup/port';
import { Field, type FieldLinks } from '../shared/field';

interface SettingProps {
  readonly name: keyof RulesView['settings'];
  readonly label: string;
  readonly hint?: string;
  /** What the setting does. */
  readonly note: string;
  readonly error?: string | undefined;
  /** A box to tick stands before its label. */
  readonly look?: 'field' | 'check';
  readonly rules: RulesView;
  /** Stores what the control holds by now; true where that worked. */
  readonly change: (text: string) => Promise<boolean>;
  readonly children: (
    links: FieldLinks & { readonly readOnly: boolean },
    changed: (text: string) => void,
  ) => ComponentChildren;
}

/** One setting with what it does. One that the organisation has set is shown, and cannot be changed. */
export function Setting({ name, label, hint, note, error, look = 'field', rules, change, children }: SettingProps) {
  const { t } = usePort();
  const [saved, setSaved] = useState(false);
  const managed = rules.managed.includes(name);
  const id = `setting-${name}`;
  const noteId = `${id}-note`;
  const changed = (text: string) => {
    if (managed) return;
    setSaved(false);
    void change(text).then(setSaved);
  };
  return (
    <div class={`setting setting-${look}`}>
      <Field id={id} label={label} hint={managed ? t('options_managed') : hint} error={error}>
        {(links) =>
          children(
            {
              ...links,
              'aria-describedby': [links['aria-describedby'], noteId].filter(Boolean).join(' '),
              readOnly: managed,
            },
            changed,
          )
        }
      </Field>
      <p class="note" id={noteId}>
        {note}
      </p>
      {saved && <p class="note saved">{t('popup_saved')}</p>}
    </div>
  );
}
