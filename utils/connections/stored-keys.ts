import type { CordonDatabase } from '../platform/database';
import { isSealedBytes, type SealedBytes } from './sealing';

/** An API key as it is stored. */
export interface SealedKey extends SealedBytes {
  readonly version: 1;
  /** When it was stored (epoch milliseconds). */
  readonly at?: number | undefined;
}

/** The names in the store of keys: what protects the API keys, and theirs, by connection id. */
export const wrappingName = 'wrapping';
export const passphraseName = 'passphrase';
export const candidatePrefix = 'candidate:';
const keyPrefix = 'key:';

/** Where the key of a connection that works is stored. */
export const keyName = (connectionId: string) => keyPrefix + connectionId;

/** Where a key is stored that is still to be proven. */
export const candidateName = (connectionId: string) => candidatePrefix + connectionId;

/** The connection whose key is stored under a name; undefined where it is no API key's. */
export function connectionOf(name: string): string | undefined {
  const prefix = [keyPrefix, candidatePrefix].find((one) => name.startsWith(one));
  return prefix && name.slice(prefix.length);
}

/** What an API key is bound to, so that a stored key cannot be moved to another account. A connection id names console and account. */
export function boundTo(connectionId: string): string {
  return `cordon key, version 1, connection ${connectionId}`;
}

/** Whether a stored value is a sealed API key. */
export function isSealedKey(value: unknown): value is SealedKey {
  if (typeof value !== 'object' || value === null) return false;
  return isSealedBytes(value) && (value as Partial<SealedKey>).version === 1;
}

/** What protects the API keys, as it is stored. */
export interface StoredProtector {
  readonly passphrase: unknown;
  readonly wrapping: unknown;
}

/** Reads what protects, and with it one stored key, at one moment: between two readings another page may change the passphrase. */
export async function readTogether(
  database: () => Promise<CordonDatabase>,
  name: string,
): Promise<{ readonly protector: StoredProtector; readonly stored: unknown }> {
  const { store, done } = (await database()).transaction('keys');
  const [passphrase, wrapping, stored] = await Promise.all([
    store.get(passphraseName),
    store.get(wrappingName),
    store.get(name),
  ]);
  await done;
  return { protector: { passphrase, wrapping }, stored };
}
