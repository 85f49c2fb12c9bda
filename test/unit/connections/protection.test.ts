import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LockSettings } from '../../../utils/connections/lock-settings';
import { createProtection, locked } from '../../../utils/connections/protection';
import { createOwnMemory } from '../../../utils/connections/unlocked-key';
import { createVault } from '../../../utils/connections/vault';
import { ACME_KEYS, DEMO_KEYS } from '../../lab/acquire/keys';
import { database, dumpDatabase, emptyDatabase } from './fresh-database';

const demo = 'acquire:demo';
const acme = 'acquire:acme';
const key = DEMO_KEYS.full;
const words = 'correct horse battery staple';
const otherWords = 'a wholly different phrase';
const wrong = { ok: false, error: { code: 'wrong-passphrase' } };
const done = { ok: true, value: null };
const hour = 3_600_000;

interface Wrapped {
  id: string;
  iterations: number;
  salt: Uint8Array;
  iv: Uint8Array;
  data: ArrayBuffer;
}

const settings = { afterMinutes: 480, withDevice: false, passphraseRequired: false };
let now = Date.UTC(2026, 10, 20, 12);
let session = createOwnMemory();

/** One context over the database and memory that all share. Few rounds of the hash, but where a test is about them. */
function context(changes: { iterations?: number; settings?: LockSettings; database?: typeof database } = {}) {
  const clock = { now: () => now };
  const from = changes.database ?? database;
  const protection = createProtection({
    database: from,
    session,
    clock,
    iterations: changes.iterations ?? 1_000,
    lockSettings: async () => changes.settings ?? settings,
  });
  return { protection, vault: createVault(from, clock, protection) };
}

let { protection, vault } = context();
/** Another page over the same database. */
let other = context();

beforeEach(async () => {
  await emptyDatabase();
  session = createOwnMemory();
  now = Date.UTC(2026, 10, 20, 12);
  ({ protection, vault } = context());
  other = context();
});

afterEach(() => vi.restoreAllMocks());

async function inUse(id: string, value = key): Promise<void> {
  expect(await vault.putCandidate(id, value)).toEqual(done);
  await vault.promote(id, (await vault.candidateOf(id)) ?? { mark: '' });
}

const stored = async (name: string) => (await database()).get('keys', name);
const store = async (name: string, value: unknown) => void (await (await database()).put('keys', value, name));
const wrapped = async () => (await stored('passphrase')) as Wrapped;
const nameList = async () => (await database()).getAllKeys('keys');

describe('without a passphrase', () => {
  it('nothing is locked', async () => {
    await inUse(demo);
    expect(await protection.state()).toEqual({ passphrase: false, locked: false });
    expect(await protection.unlock('whatever it is')).toEqual(done);
    await protection.lock();
    expect(await vault.open(demo, 'in-use')).toBe(key);
  });

  it('no key is stored where there must be one', async () => {
    const strict = context({ settings: { ...settings, passphraseRequired: true } });
    const refused = { ok: false, error: { code: 'passphrase-required' } };
    expect(await strict.vault.putCandidate(demo, key)).toEqual(refused);
    expect(await nameList()).toEqual([]);
    expect(await strict.protection.setPassphrase(words)).toEqual(done);
    expect(await strict.vault.putCandidate(demo, key)).toEqual(done);
    expect(await strict.protection.removePassphrase(words)).toEqual(refused);
  });
});

