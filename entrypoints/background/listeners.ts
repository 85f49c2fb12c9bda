import { originOf } from '../../utils/connections/tab-choices';
import type { Sender } from '../../utils/messaging/receive';
import { browser } from '../../utils/platform/browser';
import { driveAlarm } from '../../utils/platform/waking';
import type { Accounts } from './accounts';
import type { Blocking } from './blocking';
import type { Door } from './door';
import type { Keys } from './keys';
import type { Pages } from './pages';
import type { Telling } from './telling';

/** What hears of the browser's events. */
export interface ListenerDeps {
  readonly accounts: Pick<Accounts, 'connections' | 'policy'>;
  readonly keys: Pick<Keys, 'keeper'>;
  readonly pages: Pick<Pages, 'pause' | 'register' | 'session' | 'choices' | 'shownBlocks' | 'counts'>;
  readonly blocking: Pick<Blocking, 'engine' | 'connecting'>;
  readonly telling: Pick<Telling, 'changed'>;
  readonly receive: Door;
}

/** Registers every listener of the background, at once. To be called in the background's first turn. */
export function registerListeners({ accounts, keys, pages, blocking, telling, receive }: ListenerDeps): void {
  const { connections, policy } = accounts;
  const { keeper } = keys;
  const { pause, register, session, choices, shownBlocks, counts } = pages;
  const { engine, connecting } = blocking;
  const { changed } = telling;

  browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => receive(message, sender));
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === driveAlarm) void engine.drive();
    keeper.rang(name);
    pause.rang(name);
  });
  browser.idle?.onStateChanged.addListener(keeper.deviceIs);
  browser.tabs.onRemoved.addListener((tabId) => {
    counts.forget(tabId);
    void engine.tabClosed(tabId);
    void choices.left(tabId);
    void shownBlocks.left(tabId);
  });
  browser.tabs.onUpdated.addListener((tabId, { status }, { url }) => {
    if (status === 'loading') counts.forget(tabId);
    void choices.left(tabId, originOf(url));
  });
  browser.permissions.onAdded.addListener(async () => {
    await register();
    await connecting.testWaiting();
    // A grant says nothing of any key: what waits for one goes on waiting.
    for (const { id } of await connections.list()) await engine.accessReady(id);
    changed();
  });
  browser.storage.onChanged.addListener((_, area) => {
    if (area !== 'managed') return;
    policy.changed();
    void register().then(changed);
  });
  browser.permissions.onRemoved.addListener(() => void register().then(changed));
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void register();
    if (reason === 'update') void keeper.lock().catch(() => undefined);
  });
  browser.runtime.onStartup.addListener(() => {
    session.started();
    void register();
    void engine.browserStarted();
  });
  self.addEventListener('online', () => void engine.networkBack());
  // An update waits until nothing is on its way: a request that is cut off has an outcome nobody knows.
  browser.runtime.onUpdateAvailable.addListener(async () => {
    if (!(await engine.isSending())) browser.runtime.reload();
  });
}
