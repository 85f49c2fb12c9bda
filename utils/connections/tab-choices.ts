import * as z from 'zod/mini';
import type { CordonDatabase } from '../platform/database';
import { createRunList } from '../platform/run-list';

/** Which connection a person chose for a tab, where the address alone does not say. */
export interface TabChoices {
  /** The chosen connection's id, as long as the tab shows this origin. */
  of(tabId: number, origin: string): Promise<string | undefined>;
  choose(tabId: number, origin: string, connectionId: string): Promise<void>;
  /** The tab is gone, or shows another origin (undefined: one that Cordon may not know): its choice ends. */
  left(tabId: number, origin?: string): Promise<void>;
}

/** The origin of a tab's address, where the browser tells it. */
export function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}

const choice = z.object({ tabId: z.number(), origin: z.string(), connectionId: z.string() });

/**
 * Keeps the choices in the database, so that a stopped background does not forget them. `session` names the run of the browser: the
 * tabs of another run may have the same ids, and their choices count for nothing.
 */
export function createTabChoices(database: () => Promise<CordonDatabase>, session: () => Promise<string>): TabChoices {
  const choices = createRunList(database, session, 'tab-choices', choice);

  return {
    async of(tabId, origin) {
      return (await choices.read()).find((tab) => tab.tabId === tabId && tab.origin === origin)?.connectionId;
    },
    choose: (tabId, origin, connectionId) =>
      choices.change((tabs) => [...tabs.filter((tab) => tab.tabId !== tabId), { tabId, origin, connectionId }]),
    left: (tabId, origin) =>
      choices.change((tabs) => tabs.filter((tab) => tab.tabId !== tabId || tab.origin === origin)),
  };
}
