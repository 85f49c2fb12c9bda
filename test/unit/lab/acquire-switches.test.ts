import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST } from '../../lab/acquire/cast';
import { ACME_KEYS } from '../../lab/acquire/keys';
import type { LabFault } from '../../lab/acquire/world';
import { defaultSwitches } from '../../lab/acquire/world-factory';
import {
  type ApiFixture,
  AUTHORIZED,
  BLOCK_VISITOR,
  CASE,
  CONTACT,
  JSON_BODY,
  NOW,
  SEARCH,
  startApi,
  TOMORROW,
} from './api-fixture';
import { callDirect } from './proxy-client';

let api: ApiFixture;

beforeEach(async () => {
  api = await startApi();
});

afterEach(() => {
  api.world.switches.hold = false;
  api.close();
});

const YESTERDAY = '2026-11-19T12:00:00.000Z';
const recordsOf = (contactId: number) => api.world.records.filter((record) => record.contactId === contactId);
const idsListed = async (): Promise<number[]> => {
  const { data } = (await api.read(BLOCK_VISITOR)) as { data: { data: { id: number }[] } };
  return data.data.map(({ id }) => id);
};

describe('switches', () => {
  it('stand at the likeliest reading of the documents', () => {
    expect(api.world.switches).toEqual(defaultSwitches());
    expect(defaultSwitches()).toMatchObject({
      addAnswer: 'true',
      pastDate: 'accept',
      repeat: 'new-record',
      unknownContact: '400',
      unknownRecordGet: '400',
      errorBody: 'code-object',
      listShape: 'wrapped',
      expiredStayListed: true,
      storedEnd: 'as-asked',
      listLag: false,
      listLimit: 0,
      searchLimit: 0,
      searchCounts: 'rows',
      searchFirstPage: 0,
      blockedWord: 'YES',
    });
  });

  it('listLimit: all records, or the first, and how many there are', async () => {
    expect(await idsListed()).toEqual([1, 2, 3, 4]);
    api.world.switches.listLimit = 3;
    expect(await idsListed()).toEqual([1, 2, 3]);
    expect(await api.read(BLOCK_VISITOR)).toMatchObject({ data: { count: 4 } });
  });

  it('searchLimit, searchCounts, searchFirstPage: how the search comes in pages', async () => {
    const search = async (page: number, limit = 20) => {
      const reply = await api.post(SEARCH, { payload: {}, page, limit, search: 'raman' });
      const { list, counts } = JSON.parse(reply.body).data;
      return [list.map(({ key }: { key: string }) => key), counts.filteredCount];
    };
    expect([await search(0), await search(1)]).toEqual([
      [['name', 'email'], 2],
      [[], 2],
    ]);
    Object.assign(api.world.switches, { searchLimit: 1, searchCounts: 'contacts' });
    expect([await search(0, 0), await search(1)]).toEqual([
      [['name'], 1],
      [['email'], 1],
    ]);
    api.world.switches.searchFirstPage = 1;
    expect([await search(0), await search(1), await search(2)]).toEqual([
      [['name'], 1],
      [['name'], 1],
      [['email'], 1],
    ]);
  });

  it('addAnswer: true, or the records', async () => {
    expect(JSON.parse((await api.block([5])).body)).toEqual({ data: true });
    api.world.switches.addAnswer = 'records';
    expect(JSON.parse((await api.block([12])).body)).toMatchObject({
      data: [
        { id: 6, data: { id: 12, email: 'wes.c@mail.example' }, blockTill: TOMORROW, type: 'contact', blockBy: 2 },
      ],
    });
  });

  it('addRecordData: the contact, or the ids that were sent', async () => {
    Object.assign(api.world.switches, { addAnswer: 'records', addRecordData: 'ids' });
    expect(JSON.parse((await api.block([12])).body)).toMatchObject({ data: [{ id: 5, data: [12] }] });
  });

  it('pastDate: accepted, or refused', async () => {
    expect((await api.block([5], YESTERDAY)).status).toBe(200);
    expect(recordsOf(5)).toHaveLength(1);
    api.world.switches.pastDate = 'refuse';
    expect((await api.block([12], YESTERDAY)).status).toBe(400);
    expect((await api.block([12], TOMORROW)).status).toBe(200);
    expect(recordsOf(12)).toHaveLength(1);
  });

  it('repeat: a new record', async () => {
    await api.block([5]);
    await api.block([5], '2026-11-22T12:00:00.000Z');
    expect(recordsOf(5).map(({ blockTill }) => blockTill)).toEqual([TOMORROW, '2026-11-22T12:00:00.000Z']);
  });

  it('repeat: the first record gets the new end', async () => {
    api.world.switches.repeat = 'extend';
    await api.block([5]);
    await api.block([5], '2026-11-22T12:00:00.000Z');
    expect(recordsOf(5)).toMatchObject([{ id: 5, blockTill: '2026-11-22T12:00:00.000Z' }]);
    await api.block([CAST.onceBlocked]);
    expect(recordsOf(CAST.onceBlocked)).toHaveLength(2);
  });

  it('repeat: refused, for nobody in the request', async () => {
    api.world.switches.repeat = 'refuse-duplicate';
    await api.block([5]);
    const reply = await api.block([12, 5]);
    expect(reply.status).toBe(400);
    expect(reply.body).toContain('ERROR_DUPLICATE_RECORD_FOUND');
    expect(recordsOf(12)).toEqual([]);
    expect((await api.block([CAST.onceBlocked])).status).toBe(200);
  });

  it('unknownContact: 400, 404, or accepted', async () => {
    const { switches } = api.world;
    const first = await api.block([5, CAST.gone]);
    expect(first.status).toBe(400);
    expect(first.body).toContain('ERROR_RECORD_NOT_FOUND');
    expect(recordsOf(5)).toEqual([]);
    switches.unknownContact = '404';
    expect((await api.block([CAST.gone])).status).toBe(404);
    switches.unknownContact = 'accept';
    expect((await api.block([CAST.gone])).status).toBe(200);
    expect(await api.read(`${BLOCK_VISITOR}/5`)).toMatchObject({ data: { data: { id: CAST.gone, ip: '' } } });
  });

  it.each([`${BLOCK_VISITOR}/99`, `${CONTACT}/${CAST.gone}`, `${CASE}/99999`])(
    'unknownRecordGet: 400 or 404 for %s',
    async (path) => {
      expect((await api.call(path)).status).toBe(400);
      api.world.switches.unknownRecordGet = '404';
      expect((await api.call(path)).status).toBe(404);
      expect(api.last().refusal).toContain('does not exist');
    },
  );

  it('errorBody: an object, a string, HTML, or nothing', async () => {
    const bodyOf = async (form: typeof api.world.switches.errorBody) => {
      api.world.switches.errorBody = form;
      return api.call(BLOCK_VISITOR, { headers: {} });
    };
    const message = 'Missing, incorrect, or invalid API Key';
    expect(JSON.parse((await bodyOf('code-object')).body)).toEqual({ error: { code: 'ERROR_UNAUTHORIZED', message } });
    expect(JSON.parse((await bodyOf('code-string')).body)).toEqual({ error: 'ERROR_UNAUTHORIZED', message });
    const html = await bodyOf('html');
    expect(html.headers['content-type']).toContain('text/html');
    expect(html).toMatchObject({ status: 401, body: expect.stringContaining('<h1>401</h1>') });
    const empty = await bodyOf('empty');
    expect(empty).toMatchObject({ status: 401, body: '' });
    expect(empty.headers).not.toHaveProperty('content-type');
  });

  it('listShape: wrapped, or bare', async () => {
    expect(await api.read(BLOCK_VISITOR)).toMatchObject({ data: { offset: 0, count: 4 } });
    api.world.switches.listShape = 'bare';
    expect(await api.read(BLOCK_VISITOR)).toMatchObject({ data: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }] });
  });

  it('expiredStayListed: yes, or no', async () => {
    expect(await idsListed()).toEqual([1, 2, 3, 4]);
    api.world.switches.expiredStayListed = false;
    expect(await idsListed()).toEqual([2, 3, 4]);
  });

  it('storedEnd: as asked, the end of the day, or whole seconds', async () => {
    const asked = '2026-11-21T12:00:00.658Z';
    const { switches } = api.world;
    await api.block([5], asked);
    switches.storedEnd = 'end-of-day';
    await api.block([5], asked);
    switches.storedEnd = 'whole-seconds';
    await api.block([5], asked);
    expect(recordsOf(5).map(({ blockTill }) => blockTill)).toEqual([
      asked,
      '2026-11-21T23:59:59.000Z',
      '2026-11-21T12:00:00.000Z',
    ]);
  });

  it('listLag: a new record is missing from the first list after it', async () => {
    await api.block([5]);
    expect(await idsListed()).toContain(5);
    api.world.switches.listLag = true;
    await api.block([12]);
    expect(await idsListed()).not.toContain(6);
    expect(await idsListed()).toContain(6);
    expect(await api.read(`${BLOCK_VISITOR}/6`)).toMatchObject({ data: { id: 6 } });
  });

  it.each(['YES', 'yes', 'true'] as const)('blockedWord: %s', async (word) => {
    api.world.switches.blockedWord = word;
    const { data } = (await api.read(`${CONTACT}?limit=300`)) as {
      data: { list: { id: number; isBlocked: string }[] };
    };
    expect(data.list.find(({ id }) => id === CAST.blockedByDavid)?.isBlocked).toBe(word);
    expect(data.list.find(({ id }) => id === CAST.priya)?.isBlocked).toBe('NO');
  });

  it('contactShowsBlocked: no, or yes', async () => {
    const path = `${CONTACT}/${CAST.blockedByDavid}`;
    expect((await api.read(path)).data).not.toHaveProperty('isBlocked');
    api.world.switches.contactShowsBlocked = true;
    expect(await api.read(path)).toMatchObject({ data: { isBlocked: 'YES' } });
  });

  it('fieldsOnlyIfAsked: no, or yes', async () => {
    expect((await api.read(`${CONTACT}/5`)).data).toHaveProperty('fields');
    api.world.switches.fieldsOnlyIfAsked = true;
    expect((await api.read(`${CONTACT}/5`)).data).not.toHaveProperty('fields');
    expect((await api.read(`${CONTACT}/5?relations=fields`)).data).toHaveProperty('fields');
  });

  it('deleteCounts: real, or always zero although it is gone', async () => {
    const affected = async (id: number) => {
      const reply = await api.call(`${BLOCK_VISITOR}?id=${id}`, { method: 'DELETE' });
      return JSON.parse(reply.body).data.deleted.affected;
    };
    expect(await affected(2)).toBe(1);
    api.world.switches.deleteCounts = 'always-zero';
    expect(await affected(3)).toBe(0);
    expect(api.world.records.map(({ id }) => id)).toEqual([1, 4]);
  });

  it('latencyMs: the work is done before the wait, the answer comes after it', async () => {
    api.world.switches.latencyMs = 100;
    const reply = api.block([5]);
    await expect.poll(() => recordsOf(5).length).toBe(1);
    expect(api.last().status).toBe(0);
    expect((await reply).status).toBe(200);
  });
});

