import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST } from '../../lab/acquire/cast';
import { renameContact } from '../../lab/acquire/changes';
import { DEMO_KEYS } from '../../lab/acquire/keys';
import { type ApiFixture, BLOCK_VISITOR, CASE, CONTACT, SEARCH, startApi, TOMORROW } from './api-fixture';

let api: ApiFixture;

beforeEach(async () => {
  api = await startApi();
});

afterEach(() => api.close());

describe('what it takes', () => {
  it.each(['/', '/home', '/api/v2/crm', '/apiv1', '/api/v1x', '/assets/api/v1/'])(
    'leaves %s to others',
    async (path) => {
      expect((await api.call(path)).status).toBe(418);
      expect(api.world.requests).toEqual([]);
    },
  );

  it('logs every request with what was sent and what was answered', async () => {
    await api.block([CAST.priya]);
    expect(api.last()).toMatchObject({
      method: 'POST',
      path: BLOCK_VISITOR,
      query: {},
      body: { data: [5], type: 'contact', blockTill: TOMORROW },
      status: 200,
    });
    expect(api.last().headers.authorization).toBe(`Bearer ${DEMO_KEYS.full}`);
    expect(api.last().refusal).toBeUndefined();
    await api.call('/api/v1/nothing?a=b');
    expect(api.last()).toMatchObject({ path: '/api/v1/nothing', query: { a: 'b' }, status: 404 });
    expect(api.world.requests).toHaveLength(2);
  });
});

describe('block records', () => {
  it('blocks: the record is stored with the end that was asked and the owner of the key', async () => {
    const reply = await api.block([CAST.priya]);
    expect(JSON.parse(reply.body)).toEqual({ data: true });
    expect(api.world.records.at(-1)).toEqual({
      id: 5,
      type: 'contact',
      contactId: 5,
      blockTill: TOMORROW,
      blockBy: 2,
      dateCreated: '2026-11-20T12:00:00.000Z',
    });
  });

  it('blocks several with a record for each', async () => {
    await api.block([CAST.priya, CAST.wes]);
    expect(api.world.records.slice(4).map(({ contactId }) => contactId)).toEqual([CAST.priya, CAST.wes]);
  });

  it('lists records with an object for contacts and an array for the other types', async () => {
    const { data } = (await api.read(BLOCK_VISITOR)) as {
      data: { data: { id: number; data: unknown; type: string }[] };
    };
    expect(data).toMatchObject({ offset: 0, count: 4 });
    expect(data.data[1]).toMatchObject({
      id: 2,
      data: { id: CAST.blockedByDavid, ip: '2001:db8::17', email: 'hugo@mail.example', phone: '' },
      type: 'contact',
      blockBy: 1,
      blockTill: '2027-10-31T23:59:59.000Z',
      user: { id: 1, name: 'David Guetta' },
    });
    expect(data.data[2]).toMatchObject({ type: 'email', data: ['carl.voss@spam.example'] });
    expect(data.data[3]).toMatchObject({ type: 'ip', data: ['198.51.100.45', '198.51.100.46'] });
  });

  it('gets a record by its own id, without its user', async () => {
    const { data } = await api.read(`${BLOCK_VISITOR}/2`);
    expect(data).toEqual({
      id: 2,
      data: { id: CAST.blockedByDavid, ip: '2001:db8::17', email: 'hugo@mail.example', phone: '' },
      dateCreated: '2026-10-31T12:00:00.000Z',
      blockTill: '2027-10-31T23:59:59.000Z',
      blockBy: 1,
      type: 'contact',
    });
  });

  it('deletes by record id and counts', async () => {
    const reply = await api.call(`${BLOCK_VISITOR}?id=2`, { method: 'DELETE' });
    expect(JSON.parse(reply.body)).toMatchObject({ data: { deleted: { raw: { affectedRows: 1 }, affected: 1 } } });
    expect(api.world.records.map(({ id }) => id)).toEqual([1, 3, 4]);
  });

  it('answers 200 and 0 for the id of a contact, and lifts nothing', async () => {
    const reply = await api.call(`${BLOCK_VISITOR}?id=${CAST.blockedByDavid}`, { method: 'DELETE' });
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body)).toMatchObject({ data: { deleted: { raw: { affectedRows: 0 }, affected: 0 } } });
    expect(api.world.records).toHaveLength(4);
  });

  it('gives new records the ids of contacts, so that a mix-up lifts the block of a stranger', async () => {
    await api.block([CAST.wes]);
    await api.call(`${BLOCK_VISITOR}?id=${CAST.priya}`, { method: 'DELETE' });
    expect(api.world.records.some(({ contactId }) => contactId === CAST.wes)).toBe(false);
  });

  it('tells the followers of the world of each change', async () => {
    let changes = 0;
    api.world.onChange.add(() => {
      changes += 1;
    });
    await api.block([CAST.priya]);
    await api.call(`${BLOCK_VISITOR}?id=5`, { method: 'DELETE' });
    await api.call(`${BLOCK_VISITOR}?id=5`, { method: 'DELETE' });
    expect(changes).toBe(2);
  });
});

