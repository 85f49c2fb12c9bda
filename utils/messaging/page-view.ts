import { type Block, mayBeDone } from '../blocking/block';
import { viewOf } from '../blocking/view';
import { lastDate } from '../consoles/last-date';
import type { BlockMenu, BlockView, BlockViewState, RecordView } from './protocol';

/**
 * What a page in this tab may see of a block: nothing of the contact but what the page itself could show, and the reason and note that
 * the menu at the button is to show again.
 */
export function pageViewOf(block: Block, now: number, tabId: number): BlockView {
  const { id, connectionId, reference, contactId, until, forGood, pressedAt, reason, note, times, state } = viewOf(
    block,
    now,
  );
  // The view's own name falls back on the e-mail.
  const name = block.contact?.name || block.pageName || (block.contact ? `#${block.contact.id}` : '');
  return {
    id,
    connectionId,
    reference,
    contactId,
    name,
    until,
    forGood,
    pressedAt,
    reason,
    note,
    times,
    state: stateForPage(state, block.tabId === tabId, now),
    menu: menuFor(block, state),
  };
}

/**
 * A state without contacts, and without records of the console's list: those hold e-mails and names of colleagues. What was pressed
 * elsewhere is undone there.
 */
function stateForPage(state: BlockViewState, pressedHere: boolean, now: number): BlockViewState {
  switch (state.kind) {
    case 'waiting':
    case 'held':
    case 'retrying':
      return pressedHere ? state : { ...state, undoable: false };
    case 'needs-you':
      // What went wrong is said in the page, where another press tries again; Cordon's own windows keep it until it is seen to.
      if (state.trouble)
        return { kind: 'failed', of: state.of, error: state.error, unknown: state.unknown || undefined };
      return {
        kind: 'needs-you',
        of: state.of,
        error: state.error,
        until: state.error.code === 'already-blocked' ? endOf(state.records ?? []) : undefined,
      };
    case 'lifted': {
      const ruled = state.rules?.some(({ rule, until }) => (rule === 'email' || rule === 'ip') && until > now);
      return { kind: 'lifted', at: state.at, elsewhere: state.elsewhere, atEnd: state.atEnd, ruled };
    }
    default:
      return state;
  }
}

/** When the last of these ends; undefined where one has no end, or there is none. */
function endOf(records: readonly RecordView[]): number | undefined {
  const last = Math.max(...records.map(({ until }) => until));
  return Number.isFinite(last) && last < lastDate ? last : undefined;
}

/** What waits after its request left has one way back, a lift; another end would come too late for it. */
function menuFor(block: Block, state: BlockViewState): BlockMenu {
  switch (state.kind) {
    case 'sending':
      return { lifts: false, ends: 'none' };
    case 'held':
    case 'retrying':
      return mayBeDone(block) ? { lifts: state.of === 'block', ends: 'none' } : { lifts: false, ends: 'block' };
    case 'blocked':
      return { lifts: true, ends: 'change' };
    case 'needs-you':
      return state.trouble ? afterTrouble(block, state) : { lifts: false, ends: 'block' };
    case 'failed':
      return afterTrouble(block, state);
    default:
      return { lifts: false, ends: 'block' };
  }
}

/** What went wrong may be done all the same, and what stood before stands. */
function afterTrouble(
  { previous }: Block,
  { of, unknown }: Extract<BlockViewState, { kind: 'failed' | 'needs-you' }>,
): BlockMenu {
  return {
    lifts: of !== 'block' || unknown === true,
    ends: previous?.state.kind === 'blocked' ? 'change' : 'block',
  };
}