describe('a passphrase', () => {
  it('that is set takes every key along, and the browser’s own key is gone', async () => {
    await inUse(demo);
    await vault.putCandidate(acme, ACME_KEYS.full);
    expect(await protection.setPassphrase(words)).toEqual(done);
    expect(await nameList()).toEqual(['candidate:acquire:acme', 'key:acquire:demo', 'passphrase']);
    expect(await vault.open(demo, 'in-use')).toBe(key);
    expect(await vault.open(acme, (await vault.candidateOf(acme)) ?? { mark: '' })).toBe(ACME_KEYS.full);
    expect(await protection.state()).toEqual({ passphrase: true, locked: false, locksAt: now + 8 * hour });
  });

  it('locks all contexts at once, and unlocks all', async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
    await other.protection.lock();
    expect(await vault.open(demo, 'in-use')).toBe(locked);
    expect(await vault.putCandidate(acme, ACME_KEYS.full)).toEqual({ ok: false, error: { code: 'locked' } });
    expect(await protection.state()).toEqual({ passphrase: true, locked: true, locksAt: undefined });
    expect(await other.protection.unlock(words)).toEqual(done);
    expect(await vault.open(demo, 'in-use')).toBe(key);
  });

  it('says locked apart from no key', async () => {
    await protection.setPassphrase(words);
    await protection.lock();
    expect(await vault.open(demo, 'in-use')).toBeUndefined();
  });

  it('that is wrong opens nothing', async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
    await protection.lock();
    const almost = ['', words.slice(0, -1), `${words} `, words.toUpperCase(), otherWords];
    for (const typed of almost) expect(await protection.unlock(typed)).toEqual(wrong);
    expect(await vault.open(demo, 'in-use')).toBe(locked);
    expect(await protection.setPassphrase(otherWords, 'not the right one')).toEqual(wrong);
    expect(await protection.setPassphrase(otherWords)).toEqual(wrong);
    expect(await protection.removePassphrase(otherWords)).toEqual(wrong);
    expect(await protection.unlock(words)).toEqual(done);
  });

  it('is the same however its letters are written', async () => {
    await protection.setPassphrase('Grüße aus Köln');
    await protection.lock();
    expect(await protection.unlock('Grüße aus Köln'.normalize('NFD'))).toEqual(done);
  });

  it.each(['', 'short', 'elevenchars', '           1', '           '])('must be long enough: not %j', async (typed) => {
    await inUse(demo);
    expect(await protection.setPassphrase(typed)).toEqual({ ok: false, error: { code: 'weak-passphrase' } });
    expect(await protection.state()).toMatchObject({ passphrase: false });
  });

  it('is hashed 600,000 times with a salt of 16 bytes of its own, both written down', async () => {
    const real = context({});
    const standard = createProtection({ database, session });
    const derived = vi.spyOn(crypto.subtle, 'deriveBits');
    await standard.setPassphrase(words);
    const first = await wrapped();
    expect(first).toMatchObject({ version: 1, iterations: 600_000 });
    expect(first.salt).toHaveLength(16);
    expect(derived.mock.calls.map(([how]) => how)).toEqual([
      { name: 'PBKDF2', hash: 'SHA-256', salt: first.salt, iterations: 600_000 },
    ]);
    await real.protection.setPassphrase(words, words);
    expect((await wrapped()).salt).not.toEqual(first.salt);
  });

  it('is hashed anew as soon as it is typed, where it was hashed less often than is right by now', async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
    const before = await wrapped();
    await protection.lock();
    const later = context({ iterations: 2_000 });
    expect(await later.protection.unlock(words)).toEqual(done);
    const after = await wrapped();
    expect([before.iterations, after.iterations, after.id]).toEqual([1_000, 2_000, before.id]);
    expect(after.salt).not.toEqual(before.salt);
    await protection.lock();
    expect(await protection.unlock(words)).toEqual(done);
    expect(await vault.open(demo, 'in-use')).toBe(key);
    expect((await wrapped()).iterations).toBe(2_000);
  });

  it('that is changed opens with the new one only, and everything is sealed under another data key', async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
    const [before, sealed] = [await wrapped(), (await stored('key:acquire:demo')) as Wrapped];
    expect(await protection.setPassphrase(otherWords, words)).toEqual(done);
    expect((await wrapped()).id).not.toBe(before.id);
    expect(((await stored('key:acquire:demo')) as Wrapped).iv).not.toEqual(sealed.iv);
    expect(await vault.open(demo, 'in-use')).toBe(key);
    await protection.lock();
    expect(await protection.unlock(words)).toEqual(wrong);
    expect(await protection.unlock(otherWords)).toEqual(done);
    expect(await vault.open(demo, 'in-use')).toBe(key);
  });

  it('can be changed and removed while it is locked, by who knows it', async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
    await protection.lock();
    expect(await protection.setPassphrase(otherWords, words)).toEqual(done);
    expect(await vault.open(demo, 'in-use')).toBe(key);
    await protection.lock();
    expect(await protection.removePassphrase(otherWords)).toEqual(done);
    expect(await vault.open(demo, 'in-use')).toBe(key);
  });

  it('that is removed leaves a new key of the browser’s own, and nothing in memory', async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
    expect(await protection.removePassphrase(words)).toEqual(done);
    expect(await nameList()).toEqual(['key:acquire:demo', 'wrapping']);
    expect(await stored('wrapping')).toMatchObject({ extractable: false });
    expect(await session.get(null)).toEqual({});
    expect(await vault.open(demo, 'in-use')).toBe(key);
    expect(await protection.state()).toEqual({ passphrase: false, locked: false });
  });

  it('and the keys are nowhere to be read, neither in the database nor in memory', async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
    const texts = `${await dumpDatabase()}\n${JSON.stringify(await session.get(null))}`;
    expect(texts).toContain('unlocked ');
    for (const secret of [key, words]) {
      for (let at = 0; at + 8 <= secret.length; at += 1) expect(texts).not.toContain(secret.slice(at, at + 8));
    }
    await protection.lock();
    expect(await session.get(null)).toEqual({});
  });
});

