import { type CordonError, cordonError } from '../errors';
import { type Clock, systemClock } from '../platform/clock';
import type { CordonDatabase } from '../platform/database';
import { fail, ok, type Result } from '../result';
import type { LockSettings } from './lock-settings';
import { isLongEnough, isWrappedKey, leastIterations, unwrapKey, type WrappedKey, wrapKey } from './passphrase';
import { idOf, type Protector, reseal } from './reseal';
import { importKey } from './sealing';
import { passphraseName, readTogether, type StoredProtector, wrappingName } from './stored-keys';
import { createOwnMemory, createUnlockedKey, type SessionArea } from './unlocked-key';

/** Told instead of a key while Cordon is locked. */
export const locked = Symbol('locked');

/** Whether a passphrase protects the API keys, and whether they are locked now. */
export interface LockState {
  readonly passphrase: boolean;
  readonly locked: boolean;
  /** When it locks by itself (epoch milliseconds), while it is unlocked. */
  readonly locksAt?: number | undefined;
}

type Outcome = Promise<Result<null, CordonError>>;

/**
 * What the API keys are sealed under. Without a passphrase that is a key that this browser will not give out: it hides them, and
 * protects them from nobody who can use this profile. With one it is a random data key, itself sealed under the passphrase; opened,
 * it lies in the browser's memory. Every change seals all keys anew in one transaction.
 */
export interface Protection {
  state(): Promise<LockState>;
  /** The key that opens what was stored together with this protector; undefined where there is none. */
  opener(stored: StoredProtector): Promise<CryptoKey | undefined | typeof locked>;
  /** The key that seals now; where there is none yet, it is made. */
  sealer(): Promise<Protector | typeof locked>;
  /** Whether this is still what seals. */
  isStill(protector: Protector, stored: StoredProtector): boolean;
  /** Errors: `wrong-passphrase`. */
  unlock(passphrase: string): Outcome;
  lock(): Promise<void>;
  /** Sets the first passphrase, or another in the place of `current`. Errors: `weak-passphrase`, `wrong-passphrase`, `not-stored`. */
  setPassphrase(next: string, current?: string): Outcome;
  /** Goes back to the browser's own key. Errors: `wrong-passphrase`, `passphrase-required`, `not-stored`. */
  removePassphrase(current: string): Outcome;
  /** Whether a key may be stored as things are: not without a passphrase, where there must be one. */
  mayStore(): Promise<boolean>;
}

/** What the protection is handed. */
export interface ProtectionDeps {
  readonly database: () => Promise<CordonDatabase>;
  readonly session?: SessionArea;
  readonly clock?: Clock;
  readonly lockSettings?: () => Promise<LockSettings>;
  /** How often the hash is run for a passphrase that is set now. */
  readonly iterations?: number;
}

const minute = 60_000;

const free: LockSettings = { afterMinutes: 480, withDevice: false, passphraseRequired: false };

