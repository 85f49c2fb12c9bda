import { beforeEach, describe, expect, it } from 'vitest';
import { createWipe } from '../../../utils/connections/wipe';
import { database, emptyDatabase } from './fresh-database';

const stores = ['connections', 'keys', 'blocks', 'singles', 'quarantine'] as const;

async function fill(): Promise<void> {
  const db = await database();
  for (const store of stores) await db.put(store, { some: 'value' }, 'name');
  await db.add('journal', { some: 'entry' });
}

async function countAll(): Promise<number> {
  const db = await database();
  const counts = await Promise.all([...db.objectStoreNames].map((name) => db.count(name)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A browser that holds something of each kind. */
function createBench(options: { broken?: boolean } = {}) {
  const held = {
    origins: ['https://demo.acquire.io/*', 'https://by-policy.example/*', 'https://acme.acquire.io/*'],
    scripts: ['inbox'],
    alarms: ['drive', 'lock'],
    areas: [{ a: 1 }, { b: 1 }] as Record<string, number>[],
    changed: 0,
    leftAtChange: -1,
  };
  const fails = () => Promise.reject(new Error('broken'));
  const wipe = createWipe({
    database,
    permissions: {
      getAll: async () => ({ origins: [...held.origins], permissions: [] }),
      async remove({ origins = [] }) {
        if (origins.some((origin) => origin.includes('by-policy'))) throw new Error('required');
        held.origins = held.origins.filter((origin) => !origins.includes(origin));
        return true;
      },
    },
    scripting: {
      getRegisteredContentScripts: async () =>
        options.broken ? fails() : held.scripts.map((id) => ({ id, matches: [], js: [] })),
      async unregisterContentScripts(filter) {
        held.scripts = held.scripts.filter((id) => !filter?.ids?.includes(id));
      },
    },
    alarms: {
      async clearAll() {
        if (options.broken) return fails();
        held.alarms = [];
        return true;
      },
    },
    areas: held.areas.map((area) => ({
      async clear() {
        for (const name of Object.keys(area)) delete area[name];
      },
    })),
    changed: () => {
      held.changed += 1;
    },
  });
  return { wipe, held };
}

beforeEach(emptyDatabase);

describe('deleting everything', () => {
  it('leaves nothing in the database, in memory, with the browser, and tells the pages once', async () => {
    await fill();
    expect(await countAll()).toBe(6);
    const { wipe, held } = createBench();
    await wipe();
    expect(await countAll()).toBe(0);
    expect(held).toMatchObject({ scripts: [], alarms: [], areas: [{}, {}], changed: 1 });
  });

  it('gives every host back, but for those that the browser does not take', async () => {
    const { wipe, held } = createBench();
    await wipe();
    expect(held.origins).toEqual(['https://by-policy.example/*']);
  });

  it('empties the database though the browser refuses the rest', async () => {
    await fill();
    const { wipe } = createBench({ broken: true });
    await wipe();
    expect(await countAll()).toBe(0);
  });
});
