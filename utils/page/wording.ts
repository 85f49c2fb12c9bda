import { type EndChoice, type Preset, presetOf } from '../blocking/end';
import type { CordonError } from '../errors';
import { isOver } from '../messaging/over';
import type { BlockMenu, BlockView, BlockViewState, OperationKind } from '../messaging/protocol';
import { showable } from '../platform/hostile-text';
import { sayDay, sayTime } from '../platform/times';
import type { Refusal } from './refusals';
import type { icons } from './styles';

/** Gives the sentence of a key in the language of the sentences. */
export type Say = (key: string, ...substitutions: string[]) => string;

/** What the button shows and says at one moment. */
export interface Face {
  /** The accessible name (design §8). */
  readonly label: string;
  readonly description: string;
  /** The words to be seen, where there is room; in lists not those of a mere offer. */
  readonly words: string;
  /** The same, for where there is little room. */
  readonly shortest?: string | undefined;
  /** More words, for where there is room: they are seen, and no part of what the button is called (WCAG 2.5.3). */
  readonly more?: string | undefined;
  /** The seconds that are left, behind the words wherever these are shown. */
  readonly left?: string | undefined;
  readonly icon: keyof typeof icons;
  readonly style: '' | 'waiting' | 'sending' | 'trouble' | 'blocked' | 'over' | 'gone';
  /** The accessible name of the caret beside a full button. */
  readonly menu: string;
  /** What a press does. */
  readonly press: 'block' | 'undo' | 'menu' | 'question' | 'nothing';
  /** What is said aloud to who pressed here; undefined while there is nothing to say yet. It holds no seconds: it is said once. */
  readonly aloud?: string | undefined;
}

/** What a press that is on its way to the background asks for. */
export type Saving = OperationKind | 'undo';

/** What the face depends on. Times are epoch milliseconds. */
export interface Situation {
  readonly name: string;
  readonly view: BlockView | undefined;
  /** The press is on its way to the background and not stored yet. */
  readonly saving: Saving | undefined;
  /** The press that was not taken, and why. */
  readonly refused: Refusal | undefined;
  /** The extension was updated or removed under the page. */
  readonly gone: boolean;
  readonly end: EndChoice;
  /** Whether the console ends a block by itself; else this browser lifts it. */
  readonly endsBlocks: boolean;
  /** Whether this browser lifts blocks only while it is unlocked, and whether Cordon is locked. */
  readonly passphrase?: boolean | undefined;
  readonly locked?: boolean | undefined;
  /** The sentence that says who made a block that is not this Cordon's. */
  readonly blockedBy?: string | undefined;
  /** The connection's label, where the page's address does not say which one it is. */
  readonly connectionLabel: string | undefined;
  readonly now: number;
  /** The language for times and numbers, a BCP 47 tag. */
  readonly language: string;
}

type Standing = Extract<BlockViewState, { kind: 'blocked' }>;

/** Until then nobody need know when a face changes (milliseconds): it is drawn anew more often. */
const farAway = 600_000;

// By what is done: its making, its lifting, another end.
const undoing = { block: 'page_undo_block', lift: 'page_undo_lift', change: 'page_undo_change' } as const;
const doing = { block: 'page_blocking', lift: 'page_lifting', change: 'page_changing', undo: 'page_undoing' } as const;
const doingShort = {
  block: 'page_blocking_short',
  lift: 'page_lifting_short',
  change: 'page_changing_short',
  undo: 'page_undoing_short',
} as const;
const notDone = {
  block: 'page_not_blocked_short',
  lift: 'page_not_lifted_short',
  change: 'page_not_changed_short',
} as const;
const waitings = { block: 'page_block_waits', lift: 'page_lift_waits', change: 'page_change_waits' } as const;
const asking = {
  block: 'page_block_needs_you',
  lift: 'page_lift_needs_you',
  change: 'page_change_needs_you',
} as const;

/** Whether the next press makes a block of its own: what others made is none of Cordon's. */
export function startsAnew({ state, by }: BlockView): boolean {
  return by !== undefined || isOver(state);
}

/** When a face changes by itself, as far as that is soon: at its window's next whole second, or when the block ends (milliseconds from `now`). */
export function untilChange({ state, until }: BlockView, now: number): number {
  const left = state.kind === 'waiting' ? state.sendsAt - now : state.kind === 'blocked' ? until - now : 0;
  if (left <= 0) return farAway;
  return Math.min(farAway, state.kind === 'waiting' ? left % 1_000 || 1_000 : left);
}

/** What the menu at the button offers. */
export function menuOf(view: BlockView | undefined): BlockMenu {
  return view?.menu ?? { lifts: false, ends: 'block' };
}

