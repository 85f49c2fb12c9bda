import type { ConsoleApi, ConsoleRecord, ConsoleState, Contact } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import { attemptsOf, type Block, type BlockState, changesEnd, endOfBlock, sinceOf, type Wish } from './block';
import type { JournalEntry } from './journal';
import { cap, longestPause } from './retry';
import { returned } from './succession';
import { isOwn, oursIn, recordsMade, sameEnd, untilListed } from './whose-records';

/** What became of a block, and what the journal says of it. All of this file is pure; times are epoch milliseconds. */
export interface Outcome {
  readonly block: Block;
  readonly note?: JournalEntry | undefined;
}

/** Longer than the longest request, so that a lease only ends when nobody works on it any more (milliseconds). */
export const lease = 25_000;

/** A lift that is overdue for longer is asked, not done (milliseconds). */
export const longestOverdue = 7 * 86_400_000;

/** It is certain who is meant. */
export function resolved(block: Block, contact: Contact): Outcome {
  return { block: { ...block, contact } };
}

/** What the console held before Cordon sent anything. */
export function read(block: Block, state: ConsoleState, now: number): Outcome {
  const { records } = state;
  const ours = oursIn(block, state);
  const onlyOurs = records.length > 0 && records.every((record) => isOwn({ ...block, ours }, record));
  // What the console does not tell is no proof that the contact was not blocked: then no lift follows by itself.
  const turned = changesEnd(block) ? block.turned : state.blocked === false || onlyOurs;
  const before = [...new Set([...records.map(({ id }) => id), ...ours])];
  return { block: { ...block, ours, turned, before, readAt: now } };
}

/** The request is to leave a second time, and the console does not tell what is there: the block may be another's by now. */
export function unsure(block: Block): Outcome {
  return { block: { ...block, turned: false } };
}

/** A request may leave now. After this an unknown outcome is possible, and undo is a lift. */
export function leased(block: Block, now: number, ours = block.ours): Outcome {
  return {
    block: {
      ...block,
      ours,
      sent: true,
      doubt: true,
      state: { kind: 'sending', leaseEnds: now + lease, attempts: attemptsOf(block), since: sinceOf(block) },
    },
  };
}

/** One more request is to leave for the same work: the lease begins again with it. */
export function renewed(block: Block, now: number): Outcome {
  return block.state.kind === 'sending'
    ? { block: { ...block, state: { ...block.state, leaseEnds: now + lease } } }
    : { block };
}

/** The console said yes to a changed end, or its list shows it: from now on nothing is sent again, and older records may go. */
export function agreed(block: Block, made: readonly ConsoleRecord['id'][]): Outcome {
  return { block: { ...block, accepted: true, ours: [...new Set([...block.ours, ...made])] } };
}

/** Who ends a block. For good, on a console that ends none, means nobody: ten years are only for a console that must have an end. */
function enderOf(wish: Wish, { endsBlocks }: Pick<ConsoleApi, 'endsBlocks'>): 'console' | 'cordon' | 'nobody' {
  if (endsBlocks) return 'console';
  return wish.kind === 'blocked' && wish.forGood ? 'nobody' : 'cordon';
}

/** The console said yes to a block; `made` is the record it told of. */
export function accepted(
  block: Block,
  made: ConsoleRecord['id'] | undefined,
  api: Pick<ConsoleApi, 'endsBlocks'>,
  now: number,
): Outcome {
  // When the mark was made is for the next reading to say.
  const { previous: _, accepted: __, doubt: ___, markedAt: ____, ...rest } = block;
  const state: BlockState = {
    kind: 'blocked',
    seen: false,
    checkedAt: now,
    sentAt: now,
    endedBy: enderOf(block.wish, api),
  };
  // A console with one mark per contact names it also where somebody else had set it.
  const ours = made && !block.before?.includes(made) ? [...new Set([...block.ours, made])] : block.ours;
  if (changesEnd(block)) return noted({ ...rest, ours, state }, 'changed', now);
  return noted({ ...rest, ours, state, times: (block.times ?? 0) + 1 }, 'blocked', now);
}

/** The console's list shows the records that a block made. `replaced` are records of Cordon's own that are gone for them. */
export function confirmed(
  block: Block,
  found: readonly ConsoleRecord[],
  replaced: readonly string[],
  api: Pick<ConsoleApi, 'endsBlocks'>,
  now: number,
): Outcome {
  const until = Math.max(...found.map((record) => record.until));
  const wanted = block.wish.kind === 'blocked' ? block.wish.until : until;
  const other = api.endsBlocks && Math.abs(until - wanted) >= sameEnd;
  const before = block.state.kind === 'blocked' ? undefined : accepted(block, undefined, api, now);
  const base = before?.block ?? block;
  const ours = [...new Set([...base.ours, ...found.map(({ id }) => id)])].filter((id) => !replaced.includes(id));
  const sentAt = base.state.kind === 'blocked' ? base.state.sentAt : now;
  const state: BlockState = {
    kind: 'blocked',
    seen: true,
    storedUntil: other ? until : undefined,
    checkedAt: now,
    sentAt,
    endedBy: enderOf(block.wish, api),
  };
  return { block: { ...base, ours, ...markOf(found, api), state }, note: before?.note };
}

/** When the mark was made that is Cordon's, where there is one mark per contact and the console says so. */
function markOf(found: readonly ConsoleRecord[], { endsBlocks }: Pick<ConsoleApi, 'endsBlocks'>) {
  const markedAt = endsBlocks ? undefined : found[0]?.madeAt;
  return markedAt === undefined ? {} : { markedAt };
}

