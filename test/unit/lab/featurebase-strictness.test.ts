import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST } from '../../lab/featurebase/cast';
import {
  AUTHORIZED,
  type FeaturebaseFixture,
  JSON_BODY,
  KEYS,
  OTHER_KEYS,
  startFeaturebase,
} from './featurebase-fixture';

let api: FeaturebaseFixture;

beforeEach(async () => {
  api = await startFeaturebase();
});

afterEach(() => api.close());

const BLOCK = `/v2/contacts/${CAST.priya}/block`;
const post = (headers: Record<string, string>, body?: string) =>
  api.call(BLOCK, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });

/** Nobody was blocked, and the log of demo says why. */
function expectRefused(why: RegExp): void {
  expect(api.last().refusal).toMatch(why);
  expect([...api.world.blocked.keys()]).toEqual([CAST.blockedByDavid]);
}

describe('a key', () => {
  it.each([
    ['is missing', {}],
    ['is no bearer', { authorization: KEYS.full }],
    ['is of another scheme', { authorization: `Basic ${KEYS.full}` }],
    ['is unknown', { authorization: `Bearer ${KEYS.unknown}` }],
    ['has something behind it', { authorization: `Bearer ${KEYS.full} x` }],
  ])('that %s is 401, and belongs to nobody', async (_, headers) => {
    const reply = await post({ ...AUTHORIZED, authorization: '', ...headers } as Record<string, string>);
    expect(reply.status).toBe(401);
    expect(api.errorOf(reply)).toMatchObject({ type: 'authentication_error', status: 401 });
    expect(api.world.requests).toEqual([]);
    expect(api.unclaimed.requests).toHaveLength(1);
    expect(api.unclaimed.requests[0]?.refusal).toBeDefined();
    expect(api.world.blocked.size).toBe(1);
  });

  it('that was deleted is 401', async () => {
    expect((await post({ ...AUTHORIZED, authorization: `Bearer ${KEYS.deleted}` })).status).toBe(401);
    expectRefused(/deleted/);
  });

  it('that may only read is 403 for what changes something, and good for the rest', async () => {
    const headers = { ...AUTHORIZED, authorization: `Bearer ${KEYS.readOnly}` };
    const reply = await post(headers);
    expect(api.errorOf(reply)).toMatchObject({ type: 'authorization_error', status: 403 });
    expectRefused(/only read/);
    expect((await api.call('/v2/contacts', { headers })).status).toBe(200);
  });

  it('of another organisation works there and not here', async () => {
    const headers = { ...AUTHORIZED, authorization: `Bearer ${OTHER_KEYS.full}` };
    expect((await api.call(`/v2/conversations/${CAST.priyaConversation}`, { headers })).status).toBe(200);
    expect(api.world.requests).toEqual([]);
    expect(api.other.requests).toHaveLength(1);
  });
});

describe('the version', () => {
  it.each([
    [undefined, /no Featurebase-Version/],
    ['2025-12-12.clover', /does not have/],
    ['nova', /does not have/],
    ['', /does not have/],
  ])('%j is refused as the switch says', async (version, why) => {
    for (const oldVersion of ['404', '400'] as const) {
      api.world.switches.oldVersion = oldVersion;
      const { authorization } = AUTHORIZED;
      const reply = await post({ authorization, ...(version === undefined ? {} : { 'featurebase-version': version }) });
      expect(reply.status).toBe(Number(oldVersion));
      expectRefused(why);
    }
  });

  it.each(['2026-01-01.nova', '2026-08-19.orbit'])('%s is served', async (version) => {
    expect((await post({ ...AUTHORIZED, 'featurebase-version': version })).status).toBe(200);
  });
});

describe('a request', () => {
  it.each([
    ['a body', '{}', JSON_BODY, /body where none/],
    ['an empty list', '[]', {}, /body where none/],
  ])('to block with %s is refused', async (_, body, headers, why) => {
    expect((await post({ ...AUTHORIZED, ...headers } as Record<string, string>, body)).status).toBe(400);
    expectRefused(why);
  });

  it.each([
    ['GET', 405],
    ['PUT', 405],
    ['DELETE', 405],
  ])('to block by %s is refused', async (method, status) => {
    expect((await api.call(BLOCK, { method })).status).toBe(status);
    expectRefused(/not documented/);
  });

  it.each([
    '/',
    '/v1/contacts',
    '/v2',
    '/v2/contacts/',
    `${BLOCK}/`,
    `/v2/contacts/${CAST.priya}/ban`,
    `/v2//contacts/${CAST.priya}/block`,
    `/v2/users/${CAST.priya}/block`,
  ])('to %s finds nothing', async (path) => {
    expect((await api.call(path, { method: 'POST' })).status).toBeGreaterThanOrEqual(404);
    expectRefused(/no such path|not documented/);
  });

  it.each([
    ['a query that nobody describes', '/v2/contacts?blocked=true', /not described/],
    ['a limit that is none', '/v2/contacts?limit=0', /no described value/],
    ['a limit twice', '/v2/contacts?limit=1&limit=2', /twice/],
    ['a type that is none', '/v2/contacts?contactType=guest', /no described value/],
    ['the key in its address', `/v2/contacts?api_key=${KEYS.full}`, /key is in the address/],
    ['an invisible letter in its path', '/v2/contacts%E2%80%8B', /U\+200B/],
  ])('with %s is refused', async (_, path, why) => {
    expect((await api.call(path)).status).toBeGreaterThanOrEqual(400);
    expect(api.last().refusal).toMatch(why);
  });

  it.each([
    ['a cookie', { cookie: 'session=1' }, 400, /Cookie/],
    ['a page as origin', { origin: 'https://demo.featurebase.app' }, 403, /origin of a page/],
    ['a page as referer', { referer: 'https://demo.featurebase.app/dashboard' }, 403, /referer of a page/],
    ['a page’s client hints', { 'sec-ch-ua': '"x"', 'sec-fetch-site': 'same-site' }, 403, /sent from a page/],
  ])('with %s is refused', async (_, headers, status, why) => {
    expect((await post({ ...AUTHORIZED, ...headers } as Record<string, string>)).status).toBe(status);
    expectRefused(why);
  });

  it('that is a preflight is refused without a CORS header', async () => {
    const reply = await api.call(BLOCK, { method: 'OPTIONS', headers: { origin: 'https://demo.featurebase.app' } });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('to search takes JSON of the documented fields and nothing else', async () => {
    const body = JSON.stringify({ query: { field: 'name', operator: '~', value: 'a' } });
    const send = (headers: Record<string, string>, text: string) =>
      api.call('/v2/contacts/search', { method: 'POST', headers: { ...AUTHORIZED, ...headers }, body: text });
    expect((await send(JSON_BODY, body)).status).toBe(200);
    expect((await send({ 'content-type': 'text/plain' }, body)).status).toBe(400);
    expect((await send(JSON_BODY, '{"query":')).status).toBe(400);
    expect((await send(JSON_BODY, '{"where":1}')).status).toBe(400);
    expect((await send(JSON_BODY, `{"query":"${'x'.repeat(70_000)}"}`)).status).toBe(413);
  });
});
