import type { CordonError } from '../errors';
import type { Clock } from '../platform/clock';
import type { CordonDatabase } from '../platform/database';
import { createQueue } from '../platform/queue';
import { afterError, afterPerson, afterSuccess, broughtBack, type Circuit, openAt, readCircuit } from './circuit';

/** The circuits of all connections: what keeps each from sending, stored so that a stopped background does not forget it. */
export interface Circuits {
  /** Why nothing may be sent for a connection now; undefined where something may. */
  open(connectionId: string): Promise<Circuit['open']>;
  /** Notes an error, and says why nothing more may be sent now, where that is so. */
  failed(connectionId: string, error: CordonError, contact: string): Promise<Circuit['open']>;
  /** A request was answered as it should be. It may have left before something went wrong: what keeps from sending stays. */
  succeeded(connectionId: string): Promise<void>;
  /** A person has seen to it: the next request may leave, though not inside a pause. */
  close(connectionId: string): Promise<void>;
}

/** What keeps circuits: the database, or memory in tests. */
export interface CircuitStore {
  read(connectionId: string): Promise<Circuit>;
  write(connectionId: string, circuit: Circuit): Promise<void>;
}

/** Makes the circuits. `onClosed` is called when one lets through again. */
export function createCircuits(store: CircuitStore, clock: Clock, onClosed: (connectionId: string) => void): Circuits {
  // A failure is counted on top of the one before: two at once must not both start from none.
  const inTurn = createQueue();

  async function change(connectionId: string, make: (circuit: Circuit) => Circuit): Promise<Circuit> {
    const stored = await store.read(connectionId);
    const after = make(broughtBack(stored, clock.now()));
    if (after !== stored) await store.write(connectionId, after);
    return after;
  }

  return {
    async open(connectionId) {
      const stored = await store.read(connectionId);
      const now = clock.now();
      if (broughtBack(stored, now) === stored) return openAt(stored, now);
      return openAt(await inTurn(() => change(connectionId, (circuit) => circuit)), now);
    },
    failed: (connectionId, error, contact) =>
      inTurn(async () => {
        const after = await change(connectionId, (circuit) => afterError(circuit, error, contact, clock.now()));
        return openAt(after, clock.now());
      }),
    succeeded: (connectionId) =>
      inTurn(async () => void (await change(connectionId, (circuit) => afterSuccess(circuit, clock.now())))),
    close: (connectionId) =>
      inTurn(async () => {
        const before = openAt(await store.read(connectionId), clock.now());
        const after = await change(connectionId, (circuit) => afterPerson(circuit, clock.now()));
        if (before && !openAt(after, clock.now())) onClosed(connectionId);
      }),
  };
}

/** Keeps circuits in the database. */
export function createCircuitStore(database: () => Promise<CordonDatabase>): CircuitStore {
  const nameOf = (connectionId: string) => `circuit:${connectionId}`;
  return {
    read: async (connectionId) => readCircuit(await (await database()).get('singles', nameOf(connectionId))),
    async write(connectionId, circuit) {
      await (await database()).put('singles', circuit, nameOf(connectionId));
    },
  };
}
