import { beforeEach, describe, expect, it } from 'vitest';
import { nameAmong } from '../../../utils/connections/connection-name';
import { createServing } from '../../../utils/connections/serving';
import { createTabChoices, originOf } from '../../../utils/connections/tab-choices';
import { connectionOf } from './connection-fixture';
import { database, emptyDatabase } from './fresh-database';

const portal = 'https://portal.example';
const shared = { pages: [`${portal}/*`], hosts: [`${portal}/*`, 'https://api.example/*'] };
const demo = connectionOf('demo');
const north = connectionOf('north', shared);
const south = connectionOf('south', shared);
const refused = (code: string) => ({ ok: false, error: { code } });
const served = (connection: typeof demo, chosenAs?: string) => ({ ok: true, value: { connection, chosenAs } });

let session = 'first';
const choices = () => createTabChoices(database, async () => session);

function bench(connections = [demo, north, south], lockedOut: readonly string[] = []) {
  const kept = choices();
  const serving = createServing({
    connections: async () => connections,
    hasAccess: async ({ id }) => !lockedOut.includes(id),
    choices: kept,
  });
  return { serving, kept };
}

beforeEach(async () => {
  session = 'first';
  await emptyDatabase();
});

describe('the connection of a page', () => {
  it('is the one whose address it has, in every tab', async () => {
    const { serving } = bench();
    for (const tabId of [1, 2])
      expect(await serving.at({ origin: 'https://demo.acquire.io', tabId })).toEqual(served(demo));
  });

  it('is none at an address of nobody', async () => {
    const { serving } = bench();
    for (const origin of ['https://evil.example', 'https://api.example', 'null', '']) {
      expect(await serving.at({ origin, tabId: 1 })).toEqual(refused('no-connection'));
    }
  });

  it('is none where the browser lets Cordon in no more', async () => {
    const { serving } = bench([demo], [demo.id]);
    expect(await serving.at({ origin: 'https://demo.acquire.io', tabId: 1 })).toEqual(refused('no-access'));
  });

  it('is none where two share the address, until one is chosen for this very tab', async () => {
    const { serving } = bench();
    expect(await serving.at({ origin: portal, tabId: 1 })).toEqual(refused('choose-connection'));
    expect(await serving.choose({ origin: portal, tabId: 1 }, south.id)).toEqual({ ok: true, value: null });
    expect(await serving.at({ origin: portal, tabId: 1 })).toEqual(served(south, 'south'));
    expect(await serving.at({ origin: portal, tabId: 2 })).toEqual(refused('choose-connection'));
  });

  it('is still that of its address in a frame of another origin, whatever was chosen for the tab', async () => {
    const { serving } = bench();
    await serving.choose({ origin: portal, tabId: 1 }, south.id);
    expect(await serving.at({ origin: 'https://demo.acquire.io', tabId: 1 })).toEqual(served(demo));
  });

  it('can be chosen anew', async () => {
    const { serving } = bench();
    await serving.choose({ origin: portal, tabId: 1 }, south.id);
    await serving.choose({ origin: portal, tabId: 1 }, north.id);
    expect(await serving.at({ origin: portal, tabId: 1 })).toEqual(served(north, 'north'));
  });

  it('cannot be one that has no pages there', async () => {
    const { serving } = bench();
    expect(await serving.choose({ origin: portal, tabId: 1 }, demo.id)).toEqual(refused('no-connection'));
    expect(await serving.choose({ origin: 'https://evil.example', tabId: 1 }, demo.id)).toEqual(
      refused('no-connection'),
    );
    expect(await serving.at({ origin: portal, tabId: 1 })).toEqual(refused('choose-connection'));
  });

  it('never becomes another unasked, because the chosen one was locked out', async () => {
    const { serving, kept } = bench([north, south], [south.id]);
    expect(await serving.at({ origin: portal, tabId: 1 })).toEqual(refused('choose-connection'));
    await kept.choose(1, portal, south.id);
    expect(await serving.at({ origin: portal, tabId: 1 })).toEqual(refused('no-access'));
  });

  it('needs no choice where none of them may be reached', async () => {
    const { serving } = bench([north, south], [north.id, south.id]);
    expect(await serving.at({ origin: portal, tabId: 1 })).toEqual(refused('no-access'));
  });

  it('is asked for again where the chosen one was removed and several are left', async () => {
    const west = connectionOf('west', shared);
    const { kept } = bench();
    await kept.choose(1, portal, south.id);
    expect(await bench([north, west]).serving.at({ origin: portal, tabId: 1 })).toEqual(refused('choose-connection'));
  });
});