describe('contacts', () => {
  type Contact = { id: number; isBlocked: string; fields: Record<string, string>; title: string };
  const listed = async (query = '?limit=400'): Promise<Contact[]> => {
    const { data } = (await api.read(CONTACT + query)) as { data: { list: Contact[] } };
    return data.list;
  };
  const blockedWordOf = async (id: number) => (await listed()).find((contact) => contact.id === id)?.isBlocked;

  it('lists the newest first, as many as asked', async () => {
    const list = await listed('?limit=3');
    expect(list.map(({ id }) => id)).toEqual([CAST.unnamed, CAST.tomas, 298]);
    expect(await listed('')).toHaveLength(25);
    expect(await listed()).toHaveLength(300);
  });

  it('leaves out the name of a contact who has none, and titles it with the id', async () => {
    const [unnamed] = await listed('?limit=1');
    expect(unnamed?.fields).not.toHaveProperty('name');
    expect(unnamed?.title).toBe('#750940 : ');
  });

  it('says YES while a contact record has not ended, and NO otherwise', async () => {
    expect(await blockedWordOf(CAST.blockedByDavid)).toBe('YES');
    expect(await blockedWordOf(CAST.onceBlocked)).toBe('NO');
    expect(await blockedWordOf(CAST.blockedByEmail)).toBe('NO');
    await api.block([CAST.priya]);
    expect(await blockedWordOf(CAST.priya)).toBe('YES');
    const later = Date.parse(TOMORROW);
    api.world.now = () => later;
    expect(await blockedWordOf(CAST.priya)).toBe('NO');
  });

  it('gets one contact with its fields', async () => {
    const { data } = await api.read(`${CONTACT}/5`);
    expect(data).toMatchObject({
      id: 5,
      archive: 'no',
      fields: { name: 'Priya Raman', email: 'priya.raman@mail.example' },
    });
  });

  it('gives the relation that was asked and no other', async () => {
    const fields = await api.read(`${CONTACT}/5?relations=fields`);
    expect(fields.data).toMatchObject({ id: 5, fields: { name: 'Priya Raman' } });
    expect(fields.data).not.toHaveProperty('cases');
    const cases = await api.read(`${CONTACT}/5?relations=cases`);
    expect(cases.data).toMatchObject({
      cases: expect.arrayContaining([expect.objectContaining({ id: 30, contactId: 5 })]),
    });
    expect(cases.data).not.toHaveProperty('fields');
  });

  it('gives the columns that were selected', async () => {
    const { data } = await api.read(`${CONTACT}/5?select=clientName&relations=fields`);
    expect(Object.keys(data as object).sort()).toEqual(['clientName', 'fields', 'id']);
  });

  it('gives the new name of a contact who changed it', async () => {
    renameContact(api.world, CAST.priya, 'Someone Else');
    const { data } = await api.read(`${CONTACT}/5`);
    expect(data).toMatchObject({ fields: { name: 'Someone Else' } });
  });
});

