import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, KEYS, startBench } from './featurebase-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const rejected = { code: 'bad-key', status: 401, vendorCode: 'invalid_api_key' };

describe('the test of a key', () => {
  it.each([
    ['full', [{ what: 'contacts' }, { what: 'conversations' }]],
    // Nothing but a block shows whether a key may block: it is not claimed.
    ['readOnly', [{ what: 'contacts' }, { what: 'conversations' }]],
    ['deleted', [{ what: 'contacts', error: rejected }]],
    ['unknown', [{ what: 'contacts', error: rejected }]],
  ] as const)('%s says what works', async (name, checks) => {
    bench.useKey(KEYS[name]);
    expect(await bench.api.testKey()).toEqual(checks);
  });

  it('sends two reads and nothing else, and leaves the world as it was', async () => {
    const before = [...bench.world.blocked];
    await bench.api.testKey();
    expect(bench.arrived).toEqual(['GET /v2/contacts?limit=1', 'GET /v2/conversations?limit=1']);
    expect(bench.writes()).toEqual([]);
    expect([...bench.world.blocked]).toEqual(before);
  });

  it('that is turned down asks once and no more', async () => {
    bench.useKey(KEYS.deleted);
    await bench.api.testKey();
    expect(bench.arrived).toHaveLength(1);
  });

  it('that may not read contacts still says whether it may read conversations', async () => {
    bench.world.switches.faults.push({ path: '/v2/contacts', times: 1, kind: { status: 403 } });
    expect(await bench.api.testKey()).toEqual([
      { what: 'contacts', error: { code: 'no-permission', status: 403, vendorCode: 'insufficient_permissions' } },
      { what: 'conversations' },
    ]);
  });

  it('in a workspace without anybody works', async () => {
    bench.world.people.clear();
    bench.world.conversations.clear();
    expect(await bench.api.testKey()).toEqual([{ what: 'contacts' }, { what: 'conversations' }]);
  });

  it('that finds no such list says that it was refused, not that somebody is gone', async () => {
    bench.fault({ status: 404 });
    expect(await bench.api.testKey()).toEqual([
      { what: 'contacts', error: { code: 'refused', status: 404, vendorCode: 'not_found' } },
    ]);
  });

  it('that is not there sends nothing', async () => {
    bench.useKey(undefined);
    expect(await bench.api.testKey()).toEqual([{ what: 'contacts', error: { code: 'no-key' } }]);
    expect(bench.arrived).toEqual([]);
  });

  it('without a network says so', async () => {
    await bench.close();
    expect(await bench.api.testKey()).toEqual([{ what: 'contacts', error: { code: 'no-network' } }]);
    bench = await startBench();
  });

  it.each([
    [{ redirect: 'https://evil.example/v2' }, 'redirected'],
    [{ status: 429, headers: { 'retry-after': '60' } }, 'rate-limited'],
    [{ status: 500 }, 'server-error'],
    [{ html: '<h1>Maintenance</h1>' }, 'not-json'],
    [{ status: 200, body: { object: 'list' } }, 'bad-answer'],
  ])('that meets %o claims nothing', async (kind, code) => {
    bench.fault(kind);
    expect(await bench.api.testKey()).toMatchObject([{ what: 'contacts', error: { code } }]);
  });

  it('never says the key', async () => {
    bench.say(`{"error":{"code":"${KEYS.full}"}}`, 'application/json', 403);
    expect(JSON.stringify(await bench.api.testKey())).not.toContain(KEYS.full.slice(3));
  });
});
