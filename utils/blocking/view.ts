import type { ConsoleRecord, Contact } from '../consoles/types';
import type { BlockView, BlockViewState, RecordView } from '../messaging/protocol';
import { asksInPage, type Block, endOfBlock, isTrouble, mayBeDone, operationOf } from './block';
import { isOwn } from './whose-records';

/** What a screen shows of a block. `now` is epoch milliseconds. */
export function viewOf(block: Block, now: number): BlockView {
  const end = block.wish.kind === 'blocked' ? block.wish : block.previous?.wish;
  const stored = block.state.kind === 'blocked' ? block.state.storedUntil : undefined;
  return {
    id: block.id,
    connectionId: block.connectionId,
    reference: block.reference,
    contactId: block.contact?.id,
    name:
      block.contact?.name || block.pageName || block.contact?.email || (block.contact ? `#${block.contact.id}` : ''),
    email: block.contact?.email,
    pageName: block.pageName,
    contactName: block.contact && nameOf(block.contact),
    rev: block.rev,
    askedInPage: asksInPage(block),
    until: stored ?? (end?.kind === 'blocked' ? end.until : 0),
    forGood: end?.kind === 'blocked' && end.forGood,
    pressedAt: block.pressedAt,
    reason: block.reason,
    note: block.note,
    times: block.times,
    state: stateOf(block, now),
  };
}

function nameOf({ name, firstName, lastName }: Contact): string | undefined {
  return name || [firstName, lastName].filter(Boolean).join(' ') || undefined;
}

/** One record of the console's list, marked as Cordon's own or not. */
export function recordView(record: ConsoleRecord, ours: readonly string[]): RecordView {
  const { id, rule, contactId, name, values, until, madeAt, by, reason } = record;
  return { id, rule, contactId, name, values, until, madeAt, by, reason, ours: ours.includes(id) };
}

function stateOf(block: Block, now: number): BlockViewState {
  const of = operationOf(block);
  const { state, ours } = block;
  switch (state.kind) {
    case 'waiting':
      return { kind: 'waiting', of, sendsAt: state.sendsAt };
    case 'sending':
      return { kind: 'sending', of };
    case 'retrying':
      return { kind: 'retrying', of, at: state.at, error: state.error, undoable: !mayBeDone(block) };
    case 'held':
      return { kind: 'held', of, error: state.error, undoable: !mayBeDone(block) };
    case 'needs-you':
      return {
        kind: 'needs-you',
        of,
        error: state.error,
        records: state.records?.map((record) => ({ ...recordView(record, ours), ours: isOwn(block, record) })),
        contacts: state.contacts?.map(({ id, name, email }) => ({ id, name, email })),
        ...(isTrouble(block) && { trouble: block.automatic ? 'own' : 'wished', unknown: mayBeDone(block) }),
      };
    case 'failed':
      return { kind: 'failed', of, error: state.error, unknown: mayBeDone(block) || undefined };
    case 'blocked': {
      const wanted = block.wish.kind === 'blocked' ? block.wish.until : 0;
      const end = endOfBlock(block);
      const asks = state.endedBy === 'cordon' && !block.turned;
      if (end <= now && state.endedBy === 'console') return { kind: 'expired', at: end };
      return {
        kind: 'blocked',
        seen: state.seen,
        asked: state.storedUntil === undefined ? undefined : wanted,
        checkedAt: state.checkedAt,
        sentAt: state.sentAt,
        endedBy: asks ? 'you' : state.endedBy,
        overdue: end <= now && state.endedBy === 'cordon' && !asks,
        notChanged: state.notChanged,
      };
    }
    case 'lifted':
      return {
        kind: 'lifted',
        at: state.at,
        rules: state.rules.map((record) => recordView(record, ours)),
        elsewhere: state.elsewhere,
        atEnd: block.automatic || undefined,
      };
    case 'undone':
      return { kind: 'undone', at: state.at };
  }
}
