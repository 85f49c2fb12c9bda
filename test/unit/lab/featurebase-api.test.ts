import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANA, CAST } from '../../lab/featurebase/cast';
import { blockContact, deleteContact } from '../../lab/featurebase/changes';
import { defaultSwitches } from '../../lab/featurebase/world-factory';
import { AUTHORIZED, type FeaturebaseFixture, KEYS, NOW, OTHER_KEYS, startFeaturebase } from './featurebase-fixture';

let api: FeaturebaseFixture;

beforeEach(async () => {
  api = await startFeaturebase();
});

afterEach(() => api.close());

const read = async (path: string) => JSON.parse((await api.call(path)).body);
const search = async (of: string, query: unknown, more: object = {}) => {
  const reply = await api.post(`/v2/${of}/search`, { query, ...more });
  return { status: reply.status, body: JSON.parse(reply.body) };
};
const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id);

describe('blocking', () => {
  it('answers as documented, and blocks that contact', async () => {
    const reply = await api.post(`/v2/contacts/${CAST.priya}/block`);
    expect(JSON.parse(reply.body)).toEqual({ id: CAST.priya, object: 'contact', blocked: true });
    expect(reply.headers['content-type']).toContain('application/json');
    expect([...api.world.blocked.keys()]).toEqual([CAST.blockedByDavid, CAST.priya]);
    expect(api.other.blocked.has(CAST.priya)).toBe(false);
  });

  it('unblocks as documented', async () => {
    const reply = await api.post(`/v2/contacts/${CAST.blockedByDavid}/unblock`);
    expect(JSON.parse(reply.body)).toEqual({ id: CAST.blockedByDavid, object: 'contact', unblocked: true });
    expect(api.world.blocked.size).toBe(0);
  });

  it.each(['block', 'unblock'])(
    '%s: what is no id is 400, who is nobody is 404, with the documented codes',
    async (verb) => {
      for (const id of ['x', '12345', CAST.priya.toUpperCase(), `${CAST.priya}0`]) {
        const reply = await api.post(`/v2/contacts/${id}/${verb}`);
        expect(api.errorOf(reply)).toMatchObject({
          type: 'invalid_request_error',
          code: 'invalid_id',
          param: 'id',
          status: 400,
        });
      }
      for (const id of [CAST.gone, CAST.guest, ANA, 'f'.repeat(24)]) {
        const reply = await api.post(`/v2/contacts/${id}/${verb}`);
        expect(reply.status).toBe(404);
        expect(api.errorOf(reply)).toMatchObject({ code: 'contact_not_found', status: 404 });
      }
      expect([...api.world.blocked.keys()]).toEqual([CAST.blockedByDavid]);
    },
  );

  it.each([
    ['same-answer', 200, undefined],
    ['refuse-400', 400, 'already_blocked'],
    ['refuse-409', 409, 'already_blocked'],
    ['bare-409', 409, 'conflict'],
  ] as const)('a second time is what the switch says: %s', async (repeat, status, code) => {
    api.world.switches.repeat = repeat;
    const reply = await api.post(`/v2/contacts/${CAST.blockedByDavid}/block`);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body).error?.code).toBe(code);
  });

  it('of guests works only where the switch says so', async () => {
    api.world.switches.guests = 'accept';
    expect((await api.post(`/v2/contacts/${CAST.guest}/block`)).status).toBe(200);
    expect((await api.call(`/v2/contacts/${CAST.guest}`)).status).toBe(404);
  });
});

