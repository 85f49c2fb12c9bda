import { type Reference, referenceKey } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import { fail, ok, type Result } from '../result';
import { type Block, type Described, isAbout } from './block';
import { braked, brakes, isBrakedBlock } from './brakes';
import { described } from './description';
import { type End, shortestBlock } from './end';
import { hasEnd, withEnd } from './ends';
import { noted, type Outcome } from './outcomes';
import { cutOffUntil } from './retry';
import { inheritedFrom, met } from './succession';
import type { Wished } from './wishes';

/** What a person did, and where. Times are epoch milliseconds. */
export interface Press {
  readonly id: string;
  readonly connectionId: string;
  readonly reference: Reference;
  readonly pageName: string;
  readonly end: End;
  /** The person chose this end for this very press, so it also changes a block that waits or stands. */
  readonly endChosen: boolean;
  readonly tabId?: number | undefined;
  readonly fromPage: boolean;
  /** The API's own name was on the screen at the press. */
  readonly confirmed: boolean;
  /** False where a page may have hidden what was pressed: a person is asked first. */
  readonly seen?: boolean | undefined;
  /** What was written before the press. */
  readonly described?: Described | undefined;
}

/** The question whether a press was meant, since the page may have hidden what was pressed. */
export const unseen = { kind: 'needs-you', error: cordonError('not-seen') } as const;

/**
 * Someone wants a contact blocked. A press on a contact with a block under way joins that block, and a chosen end changes it; what has
 * ended, or whose time is over, gives way to the new one.
 */
export function wishBlock(
  blocks: readonly Block[],
  press: Press,
  now: number,
  window: number,
  limits = brakes,
): Wished {
  const key = referenceKey(press.reference);
  const about = blocks.filter((block) => isAbout(block, press.connectionId, key));
  // An id is made for one press: under another's, a page would get hold of a block that is none of its business.
  if (blocks.some((block) => block.id === press.id && !about.includes(block)))
    return { result: fail(cordonError('not-allowed')) };
  const again = about.find((block) => block.id === press.id);
  if (again) return { result: ok(again) };
  // Two people may have one name: words join what is not certain yet, and of the rest the console says whether it is the same contact.
  const same = press.reference.kind === 'words' ? about.filter(({ contact }) => contact === undefined) : about;
  const held = braked(blocks, now, press.fromPage, limits);
  const isUnseen = press.seen === false;
  for (const current of same) {
    const meeting = met(current, now);
    // What was not seen changes nothing of what is under way.
    if (meeting.kind === 'joins' && isUnseen) return { result: ok(current) };
    if (meeting.kind === 'joins') {
      const block = described(meeting.block, press.described);
      return stored(current, joined(block, press, { now, window, held }));
    }
  }
  if (same.some((block) => met(block, now).kind === 'leaving')) return { result: fail(cordonError('unknown-outcome')) };
  if (press.end.until - now < shortestBlock) return { result: fail(cordonError('too-late')) };
  const fresh: Block = {
    schema: 2,
    id: press.id,
    connectionId: press.connectionId,
    rev: 1,
    reference: press.reference,
    pageName: press.pageName,
    confirmed: press.confirmed,
    wish: { kind: 'blocked', until: press.end.until, forGood: press.end.forGood },
    ...(press.endChosen && { chosenAt: now }),
    state: isUnseen
      ? unseen
      : (held ?? { kind: 'waiting', sendsAt: Math.max(now + window, ...same.map(({ state }) => cutOffUntil(state))) }),
    sent: false,
    pressedAt: now,
    tabId: press.tabId,
    fromPage: press.fromPage,
    ...inheritedFrom(same, now),
    othersToo: false,
    automatic: false,
    turned: false,
  };
  const made = described(fresh, press.described);
  const { note } = isUnseen ? noted(made, 'asked', now, unseen.error) : { note: undefined };
  return { put: [made], drop: same.map((block) => block.id), note: note ? [note] : [], result: ok(made) };
}

type How = { readonly now: number; readonly window: number; readonly held: ReturnType<typeof braked> };

function joined(block: Block, press: Press, { now, window, held }: How): Result<Outcome, CordonError> {
  const sendsAt = now + window;
  if (press.endChosen && !isSameEnd(block, press)) {
    const changed = withEnd(block, { end: press.end, now, sendsAt, tabId: press.tabId, held });
    if (!changed.ok) return changed;
    return ok({ ...changed.value, block: unbraked(changed.value.block, press, sendsAt) });
  }
  // Chosen again, it is the last word: what was chosen before it, and joins later, does not change it.
  const chosen = press.endChosen ? { ...block, chosenAt: now } : block;
  return ok({ block: unbraked(chosen, press, sendsAt) });
}

/** In its window a choice counts even where it is the same: the window starts again. */
function isSameEnd(block: Block, { end }: Press): boolean {
  return block.state.kind !== 'waiting' && hasEnd(block, end);
}

/** Cordon's own window has no brakes: what a page's presses left waiting goes out for a press there. */
function unbraked(block: Block, press: Press, sendsAt: number): Block {
  if (press.fromPage || !isBrakedBlock(block)) return block;
  const { rev, confirmed } = block;
  return {
    ...block,
    rev: rev + 1,
    confirmed: confirmed || press.confirmed,
    state: { kind: 'waiting', sendsAt },
    tabId: undefined,
    fromPage: false,
  };
}

function stored(current: Block, joining: Result<Outcome, CordonError>): Wished {
  if (!joining.ok) return { result: joining };
  const { block, note } = joining.value;
  if (block === current) return { result: ok(block) };
  return { put: [block], note: note ? [note] : [], result: ok(block) };
}
