import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEYS } from '../../lab/softwareone/tokens';
import { type Bench, CONTACTS, startBench } from './softwareone-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const good = [{ what: 'contacts' }, { what: 'blocks' }];
const rejected = [{ what: 'contacts', error: { code: 'bad-key', status: 401 } }];

describe('the test of a key', () => {
  it.each([
    ['ops', good],
    ['otherOps', good],
    // They may read, and the test proves no more; that they may not block shows at the first block.
    ['vendor', good],
    ['client', good],
    ['contact', good],
    ['disabled', rejected],
    ['deleted', rejected],
    ['unknown', rejected],
  ] as const)('%s says what can be read', async (name, checks) => {
    bench.useKey(KEYS[name]);
    expect(await bench.api.testKey()).toEqual(checks);
  });

  it.each(['v4', 'v5'] as const)(
    'sends two reads and nothing else, and leaves the world as it was (%s)',
    async (generation) => {
      bench.set({ generation });
      const before = JSON.stringify([...bench.world.contacts.values()]);
      expect(await bench.api.testKey()).toEqual(good);
      expect(bench.arrived).toEqual([
        `GET ${CONTACTS}?limit=1&offset=0`,
        `GET ${CONTACTS}?eq(status,Blocked)&limit=1&offset=0&select=+audit`,
      ]);
      expect(JSON.stringify([...bench.world.contacts.values()])).toBe(before);
    },
  );

  it('that is turned down asks once and no more', async () => {
    bench.useKey(KEYS.disabled);
    await bench.api.testKey();
    expect(bench.arrived).toHaveLength(1);
  });

  it('that may read contacts, and not by their status, says so', async () => {
    bench.answer((req, res) => {
      req.resume();
      const isFirst = !req.url?.includes('Blocked');
      res.writeHead(isFirst ? 200 : 403, { 'content-type': 'application/json' }).end('{"data":[]}');
    });
    expect(await bench.api.testKey()).toEqual([
      { what: 'contacts' },
      { what: 'blocks', error: { code: 'no-permission', status: 403 } },
    ]);
  });

  it('that is not there sends nothing', async () => {
    bench.useKey(undefined);
    expect(await bench.api.testKey()).toEqual([{ what: 'contacts', error: { code: 'no-key' } }]);
    expect(bench.arrived).toEqual([]);
  });

  it.each([
    [{ status: 404 }, 'unknown-account'],
    [{ status: 403 }, 'no-permission'],
    [{ status: 500 }, 'server-error'],
    [{ html: '<h1>Maintenance</h1>' }, 'not-json'],
    [{ status: 200, body: { data: true } }, 'bad-answer'],
  ])('that meets %o claims nothing', async (kind, code) => {
    bench.fault(kind);
    expect(await bench.api.testKey()).toMatchObject([{ what: 'contacts', error: { code } }]);
  });

  it('never says the key', async () => {
    bench.say(JSON.stringify({ errors: { [KEYS.ops]: [] } }), 'application/problem+json', 403);
    const [, , secret = ''] = KEYS.ops.split(':');
    expect(JSON.stringify(await bench.api.testKey())).not.toContain(secret);
  });
});
