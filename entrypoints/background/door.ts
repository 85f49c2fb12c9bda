import { takeWindowOf, withEndOf } from '../../utils/connections/settings';
import { createSingles } from '../../utils/connections/singles';
import { createWipe } from '../../utils/connections/wipe';
import { consoleOf } from '../../utils/consoles';
import { createExtensionHandlers } from '../../utils/messaging/extension-handlers';
import { createLockHandlers } from '../../utils/messaging/lock-handlers';
import { createPageHandlers } from '../../utils/messaging/page-handlers';
import { createReceive } from '../../utils/messaging/receive';
import { createTabHandlers } from '../../utils/messaging/tab-handlers';
import { browser } from '../../utils/platform/browser';
import { systemClock as clock } from '../../utils/platform/clock';
import { database } from '../../utils/platform/database';
import type { Accounts } from './accounts';
import type { Blocking } from './blocking';
import type { Keys } from './keys';
import type { Pages } from './pages';
import type { Telling } from './telling';

/** What the messages are answered by. */
export interface DoorDeps {
  readonly accounts: Accounts;
  readonly keys: Keys;
  readonly pages: Pages;
  readonly blocking: Blocking;
  readonly telling: Telling;
}

/** The one door for messages, as `createReceive` makes it. */
export type Door = ReturnType<typeof createReceive>;

/** Makes the door: what a page may ask, and what Cordon's own pages may. */
export function createDoor({ accounts, keys, pages, blocking, telling }: DoorDeps): Door {
  const { connections, access, settings, rules, undoWindow } = accounts;
  const { protection, vault, keeper } = keys;
  const { pause, register, serving, shownBlocks, counts, frontTab } = pages;
  const { engine, connecting, lists } = blocking;
  const { changed, news, questions } = telling;
  const singles = createSingles(database);
  const withEnd = withEndOf(connections, clock, rules, changed);
  const wipe = createWipe({
    database,
    permissions: browser.permissions,
    scripting: browser.scripting,
    alarms: browser.alarms,
    areas: [browser.storage.local, browser.storage.session],
    changed,
  });

  return createReceive({
    ownId: browser.runtime.id,
    ownOrigin: new URL(browser.runtime.getURL('')).origin,
    serves: async (page) => {
      const served = await serving.at(page);
      return served.ok || served.error.code === 'choose-connection';
    },
    page: createPageHandlers({
      clock,
      engine,
      servedAt: serving.at,
      undoWindow,
      takeWindow: takeWindowOf(connections, consoleOf, undoWindow),
      withEnd,
      rules,
      shownBlocks,
      handshake: singles.handshake,
      lockState: protection.state,
      isPaused: async () => (await pause.current()) !== undefined,
      showQuestion: questions.show,
      putScript: async ({ tabId, frameId }, script) => {
        // Whether a button is seen is watched from its mounting.
        const files = script === 'discovery.js' ? ['seen.js', script] : [script];
        await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files });
      },
      lists,
      news,
      isInFront: async (tabId) => (await browser.tabs.get(tabId).catch(() => undefined))?.active ?? false,
      noteReport: ({ tabId, frameId }, report) => counts.note(tabId, frameId, report),
    }),
    extension: {
      ...createExtensionHandlers({
        clock,
        engine,
        connecting,
        connections,
        vault,
        singles,
        settings,
        rules,
        frontTab,
        undoWindow,
        withEnd,
        async giveBack(removed, left) {
          await lists.forget(removed.id);
          await access.giveBack(removed, left);
        },
        connectionsChanged: register,
        lockView: keeper.view,
        news,
        pause: pause.current,
        changed,
      }),
      ...createTabHandlers({ clock, engine, connections, rules, withEnd, undoWindow, pause }),
      ...createLockHandlers({ keeper, wipe, testWaiting: connecting.testWaiting, changed }),
    },
  });
}
