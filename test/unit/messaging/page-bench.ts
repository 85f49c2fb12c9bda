import type { ConsoleList } from '../../../utils/blocking/console-lists';
import type { Connection } from '../../../utils/connections/connection';
import { createServing } from '../../../utils/connections/serving';
import type { Reference } from '../../../utils/consoles/types';
import { createNews } from '../../../utils/messaging/news';
import { createPageHandlers } from '../../../utils/messaging/page-handlers';
import type { PageReport } from '../../../utils/messaging/protocol';
import type { PageSender } from '../../../utils/messaging/receive';
import { createShownBlocks } from '../../../utils/messaging/shown-blocks';
import type { CordonDatabase } from '../../../utils/platform/database';
import { connectionOf } from '../connections/connection-fixture';
import { rulesUnder } from '../connections/rules-fixture';
import { createHeart, undoWindow } from '../helpers/heart';

export const contact = (id: string) => ({ kind: 'contact', contactId: id }) as Reference;
export const conversation = (id: string) => ({ kind: 'conversation', conversationId: id }) as Reference;

export const demoPage: PageSender = { origin: 'https://demo.acquire.io', tabId: 7, frameId: 0 };
export const demoOtherTab: PageSender = { ...demoPage, tabId: 8 };
export const acmePage: PageSender = { origin: 'https://acme.acquire.io', tabId: 9, frameId: 0 };

/** The real handlers over the real engine, for two accounts: `demo` with Alex, `acme` without anybody. */
export function createPageBench(connections: readonly Connection[] = [connectionOf('demo'), connectionOf('acme')]) {
  const heart = createHeart();
  heart.console.add({ id: '827', name: 'Alex Morgan', email: 'alex@secret.example' });
  const reports: [PageSender, PageReport][] = [];
  const scripts: [PageSender, string][] = [];
  const shown: string[] = [];
  const taken: string[] = [];
  const chosen = new Map<number, string>();
  const windows = new Map<string, number>();
  const kept = new Map<string, unknown>();
  const singles = {
    get: async (_: string, name: string) => kept.get(name),
    put: async (_: string, value: unknown, name: string) => void kept.set(name, structuredClone(value)),
  } as unknown as CordonDatabase;
  const lock = { passphrase: false, locked: false };
  const pause = { holds: false };
  const rules = rulesUnder();
  const lists = new Map<string, ConsoleList>();
  const looked: string[] = [];
  const behind = new Set<number>();
  let pressed = 0;
  const page = createPageHandlers({
    clock: { now: heart.now },
    engine: {
      ...heart.engine(),
    },
    servedAt: createServing({
      connections: async () => connections,
      hasAccess: async () => true,
      choices: {
        of: async (tabId) => chosen.get(tabId),
        choose: async (tabId, _, connectionId) => void chosen.set(tabId, connectionId),
        left: async (tabId) => void chosen.delete(tabId),
      },
    }).at,
    undoWindow: async () => undoWindow,
    takeWindow: async ({ id }) => windows.get(id) ?? undoWindow,
    withEnd: async (id, press, made) => {
      const pressed = await press(connections.find((connection) => connection.id === id)?.end ?? '1d');
      if (pressed.ok && made(pressed.value)) taken.push(id);
      return pressed;
    },
    shownBlocks: createShownBlocks(
      async () => singles,
      async () => 'first run',
    ),
    rules,
    handshake: async () => 'handshake-name',
    lockState: async () => ({ ...lock }),
    isPaused: async () => pause.holds,
    showQuestion: async (blockId) => {
      shown.push(blockId);
    },
    putScript: async (from, script) => {
      scripts.push([from, script]);
    },
    noteReport: (from, report) => {
      reports.push([from, report]);
    },
    lists: {
      of: async (id) => lists.get(id),
      look: async (id) => void looked.push(id),
    },
    news: createNews({
      database: async () => singles,
      blocks: () => heart.engine().all(),
      clock: { now: heart.now },
      changed: () => {},
    }),
    isInFront: async (tabId) => !behind.has(tabId),
  });
  return {
    heart,
    page,
    /** What holds: `set` puts a policy in place. */
    rules,
    reports,
    scripts,
    /** The blocks whose question was shown. */
    shown,
    taken,
    /** Whether Cordon is locked. */
    lock,
    /** What the consoles list, by connection. */
    lists,
    /** The connections whose list was to be read where that is due. */
    looked,
    /** The tabs that nobody looks at. */
    behind,
    /** Whether Cordon is paused. */
    pause,
    /** The connection that was chosen for a tab. */
    chosen,
    /** The window of a connection's next press, where it is another. */
    windows,
    /** Presses Block in a page, and gives the block's view. */
    async press(reference: Reference, name = 'Alex Morgan', from = demoPage) {
      pressed += 1;
      const reply = await page.block({ pressId: `press-${pressed}`, reference, name, seen: true }, from);
      if (!reply.ok) throw new Error(reply.error.code);
      return reply.value;
    },
    /** What the page sees of a reference. */
    async see(reference: Reference, from = demoPage) {
      const reply = await page.status({ references: [reference] }, from);
      if (!reply.ok) throw new Error(reply.error.code);
      return reply.value[0];
    },
  };
}
