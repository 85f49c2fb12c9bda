import 'fake-indexeddb/auto';
import { database } from '../../../utils/platform/database';

export { database };

const stores = ['connections', 'keys', 'blocks', 'journal', 'quarantine', 'singles'] as const;

/** Empties the database of the tests. */
export async function emptyDatabase(): Promise<void> {
  const db = await database();
  for (const store of stores) await db.clear(store);
}

/** All that is stored, as texts: of bytes one letter each, so that a text among them is found. */
export async function dumpDatabase(): Promise<string> {
  const db = await database();
  const parts: string[] = [];
  for (const store of stores) {
    parts.push(...(await db.getAllKeys(store)).map(String));
    for (const value of await db.getAll(store)) parts.push(...textsOf(value));
  }
  return parts.join('\n');
}

function textsOf(value: unknown): string[] {
  if (value instanceof ArrayBuffer) return [Buffer.from(value).toString('latin1')];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('latin1')];
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsOf(inner)]);
}
