import { type Reference, referenceKey } from '../consoles/types';
import type { PageAsk } from '../messaging/page-send';
import type { BlockView } from '../messaging/protocol';

/** What the background has told this page of the contacts on it. */
export function createKnownBlocks(ask: PageAsk) {
  const views = new Map<string, BlockView>();
  const asked = new Set<string>();

  function remember(reference: Reference, view: BlockView | null): void {
    if (view) views.set(referenceKey(reference), view);
    else views.delete(referenceKey(reference));
  }

  return {
    of: (reference: Reference): BlockView | undefined => views.get(referenceKey(reference)),
    remember,
    /** Asks for those that were not asked for yet. False where nothing was learnt, or not of what `isStill` the page's connection. */
    async learn(references: readonly Reference[], isStill: () => boolean): Promise<boolean> {
      const unknown = references.filter((reference) => !asked.has(referenceKey(reference)));
      for (const reference of unknown) asked.add(referenceKey(reference));
      const askNow = () => ask('status', { references: unknown });
      let reply = unknown.length > 0 ? await askNow() : undefined;
      // The background ended while it was asked: asked again, it starts.
      if (reply && !reply.ok && reply.error.code === 'unknown-outcome') reply = await askNow();
      if (!reply?.ok || !isStill()) return false;
      for (const [index, reference] of unknown.entries()) remember(reference, reply.value[index] ?? null);
      return true;
    },
    /** What is known may be old: everything is asked for again. */
    askAgain(): void {
      asked.clear();
    },
    forget(): void {
      views.clear();
      asked.clear();
    },
  };
}
