import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiRequest } from '../../../utils/consoles/types';
import { connectionOf } from './connection-fixture';
import { createSendBench, credentialOf, key, simple } from './send-bench';

const good = ['https://demo.acquire.io', 'https://acme.acquire.io:8443', 'http://127.0.0.1:4711', 'http://localhost'];
const bad =
  `http://demo.acquire.io https://key@demo.acquire.io https://a:b@demo.acquire.io http://localhost.evil.example
  ftp://127.0.0.1 ws://localhost file:/// data:,x blob:https://demo.acquire.io/1 javascript:1 null //evil.example
  http://127.0.0.1@evil.example http://[::1] chrome-extension://abc https:// https://xn--`.split(/\s+/);
const origins = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...good) },
  { weight: 2, arbitrary: fc.constantFrom(...bad) },
  fc.webUrl(),
  fc.string({ maxLength: 30 }),
);

const pieces = fc.oneof(
  fc.constantFrom(
    ...'/ // /.. /. \\ \\\\ @ : ? # ; %2f %2e%2e %5c %00 [ ] evil.example https://evil.example http: api/v1 30'.split(
      ' ',
    ),
  ),
  fc.constantFrom('\0', '\t', '\n', '\r', ' ', '\u200b', '\u2215', '。'),
  fc.string({ maxLength: 6 }),
);
const paths = fc
  .tuple(fc.constantFrom('/', '/', '/', '//', '', '/api/'), fc.array(pieces, { maxLength: 5 }))
  .map(([start, parts]) => start + parts.join(''));
const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), pieces);
const withPairs: fc.Arbitrary<ApiRequest> = fc.record(
  {
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    path: paths,
    query: fc.dictionary(words, words, { maxKeys: 3 }),
    body: fc.jsonValue(),
    headers: fc.constantFrom<Record<string, string>>(
      {},
      { Accept: 'text/html' },
      { authorization: 'Bearer other' },
      { AUTHORIZATION: 'Basic eA==' },
    ),
  },
  { requiredKeys: ['method', 'path'] },
);
const withRaw = fc
  .tuple(withPairs, fc.array(pieces, { maxLength: 3 }))
  .map(([{ query: _, ...request }, parts]) => ({ ...request, rawQuery: parts.join('') }));
const requests: fc.Arbitrary<ApiRequest> = fc.oneof(
  { weight: 2, arbitrary: withPairs },
  { weight: 1, arbitrary: withRaw },
);

describe('the destination', () => {
  it('is bound to the connection, whatever path, query and origin are made of', async () => {
    let left = 0;
    let held = 0;
    await fc.assert(
      fc.asyncProperty(origins, requests, async (apiOrigin, wanted) => {
        const { send, sent } = createSendBench({ ...connectionOf('demo'), apiOrigin });
        const answer = await send(wanted);
        const [only, ...more] = sent;
        expect(more).toEqual([]);
        if (!only) {
          held += 1;
          expect(answer).toEqual({ ok: false, error: { code: 'not-allowed' } });
          return;
        }
        left += 1;
        const to = new URL(only.url);
        expect(to.origin).toBe(new URL(apiOrigin).origin);
        expect(to.protocol === 'https:' || /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(to.origin)).toBe(true);
        expect([to.username, to.password, to.hash]).toEqual(['', '', '']);
        expect(to.pathname).toBe(new URL(wanted.path, 'https://any.example').pathname);
        if (wanted.rawQuery) expect(only.url.slice(only.url.indexOf('?') + 1)).toBe(wanted.rawQuery);
        expect(only.init).toMatchObject({
          method: wanted.method,
          redirect: 'manual',
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
        });
        expect(only.init.signal).toBeInstanceOf(AbortSignal);
        expect(credentialOf(only)).toBe(`Bearer ${key}`);
        expect(only.url).not.toContain(key);
        expect(only.init.body).toBe(wanted.body === undefined ? undefined : JSON.stringify(wanted.body));
      }),
      { numRuns: 4_000 },
    );
    expect(left).toBeGreaterThan(300);
    expect(held).toBeGreaterThan(300);
  });

  it('keeps the query as it was given, in its own place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(words, words, { maxKeys: 4 }), async (query) => {
        const { send, sent } = createSendBench(connectionOf('demo'));
        await send({ ...simple, query });
        const url = new URL(sent[0]?.url ?? '');
        const given = Object.entries(query).map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]);
        expect([...url.searchParams]).toEqual(given);
        expect(url.pathname).toBe(simple.path);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a raw query letter for letter', async () => {
    const letters = fc.constantFrom(...'aZ09-._~!$&()*+,;=:@/?', '%22', '%e2', '%0A');
    await fc.assert(
      fc.asyncProperty(fc.array(letters, { minLength: 1, maxLength: 20 }), async (parts) => {
        const { send, sent } = createSendBench(connectionOf('demo'));
        const rawQuery = parts.join('');
        await send({ ...simple, rawQuery });
        expect(sent[0]?.url).toBe(`https://demo.acquire.io${simple.path}?${rawQuery}`);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a hash', 'a#b'],
    ['a space', 'a b'],
    ['a quote', 'eq(a,"b")'],
    ['an apostrophe', "eq(a,'b')"],
    ['a back slash', 'a\\b'],
    ['a bare percent sign', '100%'],
    ['half of an escape', 'a%2'],
    ['a line break', 'a\nb'],
    ['a letter beyond ASCII', 'é'],
    ['angle brackets', '<b>'],
  ])('does not leave with %s in a raw query', async (_, rawQuery) => {
    const { send, sent } = createSendBench(connectionOf('demo'));
    expect(await send({ ...simple, rawQuery })).toEqual({ ok: false, error: { code: 'not-allowed' } });
    expect(sent).toEqual([]);
  });

  it('does not leave with both kinds of query', async () => {
    const { send, sent } = createSendBench(connectionOf('demo'));
    expect(await send({ ...simple, query: {}, rawQuery: 'a' })).toMatchObject({ ok: false });
    expect(sent).toEqual([]);
  });
});
