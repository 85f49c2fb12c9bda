import { consoleOf } from '../consoles';
import { createApi } from '../consoles/apis';
import type { ConsoleApi, ConsoleId } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import type { ConnectionPause, ConnectionView } from '../messaging/protocol';
import type { Clock } from '../platform/clock';
import { fail, ok, type Result } from '../result';
import { isAllowedAccount } from './allowed';
import type { Connection } from './connection';
import { connectionIdOf } from './connection-id';
import type { ConnectionStore } from './connection-store';
import type { RulesSource } from './rules';
import { createSend } from './send';
import { endOfNextPress } from './settings';
import type { Vault, WhichKey } from './vault';

/** What the making and testing of connections is handed. */
export interface ConnectingDeps {
  readonly clock: Clock;
  readonly store: ConnectionStore;
  readonly vault: Vault;
  readonly hasAccess: (connection: Pick<Connection, 'hosts'>) => Promise<boolean>;
  readonly fetch: typeof fetch;
  /** What keeps a connection from sending, and until when (epoch milliseconds; undefined: until a person has seen to it). */
  readonly pauseOf: (connectionId: string) => Promise<ConnectionPause | undefined>;
  /** Called whenever a test has found that a connection's key in use works, whoever asked for the test. */
  readonly keyWorks: (connectionId: string) => Promise<void>;
  /** Which accounts may be connected, how long they may block, and what a new one begins with. */
  readonly rules: RulesSource;
}

/** Makes, tests and shows connections. */
export interface Connecting {
  /** Stores a connection whose key lies in the vault as candidate. Errors: `bad-account`, `by-policy`, `no-key`, `duplicate-connection`. */
  connect(wanted: {
    readonly connectionId: string;
    readonly consoleId: ConsoleId;
    readonly address: string;
    readonly label: string;
  }): Promise<Result<ConnectionView, CordonError>>;
  /**
   * Tests the candidate where there is one, else the key in use, by harmless reads. Only a proven candidate replaces a key in use.
   * Errors: `no-connection`, `locked`, or why a new key was not taken.
   */
  test(connectionId: string): Promise<Result<ConnectionView, CordonError>>;
  /** Tests every connection that waits for its first test: their host may just have been granted. */
  testWaiting(): Promise<void>;
  /** The API of a connection with its key in use; undefined where the connection is gone. */
  apiOf(connectionId: string): Promise<ConsoleApi | undefined>;
  view(connection: Connection): Promise<ConnectionView>;
}

/** A test under way, and the candidates that it has tried. */
interface Testing {
  readonly result: Promise<Result<ConnectionView, CordonError>>;
  readonly tried: Set<string>;
}

