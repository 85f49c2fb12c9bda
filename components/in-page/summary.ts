import { presetOf } from '../../utils/blocking/end';
import type { BlockView } from '../../utils/messaging/protocol';
import { showable } from '../../utils/platform/hostile-text';
import { countedMessage } from '../../utils/platform/language';
import { clockOf } from '../../utils/platform/times';

type Say = (key: string, ...substitutions: string[]) => string;

/** What a summary is made of beside the block. */
export interface SummaryParts {
  /** The contact's name as the menu shows it. */
  readonly name: string;
  readonly agentName?: string | undefined;
  readonly say: Say;
  /** The language for times, a BCP 47 tag. */
  readonly language: string;
}

/** One line on a standing block, to paste into the console's own note; undefined where none stands: nothing else is called blocked. */
export function summaryOf(block: BlockView | undefined, parts: SummaryParts): string | undefined {
  if (block?.state.kind !== 'blocked') return undefined;
  const { name, agentName, say } = parts;
  const id = block.contactId && `#${showable(block.contactId)}`;
  return [
    id && id !== name ? `${name} (${id})` : name,
    sayEnd(block, parts),
    block.reason && say('page_reason_is', showable(block.reason)),
    block.note && say('page_note_is', oneLine(block.note)),
    agentName && say('page_by', showable(agentName)),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** How often this contact was blocked; empty where that was never. */
export function historyOf(times: number | undefined, message: Say, language: string): string {
  const counted = (name: string, count: number) => {
    const number = new Intl.NumberFormat(language).format(count);
    return countedMessage(name, count, (key) => message(key, number), message('popup_language'));
  };
  return times ? counted('page_times', times) : '';
}

function sayEnd(block: BlockView, { say, language }: SummaryParts): string {
  if (block.state.kind === 'blocked' && block.state.endedBy === 'nobody') return say('page_is_blocked_for_good');
  // Who reads it later, perhaps elsewhere, needs the whole date and the time zone.
  const whole: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
  const time = new Intl.DateTimeFormat(language, { ...whole, ...clockOf(language), timeZoneName: 'short' }).format(
    block.until,
  );
  const preset = presetOf(block.until, block.pressedAt);
  return preset && !block.forGood
    ? say('page_is_blocked_until_for', time, say(`end_${preset}`))
    : say('page_is_blocked_until', time);
}

function oneLine(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');
}
