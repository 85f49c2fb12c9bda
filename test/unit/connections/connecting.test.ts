import { beforeEach, describe, expect, it } from 'vitest';
import { locked } from '../../../utils/connections/protection';
import { createConnectingBench } from './connecting-bench';
import { connectionOf, NOW } from './connection-fixture';
import { database, dumpDatabase, emptyDatabase } from './fresh-database';

const demo = 'acquire:demo';
const good = 'demo:good-secret';
const better = 'demo:better-secret';
const bad = 'demo:wrong-secret';

type Bench = ReturnType<typeof createConnectingBench>;
let bench: Bench;

beforeEach(async () => {
  await emptyDatabase();
  bench = createConnectingBench();
  bench.rights.set(good, 'all').set(better, 'all').set(bad, 'turned-down');
});

const checksOf = (result: Awaited<ReturnType<Bench['connecting']['test']>>) =>
  result.ok ? result.value.report?.checks : result.error;

/** A connection whose key works. */
async function connected(): Promise<void> {
  await bench.connect('demo', good);
  await bench.connecting.test(demo);
  bench.requests.length = 0;
}

describe('while Cordon is locked', () => {
  it('a test says so, sends nothing, writes nothing down, and leaves key and candidate as they are', async () => {
    await connected();
    const before = await bench.store.get(demo);
    const { open } = bench.vault;
    bench.vault.open = async () => locked;
    expect(await bench.connecting.test(demo)).toEqual({ ok: false, error: { code: 'locked' } });
    await bench.vault.putCandidate(demo, better);
    expect(await bench.connecting.test(demo)).toEqual({ ok: false, error: { code: 'locked' } });
    expect(bench.requests).toEqual([]);
    expect(await bench.store.get(demo)).toEqual(before);
    bench.vault.open = open;
    expect(await bench.connecting.test(demo)).toMatchObject({ ok: true });
    expect(await bench.vault.open(demo, 'in-use')).toBe(better);
  });
});

describe('connecting', () => {
  it('stores the account under its own id, not tested yet', async () => {
    const answer = await bench.connect('demo', good, '  Support  ');
    expect(answer).toEqual({
      ok: true,
      value: {
        id: demo,
        consoleId: 'acquire',
        label: 'Support',
        account: 'demo',
        origin: 'https://demo.acquire.io',
        hosts: ['https://demo.acquire.io/*'],
        access: true,
        hasKey: true,
        end: '1d',
        forbidden: false,
        pause: undefined,
        report: undefined,
      },
    });
    expect(await bench.store.list()).toEqual([
      connectionOf('demo', { label: 'Support', pages: ['https://demo.acquire.io/*'] }),
    ]);
    expect(bench.requests).toEqual([]);
  });

  it('calls it by its account where nothing was typed', async () => {
    expect(await bench.connect('demo', good, ' ')).toMatchObject({ value: { label: 'demo' } });
  });

  it.each([
    ['an address that is none', 'https://demo.acquire.io@evil.example', demo],
    ['an id of another account', 'acme', demo],
    ['an id of no console', 'demo', 'demo'],
  ])('stores nothing for %s', async (_, address, connectionId) => {
    await bench.vault.putCandidate(connectionId, good);
    const answer = await bench.connecting.connect({ connectionId, consoleId: 'acquire', address, label: '' });
    expect(answer).toEqual({ ok: false, error: { code: 'bad-account' } });
    expect(await bench.store.list()).toEqual([]);
  });

  it('stores nothing without a key in the vault', async () => {
    const wanted = { connectionId: demo, consoleId: 'acquire', address: 'demo', label: '' } as const;
    expect(await bench.connecting.connect(wanted)).toEqual({ ok: false, error: { code: 'no-key' } });
    expect(await bench.store.list()).toEqual([]);
  });

  it('again keeps the age, the choice of end and, where none is typed, the label', async () => {
    await bench.store.put(connectionOf('demo', { label: 'Support', end: '30d', createdAt: NOW - 5 }));
    const answer = await bench.connect('demo', better);
    expect(answer).toMatchObject({ value: { label: 'Support', end: '30d' } });
    expect((await bench.store.get(demo))?.createdAt).toBe(NOW - 5);
  });
});

