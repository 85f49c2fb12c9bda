import { type CordonError, cordonError } from '../errors';
import { fail, ok, type Result } from '../result';
import type { Connection } from './connection';
import { nameAmong } from './connection-name';
import { connectionsAt } from './host-access';
import type { TabChoices } from './tab-choices';

/** A page, as the browser tells it: its origin, and the tab that it is in. */
export interface Place {
  readonly origin: string;
  readonly tabId: number;
}

/** The connection that serves a page. */
export interface Served {
  readonly connection: Connection;
  /** What to call it, where the address alone did not say so: a person chose it for this tab. */
  readonly chosenAs?: string | undefined;
}

/** Which connection serves a page. */
export interface Serving {
  /** Errors: `no-connection`, `no-access`, and `choose-connection` where several share the address and none was chosen for the tab. */
  at(place: Place): Promise<Result<Served, CordonError>>;
  /** Chooses among those that share the address of this page. Errors: `no-connection` where this one has no pages there. */
  choose(place: Place, connectionId: string): Promise<Result<null, CordonError>>;
}

/** Makes the decision: by address; where that does not decide, by what the person chose for the tab. */
export function createServing(deps: {
  readonly connections: () => Promise<readonly Connection[]>;
  readonly hasAccess: (connection: Connection) => Promise<boolean>;
  readonly choices: TabChoices;
}): Serving {
  async function candidatesAt(origin: string): Promise<readonly Connection[]> {
    return connectionsAt(origin, await deps.connections());
  }

  return {
    async at({ origin, tabId }) {
      const candidates = await candidatesAt(origin);
      const [first, ...others] = candidates;
      if (!first) return fail(cordonError('no-connection'));
      // All that have their pages here count, also those that the browser lets in no more: another must not take their place unasked.
      const chosenId = others.length > 0 ? await deps.choices.of(tabId, origin) : first.id;
      const connection = candidates.find(({ id }) => id === chosenId);
      if (!connection) {
        const reachable = await Promise.all(candidates.map(deps.hasAccess));
        return fail(cordonError(reachable.includes(true) ? 'choose-connection' : 'no-access'));
      }
      if (!(await deps.hasAccess(connection))) return fail(cordonError('no-access'));
      return ok({ connection, chosenAs: others.length > 0 ? nameAmong(connection, candidates) : undefined });
    },
    async choose({ origin, tabId }, connectionId) {
      const candidates = await candidatesAt(origin);
      if (!candidates.some(({ id }) => id === connectionId)) return fail(cordonError('no-connection'));
      await deps.choices.choose(tabId, origin, connectionId);
      return ok(null);
    },
  };
}