function menuOrNothing(view: BlockView | undefined): Face['press'] {
  const { lifts, ends } = menuOf(view);
  return lifts || ends !== 'none' ? 'menu' : 'nothing';
}

/** Decides the face of a button. */
export function faceOf(situation: Situation, say: Say): Face {
  const face = stateFace(situation, say);
  return { ...face, menu: say('page_menu', situation.name), aloud: aloudOf(face, situation.view?.state, say) };
}

function aloudOf({ style, label, description }: StateFace, state: BlockViewState | undefined, say: Say) {
  if (style === 'sending') return undefined;
  if (style !== '' && style !== 'over') return together(label, description);
  if (state?.kind === 'undone') return say('popup_state_undone');
  return state?.kind === 'lifted' ? say('popup_state_lifted') : '';
}

type StateFace = Omit<Face, 'menu' | 'aloud'>;

function stateFace(situation: Situation, say: Say): StateFace {
  const { name, view, now, language } = situation;
  const quiet = { description: '' };
  if (situation.gone) {
    const label = say('page_updated');
    return { ...quiet, label, words: label, icon: 'trouble', style: 'gone', press: 'nothing' };
  }
  if (situation.saving) return sending(situation.saving);
  const state = stateNow(view, now);
  if (situation.refused) {
    const { what, error } = situation.refused;
    const why = sentenceOf(error, say);
    if ((!state || isOver(state)) && what === 'block') {
      const refused = trouble(say('page_not_blocked', name, why), say('page_not_blocked_short'), 'block');
      return error.code === 'moved' ? { ...refused, words: say('page_press_again') } : refused;
    }
    // What stands stays true, whatever was not taken of a press on it.
    const face = stateFace({ ...situation, refused: undefined }, say);
    if (error.code !== 'moved') return { ...face, description: together(why, face.description) };
    return { ...face, label: together(face.label, why), words: say('page_press_again'), more: undefined };
  }
  switch (state?.kind) {
    case 'waiting': {
      const seconds = Math.max(0, Math.ceil((state.sendsAt - now) / 1000));
      const description = view && state.of !== 'lift' ? endPhrase(view, situation, say) : '';
      if (state.undoable === false) return { ...sending(state.of, menuOrNothing(view)), description };
      return {
        label: say(undoing[state.of], name),
        description,
        words: say('page_undo'),
        more: view && state.of !== 'lift' ? chosenTime(view, situation, say) : undefined,
        left: seconds > 0 ? seconds.toLocaleString(language) : undefined,
        icon: 'undo',
        style: 'waiting',
        press: 'undo',
      };
    }
    case 'sending':
      return sending(state.of);
    case 'held':
    case 'retrying':
      if (state.error.code === 'locked')
        return {
          ...trouble(
            say(waitings[state.of], name, say(state.of === 'block' ? 'page_unlock_to_block' : 'page_unlock_why')),
            say(state.of === 'block' ? 'page_unlock_to_block' : 'page_unlock'),
            'question',
          ),
          shortest: say('page_waiting'),
          description: say('page_press_to_unlock'),
          icon: 'wait',
        };
      return {
        ...quiet,
        label: say(waitings[state.of], name, sentenceOf(state.error, say)),
        description: state.undoable === false ? '' : say('page_press_undoes'),
        words: say('page_waiting'),
        icon: 'wait',
        style: 'trouble',
        press: state.undoable === false ? menuOrNothing(view) : 'undo',
      };
    case 'needs-you':
      return {
        ...trouble(say(asking[state.of], name, whyAsked(state, situation, say)), say('page_needs_you'), 'question'),
        description: say('page_press_to_answer'),
      };
    case 'failed':
      if (state.unknown)
        return trouble(
          say('page_unknown', name, sentenceOf(state.error, say)),
          say('page_unknown_short'),
          state.of === 'block' ? 'block' : 'menu',
        );
      return trouble(
        state.of === 'change'
          ? say('page_not_changed', sentenceOf(state.error, say))
          : say(state.of === 'block' ? 'page_not_blocked' : 'page_not_lifted', name, sentenceOf(state.error, say)),
        say(notDone[state.of]),
        state.of === 'block' ? 'block' : 'menu',
      );
    case 'blocked':
      return view ? standing(view, state) : sending('block');
    default: {
      const over = hasEnded(state);
      return {
        label: say('page_block', name),
        description: together(
          over && say('page_not_any_more'),
          state?.kind === 'lifted' && state.ruled && say('page_still_ruled'),
          forHowLong(situation, say),
          !situation.endsBlocks && situation.end !== 'for-good' && sayLifter(situation, say),
          situation.locked && say('page_locked'),
        ),
        words: say('page_block_short'),
        icon: 'block',
        style: over ? 'over' : '',
        press: 'block',
      };
    }
  }

  function standing({ until, by, reason = '' }: BlockView, state: Standing): StateFace {
    const time = sayTime(until, now, language);
    const kept = state.endedBy === 'nobody';
    const others = by !== undefined;
    const why = showable(reason);
    const who = others ? by && say(situation.blockedBy ?? 'page_by_other', by) : say('page_by_you');
    return {
      label: !kept
        ? say('page_blocked_until', name, time)
        : say(others ? 'page_blocked' : 'page_blocked_for_good', name),
      description: together(
        others && say('page_by_other'),
        who,
        why,
        !state.seen && say('page_not_seen_yet'),
        state.asked !== undefined && say('page_other_end', sayTime(state.asked, now, language)),
        state.endedBy === 'you' && say('page_asks_you'),
        state.endedBy === 'cordon' && (state.overdue ? sayOverdue(situation, say) : sayLifter(situation, say)),
        state.notChanged && say('page_not_changed', sentenceOf(state.notChanged, say)),
      ),
      words: !kept ? say('page_until', time) : say(others ? 'page_blocked_short' : 'page_for_good'),
      shortest: kept ? undefined : say('page_until', sayDay(until, now, language)),
      more: together(who, why),
      icon: 'blocked',
      style: 'blocked',
      // Nothing of what others made is Cordon's to lift: a press asks as one for a block does.
      press: others ? 'block' : 'menu',
    };
  }

  function sending(of: Saving, press: Face['press'] = 'nothing'): StateFace {
    return {
      ...quiet,
      label: say(doing[of], name),
      words: say(doingShort[of]),
      icon: 'wait',
      style: 'sending',
      press,
    };
  }

  function trouble(label: string, words: string, press: Face['press']): StateFace {
    return { ...quiet, label, words, icon: 'trouble', style: 'trouble', press };
  }
}

