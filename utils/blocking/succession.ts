import { referenceKey } from '../consoles/types';
import { type Before, type Block, isOver, isTooLate, isTrouble, mayBeDone } from './block';
import { asksAboutEnd } from './questions';

/** What a wish that a contact be blocked meets in a block of that contact. */
export type Met =
  /** The block is being made or stands, as here: a lift that has not left is taken back. */
  | { readonly kind: 'joins'; readonly block: Block }
  /** It has ended, failed, or its time is over: the new wish takes its place. `previous` is what an undo returns to. */
  | { readonly kind: 'gives-way'; readonly previous?: Before | undefined }
  /** It is being lifted at this very moment: what comes of that must be known first. */
  | { readonly kind: 'leaving' };

/** What becomes of a block when somebody wants its contact blocked (`now` is epoch milliseconds). */
export function met(block: Block, now: number): Met {
  return block.wish.kind === 'blocked' ? metWanted(block, now) : metLift(block, now);
}

function metWanted(block: Block, now: number): Met {
  const { state } = block;
  switch (state.kind) {
    case 'lifted':
    case 'undone':
      return { kind: 'gives-way' };
    case 'blocked':
      if (!isOver(block, now)) return { kind: 'joins', block };
      // The console has ended its own; of what Cordon ends, the mark still stands.
      return { kind: 'gives-way', ...(state.endedBy === 'cordon' && { previous: { ...asBefore(block), over: true } }) };
    case 'failed':
      return { kind: 'gives-way', previous: behind(block) };
    case 'sending':
      return isTooLate(block, now) ? { kind: 'leaving' } : { kind: 'joins', block };
    case 'needs-you':
      if (asksAboutEnd(state.error.code)) return { kind: 'gives-way', previous: asBefore(block) };
      if (isTrouble(block) || isTooLate(block, now)) return { kind: 'gives-way', previous: behind(block) };
      return { kind: 'joins', block };
    default:
      // What waits longer than it was to last is never made.
      return isTooLate(block, now) ? { kind: 'gives-way', previous: behind(block) } : { kind: 'joins', block };
  }
}

/** What an undo returns to where a block did not come about: that block, if something of it left, or what was before it. */
function behind(block: Block): Before | undefined {
  return block.sent ? asBefore(block) : block.previous;
}

function metLift(block: Block, now: number): Met {
  if (block.state.kind === 'lifted') return { kind: 'gives-way' };
  if (block.state.kind === 'sending' && mayBeDone(block)) return { kind: 'leaving' };
  // The block may be gone by now, so that there is none to return to.
  if (mayBeDone(block)) return { kind: 'gives-way', previous: asBefore(block) };
  return block.previous ? met(returned(block, block.previous), now) : { kind: 'gives-way' };
}

/**
 * What a new block has from those of its contact that it takes the place of: their records, the references that led to them, and
 * what it must return to when it is undone, and how often its contact was blocked. Words are no certain reference. Why another block
 * was made says nothing of this one.
 */
export function inheritedFrom(
  blocks: readonly Block[],
  now: number,
): Pick<Block, 'aliases' | 'ours' | 'markedAt' | 'times' | 'previous'> {
  const previous = blocks.flatMap((block) => {
    const meeting = met(block, now);
    return meeting.kind === 'gives-way' && meeting.previous ? [withWords(meeting.previous, block)] : [];
  })[0];
  const left = blocks.filter((block) => !endedThere(block));
  const marks = left.flatMap(({ markedAt }) => markedAt ?? []);
  return {
    aliases: [...new Set(blocks.flatMap(certainKeys))],
    ours: [...new Set(left.flatMap(({ ours }) => ours))],
    ...(marks.length > 0 && { markedAt: Math.max(...marks) }),
    ...timesOf(blocks),
    ...(previous && { previous }),
  };
}

/** How often these blocks of one contact were made, in all; nothing where none was. */
export function timesOf(blocks: readonly Pick<Block, 'times'>[]): Pick<Block, 'times'> {
  const times = blocks.reduce((sum, block) => sum + (block.times ?? 0), 0);
  return times > 0 ? { times } : {};
}

/** What an undo returns to has the words that were its own. */
function withWords(before: Before, { reason, note }: Block): Before {
  return { ...before, described: before.described ?? { reason, note } };
}

/** The end that a person chose later for the same contact, of a block in trouble that gives way to `current` (`now` is epoch milliseconds). */
export function laterChoice(
  current: Block,
  others: readonly Block[],
  now: number,
): Partial<Pick<Block, 'wish' | 'chosenAt'>> {
  if (current.sent) return {};
  const [latest] = others
    .filter((other) => other.state.kind === 'needs-you' && other.wish.kind === 'blocked' && !isTooLate(other, now))
    .filter(({ chosenAt = 0, pressedAt }) => chosenAt > (current.chosenAt ?? 0) && pressedAt >= current.pressedAt)
    .sort((one, other) => (other.chosenAt ?? 0) - (one.chosenAt ?? 0));
  return latest?.chosenAt === undefined ? {} : { wish: latest.wish, chosenAt: latest.chosenAt };
}

/** What gives way while it is called blocked has ended on the console, and its records with it; but not a mark that Cordon ends. */
function endedThere({ state }: Block): boolean {
  return state.kind === 'blocked' && state.endedBy === 'console';
}

/** The keys of a block's contact and of what led to it, but for words that never led to one certainly. */
function certainKeys({ reference, aliases, contact }: Block): readonly string[] {
  return [
    ...aliases,
    ...(reference.kind === 'words' ? [] : [referenceKey(reference)]),
    ...(contact ? [referenceKey({ kind: 'contact', contactId: contact.id })] : []),
  ];
}

/** The block as an undo is to find it again. More than two wishes before it need not be remembered. */
export function asBefore({ wish, state, contact, doubt, automatic, turned, previous }: Block): Before {
  return { wish, state, contact, doubt, automatic, turned, ...(previous && { previous: cut(previous, 1) }) };
}

function cut({ previous, ...before }: Before, deep: number): Before {
  return previous && deep > 0 ? { ...before, previous: cut(previous, deep - 1) } : before;
}

/** The block as it was before the wish that is taken back. */
export function returned(block: Block, before: Before): Block {
  const { previous: _, accepted, doubt, declined, named, actAt, ...rest } = block;
  const { over, wish, state, contact, turned, automatic = false, described, ...older } = before;
  return {
    ...rest,
    rev: block.rev + 1,
    wish,
    state,
    sent: true,
    automatic,
    ...(contact && { contact }),
    ...(turned !== undefined && { turned }),
    ...described,
    ...(older.doubt !== undefined && { doubt: older.doubt }),
    ...(older.previous && { previous: older.previous }),
  };
}
