import { useEffect, useRef, useState } from 'preact/hooks';
import {
  type EndChoice,
  endOf,
  isAllowedEnd,
  latestEnd,
  type Preset,
  presets,
  shortestBlock,
} from '../../utils/blocking/end';
import type { MenuLimits } from '../../utils/page/menu-door';

/** What the menu beside a contact's name shows and calls. */
export interface MenuProps {
  readonly name: string;
  /** Whether a block stands, or may stand, that can be lifted. */
  readonly lifts: boolean;
  /** What the choice of an end does; with `none` there is none to choose. */
  readonly ends: 'block' | 'change' | 'none';
  /** The choice that a plain press takes: it is marked. */
  readonly end: EndChoice;
  /** What is not allowed is not offered. */
  readonly limits: MenuLimits;
  /** What Block does here, and what it does not stop: below the items. */
  readonly about: readonly string[];
  readonly say: (key: string, ...substitutions: string[]) => string;
  readonly now: () => number;
  readonly onEnd: (end: EndChoice) => void;
  readonly onLift: () => void;
  readonly onClose: () => void;
}

/** The menu `Block options for {name}`: how long or until when; where a block stands, its lifting and another end. */
export function Menu(props: MenuProps) {
  const { say } = props;
  const lifts = props.lifts && props.limits.mayLift;
  const [dating, setDating] = useState(false);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const first = list.current?.querySelector<HTMLElement>('[aria-current="true"], [role="menuitem"]');
    (first ?? list.current)?.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      props.onClose();
    }
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = items.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  }

  if (dating) return <UntilField {...props} />;
  const offered = presets.filter((preset) => mayChoose(preset, props));
  const dates = mayChoose({ until: latestEnd(props.limits, props.now()) ?? Number.MAX_VALUE }, props);
  const changes = props.ends === 'change' && (dates || offered.length > 0);
  const ends = props.ends !== 'none' && (
    <>
      {offered.map((preset: Preset) => (
        <Item
          key={preset}
          label={say(`end_${preset.replaceAll('-', '_')}`)}
          current={props.ends === 'block' && preset === props.end}
          onChoose={() => props.onEnd(preset)}
        />
      ))}
      {dates && <Item label={say('end_until')} current={false} onChoose={() => setDating(true)} />}
    </>
  );
  return (
    <div class="box">
      <div
        class="menu"
        role="menu"
        aria-label={say('page_menu', props.name)}
        aria-describedby="about"
        tabIndex={-1}
        ref={list}
        onKeyDown={onKeyDown}
      >
        {lifts && <Item label={say('page_lift')} current={false} onChoose={props.onLift} />}
        {lifts && ends && <hr />}
        {changes ? (
          <fieldset aria-label={say('page_change_end')}>
            <span aria-hidden="true">{say('page_change_end')}</span>
            {ends}
          </fieldset>
        ) : (
          ends
        )}
      </div>
      <About lines={props.lifts && !lifts ? [say('page_no_lift_here'), ...props.about] : props.about} say={say} />
    </div>
  );
}

/** Whether an end is allowed, and leaves a block that may not be lifted here at least as long as it is. */
function mayChoose(end: EndChoice, { limits, now }: Pick<MenuProps, 'limits' | 'now'>): boolean {
  if (!isAllowedEnd(end, limits, now())) return false;
  return limits.mayLift || end === 'for-good' || endOf(end, now()).until >= (limits.standsUntil ?? 0);
}

/** What Block does here, told once after the first press. */
export function Note({ about, say }: Pick<MenuProps, 'about' | 'say'>) {
  return (
    <div class="box" role="status">
      <About lines={about} say={say} />
    </div>
  );
}

function About({ lines, say }: { readonly lines: readonly string[]; readonly say: MenuProps['say'] }) {
  return (
    <div class="about" id="about">
      <strong>{say('page_about_block')}</strong>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function Item(props: { readonly label: string; readonly current: boolean; readonly onChoose: () => void }) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-current={props.current ? 'true' : undefined}
      onClick={(event) => {
        if (event.isTrusted) props.onChoose();
      }}
    >
      {props.label}
    </button>
  );
}

function UntilField(props: MenuProps) {
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
      class="box until"
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
      <button type="submit">{say(ends === 'change' ? 'page_change_end_short' : 'page_block_short')}</button>
    </form>
  );
}
