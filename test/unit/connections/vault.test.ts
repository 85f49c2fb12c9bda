import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../utils/connections/vault';
import { ACME_KEYS, DEMO_KEYS } from '../../lab/acquire/keys';
import { database, dumpDatabase, emptyDatabase } from './fresh-database';

const demo = 'acquire:demo';
const acme = 'acquire:acme';
const key = DEMO_KEYS.full;

let now = Date.UTC(2026, 10, 20, 12);
const vault = createVault(database, { now: () => now });
/** Another context over the same database. */
const other = createVault(database);

beforeEach(emptyDatabase);

interface Sealed {
  version: unknown;
  iv: Uint8Array;
  data: ArrayBuffer;
}

async function inUse(id: string, value = key): Promise<void> {
  await vault.putCandidate(id, value);
  await promote(id);
}

/** Promotes whichever candidate is there. */
async function promote(id: string): Promise<boolean> {
  return vault.promote(id, (await vault.candidateOf(id)) ?? { mark: '' });
}

async function openCandidate(id: string, from = vault): ReturnType<typeof vault.open> {
  return from.open(id, (await from.candidateOf(id)) ?? { mark: '' });
}

async function hasCandidate(id: string): Promise<boolean> {
  return (await vault.candidateOf(id)) !== undefined;
}

async function sealed(name: string): Promise<Sealed> {
  return (await (await database()).get('keys', name)) as Sealed;
}

async function store(name: string, value: unknown): Promise<void> {
  await (await database()).put('keys', value, name);
}

describe('a key', () => {
  it('comes back as it was stored, also in another context', async () => {
    await inUse(demo);
    expect(await vault.open(demo, 'in-use')).toBe(key);
    expect(await other.open(demo, 'in-use')).toBe(key);
  });

  it('comes back whatever it consists of', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 }).map((value) => value.toWellFormed());
    await fc.assert(
      fc.asyncProperty(text, fc.string(), async (value, id) => {
        await vault.putCandidate(id, value);
        expect(await openCandidate(id)).toBe(value);
      }),
      { numRuns: 100 },
    );
    // A hundred times through the whole database, which takes a busy machine a while.
  }, 30_000);

  it('is nowhere in the database as text, nor is any long part of it', async () => {
    await inUse(demo);
    await vault.putCandidate(acme, ACME_KEYS.full);
    const dump = await dumpDatabase();
    expect(dump).toContain('key:acquire:demo');
    for (const secret of [key, ACME_KEYS.full]) {
      for (let at = 0; at + 8 <= secret.length; at += 1) expect(dump).not.toContain(secret.slice(at, at + 8));
    }
  });

  it('that was never stored is undefined', async () => {
    await inUse(demo);
    expect(await vault.open(acme, 'in-use')).toBeUndefined();
    expect(await openCandidate(acme)).toBeUndefined();
    expect(await openCandidate(demo)).toBeUndefined();
  });

  it('is sealed anew at each storing: never the same bytes twice', async () => {
    const ivs = new Set<string>();
    const texts = new Set<string>();
    for (let turn = 0; turn < 20; turn += 1) {
      await vault.putCandidate(demo, key);
      const { iv, data } = await sealed('candidate:acquire:demo');
      expect(iv).toHaveLength(12);
      ivs.add(iv.join());
      texts.add(new Uint8Array(data).join());
    }
    expect([ivs.size, texts.size]).toEqual([20, 20]);
  });

  it('does not open for another connection, though it was moved there byte by byte', async () => {
    await inUse(demo);
    await store('key:acquire:acme', await sealed('key:acquire:demo'));
    expect(await vault.hasKey(acme)).toBe(true);
    expect(await vault.open(acme, 'in-use')).toBeUndefined();
    expect(await vault.open(demo, 'in-use')).toBe(key);
  });

  it('does not open where any one bit was turned', async () => {
    await inUse(demo, 'demo:short');
    const good = await sealed('key:acquire:demo');
    const places = [...good.iv.keys()].map((at) => ['iv', at] as const);
    const bytes = [...new Uint8Array(good.data).keys()].map((at) => ['data', at] as const);
    for (const [part, at] of [...places, ...bytes]) {
      const bad = structuredClone(good);
      const view = part === 'iv' ? bad.iv : new Uint8Array(bad.data);
      view[at] = (view[at] ?? 0) ^ (1 << (at % 8));
      await store('key:acquire:demo', bad);
      expect({ part, at, opened: await vault.open(demo, 'in-use') }).toEqual({ part, at, opened: undefined });
    }
    await store('key:acquire:demo', good);
    expect(await vault.open(demo, 'in-use')).toBe('demo:short');
  });

  it('does not open from what is no sealed key, and that is left where it is', async () => {
    await inUse(demo);
    const good = await sealed('key:acquire:demo');
    const bad = [
      null,
      'text',
      7,
      {},
      { ...good, version: 2 },
      { ...good, iv: undefined },
      { ...good, iv: [1, 2, 3] },
      { ...good, iv: new Uint8Array(0) },
      { ...good, data: undefined },
      { ...good, data: new Uint8Array(3) },
      { ...good, data: new ArrayBuffer(0) },
      { ...good, data: good.data.slice(0, -1) },
    ];
    for (const value of bad) {
      await store('key:acquire:demo', value);
      expect(await vault.open(demo, 'in-use')).toBeUndefined();
      expect(await (await database()).get('keys', 'key:acquire:demo')).toEqual(value);
    }
  });
});

