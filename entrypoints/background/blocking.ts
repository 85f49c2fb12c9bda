import { createBlockStore } from '../../utils/blocking/block-store';
import { createCircuitStore, createCircuits } from '../../utils/blocking/circuits';
import { type ConsoleLists, createConsoleLists } from '../../utils/blocking/console-lists';
import { createEngine, type Engine } from '../../utils/blocking/engine';
import { createObjection } from '../../utils/connections/allowed';
import { type Connecting, createConnecting } from '../../utils/connections/connecting';
import { createKeptApis } from '../../utils/consoles/kept-apis';
import { browser } from '../../utils/platform/browser';
import { systemClock as clock } from '../../utils/platform/clock';
import { database } from '../../utils/platform/database';
import { createWaking } from '../../utils/platform/waking';
import type { Accounts } from './accounts';
import type { Keys } from './keys';

/** A day (milliseconds). */
const dayLength = 86_400_000;

/** The heart, and what it reaches the consoles by. */
export interface Blocking {
  readonly engine: Engine;
  /** Its APIs are the ones that the engine uses, with what they remember. */
  readonly connecting: Connecting;
  readonly lists: ConsoleLists;
}

/** What the blocking needs of the rest. */
export interface BlockingDeps {
  readonly accounts: Pick<Accounts, 'connections' | 'access' | 'rules'>;
  readonly keys: Pick<Keys, 'vault'>;
  readonly changed: () => void;
}

/** Makes it over the database, the network and the browser's alarms. Nothing is sent before the engine is started or asked. */
export function createBlocking({ accounts, keys: { vault }, changed }: BlockingDeps): Blocking {
  const { connections, access, rules } = accounts;
  const wakeAt = createWaking({ alarms: browser.alarms, clock }, () => void engine.drive());
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
    keyWorks: (id) => engine.connectionReady(id),
    rules,
  });
  const apiOf = createKeptApis(connecting.apiOf, clock, (...lift) => lists.liftAnswered(...lift));
  const lists: ConsoleLists = createConsoleLists({ apiOf, circuits, clock, memory: browser.storage.session, changed });
  const engine: Engine = createEngine({
    clock,
    store: createBlockStore(database),
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
  return { engine, connecting: { ...connecting, apiOf }, lists };
}
