import * as z from 'zod/mini';
import type { CordonDatabase } from './database';

/** A list that holds for one run of the browser, and outlives a stopped background. */
export interface RunList<T> {
  read(): Promise<readonly T[]>;
  /** Makes another list of it; the same one back, or an equal one, writes nothing. */
  change(make: (items: readonly T[]) => readonly T[]): Promise<void>;
}

/** Makes it over the database, under a name among the single values. `session` names the run of the browser: another run's list is empty. */
export function createRunList<T>(
  database: () => Promise<CordonDatabase>,
  session: () => Promise<string>,
  name: string,
  item: z.ZodMiniType<T>,
): RunList<T> {
  const schema = z.object({ session: z.string(), items: z.array(item) });
  // Only the background writes here, and it reads often: it reads the database once.
  let known: { readonly session: string; readonly items: readonly T[] } | undefined;
  let writing: Promise<unknown> = Promise.resolve();

  async function current() {
    const run = await session();
    if (!known) {
      const parsed = schema.safeParse(await (await database()).get('singles', name));
      known ??= parsed.success ? parsed.data : undefined;
    }
    if (known?.session !== run) known = { session: run, items: [] };
    return known;
  }

  return {
    read: async () => (await current()).items,
    async change(make) {
      const read = await current();
      // Another change may have been made since that was read, and must not be lost.
      const before = known ?? read;
      const items = make(before.items);
      if (items.length === before.items.length && items.every((one, index) => one === before.items[index])) return;
      const stored = { session: before.session, items };
      known = stored;
      writing = writing.then(async () => (await database()).put('singles', stored, name)).catch(() => undefined);
      await writing;
    },
  };
}
