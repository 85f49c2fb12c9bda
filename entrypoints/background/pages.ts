import { createPause, type PauseKeeper } from '../../utils/connections/pause';
import { createRegistration } from '../../utils/connections/registration';
import { createServing, type Serving } from '../../utils/connections/serving';
import { createTabChoices, type TabChoices } from '../../utils/connections/tab-choices';
import { createFrontTab, type FrontTab } from '../../utils/messaging/front-tab';
import { createPageCounts, type PageCounts } from '../../utils/messaging/page-counts';
import { createShownBlocks, type ShownBlocks } from '../../utils/messaging/shown-blocks';
import { browser } from '../../utils/platform/browser';
import { type BrowserSession, createBrowserSession } from '../../utils/platform/browser-session';
import { systemClock as clock } from '../../utils/platform/clock';
import { database } from '../../utils/platform/database';
import type { Accounts } from './accounts';

/** The pages that Cordon works in: which get its script, which connection serves each, and what each was told and counted. */
export interface Pages {
  readonly pause: PauseKeeper;
  /** Brings the browser's registration of the script to what the connections and the pause call for. */
  readonly register: () => Promise<void>;
  readonly session: BrowserSession;
  readonly choices: TabChoices;
  readonly serving: Serving;
  readonly shownBlocks: ShownBlocks;
  readonly counts: PageCounts;
  readonly frontTab: FrontTab;
}

/** What the pages need of the rest. */
export interface PagesDeps {
  readonly accounts: Pick<Accounts, 'allowed' | 'access'>;
  readonly changed: () => void;
}

/** Makes them over the browser's tabs and scripts. */
export function createPages({ accounts: { allowed, access }, changed }: PagesDeps): Pages {
  const pause = createPause({
    database,
    alarms: browser.alarms,
    clock,
    changed: async () => {
      await register();
      changed();
    },
  });
  const register = createRegistration({
    scripting: browser.scripting,
    tabs: browser.tabs,
    // While Cordon is paused, no page gets its script.
    connections: async () => ((await pause.current()) ? [] : allowed()),
    hasAccess: access.has,
  });
  const session = createBrowserSession({ alarms: browser.alarms, clock, newId: () => crypto.randomUUID() });
  const choices = createTabChoices(database, session.name);
  const shownBlocks = createShownBlocks(database, session.name);
  const serving = createServing({ connections: allowed, hasAccess: access.has, choices });
  // Pages need not hear of what one of them counted.
  const toldScreens = () => void browser.runtime.sendMessage({ type: 'changed' }).catch(() => undefined);
  const counts = createPageCounts({ tabs: browser.tabs, clock, changed: toldScreens });
  const frontTab = createFrontTab({ tabs: browser.tabs, connections: allowed, serving, counts });
  return { pause, register, session, choices, serving, shownBlocks, counts, frontTab };
}
