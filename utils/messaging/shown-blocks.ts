import * as z from 'zod/mini';
import type { CordonDatabase } from '../platform/database';
import { createRunList } from '../platform/run-list';
import type { PageSender } from './receive';

/** Which blocks a document of a page was told of: only those does it undo, lift or change. */
export interface ShownBlocks {
  /** This document is told of a block. `byText`: it was pressed there on a reference that is nothing but text. */
  tell(to: PageSender, blockIds: readonly string[], byText?: boolean): Promise<void>;
  was(from: PageSender, blockId: string): Promise<boolean>;
  /** The blocks that were pressed in this document on references that are nothing but text. */
  byText(from: PageSender): Promise<readonly string[]>;
  /** The tab is gone. */
  left(tabId: number): Promise<void>;
}

const shownDocument = z.object({
  tabId: z.number(),
  frameId: z.number(),
  /** Left out where the browser names no documents: then a frame is taken for one. */
  documentId: z.optional(z.string()),
  shown: z.array(z.string()),
  byText: z.array(z.string()),
});

type ShownDocument = z.infer<typeof shownDocument>;

/** What was shown longest ago is forgotten: a page that still shows it asks again before long. */
const mostBlocks = 1_000;
const mostDocuments = 200;

/** Keeps it for this run of the browser: a background that was stopped still knows what a page shows. Ids only. */
export function createShownBlocks(
  database: () => Promise<CordonDatabase>,
  session: () => Promise<string>,
): ShownBlocks {
  const documents = createRunList(database, session, 'shown-blocks', shownDocument);

  async function find(page: PageSender): Promise<ShownDocument | undefined> {
    return (await documents.read()).find((one) => isFrame(one, page) && one.documentId === page.documentId);
  }

  return {
    async tell(to, blockIds, byText = false) {
      if (blockIds.length === 0) return;
      await documents.change((all) => {
        const known = all.find((one) => isFrame(one, to) && one.documentId === to.documentId);
        const news = blockIds.filter((id) => !known?.shown.includes(id) || (byText && !known.byText.includes(id)));
        if (news.length === 0) return all;
        const next: ShownDocument = {
          tabId: to.tabId,
          frameId: to.frameId,
          documentId: to.documentId,
          shown: [...new Set([...(known?.shown ?? []), ...news])].slice(-mostBlocks),
          byText: byText ? [...new Set([...(known?.byText ?? []), ...news])] : (known?.byText ?? []),
        };
        // Another document in the same frame has taken this one's place.
        return [...all.filter((one) => !isFrame(one, to)), next].slice(-mostDocuments);
      });
    },
    async was(from, blockId) {
      return (await find(from))?.shown.includes(blockId) ?? false;
    },
    async byText(from) {
      return (await find(from))?.byText ?? [];
    },
    left: (tabId) => documents.change((all) => all.filter((one) => one.tabId !== tabId)),
  };
}

function isFrame(one: Pick<PageSender, 'tabId' | 'frameId'>, other: Pick<PageSender, 'tabId' | 'frameId'>): boolean {
  return one.tabId === other.tabId && one.frameId === other.frameId;
}
