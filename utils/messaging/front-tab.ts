import type { Browser } from 'webextension-polyfill';
import type { Connection } from '../connections/connection';
import { connectionsAt } from '../connections/host-access';
import type { Place, Serving } from '../connections/serving';
import { originOf } from '../connections/tab-choices';
import { type CordonError, cordonError } from '../errors';
import { fail, type Result } from '../result';
import type { PageCounts } from './page-counts';
import type { PageReport } from './protocol';

/** What is known of a tab. */
export interface TabView {
  /** The connection that serves it. */
  readonly connectionId?: string | undefined;
  /** All that share its address, where there are several. */
  readonly choices?: readonly string[] | undefined;
  /** What its page counted. */
  readonly report?: PageReport | undefined;
}

/** The tab in front, or the one that a page of Cordon asks about. */
export interface FrontTab {
  find(tabId: number | undefined): Promise<TabView>;
  /** Chooses which connection serves the tab. Errors: `no-connection`. */
  choose(tabId: number | undefined, connectionId: string): Promise<Result<null, CordonError>>;
}

/** Makes it over the browser's tabs. Without host access the browser does not tell a tab's address, and nothing is known. */
export function createFrontTab(deps: {
  readonly tabs: Pick<Browser['tabs'], 'query' | 'get'>;
  readonly connections: () => Promise<readonly Connection[]>;
  readonly serving: Serving;
  readonly counts: Pick<PageCounts, 'of'>;
}): FrontTab {
  async function placeOf(tabId: number | undefined): Promise<Place | undefined> {
    const tab =
      tabId === undefined
        ? (await deps.tabs.query({ active: true, lastFocusedWindow: true }))[0]
        : await deps.tabs.get(tabId).catch(() => undefined);
    const origin = originOf(tab?.url);
    return tab?.id === undefined || origin === undefined ? undefined : { tabId: tab.id, origin };
  }

  return {
    async find(tabId) {
      const place = await placeOf(tabId);
      if (!place) return {};
      const there = connectionsAt(place.origin, await deps.connections());
      const served = await deps.serving.at(place);
      return {
        // What the browser does not let in any more still says whose page this is.
        connectionId: served.ok ? served.value.connection.id : there.length === 1 ? there[0]?.id : undefined,
        choices: there.length > 1 ? there.map(({ id }) => id) : undefined,
        report: there.length > 0 ? deps.counts.of(place.tabId) : undefined,
      };
    },
    async choose(tabId, connectionId) {
      const place = await placeOf(tabId);
      return place ? deps.serving.choose(place, connectionId) : fail(cordonError('no-connection'));
    },
  };
}
