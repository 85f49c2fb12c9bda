import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabKeys } from '../../lab/acquire/keys';
import { ACME_KEYS, DEMO_KEYS } from '../../lab/acquire/keys';
import { type Bench, startBench } from './acquire-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const forbidden = { code: 'no-permission', status: 403, vendorCode: 'ERROR_UNAUTHORIZED_ACCESS' };
const rejected = { code: 'bad-key', status: 401, vendorCode: 'ERROR_UNAUTHORIZED' };

describe('the test of a key', () => {
  it.each<[keyof LabKeys, object[]]>([
    ['full', [{ what: 'blocks' }, { what: 'contacts' }, { what: 'conversations' }]],
    [
      'blockOnly',
      [{ what: 'blocks' }, { what: 'contacts', error: forbidden }, { what: 'conversations', error: forbidden }],
    ],
    [
      'contactsOnly',
      [{ what: 'blocks', error: forbidden }, { what: 'contacts' }, { what: 'conversations', error: forbidden }],
    ],
    ['noCases', [{ what: 'blocks' }, { what: 'contacts' }, { what: 'conversations', error: forbidden }]],
    ['disabled', [{ what: 'blocks', error: rejected }]],
    ['unknown', [{ what: 'blocks', error: rejected }]],
  ])('%s says what works', async (name, checks) => {
    bench.useKey(DEMO_KEYS[name]);
    expect(await bench.api.testKey()).toEqual(checks);
  });

  it('of another account is one of a key that is turned down', async () => {
    bench.useKey(ACME_KEYS.full);
    expect(await bench.api.testKey()).toEqual([{ what: 'blocks', error: rejected }]);
  });

  it('that is not there sends nothing', async () => {
    bench.useKey(undefined);
    expect(await bench.api.testKey()).toEqual([{ what: 'blocks', error: { code: 'no-key' } }]);
    expect(bench.arrived).toEqual([]);
  });

  it('sends three reads and nothing else, and leaves the world as it was', async () => {
    const before = JSON.stringify([...bench.world.contacts.values(), bench.world.records, [...bench.world.cases]]);
    await bench.api.testKey();
    const sent = bench.world.requests.map(({ method, path, query, body }) => ({ method, path, query, body }));
    expect(sent).toEqual([
      { method: 'GET', path: '/api/v1/crm/block-visitor', query: {}, body: undefined },
      {
        method: 'POST',
        path: '/api/v1/crm/contact/list',
        query: {},
        body: { payload: {}, page: 0, limit: 1, search: 'cordon key test' },
      },
      { method: 'GET', path: '/api/v1/crm/objects/case/1', query: { relations: 'contact' }, body: undefined },
    ]);
    expect(bench.writes()).toEqual([]);
    expect(JSON.stringify([...bench.world.contacts.values(), bench.world.records, [...bench.world.cases]])).toBe(
      before,
    );
  });

  it('that is turned down asks once and no more', async () => {
    bench.useKey(DEMO_KEYS.disabled);
    await bench.api.testKey();
    expect(bench.arrived).toHaveLength(1);
  });

  it.each([
    ['400', 'code-object', undefined],
    ['400', 'code-string', undefined],
    ['404', 'code-object', undefined],
    ['404', 'html', undefined],
    ['404', 'empty', undefined],
    ['400', 'html', { code: 'refused', status: 400 }],
    ['400', 'empty', { code: 'refused', status: 400 }],
  ] as const)(
    'may look into conversations where the one that is asked for is not there: %s with %s',
    async (unknownRecordGet, errorBody, error) => {
      bench.world.cases.delete(1);
      bench.set({ unknownRecordGet, errorBody });
      const checks = await bench.api.testKey();
      expect(checks).toEqual([
        { what: 'blocks' },
        { what: 'contacts' },
        { what: 'conversations', ...(error && { error }) },
      ]);
    },
  );

  it('on an account that does not exist says so', async () => {
    bench.say('<!doctype html><title>Not found</title>', 'text/html', 404);
    expect(await bench.api.testKey()).toEqual([{ what: 'blocks', error: { code: 'unknown-account', status: 404 } }]);
    expect(bench.arrived).toHaveLength(1);
  });

  it('without a network says so', async () => {
    await bench.close();
    expect(await bench.api.testKey()).toEqual([{ what: 'blocks', error: { code: 'no-network' } }]);
  });

  it('that is led elsewhere says so, and nobody else gets the key', async () => {
    bench.fault({ redirect: `${bench.evilOrigin}/api`, status: 307 });
    expect(await bench.api.testKey()).toEqual([{ what: 'blocks', error: { code: 'redirected' } }]);
    expect(bench.evil).toEqual([]);
  });

  it.each([
    [{ status: 429, headers: { 'retry-after': '60' } }, 'rate-limited'],
    [{ status: 500 }, 'server-error'],
    [{ status: 503 }, 'server-error'],
    [{ html: '<h1>Maintenance</h1>' }, 'not-json'],
    [{ status: 200, body: { data: true } }, 'bad-answer'],
  ])('that meets %o claims nothing', async (kind, code) => {
    bench.fault(kind);
    expect(await bench.api.testKey()).toMatchObject([{ what: 'blocks', error: { code } }]);
  });

  it('never says the key', async () => {
    bench.say(`<p>${DEMO_KEYS.full}</p>`, 'text/html', 403);
    expect(JSON.stringify(await bench.api.testKey())).not.toContain(DEMO_KEYS.full);
  });
});
