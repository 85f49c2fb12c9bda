import type { ConsoleApi, ConsoleRecord, ConsoleState, Contact, RecordId } from '../consoles/types';
import type { Block } from './block';

/** Ends that differ by less are the same: a server may store whole seconds (milliseconds). */
export const sameEnd = 1_000;

/** How long a record may take to appear in the console's list (milliseconds). */
export const untilListed = 60_000;

/** Two records that one request made, since the browser sent it twice, are made within this time (milliseconds). */
const twinsApart = 60_000;

type EndsBlocks = Pick<ConsoleApi, 'endsBlocks'>;

/** Whether a record is the one that Cordon made: a mark that was made anew since has the same id, and is another's. */
export function isOwn({ ours, markedAt }: Pick<Block, 'ours' | 'markedAt'>, record: ConsoleRecord): boolean {
  return ours.includes(record.id) && !isRemade(markedAt, record);
}

function isRemade(markedAt: number | undefined, { madeAt }: ConsoleRecord): boolean {
  return markedAt !== undefined && madeAt !== undefined && madeAt > markedAt;
}

/**
 * The records that this wish made. Where the console told of one, that is it; else it is the new one that ends when the block was to
 * end, if there is but one; or Cordon's own older ones with that end, where the console moved it instead. Another new record is
 * somebody else's. A console that ends no blocks has no list but one mark: that is the block.
 */
export function recordsMade(block: Block, state: ConsoleState, api: EndsBlocks): readonly ConsoleRecord[] {
  const before: readonly string[] = block.before ?? [];
  const fresh = state.records.filter(({ id }) => !before.includes(id));
  if (!api.endsBlocks)
    return state.records.filter(
      (record) => isOwn(block, record) || (fresh.includes(record) && !isRemade(block.markedAt, record)),
    );
  const until = block.wish.kind === 'blocked' ? block.wish.until : Number.NaN;
  const made = madeBy(block, fresh, until);
  return made.length > 0
    ? made
    : state.records.filter((record) => block.ours.includes(record.id) && endsAt(record, until));
}

/** Those of new records that were made for a block until then. */
function madeBy(block: Block, fresh: readonly ConsoleRecord[], until: number): readonly ConsoleRecord[] {
  const alike = fresh.filter((record) => endsAt(record, until));
  if (!isTold(block)) return alike.length === 1 ? alike : [];
  const told = fresh.filter(({ id }) => block.ours.includes(id));
  return [...told, ...alike.filter((record) => !told.includes(record) && told.some((one) => isTwin(one, record)))];
}

/** Whether the console told of the record that it made for this wish. */
function isTold({ ours, before }: Pick<Block, 'ours' | 'before'>): boolean {
  return ours.some((id) => !before?.includes(id));
}

function endsAt(record: ConsoleRecord, until: number): boolean {
  return Math.abs(record.until - until) < sameEnd;
}

/** Whether both come from one request: made by the same user of the console, at one moment. */
function isTwin(one: ConsoleRecord, other: ConsoleRecord): boolean {
  if (one.by === undefined || one.by !== other.by || one.madeAt === undefined || other.madeAt === undefined)
    return false;
  return Math.abs(one.madeAt - other.madeAt) < twinsApart;
}

/**
 * Cordon's records: those it knows of, and, where the list had not shown what it made, the one in the list that ends as that does.
 * For the lift of a block whose making has no known outcome (`api` is given): what that made.
 */
export function oursIn(block: Block, state: ConsoleState, api?: EndsBlocks): Block['ours'] {
  const before = block.previous;
  if (api && before && before.state.kind !== 'blocked' && before.wish.kind === 'blocked') {
    const made = recordsMade({ ...block, wish: before.wish }, state, api).map(({ id }) => id);
    return [...new Set([...block.ours, ...made])];
  }
  if (before?.state.kind !== 'blocked' || before.state.seen || before.wish.kind !== 'blocked') return block.ours;
  const { until } = before.wish;
  const fresh = state.records.filter(({ id }) => !block.before?.includes(id));
  return [...new Set([...block.ours, ...madeBy(block, fresh, until).map(({ id }) => id)])];
}

/** Cordon's records that a lift does not find in the list: those it knows of, or that it has to wait for the one it cannot name. */
export function notListedYet(
  block: Block,
  state: ConsoleState,
  now: number,
): { readonly unlisted: Block['ours']; readonly wait: boolean } {
  const before = block.previous?.state;
  if (before?.kind !== 'blocked' || before.seen) return { unlisted: [], wait: false };
  const unlisted = block.ours.filter((id) => !state.records.some((record) => record.id === id));
  const young = Math.abs(now - before.checkedAt) < untilListed;
  return { unlisted, wait: young && block.ours.length === 0 && state.records.length === 0 };
}

/**
 * What a lift ends where the console does not tell what is there: Cordon's own records, or the one mark of a console that ends no
 * blocks. To lift what is lifted changes nothing.
 */
export function toLiftUnseen(ours: readonly RecordId[], contact: Contact, api: EndsBlocks): readonly RecordId[] {
  return api.endsBlocks ? ours : [String(contact.id) as RecordId];
}