/** The block is ended. `rules` are what still blocks the contact; `elsewhere` says that Cordon did not do it. */
export function lifted(block: Block, rules: readonly ConsoleRecord[], elsewhere: boolean, now: number): Outcome {
  const { previous: _, before: __, accepted: ___, doubt: ____, named, declined, markedAt, ...rest } = block;
  const ended: Block = { ...rest, ours: [], state: { kind: 'lifted', at: now, rules, elsewhere } };
  return noted(ended, elsewhere ? (endOfBlock(block) <= now ? 'ended' : 'drifted') : 'lifted', now);
}

/** What the console's list says of a standing block, some time later. Drift is shown, never repaired. */
export function checked(block: Block, state: ConsoleState, now: number): Outcome {
  if (block.state.kind !== 'blocked') return { block };
  if (state.blocked === undefined) return { block: { ...block, state: { ...block.state, seen: false } } };
  const api = { endsBlocks: block.state.endedBy === 'console' };
  const made = recordsMade(block, state, api);
  const own = state.records.filter((record) => isOwn(block, record) || made.includes(record));
  // Accepted a moment ago and not listed yet is no drift; nor is another's record the one that the console told of.
  const young = !block.state.seen && now - block.state.checkedAt < untilListed;
  const told = block.ours.some((id) => !block.before?.includes(id));
  if (young && own.length === 0 && (told || state.records.length === 0)) return { block };
  const found = own.length > 0 ? own : state.records;
  if (found.length === 0) return lifted(block, state.rules, true, now);
  const until = Math.max(...found.map((record) => record.until));
  const wanted = block.wish.kind === 'blocked' ? block.wish.until : until;
  const other = block.state.endedBy === 'console' && Math.abs(until - wanted) >= sameEnd;
  const next: Block = {
    ...block,
    ours: [...new Set([...block.ours, ...made.map(({ id }) => id)])],
    ...(block.markedAt === undefined && markOf(own, api)),
    state: { ...block.state, seen: true, checkedAt: now, storedUntil: other ? until : undefined },
  };
  return other && block.state.storedUntil !== until ? noted(next, 'drifted', now) : { block: next };
}

/** The time of a block is over that its console does not end: lifted by Cordon, asked, or waited for, never early. */
export function timeOver(block: Block, state: ConsoleState, now: number): Outcome {
  if (block.state.kind !== 'blocked') return { block };
  const end = endOfBlock(block);
  if (state.blocked === false) return lifted(block, state.rules, true, now);
  // By the console's own clock as well: this machine's may be wrong.
  const server = state.serverNow ?? end - 60_000;
  // A console tells whole seconds: sooner than in one it would say the same again.
  const left = Math.min(Math.max(end - server, 1_000), longestPause);
  if (server < end) return lookedAt(block, now + left);
  const { records } = state;
  const ask = (code: 'overdue' | 'end-not-ours') =>
    noted(
      {
        ...block,
        state: { kind: 'needs-you', error: cordonError(code), ...(records.length > 0 && { records }) },
        previous: { wish: block.wish, state: block.state },
      },
      'asked',
      now,
      cordonError(code),
    );
  if (!block.turned || !records.some((record) => isOwn(block, record))) return ask('end-not-ours');
  if (now - end > longestOverdue) return ask('overdue');
  return {
    block: {
      ...block,
      rev: block.rev + 1,
      wish: { kind: 'not-blocked' },
      state: { kind: 'waiting', sendsAt: now },
      sent: false,
      doubt: undefined,
      // Nobody pressed for it: no tab that closes hurries it, and no page is asked about it.
      tabId: undefined,
      automatic: true,
      previous: { wish: block.wish, state: block.state },
    },
  };
}

/**
 * The end of a block that Cordon ends could not be seen to now. The longer it is overdue, the more rarely it is looked at, at most
 * `rarest` milliseconds apart; never before `earliest`.
 */
export function lookedLater(block: Block, now: number, rarest = cap, earliest = now): Outcome {
  const wait = Math.min(Math.max(now - endOfBlock(block), 60_000), rarest);
  return lookedAt(block, Math.max(now + wait, earliest));
}

function lookedAt(block: Block, at: number): Outcome {
  return block.state.kind === 'blocked' ? { block: { ...block, state: { ...block.state, liftAt: at } } } : { block };
}

/** A person wants no lift any more that may be done: the block is what the console says of it. */
export function settled(block: Block, state: ConsoleState, now: number): Outcome {
  const { previous } = block;
  if (previous?.state.kind !== 'blocked' || state.blocked === undefined) {
    const error = cordonError('unknown-outcome');
    return noted({ ...block, declined: undefined, state: { kind: 'failed', error } }, 'failed', now, error);
  }
  const standing = returned(block, previous);
  const asked = block.automatic && standing.state.kind === 'blocked';
  return checked(
    asked ? { ...standing, state: { ...standing.state, endedBy: 'nobody' as const } as BlockState } : standing,
    state,
    now,
  );
}

/** Adds what happened to the journal: ids and times, no name. */
export function noted(block: Block, what: JournalEntry['what'], now: number, error?: CordonError): Outcome {
  const until = block.wish.kind === 'blocked' ? block.wish.until : undefined;
  const note = {
    at: now,
    blockId: block.id,
    connectionId: block.connectionId,
    contactId: block.contact?.id,
    what,
    until,
    code: error?.code,
  };
  return { block, note };
}
