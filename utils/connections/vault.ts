import { type CordonError, cordonError } from '../errors';
import { type Clock, systemClock } from '../platform/clock';
import type { CordonDatabase } from '../platform/database';
import { fail, ok, type Result } from '../result';
import { createProtection, locked, type Protection } from './protection';
import { seal, textBytes, unseal } from './sealing';
import {
  boundTo,
  candidateName,
  candidatePrefix,
  isSealedKey,
  keyName,
  passphraseName,
  readTogether,
  type SealedKey,
  wrappingName,
} from './stored-keys';

/**
 * The key vault: API keys, encrypted with AES-256-GCM. Without a passphrase that keeps a key from being read off the disk as text, and
 * not from someone who can use this browser profile; with one, nobody opens it who does not know that. Each key is bound to its
 * connection by the additional data, so that a stored key cannot be moved to another account.
 */
export interface Vault {
  /** Stores a key that is not proven yet. The key in use stays until `promote`. Errors: `locked`, `passphrase-required`. */
  putCandidate(connectionId: string, key: string): Promise<Result<null, CordonError>>;
  /** Makes this candidate the key in use; false where another has taken its place, or none is there. */
  promote(connectionId: string, candidate: Candidate): Promise<boolean>;
  /** Forgets this candidate, and no other. */
  dropCandidate(connectionId: string, candidate: Candidate): Promise<void>;
  hasKey(connectionId: string): Promise<boolean>;
  /** The candidate that is stored now. */
  candidateOf(connectionId: string): Promise<Candidate | undefined>;
  /** Decrypts the key in use, or this candidate; undefined where there is none, or another has taken its place. */
  open(connectionId: string, which: WhichKey): Promise<string | undefined | typeof locked>;
  remove(connectionId: string): Promise<void>;
  /** Forgets candidates whose connection was never made, once they are a day old. */
  tidy(): Promise<void>;
}

/** One stored candidate. The next one of the same connection is another. */
export interface Candidate {
  readonly mark: string;
}

/** The key of a connection that works, or one that is still to be proven. */
export type WhichKey = 'in-use' | Candidate;

/** A candidate whose connection is not made this long after (milliseconds) belongs to a form that nobody finished. */
const longestWait = 86_400_000;

/** Makes a vault over the database. What the keys are sealed under is the protection's business. */
export function createVault(
  database: () => Promise<CordonDatabase>,
  clock: Clock = systemClock,
  protection: Protection = createProtection({ database, clock }),
): Vault {
  /** Stores under this name, unless what seals was changed meanwhile: then it is sealed anew. */
  async function store(connectionId: string, name: string, key: string): Promise<Result<null, CordonError>> {
    for (;;) {
      const sealer = await protection.sealer();
      if (sealer === locked || !sealer.key) return fail(cordonError('locked'));
      const sealed = await seal(sealer.key, textBytes(key), boundTo(connectionId));
      const value: SealedKey = { version: 1, at: clock.now(), ...sealed };
      const transaction = (await database()).transaction('keys', 'readwrite');
      const [passphrase, wrapping] = await Promise.all([
        transaction.store.get(passphraseName),
        transaction.store.get(wrappingName),
      ]);
      const still = protection.isStill(sealer, { passphrase, wrapping });
      if (still) await transaction.store.put(value, name);
      await transaction.done;
      if (still) return ok(null);
    }
  }

  return {
    async putCandidate(connectionId, key) {
      if (!(await protection.mayStore())) return fail(cordonError('passphrase-required'));
      return store(connectionId, candidateName(connectionId), key);
    },
    async promote(connectionId, { mark }) {
      const transaction = (await database()).transaction('keys', 'readwrite');
      const stored = await transaction.store.get(candidateName(connectionId));
      const same = isSealedKey(stored) && markOf(stored) === mark;
      if (same) {
        await transaction.store.put(stored, keyName(connectionId));
        await transaction.store.delete(candidateName(connectionId));
      }
      await transaction.done;
      return same;
    },
    async dropCandidate(connectionId, { mark }) {
      const transaction = (await database()).transaction('keys', 'readwrite');
      const stored = await transaction.store.get(candidateName(connectionId));
      if (isSealedKey(stored) && markOf(stored) === mark) await transaction.store.delete(candidateName(connectionId));
      await transaction.done;
    },
    async hasKey(connectionId) {
      return (await (await database()).count('keys', keyName(connectionId))) > 0;
    },
    async candidateOf(connectionId) {
      const stored = await (await database()).get('keys', candidateName(connectionId));
      return isSealedKey(stored) ? { mark: markOf(stored) } : undefined;
    },
    async open(connectionId, which) {
      const name = which === 'in-use' ? keyName(connectionId) : candidateName(connectionId);
      const { protector, stored } = await readTogether(database, name);
      if (!isSealedKey(stored) || (which !== 'in-use' && markOf(stored) !== which.mark)) return undefined;
      const key = await protection.opener(protector);
      if (key === undefined || key === locked) return key;
      const opened = await unseal(key, stored, boundTo(connectionId));
      return opened && new TextDecoder().decode(opened);
    },
    async remove(connectionId) {
      const transaction = (await database()).transaction('keys', 'readwrite');
      await transaction.store.delete(keyName(connectionId));
      await transaction.store.delete(candidateName(connectionId));
      await transaction.done;
    },
    async tidy() {
      const transaction = (await database()).transaction(['keys', 'connections'], 'readwrite');
      const [keys, connections] = [transaction.objectStore('keys'), transaction.objectStore('connections')];
      // By name: a connection that this version cannot read is there all the same.
      const made = new Set((await connections.getAllKeys()).map(candidateName));
      for (const name of await keys.getAllKeys()) {
        if (!name.startsWith(candidatePrefix) || made.has(name)) continue;
        const stored = await keys.get(name);
        const at = isSealedKey(stored) ? (stored.at ?? 0) : 0;
        // A clock that was set back must not keep it for ever either.
        if (Math.abs(clock.now() - at) > longestWait) await keys.delete(name);
      }
      await transaction.done;
    },
  };
}

/** An iv is used once, so it tells one sealed key from the next. */
function markOf({ iv }: SealedKey): string {
  return iv.join('.');
}