describe('hold', () => {
  it('keeps a request before the work until it is let go', async () => {
    api.world.switches.hold = true;
    const reply = api.block([5]);
    await expect.poll(() => api.world.requests.length).toBe(1);
    expect(recordsOf(5)).toEqual([]);
    expect(api.last().status).toBe(0);
    api.world.switches.hold = false;
    expect((await reply).status).toBe(200);
    expect(recordsOf(5)).toHaveLength(1);
  });

  it('keeps the answer after the work', async () => {
    Object.assign(api.world.switches, { hold: true, holdAt: 'after-work' });
    const reply = api.block([5]);
    await expect.poll(() => recordsOf(5).length).toBe(1);
    expect(api.last().status).toBe(0);
    api.world.switches.hold = false;
    expect((await reply).status).toBe(200);
  });

  it('never works on a held request whose client left', async () => {
    api.world.switches.hold = true;
    const body = JSON.stringify({ data: [5], type: 'contact', blockTill: TOMORROW });
    const headers = { ...AUTHORIZED, ...JSON_BODY, 'content-length': String(body.length) };
    const left = request({ host: '127.0.0.1', port: api.port, path: BLOCK_VISITOR, method: 'POST', headers });
    left.on('error', () => {});
    left.end(body);
    await expect.poll(() => api.world.requests.length).toBe(1);
    left.destroy();
    const stayed = api.block([12]);
    await expect.poll(() => api.world.requests.length).toBe(2);
    api.world.switches.hold = false;
    expect((await stayed).status).toBe(200);
    expect(recordsOf(5)).toEqual([]);
    expect(api.world.requests.map(({ status }) => status)).toEqual([0, 200]);
  });
});

