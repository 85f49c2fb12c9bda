import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSend } from '../../../utils/connections/send';
import { createApi } from '../../../utils/consoles/acquire/api';
import { type Bench, callAll, connectionAt, contactId, DAY, each, NOW, startBench } from './acquire-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const failed = (code: string) => each({ ok: false, error: { code } });
const statuses = [301, 302, 303, 307, 308] as const;

describe('a redirect', () => {
  it.each(statuses)('%i to another host is not followed: that host receives nothing', async (status) => {
    bench.fault({ redirect: `${bench.evilOrigin}/api/v1/crm/block-visitor`, status });
    expect(await callAll(bench.api)).toEqual(failed('redirected'));
    expect(bench.evil).toEqual([]);
    expect(bench.world.records).toHaveLength(4);
  });

  it.each(statuses)('%i to the sign-in page of the same host is not followed', async (status) => {
    bench.fault({ redirect: '/login', status });
    expect(await callAll(bench.api)).toEqual(failed('redirected'));
    expect(bench.arrived).not.toContain('/login');
    expect(bench.world.records).toHaveLength(4);
  });

  it.each(statuses)('%i without a place to go to is none the less one', async (status) => {
    bench.say('{"data":true}', 'application/json', status);
    expect(await callAll(bench.api)).toEqual(failed('redirected'));
  });

  it('that the browser hides is one', async () => {
    const hidden = { type: 'opaqueredirect', status: 0, headers: new Headers(), text: async () => '' };
    const send = createSend(bench.connection, 'in-use', {
      fetch: async () => hidden as unknown as Response,
      vault: { open: async () => 'key' },
      hasAccess: async () => true,
    });
    expect(await callAll(createApi(send, { now: () => NOW }))).toEqual(failed('redirected'));
  });
});

describe('a connection', () => {
  it.each(['before-work', 'after-work', 'mid-body'] as const)('that is cut %s is no network', async (cut) => {
    bench.fault({ cut });
    expect(await callAll(bench.api)).toEqual(failed('no-network'));
  });

  it('that is cut after the work has blocked all the same, which only reading again can tell', async () => {
    bench.fault({ cut: 'after-work' });
    expect(await bench.api.block(contactId(5), NOW + DAY)).toEqual({ ok: false, error: { code: 'no-network' } });
    bench.set({ faults: [] });
    const read = await bench.api.getContact(contactId(5));
    expect(read.ok && (await bench.api.readState(read.value))).toMatchObject({ value: { blocked: true } });
  });

  it('to a port where nobody listens is no network', async () => {
    await bench.close();
    expect(await callAll(bench.api)).toEqual(failed('no-network'));
  });

  it('that is spoken to in the wrong language is no network', async () => {
    const send = createSend(connectionAt(bench.connection.apiOrigin.replace('http:', 'https:')), 'in-use', {
      fetch,
      vault: { open: async () => 'key' },
      hasAccess: async () => true,
    });
    const answer = await createApi(send, { now: () => NOW }).listRecords();
    expect(answer).toEqual({ ok: false, error: { code: 'no-network' } });
  });
});

describe('a time limit', () => {
  const timeout = () => new DOMException('The operation timed out.', 'TimeoutError');
  const apiOver = (fetching: () => Promise<Response>) =>
    createApi(
      createSend(bench.connection, 'in-use', {
        fetch: fetching,
        vault: { open: async () => 'key' },
        hasAccess: async () => true,
      }),
      { now: () => NOW },
    );

  it('that is over before the answer is a timeout', async () => {
    expect(await callAll(apiOver(async () => Promise.reject(timeout())))).toEqual(failed('timeout'));
  });

  it('that is over in the middle of the body is a timeout', async () => {
    const body = () => new ReadableStream({ pull: (controller) => controller.error(timeout()) });
    const api = apiOver(async () => new Response(body(), { headers: { 'content-type': 'application/json' } }));
    expect(await callAll(api)).toEqual(failed('timeout'));
  });

  it('is told apart from an abort and from an error of the network', async () => {
    for (const thrown of [new DOMException('', 'AbortError'), new TypeError('Failed to fetch'), 'nothing']) {
      expect(await callAll(apiOver(() => Promise.reject(thrown)))).toEqual(failed('no-network'));
    }
  });
});

describe('a slow console', () => {
  it('is waited for', async () => {
    bench.set({ latencyMs: 30 });
    expect(await bench.api.block(contactId(5), NOW + DAY)).toMatchObject({ ok: true });
  });

  it('does not mix up the answers to questions asked at once', async () => {
    bench.answer(undefined);
    const ids = [5, 12, 14, 17, 19, 23, 30, 33, 41, 112, 208];
    const answers = await Promise.all(ids.map((id) => bench.api.getContact(contactId(id))));
    expect(answers.map((answer) => answer.ok && answer.value.id)).toEqual(ids.map(String));
  });
});
