import type { CordonError } from '../errors';
import type { Clock } from '../platform/clock';
import { ok, type Result } from '../result';
import type { ConsoleApi, FoundContacts, RecordId } from './types';

/** How long what was read of contacts is taken to be so (milliseconds). */
export const rememberedFor = 30_000;

/** How many contacts and conversations are remembered for one connection. */
const mostRemembered = 200;

/**
 * Keeps one API for each connection in a background's life, with what it knows of its limits, and lets it remember for a short while
 * who contacts are and who conversations are with. Whether somebody is blocked is never remembered. `liftAnswered` hears of every lift
 * before whoever asked for it does.
 */
export function createKeptApis(
  apiOf: (connectionId: string) => Promise<ConsoleApi | undefined>,
  clock: Clock,
  liftAnswered: (connectionId: string, recordId: RecordId, answer: Result<null, CordonError>) => Promise<void>,
) {
  const kept = new Map<string, ConsoleApi>();
  return async (connectionId: string): Promise<ConsoleApi | undefined> => {
    const api = await apiOf(connectionId);
    if (!api) kept.delete(connectionId);
    else if (!kept.has(connectionId)) {
      const told: LiftAnswered = (id, answer) => liftAnswered(connectionId, id, answer);
      kept.set(connectionId, remembering(api, clock, told));
    }
    return kept.get(connectionId);
  };
}

type LiftAnswered = (id: RecordId, answer: Result<null, CordonError>) => Promise<void>;

interface Remembered {
  readonly value: FoundContacts;
  /** When it was asked for (epoch milliseconds). */
  readonly at: number;
}

/** An API that remembers who contacts are, and tells of its lifts. */
function remembering(api: ConsoleApi, clock: Clock, liftAnswered: LiftAnswered): ConsoleApi {
  const known = new Map<string, Remembered>();

  function recall(key: string, readSince = 0): FoundContacts | undefined {
    const now = clock.now();
    for (const [old, { at }] of known) if (at > now || now - at >= rememberedFor) known.delete(old);
    const found = known.get(key);
    return found && found.at >= readSince ? found.value : undefined;
  }

  function note(key: string, value: FoundContacts, at: number): void {
    known.delete(key);
    known.set(key, { value, at });
    for (const oldest of known.keys()) if (known.size > mostRemembered) known.delete(oldest);
  }

  return {
    ...api,
    async getContact(id, readSince) {
      const key = `contact ${id}`;
      const [contact] = recall(key, readSince)?.contacts ?? [];
      if (contact) return ok(contact);
      const at = clock.now();
      const read = await api.getContact(id);
      if (read.ok) note(key, { contacts: [read.value] }, at);
      return read;
    },
    async contactsOf(conversation, readSince) {
      const key = `conversation ${conversation}`;
      const found = recall(key, readSince);
      if (found) return ok(found);
      const at = clock.now();
      const read = await api.contactsOf(conversation);
      if (read.ok) note(key, read.value, at);
      return read;
    },
    // A contact also says whether it is blocked.
    async block(...values) {
      known.clear();
      return api.block(...values);
    },
    async liftRecord(id) {
      known.clear();
      const answer = await api.liftRecord(id);
      await liftAnswered(id, answer);
      return answer;
    },
  };
}