describe('what is stored', () => {
  it('does not open where any one bit was turned', async () => {
    const quick = context({ iterations: 1 });
    await quick.protection.setPassphrase(words);
    const good = await wrapped();
    const bytes = [
      ...[...good.salt.keys()].map((at) => ['salt', at] as const),
      ...[...good.iv.keys()].map((at) => ['iv', at] as const),
      ...[...new Uint8Array(good.data).keys()].map((at) => ['data', at] as const),
    ];
    for (const [part, at] of bytes) {
      const bad = structuredClone(good);
      const view = part === 'data' ? new Uint8Array(bad.data) : bad[part];
      view[at] = (view[at] ?? 0) ^ (1 << (at % 8));
      await store('passphrase', bad);
      expect({ part, at, reply: await quick.protection.unlock(words) }).toEqual({ part, at, reply: wrong });
    }
    await store('passphrase', good);
    expect(await quick.protection.unlock(words)).toEqual(done);
  });

  it('does not open under another name, another number of rounds, or in the place of an API key', async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
    const [good, sealed] = [await wrapped(), await stored('key:acquire:demo')];
    for (const bad of [
      { ...good, id: crypto.randomUUID() },
      { ...good, iterations: 1_001 },
    ]) {
      await store('passphrase', bad);
      expect(await protection.unlock(words)).toEqual(wrong);
    }
    await store('passphrase', good);
    await store('key:acquire:acme', sealed);
    expect(await vault.open(acme, 'in-use')).toBeUndefined();
    await store('key:acquire:demo', { ...good, version: 1 });
    expect(await vault.open(demo, 'in-use')).toBeUndefined();
  });

  it.each([
    null,
    'text',
    {},
    { version: 2 },
    {
      version: 1,
      id: 'x',
      iterations: 1e9,
      salt: new Uint8Array(16),
      iv: new Uint8Array(12),
      data: new ArrayBuffer(48),
    },
    { version: 1, id: 'x', iterations: 0, salt: new Uint8Array(16), iv: new Uint8Array(12), data: new ArrayBuffer(48) },
  ])('keeps the keys locked where it cannot be read: %j', async (value) => {
    await inUse(demo);
    await protection.setPassphrase(words);
    await store('passphrase', value);
    expect(await vault.open(demo, 'in-use')).toBe(locked);
    expect(await vault.putCandidate(acme, key)).toEqual({ ok: false, error: { code: 'locked' } });
    expect(await protection.unlock(words)).toEqual(wrong);
    expect(await protection.state()).toMatchObject({ passphrase: true, locked: true });
  });

  it('never has the same iv twice, whatever is done with the passphrase', async () => {
    const used = new Set<string>();
    let times = 0;
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, 'encrypt').mockImplementation((how, ...rest) => {
      const { iv, additionalData } = how as AesGcmParams;
      times += 1;
      expect(iv.byteLength).toBe(12);
      expect(additionalData?.byteLength).toBeGreaterThan(10);
      used.add(new Uint8Array(iv as ArrayBuffer).join());
      return encrypt(how, ...rest);
    });
    await inUse(demo);
    await inUse(acme, ACME_KEYS.full);
    const steps = fc.array(fc.constantFrom('set', 'remove', 'key'), { minLength: 10, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        for (const step of list) {
          if (step === 'key') await inUse(demo);
          else if (step === 'set') await protection.setPassphrase(words, words);
          else await protection.removePassphrase(words);
        }
        expect(await vault.open(demo, 'in-use')).toBe(key);
      }),
      { numRuns: 10 },
    );
    expect(times).toBeGreaterThan(100);
    expect(used.size).toBe(times);
  });
});