describe('contacts', () => {
  it('have the documented fields, and none that says whether they are blocked', async () => {
    const contact = await read(`/v2/contacts/${CAST.blockedByDavid}`);
    expect(contact).toMatchObject({ object: 'contact', type: 'customer', name: 'Hugo Lindqvist' });
    expect(JSON.stringify(contact)).not.toMatch(/block/i);
  });

  it('are listed in pages, customers only unless asked otherwise', async () => {
    const first = await read('/v2/contacts?limit=3');
    expect(first.data).toHaveLength(3);
    const second = await read(`/v2/contacts?limit=3&cursor=${first.nextCursor}`);
    expect(idsOf(second)).not.toEqual(expect.arrayContaining(idsOf(first)));
    const types = async (type: string) =>
      new Set((await read(`/v2/contacts?limit=100${type}`)).data.map((each: { type: string }) => each.type));
    expect(await types('')).toEqual(new Set(['customer']));
    expect(await types('&contactType=lead')).toEqual(new Set(['lead']));
    expect(await types('&contactType=all')).toEqual(new Set(['customer', 'lead']));
    expect((await read('/v2/contacts?limit=100')).nextCursor).toBeNull();
  });

  it('are found by e-mail, by name and by both', async () => {
    const email = { field: 'email', operator: '=', value: CAST.alexEmail };
    const name = { field: 'name', operator: '~', value: 'morgan' };
    expect(idsOf((await search('contacts', email)).body)).toEqual(CAST.alexes.slice(0, 2));
    expect(idsOf((await search('contacts', name)).body)).toEqual(CAST.alexes);
    const both = { operator: 'AND', value: [name, { field: 'type', operator: '=', value: 'lead' }] };
    expect(idsOf((await search('contacts', both)).body)).toEqual([CAST.alexes[1]]);
    const among = { field: 'email', operator: 'IN', value: ['wes.c@mail.example', 'nobody@mail.example'] };
    expect(idsOf((await search('contacts', among)).body)).toEqual([CAST.wes]);
  });

  it('are found by the beginnings of words, not by their insides', async () => {
    const of = async (value: string) => idsOf((await search('contacts', { field: 'name', operator: '~', value })).body);
    expect(await of('Callo')).toEqual([CAST.wes]);
    expect(await of('alloway')).toEqual([]);
  });

  it('of guests, admins and the deleted are not found', async () => {
    deleteContact(api.world, CAST.wes);
    for (const value of ['Dee Marsh', 'Ana Lima', 'Wes Calloway']) {
      expect(idsOf((await search('contacts', { field: 'name', operator: '=', value })).body)).toEqual([]);
    }
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['a field that nobody knows', { field: 'phone', operator: '=', value: '1' }],
    ['a property of every object', { field: 'constructor', operator: '=', value: '1' }],
    ['an operator of another field', { field: 'email', operator: '~', value: 'x' }],
    ['an operator that gives 400', { field: 'name', operator: '^', value: 'x' }],
    ['no value', { field: 'name', operator: '~' }],
    ['an empty value', { field: 'name', operator: '~', value: '' }],
    ['a list where one is asked', { field: 'email', operator: '=', value: ['x'] }],
    ['one where a list is asked', { field: 'email', operator: 'IN', value: 'x' }],
    ['more parts', { field: 'email', operator: '=', value: 'x', also: 1 }],
    ['an OR', { operator: 'OR', value: [{ field: 'email', operator: '=', value: 'x' }] }],
    ['an empty group', { operator: 'AND', value: [] }],
    ['a group in a group', { operator: 'AND', value: [{ operator: 'AND', value: [] }] }],
    ['too many', { operator: 'AND', value: Array(16).fill({ field: 'email', operator: '=', value: 'x' }) }],
  ])('are not searched by %s', async (_, query) => {
    expect((await search('contacts', query)).status).toBe(400);
    expect(api.last().refusal).toBeDefined();
  });

  it('are not searched by what is not wanted alone', async () => {
    const found = await search('contacts', { field: 'name', operator: '!=', value: 'x' });
    expect(found.body.error).toMatchObject({ code: 'query_too_broad', status: 400 });
  });

  it.each([{ limit: 0 }, { limit: 101 }, { limit: '5' }, { cursor: 'x' }, { sort: 'name:asc' }, { offset: 1 }])(
    'are not searched with %o',
    async (more) => {
      const query = { field: 'name', operator: '~', value: 'a' };
      expect((await search('contacts', query, more)).status).toBe(400);
      expect((await search('contacts', query, { limit: 5, cursor: null, sort: 'lastActivity:desc' })).status).toBe(200);
    },
  );
});

describe('conversations', () => {
  it('have participants with their types, and the state of who began them', async () => {
    const conversation = await read(`/v2/conversations/${CAST.severalConversation}`);
    expect(conversation).toMatchObject({ object: 'conversation', id: CAST.severalConversation, isBlocked: false });
    expect(conversation.participants.map(({ type }: { type: string }) => type)).toEqual([
      'customer',
      'customer',
      'admin',
    ]);
    blockContact(api.world, CAST.tomas, 'David Guetta');
    expect((await read(`/v2/conversations/${CAST.severalConversation}`)).isBlocked).toBe(false);
    blockContact(api.world, CAST.grace, 'David Guetta');
    expect((await read(`/v2/conversations/${CAST.severalConversation}`)).isBlocked).toBe(true);
  });

  it.each([
    ['in-one', true, undefined],
    ['in-rows-too', true, true],
    ['nowhere', undefined, undefined],
  ] as const)('carry isBlocked as the switch says: %s', async (isBlocked, one, row) => {
    api.world.switches.isBlocked = isBlocked;
    expect((await read(`/v2/conversations/${CAST.blockedByDavidConversation}`)).isBlocked).toBe(one);
    const found = await search('conversations', { field: 'participantId', operator: '=', value: CAST.blockedByDavid });
    expect(idsOf(found.body)).toEqual([CAST.blockedByDavidConversation]);
    expect(found.body.data[0].isBlocked).toBe(row);
  });

  it('may tell a change one reading late', async () => {
    api.world.switches.stateLags = true;
    const told = async () => (await read(`/v2/conversations/${CAST.priyaConversation}`)).isBlocked;
    expect(await told()).toBe(false);
    blockContact(api.world, CAST.priya, 'David Guetta');
    expect([await told(), await told()]).toEqual([false, true]);
  });

  it('are found by who takes part, newest first', async () => {
    const wes = { field: 'participantId', operator: '=', value: CAST.wes };
    const found = idsOf((await search('conversations', wes)).body);
    expect(found.toSorted()).toEqual([CAST.wesConversation, CAST.wesOtherConversation]);
    const oldest = idsOf((await search('conversations', wes, { sort: 'lastActivityAt:asc' })).body);
    expect(oldest).toEqual(found.toReversed());
    expect((await search('conversations', { field: 'participantId', operator: '=', value: 'x' })).status).toBe(400);
  });

  it('that are not there are 404', async () => {
    const reply = await api.call(`/v2/conversations/${CAST.noConversation}`);
    expect(api.errorOf(reply)).toMatchObject({ code: 'conversation_not_found', status: 404 });
  });
});

