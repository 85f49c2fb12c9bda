import { useEffect, useRef, useState } from 'preact/hooks';
import type { Described } from '../../utils/blocking/block';
import { type EndChoice, latestEnd, type Preset, presets } from '../../utils/blocking/end';
import type { MenuLimits } from '../../utils/page/menu-door';
import { showable } from '../../utils/platform/hostile-text';
import { About } from './about';
import { ByHand } from './by-hand';
import { mayChoose, UntilField } from './until-field';
import { Words } from './words';

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
  /** The team's own reasons to choose from. */
  readonly reasons: readonly string[];
  /** What was said of the block that is made or stands; undefined where the next press makes one of its own. */
  readonly described?: Described | undefined;
  /** How often this contact was blocked: a sentence, empty where there is nothing to say. */
  readonly history: string;
  /** What can be pasted into the console's own note; left out where there is nothing to tell. */
  readonly summary?: string | undefined;
  /** `said` is what was written before, for a block that is to be made. */
  readonly onEnd: (end: EndChoice, said: Described) => void;
  readonly onLift: () => void;
  /** Saves why; gives the sentence that says why it was not saved. */
  readonly onDescribe: (said: Described) => Promise<string | undefined>;
  /** False where the clipboard is not to be had. */
  readonly onCopy: (text: string) => Promise<boolean>;
  /** The form that somebody writes in: no scroll must end it, nor, where it has a Cancel of its own, a press beside it. */
  readonly onWriting: (form: WrittenForm | undefined) => void;
  readonly onClose: () => void;
}

/** What is written in the place of the menu: an end, or reason and note. */
export type WrittenForm = 'date' | 'words';

const nothing: Described = {};

/** The menu `Block options for {name}`: how long or until when; where a block stands, its lifting and another end. */
export function Menu(props: MenuProps) {
  const { say, described, summary, onWriting } = props;
  const lifts = props.lifts && props.limits.mayLift;
  const [shown, setShown] = useState<'items' | WrittenForm | 'by-hand'>('items');
  const [said, setSaid] = useState(nothing);
  const [copied, setCopied] = useState(false);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    onWriting(shown === 'date' || shown === 'words' ? shown : undefined);
    const item = (more: string) => list.current?.querySelector<HTMLElement>(`[role="menuitem"]${more}`);
    // What a plain press would take, where the menu has it.
    (item('[aria-current="true"]') ?? item('') ?? list.current)?.focus();
  }, [shown, onWriting]);

  const back = () => setShown('items');
  const onEnd = (end: EndChoice) => props.onEnd(end, said);

  async function saved(written: Described): Promise<string | undefined> {
    if (described) {
      const problem = await props.onDescribe(written);
      if (problem === undefined) props.onClose();
      return problem;
    }
    setSaid(written);
    back();
    return undefined;
  }

  async function copy(text: string): Promise<void> {
    if (await props.onCopy(text)) setCopied(true);
    else setShown('by-hand');
  }

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

  if (shown === 'date') return <UntilField {...props} onEnd={onEnd} />;
  if (shown === 'words') return <Words {...props} said={described ?? said} onSaid={saved} onBack={back} />;
  if (shown === 'by-hand') return <ByHand text={summary ?? ''} say={say} onClose={props.onClose} />;
  const facts = [
    copied && say('page_copied'),
    said.reason && say('page_reason_is', showable(said.reason)),
    said.note && say('page_note_is', showable(said.note)),
    props.history,
  ].filter((line) => typeof line === 'string' && line !== '');
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
          onChoose={() => onEnd(preset)}
        />
      ))}
      {dates && <Item label={say('end_until')} current={false} onChoose={() => setShown('date')} />}
    </>
  );
  return (
    <div class="box">
      <div
        class="menu"
        role="menu"
        aria-label={say('page_menu', props.name)}
        aria-describedby="facts about"
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
        {(lifts || props.ends !== 'none') && <hr />}
        <Item label={say('page_reason_item')} current={false} onChoose={() => setShown('words')} />
        {summary && <Item label={say('page_copy_summary')} current={false} onChoose={() => void copy(summary)} />}
      </div>
      <div class="facts" id="facts" role="status">
        {facts.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <About about={props.lifts && !lifts ? [say('page_no_lift_here'), ...props.about] : props.about} say={say} />
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
