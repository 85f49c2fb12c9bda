import * as z from 'zod/mini';
import { type Block, operationOf } from '../blocking/block';
import { viewOf } from '../blocking/view';
import type { Clock } from '../platform/clock';
import type { CordonDatabase } from '../platform/database';
import { createRunList } from '../platform/run-list';
import type { PageNews } from './protocol';

/** What questions and failures a person was told of, and has seen. */
export interface News {
  /**
   * What a page is told of its connection: each question and each failure once, and none that the button of its press tells; buttons
   * in frames are not known of. `shown` is the block that it tells of already: that again, while it holds and was not seen elsewhere,
   * or else another that was told of with it.
   */
  next(connectionId: string, page: LookedAt, shown?: string): Promise<PageNews | null>;
  /** A person looks at the list, or has answered for this one block: what there is, is seen. */
  see(blockId?: string): Promise<void>;
  /** How many failures nobody has seen. */
  unseenFailures(): Promise<number>;
}

/** A page that somebody looks at. */
export interface LookedAt {
  readonly tabId: number;
  /** The blocks whose trouble or question its buttons tell: who has pressed and moved on to another contact sees none of it there. */
  readonly atButtons: readonly string[];
  /** Those of them that were in sight a while ago as well: they have been read. */
  readonly read: readonly string[];
}

const told = z.object({ key: z.string(), seen: z.boolean() });

interface Item {
  /** One question or failure of one block: the next one of the same block is another. */
  readonly key: string;
  readonly block: Block;
  readonly news: PageNews;
  /** What it waits for: all that wait for the same are told of in one. */
  readonly waitsFor?: string | undefined;
}

/** Keeps it beyond the run of the browser, or old failures would be new every morning. Ids only. */
export function createNews(deps: {
  readonly database: () => Promise<CordonDatabase>;
  readonly blocks: () => Promise<readonly Block[]>;
  readonly clock: Clock;
  /** Called where something was seen. */
  readonly changed: () => void;
}): News {
  const list = createRunList(deps.database, async () => 'every run', 'news', told);

  async function current(): Promise<readonly Item[]> {
    const now = deps.clock.now();
    return (await deps.blocks()).flatMap((block) => itemOf(block, now) ?? []);
  }

  return {
    async next(connectionId, { tabId, atButtons, read }, shown) {
      const all = await current();
      const own = all.filter(({ block }) => block.connectionId === connectionId);
      let next: Item | undefined;
      // Told and noted in one step: of two tabs that ask at once, one is told.
      await list.change((items) => {
        const isTold = ({ key }: Item) => items.some((item) => item.key === key);
        const isUnseen = ({ key }: Item) => items.some((item) => item.key === key && !item.seen);
        const isHere = ({ block }: Item) => block.tabId === tabId && atButtons.includes(block.id);
        next =
          own.find((item) => item.block.id === shown && isUnseen(item)) ??
          own.find((item) => shown !== undefined && item.waitsFor !== undefined && isUnseen(item) && !isHere(item)) ??
          own.find((item) => !isHere(item) && !isTold(item));
        const news = own.filter((item) => {
          const isAlike = next?.waitsFor !== undefined && item.waitsFor === next.waitsFor;
          return !isTold(item) && (item === next || isAlike || (isHere(item) && read.includes(item.block.id)));
        });
        if (news.length === 0) return items;
        // What is over is forgotten.
        const kept = items.filter(({ key }) => all.some((item) => item.key === key));
        return [...kept, ...news.map(({ key }) => ({ key, seen: false }))];
      });
      return next?.news ?? null;
    },
    async see(blockId) {
      const all = await current();
      let changed = false;
      await list.change((items) => {
        const before = new Map(items.map((item) => [item.key, item]));
        return all.flatMap(({ key, block }) => {
          const item = before.get(key);
          if (item?.seen || (blockId !== undefined && block.id !== blockId)) return item ?? [];
          changed = true;
          return { key, seen: true };
        });
      });
      if (changed) deps.changed();
    },
    async unseenFailures() {
      const [all, items] = await Promise.all([current(), list.read()]);
      const seen = new Set(items.flatMap((item) => (item.seen ? item.key : [])));
      // What waits for a person is counted until it is answered.
      return all.filter(({ key, block: { state } }) => !['needs-you', 'held'].includes(state.kind) && !seen.has(key))
        .length;
    },
  };
}

function itemOf(block: Block, now: number): Item | undefined {
  const { state } = viewOf(block, now);
  const itemWith = (code: string, news: Omit<PageNews, 'blockId'>): Item => ({
    key: `${block.id} ${block.rev} ${code}`,
    block,
    news: { blockId: block.id, ...news },
  });
  switch (state.kind) {
    case 'needs-you':
      return itemWith(state.error.code, {
        kind: state.trouble ? 'failed' : 'needs-you',
        of: state.of,
        unknown: (state.trouble && state.unknown) || undefined,
        shows: true,
      });
    case 'failed':
      return itemWith(state.error.code, {
        kind: 'failed',
        of: operationOf(block),
        unknown: state.unknown || undefined,
        shows: false,
      });
    case 'held': {
      const { code } = state.error;
      return { ...itemWith(code, { kind: 'needs-you', of: state.of, shows: code === 'locked' }), waitsFor: code };
    }
    case 'blocked':
      // The block stands, but not as somebody wished it to.
      return state.notChanged && itemWith(state.notChanged.code, { kind: 'failed', of: 'change', shows: false });
    default:
      return undefined;
  }
}
