import { defineBackground } from 'wxt/utils/define-background';
import { createBlockStore } from '../utils/blocking/block-store';
import { createCircuitStore, createCircuits } from '../utils/blocking/circuits';
import { createConsoleLists } from '../utils/blocking/console-lists';
import { createEngine } from '../utils/blocking/engine';
import { createObjection, isAllowedAccount } from '../utils/connections/allowed';
import { createConnecting } from '../utils/connections/connecting';
import { createConnectionStore } from '../utils/connections/connection-store';
import { createHostAccess } from '../utils/connections/host-access';
import { createLockKeeper } from '../utils/connections/lock-keeper';
import { lockSettingsOf } from '../utils/connections/lock-settings';
import { createPause } from '../utils/connections/pause';
import { createPolicy } from '../utils/connections/policy';
import { createProtection } from '../utils/connections/protection';
import { createRegistration } from '../utils/connections/registration';
import { createRules } from '../utils/connections/rules';
import { createServing } from '../utils/connections/serving';
import { takeWindowOf, undoWindowOf, withEndOf } from '../utils/connections/settings';
import { createSettingsStore } from '../utils/connections/settings-store';
import { createSingles } from '../utils/connections/singles';
import { createTabChoices, originOf } from '../utils/connections/tab-choices';
import { createVault } from '../utils/connections/vault';
import { createWipe } from '../utils/connections/wipe';
import { consoleOf } from '../utils/consoles';
import { createKeptApis } from '../utils/consoles/kept-apis';
import { createBadge } from '../utils/messaging/badge';
import { createBroadcast } from '../utils/messaging/broadcast';
import { createExtensionHandlers } from '../utils/messaging/extension-handlers';
import { createFrontTab } from '../utils/messaging/front-tab';
import { createLockHandlers } from '../utils/messaging/lock-handlers';
import { createNews } from '../utils/messaging/news';
import { createPageCounts } from '../utils/messaging/page-counts';
import { createPageHandlers } from '../utils/messaging/page-handlers';
import { createQuestionWindow } from '../utils/messaging/question-window';
import { createReceive, type Sender } from '../utils/messaging/receive';
import { createShownBlocks } from '../utils/messaging/shown-blocks';
import { createTabHandlers } from '../utils/messaging/tab-handlers';
import { browser } from '../utils/platform/browser';
import { createBrowserSession } from '../utils/platform/browser-session';
import { systemClock as clock } from '../utils/platform/clock';
import { closeStorage } from '../utils/platform/close-storage';
import { database } from '../utils/platform/database';
import { formatTime, t } from '../utils/platform/i18n';
import { createWaking, driveAlarm } from '../utils/platform/waking';

/** A day (milliseconds). */
const dayLength = 86_400_000;

// Every listener is registered in the first turn: a background that was stopped is started again by the event it must hear.
export default defineBackground({ type: 'module', main });

function main(): void {
  closeStorage(browser.storage);
  const connections = createConnectionStore(database);
  const { session: memory } = browser.storage;
  const singles = createSingles(database);
  const access = createHostAccess(browser.permissions);
  const settings = createSettingsStore(database);
  const policy = createPolicy(browser.storage.managed);
  const rules = createRules({ settings, policy });
  const undoWindow = undoWindowOf(rules);
  const lockSettings = lockSettingsOf(rules, settings);
  const protection = createProtection({ database, session: memory, clock, lockSettings: lockSettings.read });
  const vault = createVault(database, clock, protection);
  // What the organisation does not allow serves no page.
  const allowed = async () => {
    const [stored, now] = await Promise.all([connections.list(), rules.current()]);
    return stored.filter((connection) => isAllowedAccount(connection, now));
  };
  const broadcast = createBroadcast(browser);
  const isLocked = async () => (await protection.state()).locked;
  const blocks = () => engine.all();
  const news = createNews({ database, blocks, clock, changed: () => changed() });
  const pause = createPause({
    database,
    alarms: browser.alarms,
    clock,
    changed: async () => {
      await register();
      changed();
    },
  });
  const pausedTitle = async () => {
    const now = await pause.current();
    if (!now) return undefined;
    return now.until === undefined ? t('popup_title_paused') : t('popup_title_paused_until', formatTime(now.until));
  };
  const title = t('extension_name');
  const badge = createBadge({
    action: browser.action,
    blocks,
    unseenFailures: news.unseenFailures,
    isLocked,
    pausedTitle,
    title,
    clock,
  });
  const changed = () => {
    broadcast();
    badge();
    questions.look();
  };
  const wakeAt = createWaking({ alarms: browser.alarms, clock }, () => void engine.drive());
  const store = createBlockStore(database);
  const circuitStore = createCircuitStore(database);
  const circuits = createCircuits(
    {
      read: circuitStore.read,
      // What was on its way when a connection was removed, or everything deleted, leaves nothing behind.
      async write(id, circuit) {
        if (await connections.get(id)) await circuitStore.write(id, circuit);
      },
    },
    clock,
    (id) => void engine.connectionReady(id),
  );
  const connecting = createConnecting({
    clock,
    store: connections,
    vault,
    hasAccess: access.has,
    fetch: fetch.bind(self),
    pauseOf: circuits.open,
    rules,
  });
  const apiOf = createKeptApis(connecting.apiOf, clock);
  const lists = createConsoleLists({ apiOf, circuits, clock, memory, changed });
  const engine = createEngine({
    clock,
    store,
    circuits,
    apiOf,
    changed,
    random: Math.random,
    online: () => navigator.onLine,
    wakeAt,
    objection: createObjection({ rules, connections, clock }),
    brakes: async () => (await rules.current()).brakes,
    namesKept: async () => (await rules.current()).settings.retentionDays * dayLength,
  });
  const keeper = createLockKeeper({
    protection,
    alarms: browser.alarms,
    settings: lockSettings,
    // Only where the permission is asked for: Firefox never tells.
    deviceTells: browser.idle !== undefined,
    open: async () => engine.unlocked(await undoWindow()),
    changed,
  });
  const wipe = createWipe({
    database,
    permissions: browser.permissions,
    scripting: browser.scripting,
    alarms: browser.alarms,
    areas: [browser.storage.local, browser.storage.session],
    changed,
  });
  // Before any work starts: what is asked already was asked in another life of the background.
  const questions = createQuestionWindow({
    windows: browser.windows,
    tabs: browser.tabs,
    runtime: browser.runtime,
    blocks: engine.all,
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
  const withEnd = withEndOf(connections, clock, rules, changed);

  const receive = createReceive({
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
        connecting: { ...connecting, apiOf },
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
  void engine
    .start()
    .then(keeper.look, keeper.look)
    .catch(() => undefined);
  void pause.look().catch(() => undefined);
  // Whatever breaks here is tried again at the next start.
  void vault.tidy().catch(() => undefined);
}
