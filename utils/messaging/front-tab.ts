import type { Browser } from 'webextension-polyfill';
import type { Connection } from '../connections/connection';
import { connectionsAt } from '../connections/host-access';
import type { Place, Serving } from '../connections/serving';
import { originOf } from '../connections/tab-choices';
import { type CordonError, cordonError } from '../errors';
import { fail, type Result } from '../result';
import type { PageCounts } from './page-counts';
import type { Broadcast, OpenContact, PageReport } from './protocol';
import { isReferenceOf } from './references';
import { openContactSchema } from './schemas';

/** What is known of a tab. */
export interface TabView {
  /** The connection that serves it. */
  readonly connectionId?: string | undefined;
  /** All that share its address, where there are several. */
  readonly choices?: readonly string[] | undefined;
  /** What its page counted. */
  readonly report?: PageReport | undefined;
  /** The contact whose conversation or page is open there. */
  readonly open?: OpenContact | undefined;
}

/** The popup does not wait longer than this for a page that is busy (milliseconds). */
const patience = 400;

/** The tab in front, or the one that a page of Cordon asks about. */
export interface FrontTab {
  find(tabId: number | undefined): Promise<TabView>;
  /** Chooses which connection serves the tab. Errors: `no-connection`. */
  choose(tabId: number | undefined, connectionId: string): Promise<Result<null, CordonError>>;
}

/** Makes it over the browser's tabs. Without host access the browser does not tell a tab's address, and nothing is known. */
export function createFrontTab(deps: {
  readonly tabs: Pick<Browser['tabs'], 'query' | 'get' | 'sendMessage'>;
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

  /** Asks the inbox scripts of the tab; the first frame that knows tells. What it says is held against what serves the tab. */
  async function openIn(tabId: number, connection: Connection): Promise<OpenContact | undefined> {
    const message: Broadcast = { type: 'open' };
    const told = deps.tabs.sendMessage(tabId, message).catch(() => undefined);
    const answer: unknown = await Promise.race([told, new Promise((resolve) => setTimeout(resolve, patience))]);
    const { success, data } = openContactSchema.safeParse(answer);
    const open = success ? (data as OpenContact) : undefined;
    return open?.connectionId === connection.id && isReferenceOf(connection, open.reference) ? open : undefined;
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
        open: served.ok ? await openIn(place.tabId, served.value.connection) : undefined,
      };
    },
    async choose(tabId, connectionId) {
      const place = await placeOf(tabId);
      return place ? deps.serving.choose(place, connectionId) : fail(cordonError('no-connection'));
    },
  };
}