describe('search', () => {
  type Row = { id: number; mainContactId: number; contactId: number; key: string; value: string; dateCreated: string };
  const search = async (text: string, page = 0, limit = 0) => {
    const reply = await api.post(SEARCH, { payload: {}, page, limit, search: text });
    return JSON.parse(reply.body).data as { list: Row[]; counts: { filteredCount: number } };
  };

  it('finds two contacts for one e-mail', async () => {
    const { list, counts } = await search(CAST.alexEmail);
    expect(list.map(({ contactId }) => contactId)).toEqual([112, 41]);
    expect(counts).toEqual({ filteredCount: 2 });
    expect(list[0]).toMatchObject({ id: 112, mainContactId: 112, key: 'email', value: CAST.alexEmail, archive: 'no' });
  });

  it('finds three people of one name', async () => {
    const { list } = await search('Alex Morgan');
    expect(list.map(({ contactId }) => contactId)).toEqual([208, 112, 41]);
  });

  it('has a row for each field that matches, so one contact may be there twice', async () => {
    const { list, counts } = await search('irina');
    const irina = list.filter(({ contactId }) => contactId === CAST.onceBlocked);
    expect(irina.map(({ key }) => key)).toEqual(['name', 'email']);
    expect(counts.filteredCount).toBe(list.length);
  });

  it('takes any part, in any letter case', async () => {
    const { list } = await search('iYA.RaMa');
    expect(list.map(({ contactId }) => contactId)).toEqual([CAST.priya]);
  });

  it('writes dates with a space and no zone', async () => {
    const { list } = await search('priya raman');
    expect(list[0]?.dateCreated).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('does not find an id', async () => {
    expect((await search(String(CAST.unnamed))).list).toEqual([]);
  });

  it('pages by rows, from 0', async () => {
    const first = await search('Alex Morgan', 0, 2);
    const second = await search('Alex Morgan', 1, 2);
    expect([...first.list, ...second.list].map(({ contactId }) => contactId)).toEqual([208, 112, 41]);
    expect(second.counts.filteredCount).toBe(3);
  });
});

describe('cases', () => {
  it('embeds the contact only where it was asked for, and without a name', async () => {
    expect(await api.read(`${CASE}/30`)).toEqual({ data: { id: 30, channel: 'chat', status: 'active', threadId: 30 } });
    const { data } = (await api.read(`${CASE}/30?relations=contact`)) as { data: { contact: object } };
    expect(data).toMatchObject({ id: 30, contact: { id: CAST.priya, archive: 'no' } });
    expect(data.contact).not.toHaveProperty('fields');
  });

  it('gives the id of the contact where it was selected', async () => {
    expect(await api.read(`${CASE}/827?select=contactId`)).toEqual({ data: { id: 827, contactId: CAST.wes } });
  });

  it('lists cases, by status where asked', async () => {
    const { data } = (await api.read(CASE)) as { data: { count: number; data: object[] } };
    expect(data).toMatchObject({ page: 0, offset: 0, limit: 25, count: 120 });
    expect(data.data).toHaveLength(25);
    const own = (await api.read(`${CASE}?where=contactId|eq|5&relations=contact`)) as { data: { data: object[] } };
    expect(own.data.data).toContainEqual(
      expect.objectContaining({ id: 30, contact: expect.objectContaining({ id: 5 }) }),
    );
    const closed = (await api.read(`${CASE}?where=status|eq|closed`)) as { data: { data: { status: string }[] } };
    expect(new Set(closed.data.data.map(({ status }) => status))).toEqual(new Set(['closed']));
  });

  it.each([30, 827, CAST.unnamed])('has a case %i that is not of the contact with that id', async (id) => {
    const { data } = (await api.read(`${CASE}/${id}?relations=contact`)) as { data: { contact: { id: number } } };
    expect(data.contact.id).not.toBe(id);
    expect(await api.read(`${CONTACT}/${id}`)).toMatchObject({ data: { id } });
  });
});
