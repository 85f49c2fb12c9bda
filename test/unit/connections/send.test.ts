import { afterEach, describe, expect, it, vi } from 'vitest';
import { locked } from '../../../utils/connections/protection';
import { createSend, requestTimeout } from '../../../utils/connections/send';
import type { WhichKey } from '../../../utils/connections/vault';
import { ACME_KEYS } from '../../lab/acquire/keys';
import { connectionOf } from './connection-fixture';
import { createSendBench, credentialOf, key, simple } from './send-bench';

describe('the destination', () => {
  it.each([
    '',
    'api',
    'https://evil.example/',
    '//evil.example/api',
    '//demo.acquire.io/api',
    '/\\evil.example/api',
    '\\\\evil.example',
    '/api?x=1',
    '/api#x',
    '/api/\u200b',
    '/api /x',
    '/api\n',
    '/é',
  ])('is refused for the path %j, and the key is not even read', async (bad) => {
    const { send, sent, opened } = createSendBench(connectionOf('demo'));
    expect(await send({ ...simple, path: bad })).toEqual({ ok: false, error: { code: 'not-allowed' } });
    expect([sent, opened]).toEqual([[], []]);
  });

  it.each([
    'http://demo.acquire.io',
    'https://user@demo.acquire.io',
    'https://u:p@demo.acquire.io',
    'ws://localhost',
    'nonsense',
    'blob:https://x',
  ])('is refused for the origin %s', async (apiOrigin) => {
    const { send, sent } = createSendBench({ ...connectionOf('demo'), apiOrigin });
    expect(await send(simple)).toEqual({ ok: false, error: { code: 'not-allowed' } });
    expect(sent).toEqual([]);
  });

  it.each(['https://demo.acquire.io', 'http://localhost:3000', 'http://127.0.0.1:4711'])(
    'may be %s',
    async (apiOrigin) => {
      const { send, sent } = createSendBench({ ...connectionOf('demo'), apiOrigin });
      await send(simple);
      expect(sent.map(({ url }) => url)).toEqual([`${apiOrigin}/api/v1/crm/block-visitor`]);
    },
  );
});

describe('the key', () => {
  it('is that of this connection, of the kind that was asked for', async () => {
    const { deps } = createSendBench(connectionOf('demo'));
    const { opened } = createSendBench(connectionOf('demo'));
    for (const which of [{ mark: '1.2' }, 'in-use'] as const) {
      const open = async (id: string, kind: WhichKey) => {
        opened.push([id, kind]);
        return key;
      };
      await createSend(connectionOf('demo'), which, { ...deps, vault: { open } })(simple);
    }
    expect(opened).toEqual([
      ['acquire:demo', { mark: '1.2' }],
      ['acquire:demo', 'in-use'],
    ]);
  });

  it('that is locked means that nothing is sent, and is told apart from none', async () => {
    const { deps, sent } = createSendBench(connectionOf('demo'));
    const send = createSend(connectionOf('demo'), 'in-use', { ...deps, vault: { open: async () => locked } });
    expect(await send(simple)).toEqual({ ok: false, error: { code: 'locked' } });
    expect(sent).toEqual([]);
  });

  it('that is not there means that nothing is sent', async () => {
    const { send, sent } = createSendBench(connectionOf('demo'), { key: undefined });
    expect(await send(simple)).toEqual({ ok: false, error: { code: 'no-key' } });
    expect(sent).toEqual([]);
  });

  it('is not even read without access to the host, and nothing is sent', async () => {
    const { send, sent, opened } = createSendBench(connectionOf('demo'), { access: false, key });
    expect(await send(simple)).toEqual({ ok: false, error: { code: 'no-access' } });
    expect([sent, opened]).toEqual([[], []]);
  });

  it('is read anew for each request, so that a new one counts at once', async () => {
    const { deps, sent } = createSendBench(connectionOf('demo'));
    const keys = [key, ACME_KEYS.full];
    const send = createSend(connectionOf('demo'), 'in-use', { ...deps, vault: { open: async () => keys.shift() } });
    await send(simple);
    await send(simple);
    expect(sent.map(credentialOf)).toEqual([`Bearer ${key}`, `Bearer ${ACME_KEYS.full}`]);
  });

  it('never stands in an error', async () => {
    const { deps } = createSendBench(connectionOf('demo'));
    const failing = async () => Promise.reject(new TypeError(`Failed to fetch with Bearer ${key}`));
    const answer = await createSend(connectionOf('demo'), 'in-use', { ...deps, fetch: failing })(simple);
    expect(answer).toEqual({ ok: false, error: { code: 'no-network' } });
  });
});

describe('a request', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('says that it is JSON only where it has a body', async () => {
    const { send, sent } = createSendBench(connectionOf('demo'));
    await send(simple);
    await send({ ...simple, method: 'POST', body: { data: [5] } });
    const types = sent.map(({ init }) => new Headers(init.headers).get('content-type'));
    expect(types).toEqual([null, 'application/json']);
    expect(sent.map(({ init }) => init.body)).toEqual([undefined, '{"data":[5]}']);
  });

  it('has a time limit of its own, below the half minute after which browsers stop a background', async () => {
    const limits = vi.spyOn(AbortSignal, 'timeout');
    const { send, sent } = createSendBench(connectionOf('demo'));
    await send(simple);
    await send(simple);
    expect(limits.mock.calls).toEqual([[requestTimeout], [requestTimeout]]);
    expect(sent.map(({ init }) => init.signal)).toEqual(limits.mock.results.map(({ value }) => value));
    expect(requestTimeout).toBeLessThan(30_000);
  });
});
