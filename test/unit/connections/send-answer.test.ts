import { describe, expect, it } from 'vitest';
import { createSend } from '../../../utils/connections/send';
import { connectionOf } from './connection-fixture';
import { createSendBench, simple } from './send-bench';

/** Sends a harmless request that is answered so. */
async function answered(response: Response | (() => Promise<Response>)) {
  const { deps } = createSendBench(connectionOf('demo'));
  const fetching = async () => (typeof response === 'function' ? response() : response);
  return createSend(connectionOf('demo'), 'in-use', { ...deps, fetch: fetching })(simple);
}

const text = (body: string, type: string | null, status = 200) => {
  const headers = new Headers();
  if (type !== null) headers.set('content-type', type);
  const bytes = new TextEncoder().encode(body);
  return new Response(bytes, { status, headers });
};

describe('the answer', () => {
  it.each([
    ['application/json', true],
    ['application/json;charset=utf-8', true],
    ['APPLICATION/JSON ; charset=UTF-8', true],
    ['application/problem+json', true],
    ['application/vnd.api.v1+json', true],
    ['application/jsonp', false],
    ['application/x-json-stream', false],
    ['text/json', false],
    ['text/plain', false],
    ['text/html; x=application/json', false],
    ['multipart/mixed', false],
    [null, false],
  ])('of the type %s: JSON %s', async (type, isJson) => {
    const answer = await answered(text('{"a":1}', type));
    expect(answer).toMatchObject({ ok: true, value: { status: 200, text: '{"a":1}' } });
    expect(answer.ok && answer.value.json).toEqual(isJson ? { a: 1 } : undefined);
  });

  it.each(['', ' ', '{', '{"a":1', 'undefined', '{a:1}', "{'a':1}", '{"a":1}x', '<html>'])(
    'that calls itself JSON and is %j has none',
    async (body) => {
      const answer = await answered(text(body, 'application/json'));
      expect(answer).toMatchObject({ ok: true, value: { json: undefined } });
    },
  );

  it.each([200, 201, 400, 401, 403, 404, 418, 429, 500, 503])('with the status %i is an answer', async (status) => {
    const answer = await answered(text('{"a":1}', 'application/json', status));
    expect(answer).toMatchObject({ ok: true, value: { status, json: { a: 1 } } });
  });

  it.each([300, 301, 302, 303, 304, 307, 308])('with the status %i is a redirect', async (status) => {
    const answer = await answered(new Response(null, { status, headers: { location: 'https://evil.example/' } }));
    expect(answer).toEqual({ ok: false, error: { code: 'redirected' } });
  });

  it('gives its headers by name, in any case', async () => {
    const response = new Response('{}', { headers: { 'Retry-After': '7' } });
    const answer = await answered(response);
    expect(answer.ok && [answer.value.header('retry-after'), answer.value.header('RETRY-AFTER')]).toEqual(['7', '7']);
    expect(answer.ok && answer.value.header('x-other')).toBeNull();
  });

  it('may have four million characters and no more', async () => {
    const largest = await answered(text('x'.repeat(4_000_000), 'text/plain', 502));
    expect(largest).toMatchObject({ ok: true, value: { status: 502 } });
    const larger = await answered(text('x'.repeat(4_000_001), 'text/plain', 502));
    expect(larger).toEqual({ ok: false, error: { code: 'bad-answer', status: 502 } });
  });

  it('cannot put anything into the prototype of objects', async () => {
    const answer = await answered(
      text('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}', 'application/json'),
    );
    expect(answer.ok && Object.hasOwn(answer.value.json as object, '__proto__')).toBe(true);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each([
    ['a TimeoutError before it', () => Promise.reject(new DOMException('', 'TimeoutError')), 'timeout'],
    ['an AbortError before it', () => Promise.reject(new DOMException('', 'AbortError')), 'no-network'],
    ['an error of the network', () => Promise.reject(new TypeError('Failed to fetch')), 'no-network'],
    ['an error that only calls itself so', () => Promise.reject({ name: 'TimeoutError' }), 'no-network'],
    ['nothing that is thrown', () => Promise.reject(undefined), 'no-network'],
    ['a body that breaks off', async () => broken(new TypeError('terminated')), 'no-network'],
    ['a body that takes too long', async () => broken(new DOMException('', 'TimeoutError')), 'timeout'],
  ] as const)('that does not come, because of %s, is an error and no exception', async (_, response, code) => {
    expect(await answered(response)).toEqual({ ok: false, error: { code } });
  });
});

function broken(error: unknown): Response {
  return new Response(new ReadableStream({ pull: (controller) => controller.error(error) }));
}
