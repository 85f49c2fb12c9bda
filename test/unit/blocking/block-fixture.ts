import type { Block, BlockState } from '../../../utils/blocking/block';
import { type Press, wishBlock } from '../../../utils/blocking/press';
import type { Wished } from '../../../utils/blocking/wishes';
import type { ConsoleRecord, Contact, ContactId, RecordId, Reference } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';

/** Noon on a fixed day. */
export const NOW = Date.UTC(2026, 10, 20, 12);
export const DAY = 86_400_000;
/** The undo window of these tests. */
export const WINDOW = 5_000;

export const byContact = (id: string) => ({ kind: 'contact', contactId: id }) as Reference;
export const byConversation = (id: string) => ({ kind: 'conversation', conversationId: id }) as Reference;
export const contactOf = (id: string, name = 'Alex Morgan'): Contact => ({ id: id as ContactId, name });

export const record: ConsoleRecord = {
  id: '9' as RecordId,
  rule: 'contact',
  contactId: '827' as ContactId,
  values: [],
  until: NOW + DAY,
};

/** A press on the contact 827 of `demo` for a day, in the tab 7. */
export function pressOf(changes: Partial<Press> = {}): Press {
  return {
    id: 'press-1',
    connectionId: 'acquire:demo',
    reference: byContact('827'),
    pageName: 'Alex Morgan',
    end: { until: NOW + DAY, forGood: false },
    endChosen: false,
    tabId: 7,
    fromPage: true,
    confirmed: false,
    ...changes,
  };
}

/** The block that such a press makes, with these changes. */
export function blockOf(changes: Partial<Block> = {}): Block {
  const [made] = wishBlock([], pressOf(), NOW, WINDOW).put ?? [];
  if (!made) throw new Error('no block was made');
  return { ...made, ...changes };
}

const error = cordonError('server-error');
const wish = { kind: 'blocked', until: NOW + DAY, forGood: false } as const;

/** One of each state. */
export const states: { readonly [K in BlockState['kind']]: Extract<BlockState, { kind: K }> } = {
  waiting: { kind: 'waiting', sendsAt: NOW + WINDOW },
  sending: { kind: 'sending', leaseEnds: NOW + 25_000, attempts: 0 },
  retrying: { kind: 'retrying', at: NOW + 60_000, attempts: 1, error },
  'needs-you': { kind: 'needs-you', error: cordonError('names-differ'), contacts: [contactOf('827', 'Sam')] },
  held: { kind: 'held', error: cordonError('bad-key') },
  failed: { kind: 'failed', error },
  blocked: { kind: 'blocked', seen: true, checkedAt: NOW, sentAt: NOW, endedBy: 'console' },
  lifted: { kind: 'lifted', at: NOW, rules: [], elsewhere: false },
  undone: { kind: 'undone', at: NOW },
};

/** A block that stands. */
export function standing(changes: Partial<Block> = {}): Block {
  return blockOf({ state: states.blocked, sent: true, contact: contactOf('827'), ours: [record.id], ...changes });
}

/** The lift of a block that stood, in this state. */
export function liftOf(state: BlockState, changes: Partial<Block> = {}): Block {
  const previous = { wish, state: states.blocked };
  return standing({ wish: { kind: 'not-blocked' }, state, sent: false, previous, tabId: undefined, ...changes });
}

/** What a wish left stored, by id. */
export function storedAfter(
  blocks: readonly Block[],
  wished: Pick<Wished, 'put' | 'drop'>,
): Readonly<Record<string, Block>> {
  const stored = new Map(blocks.map((block) => [block.id, block]));
  for (const id of wished.drop ?? []) stored.delete(id);
  for (const block of wished.put ?? []) stored.set(block.id, block);
  return Object.fromEntries(stored);
}
