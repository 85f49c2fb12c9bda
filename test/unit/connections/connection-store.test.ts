import { beforeEach, describe, expect, it } from 'vitest';
import { type Connection, readConnection } from '../../../utils/connections/connection';
import { connectionIdOf } from '../../../utils/connections/connection-id';
import { createConnectionStore } from '../../../utils/connections/connection-store';
import { connectionOf, NOW } from './connection-fixture';
import { database, emptyDatabase } from './fresh-database';

const store = createConnectionStore(database);

beforeEach(emptyDatabase);

async function putRaw(id: string, value: unknown): Promise<void> {
  await (await database()).put('connections', value, id);
}

const full: Required<Connection> = {
  ...connectionOf('demo'),
  pages: ['https://demo.acquire.io/*'],
  end: '7d',
  nextEnd: { until: NOW + 1 },
  pressed: true,
  report: {
    checkedAt: NOW,
    checks: [
      { what: 'blocks' },
      { what: 'contacts', error: { code: 'no-permission', status: 403, vendorCode: 'X', notBefore: 5 } },
    ],
  },
};

describe('a connection', () => {
  it('comes back as it was put', async () => {
    await store.put(full);
    expect(await store.get(full.id)).toEqual(full);
    expect(await store.list()).toEqual([full]);
    expect(await store.get('acquire:acme')).toBeUndefined();
  });

  it('is listed by its age', async () => {
    const ages = { c: 3, a: 9, b: 1 };
    for (const [account, age] of Object.entries(ages)) await store.put(connectionOf(account, { createdAt: NOW + age }));
    expect((await store.list()).map(({ account }) => account)).toEqual(['b', 'c', 'a']);
  });

  it('is there once, whatever is put how often', async () => {
    await store.put(connectionOf('demo'));
    await store.put(connectionOf('demo', { label: 'again' }));
    expect((await store.list()).map(({ label }) => label)).toEqual(['again']);
  });

  it('that is removed is gone, and the others are not', async () => {
    await store.put(connectionOf('demo'));
    await store.put(connectionOf('acme'));
    await store.remove('acquire:demo');
    expect((await store.list()).map(({ id }) => id)).toEqual(['acquire:acme']);
  });

  it('has one id for each account', () => {
    expect(connectionIdOf('acquire', 'demo')).toBe('acquire:demo');
    expect(connectionIdOf('acquire', 'acme')).not.toBe(connectionIdOf('acquire', 'demo'));
  });
});

describe('a change', () => {
  it('is one step: none of a hundred at once is lost', async () => {
    await store.put(connectionOf('demo', { createdAt: 0 }));
    const add = (current: Connection) => ({ ...current, createdAt: current.createdAt + 1 });
    const second = createConnectionStore(database);
    await Promise.all(
      Array.from({ length: 100 }, (_, turn) => (turn % 2 ? store : second).change('acquire:demo', add)),
    );
    expect((await store.get('acquire:demo'))?.createdAt).toBe(100);
  });

  it('gives what is stored then', async () => {
    await store.put(connectionOf('demo'));
    const changed = await store.change('acquire:demo', (current) => ({ ...current, end: '30d' }));
    expect(changed?.end).toBe('30d');
    expect(await store.get('acquire:demo')).toEqual(changed);
  });

  it('of what is not there makes nothing', async () => {
    expect(await store.change('acquire:demo', (current) => current)).toBeUndefined();
    expect(await store.list()).toEqual([]);
  });
});

describe('what cannot be read', () => {
  const fields = Object.keys(connectionOf('demo')) as (keyof Connection)[];
  const broken: readonly [string, unknown][] = [
    ['nothing', null],
    ['a text', 'connection'],
    ['a list', []],
    ['an empty object', {}],
    ['a newer schema', { ...full, schema: 2 }],
    ['an unknown console', { ...full, consoleId: 'other' }],
    ['an unknown way', { ...full, via: 'relay' }],
    ['an unknown end', { ...full, end: '2d' }],
    ['an end of another form', { ...full, end: { until: NOW, forGood: true } }],
    ['an unknown error', { ...full, report: { checkedAt: NOW, checks: [{ what: 'blocks', error: { code: 'x' } }] } }],
    ...fields.map((field): [string, unknown] => [`${field} missing`, { ...full, [field]: undefined }]),
    ...fields.map((field): [string, unknown] => [`${field} of another kind`, { ...full, [field]: [null] }]),
  ];

  it.each(broken)('(%s) is not listed, not changed and not deleted, and the others work', async (_, value) => {
    await putRaw('acquire:demo', value);
    await store.put(connectionOf('acme'));
    expect((await store.list()).map(({ id }) => id)).toEqual(['acquire:acme']);
    expect(await store.get('acquire:demo')).toBeUndefined();
    expect(await store.change('acquire:demo', () => full)).toBeUndefined();
    await store.change('acquire:acme', (current) => ({ ...current, label: 'changed' }));
    expect((await store.get('acquire:acme'))?.label).toBe('changed');
    expect(await (await database()).get('connections', 'acquire:demo')).toEqual(value);
  });

  it('is told by the reading alone, and what can be read is not touched', () => {
    expect(readConnection(full)).toEqual(full);
    expect(readConnection(undefined)).toBeUndefined();
  });
});