/** Makes the protection over the database and the browser's memory. */
export function createProtection(deps: ProtectionDeps): Protection {
  const { database, lockSettings = async () => free, iterations = leastIterations, clock = systemClock } = deps;
  const unlocked = createUnlockedKey(deps.session ?? createOwnMemory(), clock);

  async function stored(): Promise<StoredProtector> {
    return (await readTogether(database, wrappingName)).protector;
  }

  async function openKey(wrapped: unknown) {
    if (!isWrappedKey(wrapped)) return undefined;
    return unlocked.read(wrapped.id, (await lockSettings()).afterMinutes * minute);
  }

  async function opener({ passphrase, wrapping }: StoredProtector): Promise<CryptoKey | undefined | typeof locked> {
    if (passphrase === undefined) return wrapping instanceof CryptoKey ? wrapping : undefined;
    const open = await openKey(passphrase);
    return open ? importKey(open.bytes) : locked;
  }

  /** Two contexts may get here at once: the first one stored wins. */
  async function ownKey(): Promise<void> {
    const made = await makeOwnKey();
    const { store, done } = (await database()).transaction('keys', 'readwrite');
    const [passphrase, wrapping] = [await store.get(passphraseName), await store.get(wrappingName)];
    if (passphrase === undefined && !(wrapping instanceof CryptoKey)) await store.put(made, wrappingName);
    await done;
  }

  /** What seals now, once the person has said the passphrase, where there is one. */
  async function proven(current: string | undefined): Promise<Result<Protector, CordonError>> {
    const { passphrase, wrapping } = await stored();
    if (passphrase === undefined) return ok({ id: '', key: wrapping instanceof CryptoKey ? wrapping : undefined });
    const bytes = isWrappedKey(passphrase) ? await unwrapKey(passphrase, current ?? '') : undefined;
    if (!bytes) return fail(cordonError('wrong-passphrase'));
    return ok({ id: idOf({ passphrase }), key: await importKey(bytes) });
  }

  /** A passphrase that was hashed less often than is right by now is hashed anew, as soon as it is there to be hashed. */
  async function raise(wrapped: WrappedKey, bytes: Uint8Array<ArrayBuffer>, passphrase: string): Promise<void> {
    if (wrapped.iterations >= iterations) return;
    const raised = await wrapKey(bytes, wrapped.id, passphrase, iterations);
    const { store, done } = (await database()).transaction('keys', 'readwrite');
    const now = await store.get(passphraseName);
    if (isWrappedKey(now) && now.id === wrapped.id && now.iterations === wrapped.iterations)
      await store.put(raised, passphraseName);
    await done;
  }

  return {
    async state() {
      const { passphrase } = await stored();
      if (passphrase === undefined) return { passphrase: false, locked: false };
      const open = await openKey(passphrase);
      const locksAt = open && open.at + (await lockSettings()).afterMinutes * minute;
      return { passphrase: true, locked: open === undefined, locksAt };
    },
    opener,
    async sealer() {
      for (;;) {
        const protector = await stored();
        const key = await opener(protector);
        if (key === locked) return locked;
        if (key) return { id: idOf(protector), key };
        await ownKey();
      }
    },
    isStill: ({ id }, now) => idOf(now) === id && (id !== '' || now.wrapping instanceof CryptoKey),
    async unlock(passphrase) {
      const { passphrase: wrapped } = await stored();
      if (wrapped === undefined) return ok(null);
      const bytes = isWrappedKey(wrapped) ? await unwrapKey(wrapped, passphrase) : undefined;
      if (!bytes || !isWrappedKey(wrapped)) return fail(cordonError('wrong-passphrase'));
      await unlocked.put(wrapped.id, bytes);
      await raise(wrapped, bytes, passphrase).catch(() => undefined);
      return ok(null);
    },
    lock: () => unlocked.forget(),
    async setPassphrase(next, current) {
      if (!isLongEnough(next)) return fail(cordonError('weak-passphrase'));
      const before = await proven(current);
      if (!before.ok) return before;
      const id = crypto.randomUUID();
      const bytes = crypto.getRandomValues(new Uint8Array(32));
      const value = await wrapKey(bytes, id, next, iterations);
      try {
        // Open before it is in force, so that what goes on meanwhile never finds Cordon locked.
        await unlocked.put(id, bytes);
        const to = { key: await importKey(bytes), value, name: passphraseName, gone: wrappingName };
        const done = await reseal(database, before.value, to);
        await unlocked.forget(done ? before.value.id : id);
        return done ? ok(null) : fail(cordonError('wrong-passphrase'));
      } catch {
        await unlocked.forget(id).catch(() => undefined);
        return fail(cordonError('not-stored'));
      }
    },
    async removePassphrase(current) {
      if ((await lockSettings()).passphraseRequired) return fail(cordonError('passphrase-required'));
      const before = await proven(current);
      if (!before.ok) return before;
      try {
        const key = await makeOwnKey();
        const to = { key, value: key, name: wrappingName, gone: passphraseName };
        const done = before.value.id === '' || (await reseal(database, before.value, to));
        if (!done) return fail(cordonError('wrong-passphrase'));
        await unlocked.forget(before.value.id);
        return ok(null);
      } catch {
        return fail(cordonError('not-stored'));
      }
    },
    mayStore: async () => !(await lockSettings()).passphraseRequired || (await stored()).passphrase !== undefined,
  };
}

function makeOwnKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
