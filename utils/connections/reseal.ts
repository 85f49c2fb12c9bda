import type { CordonDatabase } from '../platform/database';
import { seal, unseal } from './sealing';
import {
  boundTo,
  connectionOf,
  isSealedKey,
  passphraseName,
  type SealedKey,
  type StoredProtector,
} from './stored-keys';

/** What seals the API keys. `id` is empty for the browser's own key, which there may not be yet. */
export interface Protector {
  readonly id: string;
  readonly key: CryptoKey | undefined;
}

/** What is to seal them from now on, how that is stored under which name, and what goes in the same step. */
export interface NextProtector {
  readonly key: CryptoKey;
  readonly value: unknown;
  readonly name: string;
  readonly gone: string;
}

type Stored = ReadonlyMap<string, unknown>;

/**
 * Seals every stored key anew and puts the next protector in the place of the one before, all in one transaction: a crash leaves
 * what was. A key that is stored meanwhile is taken along. False where another page has changed the protector first. Rejects
 * where nothing could be stored.
 */
export async function reseal(
  database: () => Promise<CordonDatabase>,
  from: Protector,
  to: NextProtector,
): Promise<boolean> {
  for (;;) {
    const before = await readAll(database);
    if (idOf({ passphrase: before.get(passphraseName) }) !== from.id) return false;
    const sealed = await sealAll(before, from, to);
    // The browser ends a transaction that waits for anything else: what was read is compared with what is there now.
    const transaction = (await database()).transaction('keys', 'readwrite', { durability: 'strict' });
    const { store, done } = transaction;
    // Awaited below; what ends the transaction before must not be a rejection that nobody hears.
    done.catch(() => undefined);
    const [names, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    if (!isSame(before, new Map(names.map((name, index) => [name, values[index]])))) {
      await done;
      continue;
    }
    await Promise.all([
      ...[...sealed, [to.name, to.value] as const].map(async ([name, value]) => store.put(value, name)),
      (async () => store.delete(to.gone))(),
      done,
    ]);
    return true;
  }
}

async function readAll(database: () => Promise<CordonDatabase>): Promise<Stored> {
  const { store, done } = (await database()).transaction('keys');
  const [names, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  await done;
  return new Map(names.map((name, index) => [name, values[index]]));
}

/** Each key that can be opened, sealed anew. What cannot be opened is left as it is: it opens under no other key either. */
async function sealAll(before: Stored, from: Protector, to: NextProtector): Promise<ReadonlyMap<string, SealedKey>> {
  const sealed = new Map<string, SealedKey>();
  for (const [name, value] of before) {
    const connectionId = connectionOf(name);
    if (connectionId === undefined || !from.key || !isSealedKey(value)) continue;
    const opened = await unseal(from.key, value, boundTo(connectionId));
    if (!opened) continue;
    sealed.set(name, { version: 1, at: value.at, ...(await seal(to.key, opened, boundTo(connectionId))) });
  }
  return sealed;
}

function isSame(one: Stored, other: Stored): boolean {
  return one.size === other.size && [...one].every(([name, value]) => markOf(value) === markOf(other.get(name)));
}

/** An iv is used once, so it tells one sealed value from the next. */
function markOf(value: unknown): string {
  const { iv } = (value ?? {}) as { readonly iv?: unknown };
  return iv instanceof Uint8Array ? iv.join('.') : typeof value;
}

/** Names what seals: the data key's own name, or nothing for the browser's key. */
export function idOf({ passphrase }: Pick<StoredProtector, 'passphrase'>): string {
  if (passphrase === undefined) return '';
  const { id } = (passphrase ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' ? id : 'unreadable';
}
