import * as z from 'zod/mini';
import type { ConsoleRecord, ContactId, RecordId } from '../consoles/types';
import type { Clock } from '../platform/clock';
import { exceptionName, logProblem } from '../platform/log';
import { checkEvery } from './checks';
import { guarded, isOfConnection } from './guarded';
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
  const reading = new Set<string>();
  const nameOf = (connectionId: string) => `console-list:${connectionId}`;

  async function recall(connectionId: string): Promise<Kept | undefined> {
    const name = nameOf(connectionId);
    const parsed = kept.safeParse((await memory.get(name))[name]);
    return parsed.success ? (parsed.data as unknown as Kept) : undefined;
  }

  async function keep(connectionId: string, list: Kept): Promise<void> {
    await memory.set({ [nameOf(connectionId)]: list });
  }

  async function read(connectionId: string): Promise<void> {
    const before = await recall(connectionId);
    const now = clock.now();
    if (before && Math.abs(now - before.triedAt) < checkEvery) return;
    if (await circuits.open(connectionId)) return;
    const api = await deps.apiOf(connectionId);
    const listed = api && (await guarded(api, connectionId, circuits).listRecords());
    if (!listed || (!listed.ok && withoutKey.includes(listed.error.code))) {
      if (before) await memory.remove(nameOf(connectionId));
      return;
    }
    if (!listed.ok) {
      // What is wrong with the connection is wrong for all: the next request need not find out the same.
      if (isOfConnection(listed.error)) await circuits.failed(connectionId, listed.error, '');
      return keep(connectionId, { readAt: 0, blocks: [], ...before, triedAt: now });
    }
    const blocks = listed.value.flatMap((record) => blockOf(record, now)).slice(0, mostBlocks);
    await keep(connectionId, { triedAt: now, readAt: now, blocks });
    if (JSON.stringify(blocks) !== JSON.stringify(before?.blocks ?? [])) deps.changed();
  }

  return {
    forget: (connectionId) => memory.remove(nameOf(connectionId)),
    async of(connectionId) {
      const list = await recall(connectionId);
      return list && Math.abs(clock.now() - list.readAt) < tooOld ? list : undefined;
    },
    async look(connectionId) {
      if (reading.has(connectionId)) return;
      reading.add(connectionId);
      try {
        await read(connectionId);
      } catch (thrown) {
        // Nobody waits for this: an exception would be heard nowhere.
        logProblem({ what: 'drive', exception: exceptionName(thrown) });
      } finally {
        reading.delete(connectionId);
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
