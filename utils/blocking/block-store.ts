import type { CordonDatabase } from '../platform/database';
import type { Block } from './block';
import { readStored } from './block-schema';
import { type JournalEntry, journalBounds, readEntry } from './journal';

/** What one step leaves behind: the blocks to store, those to drop, what to write into the journal, and what the caller gets. */
export interface Step<T> {
  readonly put?: readonly Block[];
  readonly drop?: readonly string[];
  readonly note?: readonly JournalEntry[];
  readonly result: T;
}

/** Thrown by a step over data that a newer Cordon wrote: they are shown, and not changed. */
export class NewerDataError extends Error {
  override readonly name = 'NewerDataError';
}

/** The stored blocks and their journal. Values that cannot be read are kept, and not listed. */
export interface BlockStore {
  all(): Promise<readonly Block[]>;
  get(id: string): Promise<Block | undefined>;
  /** Reads all, decides and writes in one transaction: two contexts at once are one after the other. `decide` must be pure. */
  step<T>(decide: (blocks: readonly Block[]) => Step<T>): Promise<T>;
  /** The journal, newest first. */
  journal(): Promise<readonly JournalEntry[]>;
  /** Sets unreadable values apart, at most 50 of them, and forgets what the journal need not keep (`now` is epoch milliseconds). */
  tidy(now: number): Promise<void>;
}

const mostApart = 50;

/** Makes the store over the database. A step resolves only after its write is complete. */
export function createBlockStore(database: () => Promise<CordonDatabase>): BlockStore {
  async function attempt<T>(decide: (blocks: readonly Block[]) => Step<T>): Promise<T> {
    const transaction = (await database()).transaction(['blocks', 'journal'], 'readwrite', { durability: 'strict' });
    const blocks = transaction.objectStore('blocks');
    try {
      const stored = (await blocks.getAll()).map(readStored);
      if (stored.some(({ kind }) => kind === 'newer')) throw new NewerDataError();
      const { put = [], drop = [], note = [], result } = decide(readable(stored));
      await Promise.all([
        ...put.map(async (block) => blocks.put(block, block.id)),
        ...drop.map(async (id) => blocks.delete(id)),
        ...note.map(async (entry) => transaction.objectStore('journal').add(entry)),
      ]);
      await transaction.done;
      return result;
    } catch (thrown) {
      abort(transaction);
      await transaction.done.catch(() => undefined);
      // What ended the transaction says more than the write that came after its end.
      throw transaction.error ?? thrown;
    }
  }

  /** Forgets the oldest entries until at most this many are left. */
  async function trimJournal(most: number, oldest: number): Promise<void> {
    const transaction = (await database()).transaction('journal', 'readwrite');
    const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
    const surplus = keys.length - most;
    await Promise.all(
      keys.map((key, index) => {
        const entry = readEntry(values[index]);
        return index < surplus || (entry && entry.at < oldest) ? transaction.store.delete(key) : undefined;
      }),
    );
    await transaction.done;
  }

  return {
    async all() {
      return readable((await (await database()).getAll('blocks')).map(readStored));
    },
    async get(id) {
      const stored = readStored(await (await database()).get('blocks', id));
      return stored.kind === 'block' ? stored.block : undefined;
    },
    async step(decide) {
      try {
        return await attempt(decide);
      } catch (thrown) {
        // The disk is full: the journal gives way, once.
        if (!(thrown instanceof DOMException) || thrown.name !== 'QuotaExceededError') throw thrown;
        await trimJournal(journalBounds.count / 10, 0);
        return attempt(decide);
      }
    },
    async journal() {
      const entries = await (await database()).getAll('journal');
      return entries
        .map(readEntry)
        .filter((entry) => entry !== undefined)
        .reverse();
    },
    async tidy(now) {
      await trimJournal(journalBounds.count, now - journalBounds.age);
      const transaction = (await database()).transaction(['blocks', 'quarantine'], 'readwrite');
      const [blocks, apart] = [transaction.objectStore('blocks'), transaction.objectStore('quarantine')];
      const [keys, values, count] = await Promise.all([blocks.getAllKeys(), blocks.getAll(), apart.count()]);
      const corrupt = keys.flatMap((_, index) => (readStored(values[index]).kind === 'corrupt' ? [index] : []));
      for (const index of corrupt.slice(0, Math.max(0, mostApart - count))) {
        const key = keys[index];
        if (key === undefined) continue;
        await apart.put(values[index], key);
        await blocks.delete(key);
      }
      await transaction.done;
    },
  };
}

function readable(stored: readonly ReturnType<typeof readStored>[]): readonly Block[] {
  return stored.flatMap((found) => (found.kind === 'block' ? [found.block] : []));
}

/** Takes a step back whole: what could not be written must not leave the rest behind. */
function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}
