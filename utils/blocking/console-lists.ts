import * as z from 'zod/mini';
import type { ConsoleRecord, ContactId, RecordId } from '../consoles/types';
import type { CordonError } from '../errors';
import type { Clock } from '../platform/clock';
import { exceptionName, logProblem } from '../platform/log';
import { createQueue } from '../platform/queue';
import type { Result } from '../result';
import { checkEvery } from './checks';
import { guarded, isOfConnection } from './guarded';
import { isNo } from './retry';
import type { WorkerDeps } from './steps';

/** A block of one contact in a console's own list. */
export type ListedBlock = Pick<ConsoleRecord, 'id' | 'until' | 'madeAt' | 'by' | 'reason'> & {
  readonly contactId: ContactId;
};

/** What a console's own list said of its blocks of contacts, and when it was read (epoch milliseconds). */
export interface ConsoleList {
  readonly readAt: number;
  readonly blocks: readonly ListedBlock[];
}

/** Storage that is never on a disk (`storage.session`): it outlives a background that is stopped, and ends with the browser. */
export interface Memory {
  get(name: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(name: string): Promise<void>;
}

/** What consoles themselves list of blocks, whoever made them. */
export interface ConsoleLists {
  /** The list as it was read last; undefined where it was not read, or too long ago to claim anything by it. */
  of(connectionId: string): Promise<ConsoleList | undefined>;
  /** Reads it again where that is due. Nothing is read while the connection is paused, and nothing is known without its key. */
  look(connectionId: string): Promise<void>;
  /** Cordon asked to lift this record: unless the answer says that it still stands, no list claims it until one read since does. */
  liftAnswered(connectionId: string, recordId: RecordId, answer: Result<null, CordonError>): Promise<void>;
  /** The connection is gone. */
  forget(connectionId: string): Promise<void>;
}

/** What was read longer ago claims nothing (milliseconds). */
const tooOld = 3 * checkEvery;

/** A list may be long, and the memory is not. The newest come first. */
const mostBlocks = 3_000;

/** Names and reasons are cut to this many characters. */
const longestText = 200;

/** Without the key nothing was asked: as soon as it is there again, the list is. */
const withoutKey = ['locked', 'no-key', 'no-access'];

const kept = z.object({
  triedAt: z.number(),
  readAt: z.number(),
  blocks: z.array(
    z.object({
      id: z.string(),
      contactId: z.string(),
      until: z.number(),
      madeAt: z.optional(z.number()),
      by: z.optional(z.string()),
      reason: z.optional(z.string()),
    }),
  ),
});

type Kept = ConsoleList & { readonly triedAt: number };

/**
 * Reads lists at most once in `checkEvery` for each connection. They name colleagues, so they are kept in memory only. `changed` is
 * called when a list says something else than before.
 */
export function createConsoleLists(
  deps: Pick<WorkerDeps, 'apiOf' | 'circuits'> & {
    readonly clock: Clock;
    readonly memory: Memory;
    readonly changed: () => void;
  },
): ConsoleLists {
  const { circuits, clock, memory } = deps;
  /** The connections whose list is being read, each with the records that were lifted since that began. */
  const reading = new Map<string, Set<RecordId>>();
  const inTurn = createQueue();
  const nameOf = (connectionId: string) => `console-list:${connectionId}`;

  async function recall(connectionId: string): Promise<Kept | undefined> {
    const name = nameOf(connectionId);
    const parsed = kept.safeParse((await memory.get(name))[name]);
    return parsed.success ? (parsed.data as unknown as Kept) : undefined;
  }

  /** Changes what is kept, one change after the other: none may put back what another has just taken out. */
  function change(connectionId: string, make: (before: Kept | undefined) => Kept | undefined): Promise<void> {
    return inTurn(async () => {
      const before = await recall(connectionId);
      const after = make(before);
      if (after) await memory.set({ [nameOf(connectionId)]: after });
      else if (before) await memory.remove(nameOf(connectionId));
    });
  }

  async function read(connectionId: string, lifted: ReadonlySet<RecordId>): Promise<void> {
    const before = await recall(connectionId);
    const now = clock.now();
    if (before && Math.abs(now - before.triedAt) < checkEvery) return;
    if (await circuits.open(connectionId)) return;
    // A connection that was removed meanwhile is left alone.
    const keep = (make: (current: Kept | undefined) => Kept | undefined) =>
      change(connectionId, (current) => (reading.get(connectionId) === lifted ? make(current) : current));
    const api = await deps.apiOf(connectionId);
    const listed = api && (await guarded(api, connectionId, circuits).listRecords());
    if (!listed || (!listed.ok && withoutKey.includes(listed.error.code))) {
      return keep(() => undefined);
    }
    if (!listed.ok) {
      // What is wrong with the connection is wrong for all: the next request need not find out the same.
      if (isOfConnection(listed.error)) await circuits.failed(connectionId, listed.error, '');
      return keep((current) => ({ readAt: 0, blocks: [], ...current, triedAt: now }));
    }
    const all = listed.value.flatMap((record) => blockOf(record, now)).slice(0, mostBlocks);
    let isNew = false;
    await keep((current) => {
      const blocks = all.filter(({ id }) => !lifted.has(id));
      isNew = JSON.stringify(blocks) !== JSON.stringify(current?.blocks ?? []);
      return { triedAt: now, readAt: now, blocks };
    });
    if (isNew) deps.changed();
  }

  return {
    forget(connectionId) {
      reading.delete(connectionId);
      return change(connectionId, () => undefined);
    },
    async of(connectionId) {
      const list = await recall(connectionId);
      return list && Math.abs(clock.now() - list.readAt) < tooOld ? list : undefined;
    },
    async look(connectionId) {
      if (reading.has(connectionId)) return;
      const lifted = new Set<RecordId>();
      reading.set(connectionId, lifted);
      try {
        await read(connectionId, lifted);
      } catch (thrown) {
        // Nobody waits for this: an exception would be heard nowhere.
        logProblem({ what: 'drive', exception: exceptionName(thrown) });
      } finally {
        if (reading.get(connectionId) === lifted) reading.delete(connectionId);
      }
    },
    async liftAnswered(connectionId, recordId, answer) {
      if (!answer.ok && answer.error.code !== 'gone' && isNo(answer.error)) return;
      reading.get(connectionId)?.add(recordId);
      try {
        await change(
          connectionId,
          (current) => current && { ...current, blocks: current.blocks.filter(({ id }) => id !== recordId) },
        );
      } catch (thrown) {
        // The lift is done all the same, and must not be taken for one that broke.
        logProblem({ what: 'drive', exception: exceptionName(thrown) });
      }
    },
  };
}

function blockOf(record: ConsoleRecord, now: number): readonly ListedBlock[] {
  const { id, rule, contactId, until, madeAt } = record;
  if (rule !== 'contact' || contactId === undefined || until <= now) return [];
  const [by, reason] = [record.by, record.reason].map((text) => text?.slice(0, longestText));
  // What is undefined would not come back from the memory, and then be another list.
  const told = Object.entries({ madeAt, by, reason }).filter(([, value]) => value !== undefined);
  return [{ id: id as RecordId, contactId, until, ...Object.fromEntries(told) }];
}