describe('the key that encrypts', () => {
  it('cannot be read out, not even by Cordon', async () => {
    await inUse(demo);
    const wrapping = (await (await database()).get('keys', 'wrapping')) as CryptoKey;
    expect(wrapping).toMatchObject({ extractable: false, type: 'secret', algorithm: { name: 'AES-GCM', length: 256 } });
    expect([...wrapping.usages].sort()).toEqual(['decrypt', 'encrypt']);
    for (const format of ['raw', 'jwk'] as const) {
      await expect(crypto.subtle.exportKey(format as 'jwk', wrapping)).rejects.toThrow();
    }
  });

  it('is one, however many contexts store their first key at once', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `acquire:account-${index}`);
    await Promise.all(ids.map((id, index) => (index % 2 ? vault : other).putCandidate(id, `${id}:secret`)));
    const opened = await Promise.all(ids.map((id, index) => openCandidate(id, index % 2 ? other : vault)));
    expect(opened).toEqual(ids.map((id) => `${id}:secret`));
    expect(await (await database()).count('keys')).toBe(21);
  });

  it('stays the same afterwards', async () => {
    await inUse(demo);
    await vault.remove(demo);
    await inUse(acme);
    await inUse(demo);
    expect(await vault.open(acme, 'in-use')).toBe(key);
  });

  it('that is lost takes the keys with it, without an exception', async () => {
    await inUse(demo);
    await (await database()).delete('keys', 'wrapping');
    expect(await vault.open(demo, 'in-use')).toBeUndefined();
    await inUse(demo, 'demo:new');
    expect(await vault.open(demo, 'in-use')).toBe('demo:new');
  });
});

