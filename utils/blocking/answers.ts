import { type ContactId, referenceKey } from '../consoles/types';
import { cordonError } from '../errors';
import { fail, ok } from '../result';
import { type Block, changesEnd, isTrouble, mayBeDone, type NamedRecord } from './block';
import { shortestBlock } from './end';
import { withEnd } from './ends';
import type { Outcome } from './outcomes';
import { asksAboutEnd } from './questions';
import { returned } from './succession';
import { changing, kept, triedAgain, turnedTo, type Wished, withdrawn } from './wishes';

/** What a person answered: go on, with this contact where there were several, or let it be. */
export interface Answer {
  readonly yes: boolean;
  readonly contactId?: ContactId | undefined;
  /** The revision of the question that was on the screen; left out, whatever is asked is answered. */
  readonly rev?: number | undefined;
}

/** A person answered a question. One that was never on the screen is not answered: `question-changed`. */
export function answerQuestion(
  blocks: readonly Block[],
  id: string,
  answer: Answer,
  now: number,
  window: number,
): Wished {
  return changing(blocks, id, (block) => {
    if (block.state.kind !== 'needs-you') return fail(cordonError('unknown-block'));
    if (answer.rev !== undefined && answer.rev !== block.rev) return fail(cordonError('question-changed'));
    const { code } = block.state.error;
    if (asksAboutEnd(code)) return ok({ block: answer.yes ? liftOf(block, now + window) : keptOver(block) });
    if (!answer.yes) return ok(declined(block, now));
    if (isTrouble(block)) return triedAgain(block, now);
    // Where the console ends no blocks, nothing of a changed end need be sent.
    if (code === 'not-seen' && changesEnd(block) && block.previous && block.wish.kind === 'blocked')
      return withEnd(returned(block, block.previous), {
        end: block.wish,
        now,
        sendsAt: now + window,
        tabId: block.tabId,
      });
    if (code === 'too-late') return ok({ block: fromNowOn(block, now, now + window) });
    const { contacts = [] } = block.state;
    // Yes means the contact on the screen, also where the page's reference leads to another by now.
    const only = answer.contactId === undefined && contacts.length === 1 ? contacts[0] : undefined;
    const chosen = only ?? contacts.find((contact) => contact.id === answer.contactId);
    if (!chosen && (contacts.length > 0 || answer.contactId !== undefined)) return fail(cordonError('bad-contact'));
    const next: Block = {
      ...block,
      rev: block.rev + 1,
      ...(chosen && {
        reference: { kind: 'contact', contactId: chosen.id },
        aliases: [...block.aliases, referenceKey(block.reference)],
      }),
      confirmed: block.confirmed || chosen !== undefined,
      // Yes to a block that others made already: keep it at least until this end, beside theirs.
      othersToo: code === 'already-blocked' || block.othersToo,
      ...(code === 'others-blocks' && { named: namedIn(block) }),
      state: { kind: 'waiting', sendsAt: code === 'others-blocks' ? now : now + window },
    };
    return ok({ block: next });
  });
}

/** The records that were on the screen, beside those that were named before. */
function namedIn({ state, named = [] }: Block): readonly NamedRecord[] {
  const records = state.kind === 'needs-you' ? (state.records ?? []) : [];
  return [...named, ...records.map(({ id, madeAt }) => ({ id, madeAt }))];
}

/** A person lets it be: what is not on the console is taken back, and of what may be there only what is true is said. */
function declined(block: Block, now: number): Outcome {
  const { state } = block;
  if (state.kind !== 'needs-you') return { block };
  const failed: Block = { ...block, rev: block.rev + 1, state: { kind: 'failed', error: state.error } };
  const trouble = isTrouble(block);
  if (block.wish.kind === 'not-blocked') {
    if (trouble && !block.automatic) return { block: failed };
    if (mayBeDone(block)) return { block: lookedAt(block, now) };
    return block.automatic ? { block: kept(block) } : withdrawn(block, now);
  }
  if (mayBeDone(block)) return { block: failed };
  return trouble && !block.previous ? { block: failed } : withdrawn(block, now);
}

/** The block may be gone by the lift that is not wanted any more: the console is asked, and nothing more is sent. */
function lookedAt(block: Block, now: number): Block {
  const error = cordonError('unknown-outcome');
  return { ...block, rev: block.rev + 1, declined: true, state: { kind: 'retrying', at: now, attempts: 0, error } };
}

/** The time of a block is over, and a person wants it lifted: what was named goes, whoever made it. */
function liftOf(block: Block, sendsAt: number): Block {
  const lift = turnedTo(block, { kind: 'not-blocked' }, { kind: 'waiting', sendsAt });
  return { ...lift, named: namedIn(block) };
}

/** The time of a block is over, and a person leaves it as it is. */
function keptOver(block: Block): Block {
  const { previous, ...rest } = block;
  const state = previous?.state.kind === 'blocked' ? { ...previous.state, endedBy: 'nobody' as const } : block.state;
  return { ...rest, rev: block.rev + 1, state };
}

/** A block that was never made, and whose time is over, is wanted all the same: for as long as it was to be, from now on. */
function fromNowOn(block: Block, now: number, sendsAt: number): Block {
  if (block.wish.kind !== 'blocked') return block;
  const { before: _, readAt: __, ...rest } = block;
  const lasts = Math.max(block.wish.until - block.pressedAt, shortestBlock * 2);
  return {
    ...rest,
    rev: block.rev + 1,
    wish: { ...block.wish, until: now + lasts },
    state: { kind: 'waiting', sendsAt },
    sent: false,
    doubt: undefined,
    pressedAt: now,
    tabId: undefined,
  };
}