describe('the limits', () => {
  const limitsOf = (headers: Record<string, unknown>) =>
    ['limit', 'remaining', 'reset'].map((name) => headers[`x-ratelimit-${name}`]);

  it('are told with every answer to a good key, refusals included, and no other', async () => {
    const end = String((NOW + 40_000) / 1_000);
    expect(limitsOf((await api.call('/v2/contacts')).headers)).toEqual(['2000', '1999', end]);
    expect(limitsOf((await api.call('/v2/nothing')).headers)).toEqual(['2000', '1998', end]);
    api.world.switches.faults.push({ times: 1, kind: { status: 500 } });
    expect(limitsOf((await api.call('/v2/contacts')).headers)).toEqual(['2000', '1997', end]);
    const bad = await api.call('/v2/contacts', { headers: { authorization: `Bearer ${KEYS.deleted}` } });
    expect(bad.status).toBe(401);
    expect(limitsOf(bad.headers)).toEqual([undefined, undefined, undefined]);
  });

  it('turn away until the minute of the clock is over', async () => {
    api.world.limits.key = 2;
    const statuses = async (times: number) => {
      const all: (number | undefined)[] = [];
      for (let time = 0; time < times; time += 1) all.push((await api.call('/v2/contacts')).status);
      return all;
    };
    expect(await statuses(4)).toEqual([200, 200, 429, 429]);
    expect(api.last()).toMatchObject({ status: 429, refusal: 'over the limit of a minute' });
    api.world.now = () => NOW + 39_999;
    expect(await statuses(1)).toEqual([429]);
    api.world.now = () => NOW + 40_000;
    expect(await statuses(3)).toEqual([200, 200, 429]);
  });

  it('are one for all keys of a workspace, and one for each key', async () => {
    api.world.limits.workspace = 3;
    api.world.limits.key = 2;
    const by = async (key: string) =>
      (await api.call('/v2/contacts', { headers: { ...AUTHORIZED, authorization: `Bearer ${key}` } })).status;
    expect([await by(KEYS.full), await by(KEYS.full), await by(KEYS.full)]).toEqual([200, 200, 429]);
    expect(await by(KEYS.readOnly)).toBe(429);
    expect(await by(OTHER_KEYS.full)).toBe(200);
  });

  it.each([
    ['epoch-seconds', 'seconds', String((NOW + 40_000) / 1_000), '40', undefined],
    ['epoch-milliseconds', 'milliseconds', String(NOW + 40_000), undefined, '40000'],
    ['seconds-left', 'date', '40', new Date(NOW + 40_000).toUTCString(), undefined],
    ['absent', 'absent', undefined, undefined, undefined],
  ] as const)('say when in the form of the switches: %s, %s', async (reset, retryAfter, at, after, ms) => {
    Object.assign(api.world.switches, { reset, retryAfter });
    api.world.limits.key = 0;
    const { headers, status } = await api.call('/v2/contacts');
    expect(status).toBe(429);
    expect([headers['x-ratelimit-reset'], headers['retry-after'], headers['retry-after-ms']]).toEqual([at, after, ms]);
  });

  it('answer in the envelope with the documented type', async () => {
    api.world.limits.key = 0;
    expect(api.errorOf(await api.call('/v2/contacts'))).toMatchObject({ type: 'rate_limit_error', status: 429 });
  });
});

describe('every answer', () => {
  it('has the world’s time and no CORS header', async () => {
    for (const path of ['/v2/contacts', '/v2/nothing']) {
      const { headers } = await api.call(path);
      expect(headers.date).toBe(new Date(NOW).toUTCString());
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('can be a fault, and the work is done or not as the fault says', async () => {
    api.world.switches.faults.push({ method: 'POST', times: 1, kind: { cut: 'after-work' } });
    await expect(api.post(`/v2/contacts/${CAST.priya}/block`)).rejects.toThrow();
    expect(api.world.blocked.has(CAST.priya)).toBe(true);
    expect(api.last().status).toBe(0);
  });
});

describe('the switches', () => {
  it('are those of the documents at first, and again after a reset', () => {
    expect(api.world.switches).toEqual(defaultSwitches());
  });
});
