import { useEffect, useRef, useState } from 'preact/hooks';
import { type EndChoice, endOf, isAllowedEnd, shortestBlock } from '../../utils/blocking/end';
import type { MenuProps } from './menu';

/** Whether an end is allowed, and leaves a block that may not be lifted here at least as long as it is. */
export function mayChoose(end: EndChoice, { limits, now }: Pick<MenuProps, 'limits' | 'now'>): boolean {
  if (!isAllowedEnd(end, limits, now())) return false;
  return limits.mayLift || end === 'for-good' || endOf(end, now()).until >= (limits.standsUntil ?? 0);
}

interface UntilFieldProps extends Pick<MenuProps, 'say' | 'now' | 'ends' | 'limits' | 'onClose'> {
  readonly onEnd: (end: EndChoice) => void;
}

/** The field for a time of one's own, in the place of the menu. */
export function UntilField(props: UntilFieldProps) {
  const { say, now, ends, onEnd, onClose } = props;
  const field = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => field.current?.focus(), []);

  function choose(event: Event): void {
    event.preventDefault();
    if (!event.isTrusted) return;
    const until = field.current ? new Date(field.current.value).getTime() : Number.NaN;
    if (Number.isNaN(until) || until - now() < shortestBlock) setProblem(say('error_past_date'));
    else if (!mayChoose({ until }, props)) setProblem(say('error_by_policy'));
    else onEnd({ until });
  }

  return (
    <form
      class="box form"
      onSubmit={choose}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
      }}
    >
      <label>
        {say('page_until_field', Intl.DateTimeFormat().resolvedOptions().timeZone)}
        <input type="datetime-local" ref={field} required aria-invalid={problem !== ''} />
      </label>
      {problem !== '' && <p role="alert">{problem}</p>}
      <button type="submit" class="button-primary">
        {say(ends === 'change' ? 'page_change_end_short' : 'page_block_short')}
      </button>
    </form>
  );
}