describe('faults', () => {
  const fault = (kind: LabFault['kind'], more: Partial<LabFault> = {}) => {
    api.world.switches.faults.push({ times: 1, kind, ...more });
  };

  it('a status, with the error body of the switch', async () => {
    fault({ status: 503 });
    const reply = await api.block([5]);
    expect(reply).toMatchObject({ status: 503, body: expect.stringContaining('ERROR_SERVER_ERROR') });
    expect(api.last()).toMatchObject({ status: 503 });
    expect(recordsOf(5)).toEqual([]);
  });

  it('a status with a body and headers of its own', async () => {
    fault({ status: 429, body: { slow: 'down' }, headers: { 'retry-after': '7' } });
    const reply = await api.block([5]);
    expect(reply).toMatchObject({ status: 429, body: '{"slow":"down"}' });
    expect(reply.headers['retry-after']).toBe('7');
  });

  it('a success that is a lie, and JSON that is broken', async () => {
    fault({ status: 200, body: { data: true } });
    expect((await api.block([5])).body).toBe('{"data":true}');
    fault({ status: 200, body: '{"data":tr' });
    expect((await api.block([5])).body).toBe('{"data":tr');
    expect(recordsOf(5)).toEqual([]);
  });

  it('HTML with 200, as a sign-in page, or with another status', async () => {
    fault({ html: '<h1>Sign in</h1>' });
    const page = await api.block([5]);
    expect(page).toMatchObject({ status: 200, body: '<h1>Sign in</h1>' });
    expect(page.headers['content-type']).toContain('text/html');
    fault({ html: '<h1>Maintenance</h1>', status: 503 });
    expect((await api.block([5])).status).toBe(503);
    expect(recordsOf(5)).toEqual([]);
  });

  it('a redirect, 302 unless said otherwise', async () => {
    fault({ redirect: 'https://evil.example/steal' });
    const moved = await api.block([5]);
    expect(moved.status).toBe(302);
    expect(moved.headers.location).toBe('https://evil.example/steal');
    fault({ redirect: 'https://evil.example/steal', status: 307 });
    expect((await api.block([5])).status).toBe(307);
    expect(recordsOf(5)).toEqual([]);
  });

  it('a cut before the work', async () => {
    fault({ cut: 'before-work' });
    await expect(api.block([5])).rejects.toThrow();
    expect(recordsOf(5)).toEqual([]);
    expect(api.last()).toMatchObject({ method: 'POST', status: 0 });
  });

  it('a cut after the work: the block is made and the client never hears of it', async () => {
    fault({ cut: 'after-work' });
    await expect(api.block([5])).rejects.toThrow();
    expect(recordsOf(5)).toHaveLength(1);
    expect(api.last().status).toBe(0);
  });

  it('a cut in the middle of the body, after the work', async () => {
    fault({ cut: 'mid-body' });
    await expect(api.block([5])).rejects.toThrow('aborted');
    expect(recordsOf(5)).toHaveLength(1);
    expect(api.last().status).toBe(0);
  });

  it('a delay: the work is done, the answer comes later', async () => {
    fault({ delayMs: 100 });
    const reply = api.block([5]);
    await expect.poll(() => recordsOf(5).length).toBe(1);
    expect(api.last().status).toBe(0);
    expect((await reply).body).toBe('{"data":true}');
  });

  it('comes as often as it says, and to the requests it names', async () => {
    fault({ status: 500 }, { method: 'POST', path: BLOCK_VISITOR, times: 2 });
    expect((await api.call(BLOCK_VISITOR)).status).toBe(200);
    expect((await api.call(`${CONTACT}/5`)).status).toBe(200);
    expect((await api.block([5])).status).toBe(500);
    expect((await api.block([5])).status).toBe(500);
    expect((await api.block([5])).status).toBe(200);
  });

  it('does not hide a request that is wrong in itself', async () => {
    fault({ status: 200, body: { data: true } });
    const headers = { authorization: `Bearer ${ACME_KEYS.full}` };
    expect((await callDirect(api.port, BLOCK_VISITOR, { headers })).status).toBe(401);
    expect(api.world.switches.faults[0]?.times).toBe(1);
  });
});

describe('time', () => {
  it('is the world’s own, so that a test lets it pass', async () => {
    await api.block([5], '2026-11-20T12:00:01.000Z');
    api.world.switches.repeat = 'refuse-duplicate';
    expect((await api.block([5])).status).toBe(400);
    api.world.now = () => NOW + 1_000;
    expect((await api.block([5])).status).toBe(200);
  });
});
