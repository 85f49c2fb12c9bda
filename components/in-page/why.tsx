import { useRef, useState } from 'preact/hooks';
import { longestReason } from '../../utils/blocking/description';
import { showable } from '../../utils/platform/hostile-text';
import { About } from './about';

interface WhyProps {
  /** The contact's name, fit to show. */
  readonly name: string;
  /** The team's own reasons; without any, a reason is typed. */
  readonly reasons: readonly string[];
  /** What Block does here, where that is to be told as well. */
  readonly about: readonly string[];
  readonly say: (key: string, ...substitutions: string[]) => string;
  /** Saves the reason; gives the sentence that says why it was not saved. */
  readonly onReason: (reason: string) => Promise<string | undefined>;
  readonly onClose: () => void;
}

/** Asks why somebody is blocked, while the block goes its way. It takes no focus, and can be left for later. */
export function Why({ name, reasons, about, say, onReason, onClose }: WhyProps) {
  const field = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const answer = async (reason: string) => {
    if (reason.trim() === '') return field.current?.focus();
    const refused = await onReason(reason.trim());
    if (refused === undefined) onClose();
    else setProblem(refused);
  };
  return (
    <fieldset
      class="box why"
      aria-labelledby="why"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
      }}
    >
      <p id="why" role="status">
        {say('page_why', name)}
      </p>
      {reasons.length > 0 ? (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>
              <button type="button" onClick={(event) => event.isTrusted && void answer(reason)}>
                {showable(reason)}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (event.isTrusted) void answer(field.current?.value ?? '');
          }}
        >
          <input
            ref={field}
            type="text"
            dir="auto"
            autocomplete="off"
            maxLength={longestReason}
            aria-label={say('popup_reason')}
          />
          <button type="submit" class="button-primary">
            {say('popup_save')}
          </button>
        </form>
      )}
      {problem !== undefined && <p role="alert">{problem}</p>}
      <button type="button" class="later" onClick={(event) => event.isTrusted && onClose()}>
        {say('page_why_later')}
      </button>
      {about.length > 0 && <About about={about} say={say} />}
    </fieldset>
  );
}
