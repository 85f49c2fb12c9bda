import type { Block } from '../blocking/block';
import type { ConsoleList, ConsoleLists, ListedBlock } from '../blocking/console-lists';
import type { Engine } from '../blocking/engine';
import { isOwn } from '../blocking/whose-records';
import type { Connection } from '../connections/connection';
import { consoleOf } from '../consoles';
import { lastDate } from '../consoles/last-date';
import type { ContactId, Reference } from '../consoles/types';
import type { Clock } from '../platform/clock';
import { showable } from '../platform/hostile-text';
import type { BlockView, BlockViewState } from './protocol';

type Views = readonly (BlockView | null)[];

/** What the console's own list is shown by. */
export interface OthersDeps {
  readonly clock: Clock;
  readonly engine: Pick<Engine, 'all'>;
  readonly lists: Pick<ConsoleLists, 'of' | 'look'>;
  readonly lockState: () => Promise<{ readonly locked: boolean }>;
  /** Whether this tab is the one that is looked at in its window. */
  readonly isInFront: (tabId: number) => Promise<boolean>;
}

/**
 * Makes what adds others' blocks to what a page is told of its references, where the console has a list and Cordon is unlocked: only
 * for contact ids that the console itself wrote. The answer never waits for the console.
 */
export function createOthers({ clock, engine, lists, lockState, isInFront }: OthersDeps) {
  return async (
    tabId: number,
    connection: Connection,
    references: readonly Reference[],
    views: Views,
  ): Promise<Views> => {
    const { id, consoleId } = connection;
    if (!consoleOf(consoleId).listsBlocks || (await lockState()).locked) return views;
    if (await isInFront(tabId)) void lists.look(id);
    const list = await lists.of(id);
    if (!list || list.blocks.length === 0) return views;
    const blocks = (await engine.all()).filter(({ connectionId }) => connectionId === id);
    return views.map((view, index) => {
      const reference = references[index];
      if (reference?.kind !== 'contact' || reference.fromText) return view;
      if (view && !isPast(view.state, list.readAt)) return view;
      return othersViewOf(id, reference.contactId, list, blocks, clock.now()) ?? view;
    });
  };
}

/**
 * What a page sees of a contact's block that others made, by the console's own list; undefined where there is none. `blocks` are those
 * of the same connection: what Cordon made itself is not others'.
 */
function othersViewOf(
  connectionId: string,
  contactId: ContactId,
  list: ConsoleList,
  blocks: readonly Block[],
  now: number,
): BlockView | undefined {
  const others = list.blocks.filter(
    (one) =>
      one.contactId === contactId &&
      one.until > now &&
      !blocks.some((block) => isOwn(block, { ...one, rule: 'contact', values: [] })),
  );
  const [first, ...more] = others;
  if (!first) return undefined;
  const { id, until, by, reason, madeAt } = more.reduce<ListedBlock>(
    (last, one) => (one.until > last.until ? one : last),
    first,
  );
  return {
    // No block of Cordon's has such an id: nothing can be done by it.
    id: `record ${id}`,
    connectionId,
    reference: { kind: 'contact', contactId },
    contactId,
    name: '',
    until,
    forGood: false,
    pressedAt: madeAt ?? list.readAt,
    reason,
    by: showable(by ?? ''),
    state: {
      kind: 'blocked',
      seen: true,
      checkedAt: list.readAt,
      sentAt: list.readAt,
      endedBy: until < lastDate ? 'console' : 'nobody',
      overdue: false,
    },
    menu: { lifts: false, ends: 'block' },
  };
}

/** Whether what others made is to be shown in the place of a block of Cordon's: that is over, and the list was read since. */
function isPast(state: BlockViewState, readAt: number): boolean {
  switch (state.kind) {
    case 'undone':
      return true;
    case 'lifted':
    case 'expired':
      return state.at < readAt;
    default:
      return false;
  }
}
