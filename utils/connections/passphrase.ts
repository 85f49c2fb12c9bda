import { importKey, isSealedBytes, type SealedBytes, seal, textBytes, unseal } from './sealing';

/** The data key, sealed under a key that is derived from a passphrase by PBKDF2-SHA-256. */
export interface WrappedKey extends SealedBytes {
  readonly version: 1;
  /** Names the data key, and nothing of what is in it. */
  readonly id: string;
  /** How often the hash is run: stored with each, so that it can be raised. */
  readonly iterations: number;
  readonly salt: Uint8Array<ArrayBuffer>;
}

/** OWASP's floor for PBKDF2-SHA-256 (Password Storage Cheat Sheet). */
export const leastIterations = 600_000;

/** A stored number above this is not believed: deriving would take minutes. */
const mostIterations = 20_000_000;

/** Fewer characters than this can be tried through on a copy of the profile. */
export const shortestPassphrase = 12;

const saltLength = 16;

/** Whether a passphrase is long enough to be one. Characters are counted as people do, as far as Unicode goes. */
export function isLongEnough(passphrase: string): boolean {
  return [...normalised(passphrase).trim()].length >= shortestPassphrase;
}

/** Seals a data key (32 bytes) under a passphrase, with a salt of its own. */
export async function wrapKey(
  dataKey: Uint8Array<ArrayBuffer>,
  id: string,
  passphrase: string,
  iterations: number,
): Promise<WrappedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  const sealed = await seal(await derive(passphrase, salt, iterations), dataKey, boundTo(id));
  return { version: 1, id, iterations, salt, ...sealed };
}

/** Opens a data key; undefined where the passphrase is another, or the stored value was changed. */
export async function unwrapKey(wrapped: WrappedKey, passphrase: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return unseal(await derive(passphrase, wrapped.salt, wrapped.iterations), wrapped, boundTo(wrapped.id));
}

/** Whether a stored value is a wrapped data key. */
export function isWrappedKey(value: unknown): value is WrappedKey {
  if (typeof value !== 'object' || value === null || !isSealedBytes(value)) return false;
  const { version, id, iterations, salt } = value as Partial<WrappedKey>;
  const believable = Number.isInteger(iterations) && Number(iterations) > 0 && Number(iterations) <= mostIterations;
  return version === 1 && typeof id === 'string' && believable && salt instanceof Uint8Array;
}

function boundTo(id: string): string {
  return `cordon data key, version 1, ${id}`;
}

async function derive(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', textBytes(normalised(passphrase)), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, typed, 256);
  return importKey(new Uint8Array(bits));
}

/** Two keyboards may write one letter in two ways. */
function normalised(passphrase: string): string {
  return passphrase.normalize('NFKC');
}