describe('the name of a connection', () => {
  const named = (id: string, label: string, account = id) => ({ id, label, account });

  it.each([
    [named('a', 'North'), [named('b', 'South')], 'North'],
    [named('a', 'North'), [named('b', 'North')], 'North (a)'],
    [named('a', ''), [named('b', 'North')], 'a'],
    [named('a', 'b'), [named('b', '')], 'b (a)'],
    [named('b', ''), [named('a', 'b')], 'b'],
  ])('of %j among %j is %s', (connection, others, name) => {
    expect(nameAmong(connection, [connection, ...others])).toBe(name);
  });
});

describe('the choice for a tab', () => {
  it('is there again after the background was stopped', async () => {
    await choices().choose(1, portal, south.id);
    await choices().choose(2, portal, north.id);
    const restarted = choices();
    expect([await restarted.of(1, portal), await restarted.of(2, portal)]).toEqual([south.id, north.id]);
  });

  it('ends with the tab', async () => {
    const kept = choices();
    await kept.choose(1, portal, south.id);
    await kept.choose(2, portal, south.id);
    await kept.left(1);
    expect([await kept.of(1, portal), await kept.of(2, portal)]).toEqual([undefined, south.id]);
    expect(await choices().of(1, portal)).toBeUndefined();
  });

  it.each(['https://login.example', undefined])(
    'ends when the tab shows %s, and is not there on the way back',
    async (to) => {
      const kept = choices();
      await kept.choose(1, portal, south.id);
      await kept.left(1, portal);
      expect(await kept.of(1, portal)).toBe(south.id);
      await kept.left(1, to);
      await kept.left(1, portal);
      expect([await kept.of(1, portal), await choices().of(1, portal)]).toEqual([undefined, undefined]);
    },
  );

  it('is of one origin', async () => {
    const kept = choices();
    await kept.choose(1, portal, south.id);
    expect(await kept.of(1, 'https://evil.example')).toBeUndefined();
  });

  it('of another run of the browser counts for nothing, though its tab had the same id', async () => {
    const kept = choices();
    await kept.choose(1, portal, south.id);
    session = 'second';
    expect([await kept.of(1, portal), await choices().of(1, portal)]).toEqual([undefined, undefined]);
    await kept.choose(2, portal, north.id);
    session = 'first';
    expect(await choices().of(1, portal)).toBeUndefined();
  });

  it('is not lost among many made at once', async () => {
    const kept = choices();
    await Promise.all(Array.from({ length: 20 }, (_, tabId) => kept.choose(tabId, portal, `c${tabId}`)));
    const restarted = choices();
    const found = await Promise.all(Array.from({ length: 20 }, (_, tabId) => restarted.of(tabId, portal)));
    expect(found).toEqual(Array.from({ length: 20 }, (_, tabId) => `c${tabId}`));
  });

  it.each([null, 'x', {}, { session: 'first' }, { session: 'first', tabs: [{ tabId: '1' }] }])(
    'is none where %o is stored',
    async (value) => {
      await (await database()).put('singles', value, 'tab-choices');
      expect(await choices().of(1, portal)).toBeUndefined();
    },
  );
});

describe('the origin of a tab', () => {
  it.each([
    ['https://portal.example/a?b#c', portal],
    ['about:blank', 'null'],
    ['', undefined],
    [undefined, undefined],
  ])('at %s is %s', (url, origin) => {
    expect(originOf(url)).toBe(origin);
  });
});