describe('a candidate', () => {
  it('leaves the key in use alone until it is promoted', async () => {
    await inUse(demo);
    await vault.putCandidate(demo, 'demo:new');
    expect(await vault.open(demo, 'in-use')).toBe(key);
    expect(await openCandidate(demo)).toBe('demo:new');
    await promote(demo);
    expect(await vault.open(demo, 'in-use')).toBe('demo:new');
    expect(await hasCandidate(demo)).toBe(false);
  });

  it('that is dropped is gone, and the key in use is not', async () => {
    await inUse(demo);
    await vault.putCandidate(demo, 'demo:new');
    await vault.dropCandidate(demo, (await vault.candidateOf(demo)) ?? { mark: '' });
    expect(await openCandidate(demo)).toBeUndefined();
    expect(await hasCandidate(demo)).toBe(false);
    expect(await vault.open(demo, 'in-use')).toBe(key);
  });

  it('that is not there cannot be promoted: the key in use stays', async () => {
    await inUse(demo);
    await promote(demo);
    await promote(acme);
    expect(await vault.open(demo, 'in-use')).toBe(key);
    expect(await vault.hasKey(acme)).toBe(false);
  });

  it('is replaced by the next one', async () => {
    await vault.putCandidate(demo, 'demo:first');
    await vault.putCandidate(demo, 'demo:second');
    await promote(demo);
    expect(await vault.open(demo, 'in-use')).toBe('demo:second');
  });

  it('is counted apart from the key in use, and of each connection', async () => {
    await vault.putCandidate(demo, key);
    expect([await vault.hasKey(demo), await hasCandidate(demo)]).toEqual([false, true]);
    await promote(demo);
    expect([await vault.hasKey(demo), await hasCandidate(demo)]).toEqual([true, false]);
    expect([await vault.hasKey(acme), await hasCandidate(acme)]).toEqual([false, false]);
  });

  it('is not promoted, opened or dropped in the place of the one that was meant', async () => {
    await vault.putCandidate(demo, 'demo:first');
    const first = await vault.candidateOf(demo);
    if (!first) throw new Error('no candidate');
    await vault.putCandidate(demo, 'demo:second');
    expect(await vault.promote(demo, first)).toBe(false);
    expect(await vault.open(demo, first)).toBeUndefined();
    await vault.dropCandidate(demo, first);
    expect([await openCandidate(demo), await vault.open(demo, 'in-use')]).toEqual(['demo:second', undefined]);
    expect(await promote(demo)).toBe(true);
    expect(await vault.open(demo, 'in-use')).toBe('demo:second');
  });

  it('of the same key stored again is another one', async () => {
    await vault.putCandidate(demo, key);
    const first = await vault.candidateOf(demo);
    await vault.putCandidate(demo, key);
    expect(await vault.candidateOf(demo)).not.toEqual(first);
  });

  describe('whose connection was never made', () => {
    const day = 86_400_000;
    const stored = Date.UTC(2026, 10, 20, 12);
    const connect = async (id: string, value: unknown) => (await database()).put('connections', value, id);

    beforeEach(async () => {
      now = stored;
      await vault.putCandidate(demo, key);
    });

    it.each([
      ['a form is open', 0, true],
      ['a form may still be open', day, true],
      ['nobody finishes the form', day + 1, false],
      ['the clock was set back a little', -day, true],
      ['the clock was set back', -day - 1, false],
    ])('goes once %s', async (_, later, stays) => {
      now = stored + later;
      await vault.tidy();
      expect(await hasCandidate(demo)).toBe(stays);
    });

    it('goes at once where an older version did not write down when it came', async () => {
      const { at: _, ...undated } = (await sealed('candidate:acquire:demo')) as Sealed & { at?: number };
      await store('candidate:acquire:demo', undated);
      await vault.tidy();
      expect(await (await database()).getAllKeys('keys')).toEqual(['wrapping']);
    });

    it('takes no key in use with it, and no candidate of a connection that is there, be it readable or not', async () => {
      await inUse(demo);
      await vault.putCandidate(acme, ACME_KEYS.full);
      await connect(acme, { schema: 99 });
      now = stored + 30 * day;
      await vault.tidy();
      expect([await vault.open(demo, 'in-use'), await openCandidate(acme)]).toEqual([key, ACME_KEYS.full]);
    });
  });

  it('goes with its connection, and only with that', async () => {
    await inUse(demo);
    await inUse(acme);
    await vault.putCandidate(demo, 'demo:new');
    await vault.remove(demo);
    expect([await vault.hasKey(demo), await hasCandidate(demo)]).toEqual([false, false]);
    expect(await vault.open(acme, 'in-use')).toBe(key);
    expect(await (await database()).getAllKeys('keys')).toEqual(['key:acquire:acme', 'wrapping']);
  });
});
