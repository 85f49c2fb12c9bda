import { useEffect, useRef, useState } from 'preact/hooks';
import type { Described } from '../../utils/blocking/block';
import { longestNote, longestReason } from '../../utils/blocking/description';
import { showable } from '../../utils/platform/hostile-text';
import { ActionButton } from './action-button';
import { ErrorLine, Field } from './field';

type FormKey =
  | 'popup_reason'
  | 'popup_reason_none'
  | 'popup_reason_other'
  | 'popup_reason_own'
  | 'popup_note'
  | 'popup_note_hint'
  | 'popup_save'
  | 'popup_cancel';

/** What the form for a reason and a note shows and calls. */
export interface ReasonFormProps {
  /** Told apart from other forms on the same page. */
  readonly id: string;
  /** The team's own reasons; without any, a reason is typed. */
  readonly reasons: readonly string[];
  /** What was said so far. */
  readonly said: Described;
  readonly say: (key: FormKey) => string;
  /** Why it was not saved. */
  readonly problem?: string | undefined;
  readonly busy?: boolean;
  /** Only what a person does counts: scripts of a page may press, too. */
  readonly trustedOnly?: boolean;
  /** Both parts are there; an empty one is taken away. */
  readonly onSave: (said: { readonly reason: string; readonly note: string }) => void;
  readonly onCancel: () => void;
}

const none = '';
const other = 'other';

/** The form for why somebody is blocked: one of the team's reasons or words of one's own, and a note. */
export function ReasonForm(props: ReasonFormProps) {
  const { id, reasons, said, say, busy = false } = props;
  const first = useRef<HTMLElement>(null);
  const listed = said.reason === undefined ? -1 : reasons.indexOf(said.reason);
  const [choice, setChoice] = useState(() => (listed >= 0 ? String(listed) : said.reason ? other : none));
  const [own, setOwn] = useState(listed >= 0 ? '' : (said.reason ?? ''));
  const [note, setNote] = useState(said.note ?? '');
  const typed = reasons.length === 0 || choice === other;
  useEffect(() => first.current?.focus(), []);

  const save = () =>
    props.onSave({
      reason: (typed ? own : choice === none ? '' : (reasons[Number(choice)] ?? '')).trim(),
      note: note.trim(),
    });
  return (
    <form
      class="reason-form"
      onClickCapture={(event) => {
        if (props.trustedOnly && !event.isTrusted) event.stopPropagation();
      }}
      onSubmit={(event) => event.preventDefault()}
    >
      {reasons.length > 0 && (
        <Field id={`${id}-reason`} label={say('popup_reason')}>
          {(links) => (
            <select
              {...links}
              ref={(field) => {
                first.current = field;
              }}
              value={choice}
              onChange={(event) => setChoice(event.currentTarget.value)}
            >
              <option value={none}>{say('popup_reason_none')}</option>
              {reasons.map((reason, index) => (
                <option key={reason} value={String(index)}>
                  {showable(reason)}
                </option>
              ))}
              <option value={other}>{say('popup_reason_other')}</option>
            </select>
          )}
        </Field>
      )}
      {typed && (
        <Field id={`${id}-own`} label={say(reasons.length > 0 ? 'popup_reason_own' : 'popup_reason')}>
          {(links) => (
            <input
              {...links}
              ref={(field) => {
                if (reasons.length === 0) first.current = field;
              }}
              type="text"
              dir="auto"
              autocomplete="off"
              maxLength={longestReason}
              value={own}
              onInput={(event) => setOwn(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <Field id={`${id}-note`} label={say('popup_note')} hint={say('popup_note_hint')}>
        {(links) => (
          <textarea
            {...links}
            dir="auto"
            rows={3}
            maxLength={longestNote}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      {props.problem && (
        <div role="alert">
          <ErrorLine text={props.problem} />
        </div>
      )}
      <div class="buttons">
        <ActionButton look="primary" submit busy={busy} onPress={save}>
          {say('popup_save')}
        </ActionButton>
        <ActionButton onPress={props.onCancel}>{say('popup_cancel')}</ActionButton>
      </div>
    </form>
  );
}