/** A block that the console ends is over when its time is, whether the background was asked since or not. */
function stateNow(view: BlockView | undefined, now: number): BlockViewState | undefined {
  const state = view?.state;
  const ended = state?.kind === 'blocked' && state.endedBy === 'console' && view && view.until <= now;
  return ended ? { kind: 'expired', at: view.until } : state;
}

/** Whether a block stood and is no more, without a person having lifted it here. */
function hasEnded(state: BlockViewState | undefined): boolean {
  return state?.kind === 'lifted' ? state.elsewhere || state.atEnd === true : state?.kind === 'expired';
}

function together(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

function sayLifter({ passphrase }: Situation, say: Say): string {
  return say(passphrase ? 'page_unlocked_lifts' : 'page_browser_lifts');
}

function sayOverdue({ locked }: Situation, say: Say): string {
  return say(locked ? 'page_overdue_locked' : 'page_overdue');
}

function forHowLong(at: Situation, say: Say): string {
  const { end, now, language, connectionLabel } = at;
  const long = typeof end === 'object' ? say('page_until', sayTime(end.until, now, language)) : sayPreset(end, at, say);
  return connectionLabel === undefined ? long : say('page_in_connection', long, connectionLabel);
}

function sayPreset(end: Preset, at: Situation, say: Say): string {
  return end === 'for-good' ? forGood(at, say) : say('page_for', say(`end_${end}`));
}

/** A console that must have an end has one for good as well. */
function forGood({ endsBlocks }: Situation, say: Say): string {
  return say(endsBlocks ? 'page_ten_years' : 'page_for_good');
}

/** The time that was chosen, as shortly as it can be said. */
function chosenTime({ forGood: good, until, pressedAt }: BlockView, { now, language }: Situation, say: Say): string {
  if (good) return say('end_for_good');
  const preset = presetOf(until, pressedAt);
  return preset ? say(`end_${preset}`) : say('page_until', sayTime(until, now, language));
}

function endPhrase(view: BlockView, at: Situation, say: Say): string {
  return together(
    view.forGood && forGood(at, say),
    (!view.forGood || at.endsBlocks) && say('page_until', sayTime(view.until, at.now, at.language)),
    !view.forGood && !at.endsBlocks && sayLifter(at, say),
  );
}

function whyAsked({ error, until }: Extract<BlockViewState, { kind: 'needs-you' }>, at: Situation, say: Say): string {
  if (error.code !== 'already-blocked' || until === undefined) return sentenceOf(error, say);
  return say('page_already_until', sayTime(until, at.now, at.language));
}

/** The sentence of an error. */
export function sentenceOf(error: CordonError, say: Say): string {
  return say(`error_${error.code.replaceAll('-', '_')}`);
}
