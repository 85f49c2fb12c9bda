import { type Connecting, createConnecting } from '../../../utils/connections/connecting';
import { createConnectionStore } from '../../../utils/connections/connection-store';
import { createVault, type Vault } from '../../../utils/connections/vault';
import type { ConnectionPause } from '../../../utils/messaging/protocol';
import { NOW } from './connection-fixture';
import { database } from './fresh-database';
import { rulesUnder } from './rules-fixture';

/** What a key may do in these tests. */
export type Rights = 'all' | 'no-blocks' | 'turned-down';

/** The real service over the real stores, and a console that knows keys. */
export function createConnectingBench() {
  const rights = new Map<string, Rights>();
  const pauses = new Map<string, ConnectionPause>();
  const working: string[] = [];
  const requests: { url: string; method: string; key: string }[] = [];
  const state = { access: true, now: NOW, fault: undefined as (() => Promise<Response>) | undefined };
  /** Held requests wait for it. */
  let gate: Promise<void> | undefined;
  const json = (value: unknown, status = 200) =>
    new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });

  async function fakeFetch(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const key = new Headers(init.headers).get('authorization')?.replace('Bearer ', '') ?? '';
    requests.push({ url: String(url), method: init.method ?? 'GET', key });
    await gate;
    if (state.fault) return state.fault();
    const may = rights.get(key) ?? 'turned-down';
    if (may === 'turned-down') return json({ error: { code: 'ERROR_UNAUTHORIZED' } }, 401);
    if (String(url).includes('block-visitor')) {
      return may === 'all' ? json({ data: [] }) : json({ error: { code: 'ERROR_UNAUTHORIZED_ACCESS' } }, 403);
    }
    return String(url).includes('/case/') ? json({ data: { id: 1 } }) : json({ data: { list: [] } });
  }

  const store = createConnectionStore(database);
  const rules = rulesUnder();
  const vault: { -readonly [K in keyof Vault]: Vault[K] } = createVault(database);
  const connecting: Connecting = createConnecting({
    clock: { now: () => state.now },
    store,
    vault,
    hasAccess: async () => state.access,
    fetch: fakeFetch,
    pauseOf: async (id) => pauses.get(id),
    keyWorks: async (id) => void working.push(id),
    rules,
  });

  return {
    connecting,
    rules,
    store,
    vault,
    rights,
    pauses,
    requests,
    /** The connections whose key was found to work, once for each test. */
    working,
    state,
    /** Stores a candidate and connects, as the form does. */
    async connect(account: string, key: string, label = '') {
      await vault.putCandidate(`acquire:${account}`, key);
      return connecting.connect({ connectionId: `acquire:${account}`, consoleId: 'acquire', address: account, label });
    },
    /** Holds every request until released. */
    hold(): () => void {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        gate = undefined;
        release();
      };
    },
    /** Waits until so many requests have left. */
    async sent(count: number): Promise<void> {
      while (requests.length < count) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
