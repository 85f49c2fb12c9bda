import * as z from 'zod/mini';
import { isConsoleId } from '../consoles';
import type { ConnectionDraft } from '../messaging/protocol';
import type { CordonDatabase } from '../platform/database';

/** Values of which there is one: what was typed into the connection form, and the handshake of this installation. */
export interface Singles {
  readDraft(): Promise<ConnectionDraft | undefined>;
  writeDraft(draft: ConnectionDraft | null): Promise<void>;
  /** A random name that only this installation's scripts know. */
  handshake(): Promise<string>;
}

const draftSchema = z.object({
  consoleId: z.string().check(z.refine(isConsoleId)),
  address: z.string(),
  label: z.string(),
});

/** Makes the single values over the database. */
export function createSingles(database: () => Promise<CordonDatabase>): Singles {
  return {
    async readDraft() {
      const parsed = draftSchema.safeParse(await (await database()).get('singles', 'draft'));
      return parsed.success ? parsed.data : undefined;
    },
    async writeDraft(draft) {
      const db = await database();
      if (draft) await db.put('singles', draft, 'draft');
      else await db.delete('singles', 'draft');
    },
    async handshake() {
      const transaction = (await database()).transaction('singles', 'readwrite');
      const stored = await transaction.store.get('handshake');
      const name = typeof stored === 'string' ? stored : crypto.randomUUID();
      if (name !== stored) await transaction.store.put(name, 'handshake');
      await transaction.done;
      return name;
    },
  };
}