describe('a crash', () => {
  /** The database, whose writes to this name fail: the whole transaction is taken back, as when the browser ends. */
  function failing(name: string): typeof database {
    return async () => {
      const db = await database();
      return new Proxy(db, {
        get(target, property) {
          if (property !== 'transaction') return Reflect.get(target, property);
          return (...args: unknown[]) => {
            const transaction = (target.transaction as (...args: unknown[]) => ReturnType<typeof db.transaction>)(
              ...args,
            );
            const { store: keys } = transaction as unknown as {
              store: { put: (value: unknown, key: string) => unknown };
            };
            const put = keys.put.bind(keys);
            keys.put = (value, at) => {
              if (at !== name) return put(value, at);
              transaction.abort();
              throw new DOMException('gone', 'AbortError');
            };
            return transaction;
          };
        },
      });
    };
  }

  it.each(['key:acquire:acme', 'passphrase'])(
    'while %s is written for a first passphrase loses nothing',
    async (name) => {
      await inUse(demo);
      await inUse(acme, ACME_KEYS.full);
      const crashing = context({ database: failing(name) });
      expect(await crashing.protection.setPassphrase(words)).toEqual({ ok: false, error: { code: 'not-stored' } });
      expect(await protection.state()).toEqual({ passphrase: false, locked: false });
      expect([await vault.open(demo, 'in-use'), await vault.open(acme, 'in-use')]).toEqual([key, ACME_KEYS.full]);
      expect(await session.get(null)).toEqual({});
    },
  );

  it.each(['key:acquire:demo', 'passphrase'])(
    'while %s is written for another passphrase leaves the one before',
    async (name) => {
      await inUse(demo);
      await protection.setPassphrase(words);
      const crashing = context({ database: failing(name) });
      expect(await crashing.protection.setPassphrase(otherWords, words)).toMatchObject({ ok: false });
      expect(await vault.open(demo, 'in-use')).toBe(key);
      await protection.lock();
      expect(await protection.unlock(otherWords)).toEqual(wrong);
      expect(await protection.unlock(words)).toEqual(done);
      expect(await vault.open(demo, 'in-use')).toBe(key);
    },
  );

  it('while the passphrase is removed leaves it in force', async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
    const crashing = context({ database: failing('wrapping') });
    expect(await crashing.protection.removePassphrase(words)).toMatchObject({ ok: false });
    expect(await vault.open(demo, 'in-use')).toBe(key);
    await protection.lock();
    expect(await vault.open(demo, 'in-use')).toBe(locked);
    expect(await protection.unlock(words)).toEqual(done);
    expect(await vault.open(demo, 'in-use')).toBe(key);
  });
});

describe('at the same time', () => {
  it('a key that is stored and a passphrase that is set are both there afterwards', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await emptyDatabase();
      await inUse(demo);
      const setting = other.protection.setPassphrase(words);
      for (let step = 0; step < turn; step += 1) await new Promise((resolve) => setImmediate(resolve));
      await Promise.all([setting, vault.putCandidate(acme, ACME_KEYS.full)]);
      expect(await vault.open(demo, 'in-use')).toBe(key);
      expect(await vault.open(acme, (await vault.candidateOf(acme)) ?? { mark: '' })).toBe(ACME_KEYS.full);
    }
  });

  it('two pages that set a passphrase leave one of them in force, and every key', async () => {
    await inUse(demo);
    const replies = await Promise.all([protection.setPassphrase(words), other.protection.setPassphrase(otherWords)]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await vault.open(demo, 'in-use')).toBe(key);
    await protection.lock();
    expect(await protection.unlock(replies[0].ok ? words : otherWords)).toEqual(done);
    expect(await vault.open(demo, 'in-use')).toBe(key);
  });

  it('nobody finds it locked while the passphrase is changed', async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
    let over = false;
    const changing = other.protection.setPassphrase(otherWords, words).finally(() => {
      over = true;
    });
    const seen = new Set<unknown>();
    while (!over) {
      seen.add(await vault.open(demo, 'in-use'));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await changing).toEqual(done);
    expect(seen).toEqual(new Set([key]));
  });
});

describe('the time', () => {
  beforeEach(async () => {
    await inUse(demo);
    await protection.setPassphrase(words);
  });

  it.each([
    ['just before its eight hours are over', 8 * hour - 1, false],
    ['after eight hours', 8 * hour, true],
    ['where the clock was put right a little', -59_000, false],
    ['where the clock was set back', -hour, true],
  ])('%s', async (_, later, isLocked) => {
    now += later;
    expect((await protection.state()).locked).toBe(isLocked);
    expect(await vault.open(demo, 'in-use')).toBe(isLocked ? locked : key);
  });

  it('is counted by what is chosen now', async () => {
    const short = context({ settings: { ...settings, afterMinutes: 15 } });
    now += hour / 4 - 1;
    expect(await short.vault.open(demo, 'in-use')).toBe(key);
    now += 1;
    expect(await short.vault.open(demo, 'in-use')).toBe(locked);
    expect(await vault.open(demo, 'in-use')).toBe(key);
  });

  it('begins anew with each unlocking', async () => {
    now += 7 * hour;
    await protection.unlock(words);
    expect((await protection.state()).locksAt).toBe(now + 8 * hour);
  });

  it('is over when the browser ends, whose memory is empty afterwards', async () => {
    session = createOwnMemory();
    const next = context();
    expect(await next.vault.open(demo, 'in-use')).toBe(locked);
    expect(await next.protection.unlock(words)).toEqual(done);
    expect(await next.vault.open(demo, 'in-use')).toBe(key);
  });

  it.each([null, {}, { key: 7, at: 0 }, { key: 'abc' }])('does not open from memory that holds %j', async (value) => {
    const [name = ''] = Object.keys(await session.get(null));
    await session.set({ [name]: value });
    expect(await vault.open(demo, 'in-use')).toBe(locked);
  });
});