describe('an account that is connected already', () => {
  const again = () => bench.connect('demo', better, 'Another');

  it('is refused, and the key that was typed for it is forgotten', async () => {
    await connected();
    const before = await bench.store.list();
    expect(await again()).toEqual({ ok: false, error: { code: 'duplicate-connection' } });
    expect(await bench.store.list()).toEqual(before);
    await bench.connecting.testWaiting();
    expect([await bench.vault.open(demo, 'in-use'), bench.requests]).toEqual([good, []]);
  });

  it('is gone on with where its key was never proven', async () => {
    await bench.connect('demo', good);
    expect(await again()).toMatchObject({ ok: true, value: { label: 'Another' } });
    await bench.connecting.test(demo);
    expect(await bench.vault.open(demo, 'in-use')).toBe(better);
  });
});

describe('a test', () => {
  it('that works puts the key into use, and is written down', async () => {
    await bench.connect('demo', good);
    const tested = await bench.connecting.test(demo);
    const report = { checkedAt: NOW, checks: [{ what: 'blocks' }, { what: 'contacts' }, { what: 'conversations' }] };
    expect(tested).toMatchObject({ ok: true, value: { hasKey: true, report } });
    expect((await bench.store.get(demo))?.report).toEqual(report);
    expect(await bench.vault.open(demo, 'in-use')).toBe(good);
    expect(await bench.vault.candidateOf(demo)).toBeUndefined();
  });

  it('of the first key says what is wrong with it, and keeps it to be replaced', async () => {
    await bench.connect('demo', bad);
    expect(checksOf(await bench.connecting.test(demo))).toMatchObject([{ what: 'blocks', error: { code: 'bad-key' } }]);
    bench.requests.length = 0;
    await bench.vault.putCandidate(demo, good);
    expect(checksOf(await bench.connecting.test(demo))).toHaveLength(3);
    expect(await bench.vault.open(demo, 'in-use')).toBe(good);
  });

  it('without a candidate tests the key in use', async () => {
    await connected();
    bench.rights.set(good, 'turned-down');
    expect(checksOf(await bench.connecting.test(demo))).toMatchObject([{ error: { code: 'bad-key', status: 401 } }]);
    expect(await bench.vault.open(demo, 'in-use')).toBe(good);
  });

  it('goes to the account’s own host with the key that is tested, and sends nothing but reads', async () => {
    await bench.connect('demo', good);
    await bench.connecting.test(demo);
    expect(bench.requests.map(({ method, key }) => [method, key])).toEqual([
      ['GET', good],
      ['POST', good],
      ['GET', good],
    ]);
    for (const { url } of bench.requests) expect(url).toMatch(/^https:\/\/demo\.acquire\.io\/api\/v1\/crm\//);
  });

  it('asked for twice at once is one, and both hear of it', async () => {
    await bench.connect('demo', good);
    const [first, second] = await Promise.all([bench.connecting.test(demo), bench.connecting.test(demo)]);
    expect(first).toEqual(second);
    expect(bench.requests).toHaveLength(3);
    await bench.connecting.test(demo);
    expect(bench.requests).toHaveLength(6);
  });

  it('of what is not there says so', async () => {
    expect(await bench.connecting.test(demo)).toEqual({ ok: false, error: { code: 'no-connection' } });
  });

  it('of a connection that is removed meanwhile brings nothing back', async () => {
    await bench.connect('demo', good);
    const release = bench.hold();
    const testing = bench.connecting.test(demo);
    await bench.sent(1);
    await bench.vault.remove(demo);
    await bench.store.remove(demo);
    release();
    expect(await testing).toEqual({ ok: false, error: { code: 'no-connection' } });
    expect(await bench.store.list()).toEqual([]);
    expect(await (await database()).getAllKeys('keys')).toEqual(['wrapping']);
  });
});

describe('a new key', () => {
  beforeEach(connected);

  it('that works replaces the one in use', async () => {
    await bench.vault.putCandidate(demo, better);
    await bench.connecting.test(demo);
    expect(await bench.vault.open(demo, 'in-use')).toBe(better);
  });

  it.each([
    ['turned-down', { code: 'bad-key', status: 401, vendorCode: 'ERROR_UNAUTHORIZED' }],
    ['no-blocks', { code: 'no-permission', status: 403, vendorCode: 'ERROR_UNAUTHORIZED_ACCESS' }],
  ] as const)('that is %s never replaces the one in use, and is forgotten', async (rights, error) => {
    const before = await bench.store.get(demo);
    bench.rights.set(bad, rights);
    await bench.vault.putCandidate(demo, bad);
    expect(await bench.connecting.test(demo)).toEqual({ ok: false, error });
    expect(await bench.vault.open(demo, 'in-use')).toBe(good);
    expect(await bench.vault.candidateOf(demo)).toBeUndefined();
    expect(await bench.store.get(demo)).toEqual(before);
  });

  it.each([
    ['no-network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['timeout', () => Promise.reject(new DOMException('', 'TimeoutError'))],
    ['server-error', async () => new Response('', { status: 503 })],
    ['rate-limited', async () => new Response('', { status: 429 })],
    ['redirected', async () => new Response('', { status: 302 })],
    ['not-json', async () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['unknown-account', async () => new Response('', { status: 404 })],
  ] as const)('that could not be tried (%s) replaces nothing, and waits for its test', async (code, fault) => {
    await bench.vault.putCandidate(demo, better);
    bench.state.fault = fault;
    expect(await bench.connecting.test(demo)).toMatchObject({ ok: false, error: { code } });
    expect(await bench.vault.open(demo, 'in-use')).toBe(good);
    bench.state.fault = undefined;
    await bench.connecting.testWaiting();
    expect(await bench.vault.open(demo, 'in-use')).toBe(better);
  });

  it('is not used by the work before it is proven', async () => {
    await bench.vault.putCandidate(demo, better);
    await (await bench.connecting.apiOf(demo))?.listRecords();
    expect(bench.requests.map(({ key }) => key)).toEqual([good]);
    await bench.connecting.test(demo);
    bench.requests.length = 0;
    await (await bench.connecting.apiOf(demo))?.listRecords();
    expect(bench.requests.map(({ key }) => key)).toEqual([better]);
  });
});

describe('a key that is stored while another is tested', () => {
  beforeEach(connected);

  it('is never used untested, and everyone hears of its own test', async () => {
    bench.rights.set(bad, 'turned-down');
    await bench.vault.putCandidate(demo, better);
    const release = bench.hold();
    const first = bench.connecting.test(demo);
    await bench.sent(1);
    await bench.vault.putCandidate(demo, bad);
    const second = bench.connecting.test(demo);
    release();
    expect(await Promise.all([first, second])).toMatchObject([
      { ok: false, error: { code: 'bad-key' } },
      { ok: false, error: { code: 'bad-key' } },
    ]);
    expect(await bench.vault.open(demo, 'in-use')).toBe(good);
    expect(await bench.vault.candidateOf(demo)).toBeUndefined();
  });

  it('is tested though the one under way was that of the key in use', async () => {
    const release = bench.hold();
    const first = bench.connecting.test(demo);
    await bench.sent(1);
    await bench.vault.putCandidate(demo, better);
    release();
    await first;
    expect(await bench.vault.open(demo, 'in-use')).toBe(better);
    expect(bench.requests.at(-1)?.key).toBe(better);
  });

  it('when that test is all but over has its own, and is not told the other’s outcome', async () => {
    let stored = false;
    const { promote } = bench.vault;
    // The moment between the other's promotion and the end of its test.
    bench.vault.promote = async (id, candidate) => {
      const done = await promote(id, candidate);
      if (!stored) {
        stored = true;
        await bench.vault.putCandidate(demo, bad);
        late = bench.connecting.test(demo);
      }
      return done;
    };
    let late: ReturnType<typeof bench.connecting.test> | undefined;
    await bench.vault.putCandidate(demo, better);
    expect(await bench.connecting.test(demo)).toMatchObject({ ok: true });
    expect(await late).toMatchObject({ ok: false, error: { code: 'bad-key' } });
    expect(await bench.vault.open(demo, 'in-use')).toBe(better);
  });
});

describe('access that comes late', () => {
  it('is waited for: nothing is sent before it, and the test follows it', async () => {
    bench.state.access = false;
    expect(await bench.connect('demo', good)).toMatchObject({ value: { access: false, hasKey: true } });
    expect(await bench.connecting.test(demo)).toMatchObject({ ok: true, value: { access: false, report: undefined } });
    await bench.connecting.testWaiting();
    expect(bench.requests).toEqual([]);
    expect(await bench.vault.open(demo, 'in-use')).toBeUndefined();
    bench.state.access = true;
    await bench.connecting.testWaiting();
    expect(await bench.vault.open(demo, 'in-use')).toBe(good);
    expect((await bench.store.get(demo))?.report?.checks).toHaveLength(3);
  });

  it('makes no test of what was tested before', async () => {
    await connected();
    await bench.connecting.testWaiting();
    expect(bench.requests).toEqual([]);
  });

  it('that is taken back stops the work before anything is sent', async () => {
    await connected();
    bench.state.access = false;
    const api = await bench.connecting.apiOf(demo);
    expect(await api?.listRecords()).toEqual({ ok: false, error: { code: 'no-access' } });
    expect(bench.requests).toEqual([]);
  });
});

describe('a key that works', () => {
  it('is told of by every test that finds it so, and once by two at once', async () => {
    await bench.connect('demo', good);
    await Promise.all([bench.connecting.test(demo), bench.connecting.test(demo)]);
    expect(bench.working).toEqual([demo]);
    await bench.connecting.test(demo);
    expect(bench.working).toEqual([demo, demo]);
  });

  it('is told of where it was typed while the console could not be reached, and tested later', async () => {
    await connected();
    bench.working.length = 0;
    await bench.vault.putCandidate(demo, better);
    bench.state.fault = () => Promise.reject(new TypeError('Failed to fetch'));
    await bench.connecting.test(demo);
    expect(bench.working).toEqual([]);
    bench.state.fault = undefined;
    await bench.connecting.testWaiting();
    expect(await bench.vault.open(demo, 'in-use')).toBe(better);
    expect(bench.working).toEqual([demo]);
  });

  it('is told of where the console refused an earlier one', async () => {
    await bench.connect('demo', bad);
    await bench.connecting.test(demo);
    expect(bench.working).toEqual([]);
    await bench.vault.putCandidate(demo, good);
    await bench.connecting.testWaiting();
    expect(bench.working).toEqual([demo]);
  });

  it('is not told of where it was turned down, or could not be asked about', async () => {
    await connected();
    bench.working.length = 0;
    await bench.vault.putCandidate(demo, bad);
    await bench.connecting.test(demo);
    bench.state.access = false;
    await bench.connecting.test(demo);
    await bench.vault.putCandidate(demo, better);
    await bench.connecting.testWaiting();
    expect(bench.working).toEqual([]);
  });
});

describe('what is shown of a connection', () => {
  it.each([
    [NOW + 60_000, { until: NOW + 60_000 }],
    [NOW + 59_999, '8h'],
    [NOW - 1, '8h'],
  ])('is the end that its next press takes: with %i for that alone it is %o', async (until, end) => {
    expect(await bench.connecting.view(connectionOf('demo', { end: '8h', nextEnd: { until } }))).toMatchObject({ end });
  });

  it('says what keeps it from sending, and until when', async () => {
    const pause = { error: { code: 'rate-limited' }, until: NOW + 60_000 } as const;
    await connected();
    bench.pauses.set(demo, pause);
    const [connection] = await bench.store.list();
    expect(connection && (await bench.connecting.view(connection))).toMatchObject({ pause });
    bench.pauses.clear();
    expect(connection && (await bench.connecting.view(connection)).pause).toBeUndefined();
  });
});

describe('the key', () => {
  it('is in no stored connection, in no view and in no error', async () => {
    const seen: unknown[] = [await bench.connect('demo', good), await bench.connecting.test(demo)];
    bench.state.fault = async () => new Response(`<p>${bad} ${good}</p>`, { status: 401 });
    await bench.vault.putCandidate(demo, bad);
    seen.push(await bench.connecting.test(demo));
    const stored = await bench.store.list();
    seen.push(stored, await Promise.all(stored.map(bench.connecting.view)));
    for (const text of [JSON.stringify(seen), await dumpDatabase()]) {
      expect(text).toContain('demo');
      expect(text).not.toContain('secret');
    }
  });

  it('of one account is never sent to another', async () => {
    bench.rights.set('acme:key', 'all');
    await bench.connect('demo', good);
    await bench.connect('acme', 'acme:key');
    await bench.connecting.testWaiting();
    expect(bench.requests).toHaveLength(6);
    for (const { url, key } of bench.requests) expect(new URL(url).host).toBe(`${key.split(':')[0]}.acquire.io`);
  });
});

describe('a corrupt connection', () => {
  it('is not listed, not deleted and not in the way', async () => {
    await (await database()).put('connections', { schema: 1, id: demo }, demo);
    await bench.connect('acme', better);
    await bench.connecting.testWaiting();
    expect((await bench.store.list()).map(({ id }) => id)).toEqual(['acquire:acme']);
    expect(await bench.connecting.apiOf(demo)).toBeUndefined();
    expect(await bench.connecting.test(demo)).toEqual({ ok: false, error: { code: 'no-connection' } });
    expect(await (await database()).get('connections', demo)).toEqual({ schema: 1, id: demo });
  });
});
