import type { Block, BlockState } from '../../../utils/blocking/block';
import type { ConsoleRecord, ContactId, RecordId } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';

/** The moment of these blocks (epoch milliseconds). */
export const pressedAt = Date.UTC(2026, 10, 20, 12);

/** When they are to end. */
export const until = pressedAt + 86_400_000;

/** A block, waiting but for what is said otherwise. */
export function aBlock(fields: Partial<Block> = {}): Block {
  return {
    schema: 2,
    id: 'block-1',
    connectionId: 'acquire:demo',
    rev: 1,
    reference: { kind: 'contact', contactId: '827' as ContactId },
    aliases: [],
    pageName: 'Alex Morgan',
    confirmed: false,
    wish: { kind: 'blocked', until, forGood: false },
    state: { kind: 'waiting', sendsAt: pressedAt + 5_000 },
    sent: false,
    pressedAt,
    fromPage: false,
    ours: [],
    othersToo: false,
    automatic: false,
    turned: false,
    ...fields,
  };
}

/** A block that stands, as the console's list showed it. */
export function standing(fields: Partial<Extract<BlockState, { kind: 'blocked' }>> = {}): BlockState {
  return { kind: 'blocked', seen: true, checkedAt: pressedAt, sentAt: pressedAt, endedBy: 'console', ...fields };
}

/** One state of each kind. */
export const everyState: readonly BlockState[] = [
  { kind: 'waiting', sendsAt: pressedAt + 5_000 },
  { kind: 'sending', leaseEnds: pressedAt + 25_000, attempts: 0 },
  { kind: 'retrying', at: pressedAt + 9_000, attempts: 3, error: cordonError('timeout') },
  { kind: 'held', error: cordonError('bad-key') },
  { kind: 'needs-you', error: cordonError('names-differ') },
  { kind: 'failed', error: cordonError('refused') },
  standing(),
  { kind: 'lifted', at: pressedAt, rules: [], elsewhere: false },
  { kind: 'undone', at: pressedAt },
];

/** A record of the contact in the console's list. */
export function aRecord(id: string, fields: Partial<ConsoleRecord> = {}): ConsoleRecord {
  return { rule: 'contact', contactId: '827' as ContactId, values: [], until, ...fields, id: id as RecordId };
}

/** Ids of records. */
export function ids(...texts: readonly string[]): readonly RecordId[] {
  return texts as readonly RecordId[];
}
