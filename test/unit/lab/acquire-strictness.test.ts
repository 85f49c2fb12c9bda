import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACME_KEYS, DEMO_KEYS } from '../../lab/acquire/keys';
import {
  type ApiFixture,
  AUTHORIZED,
  BLOCK_VISITOR,
  CASE,
  CONTACT,
  JSON_BODY,
  SEARCH,
  startApi,
  TOMORROW,
} from './api-fixture';
import type { Call } from './proxy-client';

let api: ApiFixture;

beforeEach(async () => {
  api = await startApi();
});

afterEach(() => api.close());

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('strictness', () => {
  const get = (headers: Call['headers'] = AUTHORIZED): Call => ({ headers: headers ?? {} });
  const rules: readonly (readonly [string, string, Call, number, string])[] = [
    ['an unknown path', '/api/v1/crm/blocks', get(), 404, 'no such path'],
    ['a closing slash', `${BLOCK_VISITOR}/`, get(), 404, 'no such path'],
    ['an id that is no number', `${CONTACT}/abc`, get(), 404, 'no such path'],
    ['an id with leading zeros', `${CONTACT}/05`, get(), 404, 'no such path'],
    ['an id with more after it', `${CONTACT}/5/block`, get(), 404, 'no such path'],
    ['another letter case', '/api/v1/CRM/block-visitor', get(), 404, 'no such path'],
    ['U+200B after the path, as in the documents', `${BLOCK_VISITOR}%E2%80%8B`, get(), 404, 'U+200B'],
    ['U+200B inside the path', '/api/v1/crm/%e2%80%8bblock-visitor', get(), 404, 'U+200B'],
    ['a method without an operation', BLOCK_VISITOR, { ...get(), method: 'PUT' }, 405, 'PUT is not documented'],
    ['an update of a record', `${BLOCK_VISITOR}/1`, { ...get(), method: 'PATCH' }, 405, 'PATCH is not documented'],
    ['a delete with the id in the path', `${BLOCK_VISITOR}/2`, { ...get(), method: 'DELETE' }, 405, 'DELETE is not'],
    [
      'a preflight',
      BLOCK_VISITOR,
      { method: 'OPTIONS', headers: { origin: 'https://demo.acquire.io' } },
      405,
      'preflight',
    ],
    ['no key', BLOCK_VISITOR, get({}), 401, 'no Authorization'],
    [
      'two Authorization headers',
      BLOCK_VISITOR,
      get(['authorization', `Bearer ${DEMO_KEYS.full}`, 'Authorization', `Bearer ${DEMO_KEYS.full}`]),
      401,
      'more than one',
    ],
    ['Bearer and nothing', BLOCK_VISITOR, get({ authorization: 'Bearer ' }), 401, 'not "Bearer" and one key'],
    ['a key without Bearer', BLOCK_VISITOR, get({ authorization: DEMO_KEYS.full }), 401, 'not "Bearer" and one key'],
    ['another scheme', BLOCK_VISITOR, get({ authorization: `Basic ${DEMO_KEYS.full}` }), 401, 'not "Bearer"'],
    ['a key with space in it', BLOCK_VISITOR, get(bearer('demo: key')), 401, 'not "Bearer" and one key'],
    ['an unknown key', BLOCK_VISITOR, get(bearer(DEMO_KEYS.unknown)), 401, 'the key is unknown'],
    ['a disabled key', BLOCK_VISITOR, get(bearer(DEMO_KEYS.disabled)), 401, 'the key is disabled'],
    ['the key of another account', BLOCK_VISITOR, get(bearer(ACME_KEYS.full)), 401, 'the key of another account: acme'],
    [
      'a key that may not block',
      BLOCK_VISITOR,
      get(bearer(DEMO_KEYS.contactsOnly)),
      403,
      'lacks the permission block-contacts',
    ],
    ['a key that may not read contacts', `${CONTACT}/5`, get(bearer(DEMO_KEYS.blockOnly)), 403, 'permission contacts'],
    ['a key that may not read cases', `${CASE}/30`, get(bearer(DEMO_KEYS.noCases)), 403, 'permission cases'],
    ['the key in the query', `${BLOCK_VISITOR}?api_key=${DEMO_KEYS.full}`, get(), 400, 'the key is in the address'],
    [
      'the key as Authorization in the query',
      `${BLOCK_VISITOR}?Authorization=Bearer%20x`,
      get(),
      400,
      'in the address',
    ],
    [
      'the key in the path',
      `${CONTACT}/${encodeURIComponent(DEMO_KEYS.full)}`,
      get(),
      400,
      'the key is in the address',
    ],
    ['the key of another account in the path', `${CONTACT}/${ACME_KEYS.full}`, get(), 400, 'the key is in the address'],
    ['a cookie', BLOCK_VISITOR, get({ ...AUTHORIZED, cookie: 'session=1' }), 400, 'Cookie'],
    [
      'the origin of the console',
      BLOCK_VISITOR,
      get({ ...AUTHORIZED, origin: 'https://demo.acquire.io' }),
      403,
      'origin of a page',
    ],
    [
      'the origin of another page',
      BLOCK_VISITOR,
      get({ ...AUTHORIZED, origin: 'https://evil.example' }),
      403,
      'origin of a page',
    ],
    [
      'a Chromium page without referrer',
      BLOCK_VISITOR,
      get({ ...AUTHORIZED, 'sec-ch-ua': '"Chromium"', 'sec-fetch-site': 'same-origin' }),
      403,
      'sent from a page',
    ],
    [
      'a page as referer',
      BLOCK_VISITOR,
      get({ ...AUTHORIZED, referer: 'https://demo.acquire.io/home' }),
      403,
      'referer of a page',
    ],
    ['a query that the documents only name', `${BLOCK_VISITOR}?where=%7B%7D`, get(), 400, 'where is not described'],
    ['a query that no document names', `${CONTACT}/5?fields=name`, get(), 400, 'fields is not described'],
    [
      'a query named like a property of objects',
      `${CONTACT}/5?constructor=1`,
      get(),
      400,
      'constructor is not described',
    ],
    ['a query twice', `${CONTACT}/5?relations=fields&relations=cases`, get(), 400, 'relations is there twice'],
    [
      'two relations of a single contact',
      `${CONTACT}/5?relations=fields,cases`,
      get(),
      400,
      'relations has no described value',
    ],
    ['another relation than contact for a case', `${CASE}/30?relations=messages`, get(), 400, 'no described value'],
    ['a delete without an id', BLOCK_VISITOR, { ...get(), method: 'DELETE' }, 400, 'id is missing'],
    ['a delete of several', `${BLOCK_VISITOR}?id=1&id=2`, { ...get(), method: 'DELETE' }, 400, 'id is there twice'],
    ['a delete by a list', `${BLOCK_VISITOR}?id=1,2`, { ...get(), method: 'DELETE' }, 400, 'id has no described value'],
    [
      'a delete by contact, as in an older page',
      `${BLOCK_VISITOR}?contactId=23`,
      { ...get(), method: 'DELETE' },
      400,
      'contactId',
    ],
    ['a body with a GET', BLOCK_VISITOR, { ...get(), body: '{}' }, 400, 'a body where none'],
    [
      'a body with a delete',
      `${BLOCK_VISITOR}?id=2`,
      { ...get(), method: 'DELETE', body: '{"id":2}' },
      400,
      'a body where none',
    ],
  ];

  it.each(rules)('refuses %s', async (_rule, path, call, status, why) => {
    const before = structuredClone(api.world.records);
    const reply = await api.call(path, call);
    expect(reply.status).toBe(status);
    expect(api.last()).toMatchObject({ status, refusal: expect.stringContaining(why) });
    expect(api.world.records).toEqual(before);
    expect(reply.body).not.toContain(DEMO_KEYS.full);
  });

  const block = { data: [5], type: 'contact', blockTill: TOMORROW };
  const bodies: readonly (readonly [string, unknown, string])[] = [
    ['an unknown field', { ...block, reason: 'abuse' }, 'unknown field in the body: reason'],
    ['no end', { data: [5], type: 'contact' }, 'field missing from the body: blockTill'],
    ['no type', { data: [5], blockTill: TOMORROW }, 'missing from the body: type'],
    ['no data', { type: 'contact', blockTill: TOMORROW }, 'missing from the body: data'],
    ['an id alone', { ...block, data: 5 }, 'no array'],
    ['an empty array', { ...block, data: [] }, 'no array with contact ids'],
    ['ids as text', { ...block, data: ['5'] }, 'no whole number'],
    ['an id with a sign', { ...block, data: ['#5'] }, 'no whole number'],
    ['zero', { ...block, data: [0] }, 'no whole number'],
    ['a negative id', { ...block, data: [-5] }, 'no whole number'],
    ['a broken number', { ...block, data: [5.5] }, 'no whole number'],
    ['an id too large to be exact', { ...block, data: [2 ** 53] }, 'no whole number'],
    ['null among the ids', { ...block, data: [5, null] }, 'no whole number'],
    ['a contact twice', { ...block, data: [5, 5] }, 'one contact twice'],
    ['another type', { ...block, type: 'email' }, 'type is not'],
    ['another letter case of the type', { ...block, type: 'Contact' }, 'type is not'],
    ['an end without milliseconds', { ...block, blockTill: '2026-11-21T12:00:00Z' }, 'blockTill'],
    ['an end with an offset', { ...block, blockTill: '2026-11-21T12:00:00.000+00:00' }, 'blockTill'],
    ['an end that is a day', { ...block, blockTill: '2026-11-21' }, 'blockTill'],
    ['an end that is no day', { ...block, blockTill: '2026-02-30T12:00:00.000Z' }, 'blockTill'],
    ['an end that is no time', { ...block, blockTill: '2026-11-21T25:00:00.000Z' }, 'blockTill'],
    ['an end with a year of six digits', { ...block, blockTill: '+012026-11-21T12:00:00.000Z' }, 'blockTill'],
    ['an end in milliseconds', { ...block, blockTill: 1_795_262_400_000 }, 'blockTill'],
    ['an array as the body', [block], 'no JSON object'],
    ['null as the body', null, 'no JSON object'],
  ];

  it.each(bodies)('refuses a block with %s', async (_rule, body, why) => {
    const before = structuredClone(api.world.records);
    expect((await api.post(BLOCK_VISITOR, body)).status).toBe(400);
    expect(api.last().refusal).toContain(why);
    expect(api.world.records).toEqual(before);
  });

  const raw: readonly (readonly [string, Record<string, string>, string, number, string])[] = [
    ['no content type', {}, JSON.stringify(block), 400, 'content-type'],
    ['text', { 'content-type': 'text/plain' }, JSON.stringify(block), 400, 'content-type'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'data=5', 400, 'content-type'],
    ['broken JSON', JSON_BODY, '{"data":[5]', 400, 'no JSON object'],
    ['nothing', JSON_BODY, '', 400, 'no JSON object'],
    ['over 64 KiB', JSON_BODY, JSON.stringify({ ...block, x: 'x'.repeat(65_536) }), 413, 'over 64 KiB'],
  ];

  it.each(raw)('refuses a POST of %s', async (_rule, headers, body, status, why) => {
    const reply = await api.call(BLOCK_VISITOR, { method: 'POST', headers: { ...AUTHORIZED, ...headers }, body });
    expect(reply.status).toBe(status);
    expect(api.last().refusal).toContain(why);
    expect(api.world.records).toHaveLength(4);
  });

  it.each([
    ['no text', { payload: {}, page: 0, limit: 0, search: 5 }],
    ['empty text', { payload: {}, page: 0, limit: 0, search: ' ' }],
    ['a filter that nothing describes', { payload: { id: 5 }, page: 0, limit: 0, search: 'x' }],
    ['a page below 0', { payload: {}, page: -1, limit: 0, search: 'x' }],
    ['a limit as text', { payload: {}, page: 0, limit: '10', search: 'x' }],
    ['a field missing', { search: 'x' }],
    ['an unknown field', { payload: {}, page: 0, limit: 0, search: 'x', sort: 'id' }],
  ])('refuses a search with %s', async (_rule, body) => {
    expect((await api.post(SEARCH, body)).status).toBe(400);
    expect(api.last().refusal).toBeDefined();
  });

  it.each(['chrome-extension://abcdefghijklmnop', 'moz-extension://8d0f3a', 'null'])(
    'takes a request of an extension background with the origin %s',
    async (origin) => {
      expect((await api.call(BLOCK_VISITOR, { headers: { ...AUTHORIZED, origin } })).status).toBe(200);
    },
  );

  it.each([{ 'sec-fetch-site': 'none', 'sec-ch-ua': '"Chromium"' }, { 'sec-fetch-site': 'same-origin' }])(
    'takes what extensions of both browsers send: %o',
    async (headers) => {
      expect((await api.call(BLOCK_VISITOR, { headers: { ...AUTHORIZED, ...headers } })).status).toBe(200);
    },
  );

  it('takes a charset in the content type', async () => {
    const headers = { ...AUTHORIZED, 'content-type': 'application/json; charset=UTF-8' };
    const reply = await api.call(BLOCK_VISITOR, { method: 'POST', headers, body: JSON.stringify(block) });
    expect(reply.status).toBe(200);
  });

  it.each([
    ['a success', BLOCK_VISITOR, {}],
    ['a refusal', '/api/v1/x', {}],
    ['a preflight', BLOCK_VISITOR, { method: 'OPTIONS' }],
  ])('sends no CORS header with %s', async (_case, path, call) => {
    const { headers } = await api.call(path, call);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