/** Makes the service. */
export function createConnecting(deps: ConnectingDeps): Connecting {
  const { store, vault, clock } = deps;
  const testing = new Map<string, Testing>();

  function apiFor(connection: Connection, which: WhichKey): ConsoleApi {
    return createApi(connection.consoleId, createSend(connection, which, deps), clock);
  }

  async function view(connection: Connection): Promise<ConnectionView> {
    const [access, inUse, candidate, pause, rules] = await Promise.all([
      deps.hasAccess(connection),
      vault.hasKey(connection.id),
      vault.candidateOf(connection.id),
      deps.pauseOf(connection.id),
      deps.rules.current(),
    ]);
    return {
      id: connection.id,
      consoleId: connection.consoleId,
      label: connection.label,
      account: connection.account,
      origin: connection.apiOrigin,
      hosts: connection.hosts,
      access,
      hasKey: inUse || candidate !== undefined,
      end: endOfNextPress(connection, rules, clock.now()),
      report: connection.report,
      pause,
      forbidden: !isAllowedAccount(connection, rules),
    };
  }

  async function runTest(connectionId: string, tried: Set<string>): Promise<Result<ConnectionView, CordonError>> {
    const connection = await store.get(connectionId);
    if (!connection) return fail(cordonError('no-connection'));
    if (!(await deps.hasAccess(connection))) return ok(await view(connection));
    const candidate = await vault.candidateOf(connectionId);
    if (candidate) tried.add(candidate.mark);
    const checks = await apiFor(connection, candidate ?? 'in-use').testKey();
    // Nothing was found out about the key, so nothing is written down about it.
    if (checks.some((check) => check.error?.code === 'locked')) return fail(cordonError('locked'));
    // Another key was typed meanwhile: only that one counts now, and nothing is known of it yet.
    if ((await vault.candidateOf(connectionId))?.mark !== candidate?.mark) return runTest(connectionId, tried);
    if (candidate) {
      const error = checks[0]?.error;
      if (error && (await vault.hasKey(connectionId))) {
        // Only the console's own no forgets it: what could not be tried yet is tried again.
        if (isRejection(error)) await vault.dropCandidate(connectionId, candidate);
        return fail(error);
      }
      if (!(await vault.promote(connectionId, candidate))) return runTest(connectionId, tried);
    }
    const report = { checkedAt: clock.now(), checks };
    const changed = await store.change(connectionId, (current) => ({ ...current, report }));
    return changed ? ok(await view(changed)) : fail(cordonError('no-connection'));
  }

  /** One test of a connection at a time: the form and a late grant may both ask for it. */
  async function test(connectionId: string): Promise<Result<ConnectionView, CordonError>> {
    const running = testing.get(connectionId);
    if (running) {
      const result = await running.result;
      const waiting = await vault.candidateOf(connectionId);
      // A key that was stored too late for that test has one of its own.
      return waiting && !running.tried.has(waiting.mark) ? test(connectionId) : result;
    }
    const tried = new Set<string>();
    const result = runTest(connectionId, tried).finally(() => testing.delete(connectionId));
    testing.set(connectionId, { result, tried });
    const tested = await result;
    if (tested.ok && isProof(tested.value)) await deps.keyWorks(connectionId);
    return tested;
  }

  return {
    async connect({ connectionId, consoleId, address, label }) {
      const read = consoleOf(consoleId).connect.readAddress(address);
      if (!read.ok) return read;
      const { account, apiOrigin, pages, hosts } = read.value;
      if (connectionId !== connectionIdOf(consoleId, account)) return fail(cordonError('bad-account'));
      const candidate = await vault.candidateOf(connectionId);
      const rules = await deps.rules.current();
      if (!isAllowedAccount({ consoleId, ...read.value }, rules)) {
        if (candidate) await vault.dropCandidate(connectionId, candidate);
        return fail(cordonError('by-policy'));
      }
      if (!candidate) return fail(cordonError('no-key'));
      const known = await store.get(connectionId);
      // A connection that has a key is changed under Edit; one whose key was never proven is still being made.
      if (known && (await vault.hasKey(connectionId))) {
        await vault.dropCandidate(connectionId, candidate);
        return fail(cordonError('duplicate-connection'));
      }
      const connection: Connection = {
        schema: 1,
        id: connectionId,
        consoleId,
        account,
        label: label.trim() || known?.label || account,
        apiOrigin,
        pages,
        hosts,
        via: 'direct',
        end: known?.end ?? rules.settings.defaultEnd,
        pressed: known?.pressed,
        report: known?.report,
        createdAt: known?.createdAt ?? clock.now(),
      };
      await store.put(connection);
      return ok(await view(connection));
    },
    test,
    async testWaiting() {
      for (const connection of await store.list()) {
        if (!connection.report || (await vault.candidateOf(connection.id))) await test(connection.id);
      }
    },
    async apiOf(connectionId) {
      const connection = await store.get(connectionId);
      return connection && apiFor(connection, 'in-use');
    },
    view,
  };
}

/** Whether what came of a test says that the key works: without access nothing was asked. */
function isProof({ access, report }: ConnectionView): boolean {
  return access && report !== undefined && report.checks[0]?.error === undefined;
}

/** Whether the console itself turned the key down, so that it cannot be the right one. */
function isRejection({ code }: CordonError): boolean {
  return code === 'bad-key' || code === 'no-permission';
}
