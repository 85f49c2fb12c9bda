import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST } from '../../lab/acquire/cast';
import { addContactRecord } from '../../lab/acquire/changes';
import { FIRST_HOSTILE_ID, HOSTILE_NAMES } from '../../lab/acquire/hostile-names';
import { type Bench, contactId, conversationId, DAY, NOW, priya, recordId, startBench } from './acquire-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

type Listed<T> = { ok: true; value: T } | { ok: false; error: unknown };
type Rows = readonly { id: string }[];
const idsOf = (result: Listed<Rows | { contacts: Rows }>) =>
  result.ok ? ('contacts' in result.value ? result.value.contacts : result.value).map(({ id }) => id) : result.error;

describe('a contact', () => {
  it.each([false, true])('has name, e-mail and address, fieldsOnlyIfAsked %s', async (fieldsOnlyIfAsked) => {
    bench.set({ fieldsOnlyIfAsked });
    expect(await bench.api.getContact(contactId(CAST.priya))).toEqual({
      ok: true,
      value: { id: '5', name: 'Priya Raman', email: 'priya.raman@mail.example', ip: '192.0.2.5' },
    });
    expect(bench.last().refusal).toBeUndefined();
  });

  it('without a name or e-mail has none', async () => {
    expect(await bench.api.getContact(contactId(CAST.unnamed))).toEqual({
      ok: true,
      value: { id: '750940', ip: '2001:db8:2a1f::7509' },
    });
  });

  it('has first and last name where the console knows them', async () => {
    Object.assign(bench.world.contacts.get(CAST.priya) ?? {}, { firstName: 'Priya', lastName: 'Raman' });
    const read = await bench.api.getContact(contactId(CAST.priya));
    expect(read).toMatchObject({ value: { firstName: 'Priya', lastName: 'Raman' } });
  });

  it.each(HOSTILE_NAMES.map((item, index) => ({ ...item, id: FIRST_HOSTILE_ID + index })))(
    'may be called by $why, letter for letter',
    async ({ id, name }) => {
      expect(await bench.api.getContact(contactId(id))).toMatchObject({ ok: true, value: { id: String(id), name } });
    },
  );

  it.each(['YES', 'yes', 'true'] as const)('says that it is blocked with the word %s', async (blockedWord) => {
    bench.set({ contactShowsBlocked: true, blockedWord });
    const read = async (id: number) => {
      const answer = await bench.api.getContact(contactId(id));
      return answer.ok && answer.value.blocked;
    };
    expect(await read(CAST.blockedByDavid)).toBe(true);
    expect(await read(CAST.onceBlocked)).toBe(false);
    expect(await read(CAST.priya)).toBe(false);
  });

  it.each(['400', '404'] as const)('that is not there is gone, unknownRecordGet %s', async (unknownRecordGet) => {
    bench.set({ unknownRecordGet });
    const answer = await bench.api.getContact(contactId(CAST.gone));
    expect(answer).toMatchObject({ ok: false, error: { code: 'gone', status: Number(unknownRecordGet) } });
  });
});

describe('a search', () => {
  it('gives each contact once, however many of its fields match', async () => {
    expect(await bench.api.findContacts('priya.raman@mail.example')).toEqual({
      ok: true,
      value: { contacts: [expect.objectContaining(priya)] },
    });
    expect(idsOf(await bench.api.findContacts('raman'))).toEqual(['5']);
  });

  it('gives everyone of a name, and never chooses', async () => {
    const found = await bench.api.findContacts('Alex Morgan');
    expect(idsOf(found)).toEqual(CAST.alexes.toReversed().map(String));
    const shared = await bench.api.findContacts(CAST.alexEmail);
    expect(idsOf(shared)).toEqual(['112', '41']);
  });

  it('says where a hit does not tell whose it is', async () => {
    const rows = [{ contactId: 5, fields: { name: 'Priya Raman' } }, { fields: { name: 'Priya Raman' } }];
    bench.say(JSON.stringify({ data: { list: rows } }));
    expect(await bench.api.findContacts('Priya Raman')).toMatchObject({
      ok: true,
      value: { contacts: [{ id: '5' }], partly: true },
    });
  });

  it('that nobody fits gives an empty list', async () => {
    expect(await bench.api.findContacts('nobody is called so')).toEqual({ ok: true, value: { contacts: [] } });
  });

  it('sends the words in the body only, as they are', async () => {
    const words = 'Zoë <b>"\u202e?id=1&key=2\u200b';
    await bench.api.findContacts(words);
    expect(bench.last()).toMatchObject({ method: 'POST', query: {}, body: { search: words } });
    expect(bench.arrived).toEqual(['/api/v1/crm/contact/list']);
  });
});

describe('a conversation', () => {
  it('leads to its contact, with name and e-mail', async () => {
    const found = await bench.api.contactsOf(conversationId(CAST.priyaCase));
    expect(found).toMatchObject({ ok: true, value: { contacts: [priya] } });
  });

  it.each(['400', '404'] as const)('that is not there is gone, unknownRecordGet %s', async (unknownRecordGet) => {
    bench.set({ unknownRecordGet });
    expect(await bench.api.contactsOf(conversationId(404_404))).toMatchObject({ ok: false, error: { code: 'gone' } });
  });

  it('without a contact gives nobody', async () => {
    bench.say('{"data":{"id":30,"channel":"chat","status":"active","threadId":30}}');
    expect(await bench.api.contactsOf(conversationId(30))).toEqual({ ok: true, value: { contacts: [] } });
  });

  it('answered for another conversation is no answer', async () => {
    bench.answer((req, res) => {
      const json = req.url?.includes('/case/') ? '{"data":{"id":31,"contact":{"id":5}}}' : '{"data":{"id":5}}';
      res.writeHead(200, { 'content-type': 'application/json' }).end(json);
    });
    expect(await bench.api.contactsOf(conversationId(30))).toMatchObject({ ok: false, error: { code: 'bad-answer' } });
  });
});

describe('the list of blocks', () => {
  const wanted = [
    { id: '4', rule: 'ip', values: ['198.51.100.45', '198.51.100.46'], by: 'David Guetta' },
    { id: '3', rule: 'email', values: ['carl.voss@spam.example'], by: 'David Guetta' },
    { id: '2', rule: 'contact', contactId: '23', values: [], by: 'David Guetta' },
    { id: '1', rule: 'contact', contactId: '14', values: [], by: 'David Guetta' },
  ];

  it.each(['wrapped', 'bare'] as const)('is read newest first, %s', async (listShape) => {
    bench.set({ listShape });
    const listed = await bench.api.listRecords();
    expect(listed).toMatchObject({ ok: true, value: wanted });
    expect(listed.ok && listed.value.map(({ until }) => until)).toEqual(
      bench.world.records.map(({ blockTill }) => Date.parse(blockTill)).toReversed(),
    );
  });

  it('may leave out what has ended', async () => {
    bench.set({ expiredStayListed: false });
    expect(idsOf(await bench.api.listRecords())).toEqual(['4', '3', '2']);
  });

  it('keeps what it can read where single records are of no known form', async () => {
    const good = { id: 9, type: 'contact', data: { id: 5 }, blockTill: '2027-01-01T00:00:00.000Z' };
    const bad = [null, 7, {}, { ...good, id: '9' }, { ...good, blockTill: 'soon' }, { ...good, data: null }];
    bench.say(JSON.stringify({ data: { offset: 0, count: 7, data: [...bad, good] } }));
    expect(await bench.api.listRecords()).toEqual({
      ok: true,
      value: [{ id: '9', rule: 'contact', contactId: '5', values: [], until: Date.UTC(2027, 0, 1) }],
    });
  });
});

describe('a search that comes in pages', () => {
  /** So many rows for so many contacts: each is found by name and by e-mail. */
  const found = async (words: string) => {
    const answer = await bench.api.findContacts(words);
    return answer.ok ? answer.value.contacts.map(({ id }) => Number(id)).sort((a, b) => a - b) : answer.error.code;
  };
  const pagesAsked = () => bench.world.requests.map(({ body }) => (body as { page: number }).page);

  it.each([
    [1, 'rows', 0],
    [1, 'rows', 1],
    [2, 'rows', 0],
    [2, 'contacts', 1],
    [3, 'contacts', 0],
  ] as const)(
    'of %i counting %s from page %i gives all who have one e-mail',
    async (searchLimit, searchCounts, first) => {
      const all = await found(CAST.alexEmail);
      expect(all.length).toBeGreaterThan(1);
      bench.set({ searchLimit, searchCounts, searchFirstPage: first });
      expect(await found(CAST.alexEmail)).toEqual(all);
    },
  );

  it('asks for no second page where the first is all', async () => {
    expect(await found('priya.raman@mail.example')).toEqual([5]);
    expect(pagesAsked()).toEqual([0]);
  });

  it('asks for no more than enough to choose from', async () => {
    bench.world.requests.length = 0;
    const some = await found('a');
    expect(some.length).toBeGreaterThanOrEqual(20);
    expect(pagesAsked().length).toBeLessThanOrEqual(5);
  });

  it('is nobody for certain where the others cannot be read', async () => {
    const row = { id: 5, mainContactId: 5, contactId: 5, key: 'email', fields: { email: CAST.alexEmail } };
    const say = (list: readonly unknown[], filteredCount?: number) =>
      bench.say(JSON.stringify({ data: { list, counts: { filteredCount } } }));
    say([row], 2);
    expect(await found(CAST.alexEmail)).toBe('bad-answer');
    say([], 2);
    expect(await found(CAST.alexEmail)).toBe('bad-answer');
    say([row, { ...row, key: 'name' }], 9);
    expect(await found(CAST.alexEmail)).toBe('bad-answer');
    say([row, { ...row, mainContactId: 6 }], 9);
    expect(await found(CAST.alexEmail)).toEqual([5, 6]);
    say([row], 1);
    expect(await found(CAST.alexEmail)).toEqual([5]);
    say([row]);
    expect(await found(CAST.alexEmail)).toEqual([5]);
    say([]);
    expect(await found(CAST.alexEmail)).toEqual([]);
  });
});

describe('a list that gives only a part', () => {
  const david = () => {
    const contact = bench.world.contacts.get(CAST.blockedByDavid);
    return { id: contactId(CAST.blockedByDavid), email: contact?.email };
  };

  it.each(['wrapped', 'bare'] as const)('is no proof that anybody is not blocked: %s', async (listShape) => {
    for (let id = 100; bench.world.records.length < 12; id += 1)
      addContactRecord(bench.world, id, new Date(NOW + DAY).toISOString(), 2);
    bench.world.records.reverse();
    bench.set({ listShape, listLimit: 10 });
    expect(await bench.api.readState(david())).toMatchObject({ value: { blocked: undefined, records: [] } });
    bench.set({ listLimit: 0 });
    expect(await bench.api.readState(david())).toMatchObject({ value: { blocked: true } });
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: false } });
  });

  it('proves what stands in it', async () => {
    bench.set({ listLimit: 2 });
    expect(await bench.api.readState(david())).toMatchObject({ value: { blocked: true } });
  });
});

describe('a list that could not be read whole', () => {
  const of = (id: unknown, changes: object = {}) => ({
    id: 9,
    type: 'contact',
    data: { id },
    blockTill: '2027-01-01T00:00:00.000Z',
    ...changes,
  });
  const say = (rows: readonly unknown[], count = rows.length) =>
    bench.say(JSON.stringify({ data: { offset: 0, count, data: rows } }));

  it.each<[string, unknown]>([
    ['no record at all', null],
    ['a contact’s, and does not say whose', of(undefined)],
    ['this contact’s, with an end of no known form', of(5, { blockTill: 'soon' })],
    ['this contact’s, with an id of no known form', of('5', { id: 'nine' })],
    ['one of several contacts, this one among them', of(0, { data: [4, 5] })],
    ['of no known kind', of(0, { type: 7, data: 'all' })],
  ])('does not prove that a contact is not blocked: an entry is %s', async (_, row) => {
    say([of(6), row]);
    expect(await bench.api.readState(priya)).toMatchObject({ ok: true, value: { blocked: undefined, records: [] } });
    say([of(5), row]);
    expect(await bench.api.readState(priya)).toMatchObject({ ok: true, value: { blocked: true } });
  });

  it('does not prove it where the console counts more entries than it gave', async () => {
    say([of(6)], 2);
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: undefined } });
    say([of(6)], 1);
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: false } });
  });

  it.each<[string, unknown]>([
    ['another contact’s, with an end of no known form', of(6, { blockTill: 'soon' })],
    ['a rule of another kind', of(5, { type: 'email', data: { all: true } })],
    ['one of several contacts, this one not among them', of(0, { data: [4, 6] })],
  ])('proves it all the same where the entry is %s', async (_, row) => {
    say([row]);
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: false } });
  });
});

describe('one record', () => {
  it('is read by its own id', async () => {
    const end = Date.parse(bench.world.records[1]?.blockTill ?? '');
    expect(await bench.api.getRecord(recordId(2))).toMatchObject({
      ok: true,
      value: { id: '2', rule: 'contact', contactId: String(CAST.blockedByDavid), until: end },
    });
    expect(bench.arrived).toEqual(['/api/v1/crm/block-visitor/2']);
  });

  it('is not found by the id of a contact', async () => {
    const answer = await bench.api.getRecord(recordId(CAST.blockedByDavid));
    expect(answer).toMatchObject({ ok: false, error: { code: 'gone' } });
  });

  it('answered for another record is no answer', async () => {
    bench.say('{"data":{"id":3,"type":"contact","data":{"id":5},"blockTill":"2027-01-01T00:00:00.000Z"}}');
    expect(await bench.api.getRecord(recordId(2))).toEqual({ ok: false, error: { code: 'bad-answer' } });
  });
});

describe('the state of a contact', () => {
  const contactOf = async (id: number) => {
    const read = await bench.api.getContact(contactId(id));
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  };

  it.each([true, false])(
    'is not blocked by a record that has ended, expiredStayListed %s',
    async (expiredStayListed) => {
      bench.set({ expiredStayListed });
      expect(await bench.api.readState(await contactOf(CAST.onceBlocked))).toEqual({
        ok: true,
        value: { blocked: false, until: undefined, records: [], rules: [] },
      });
    },
  );

  it('is not blocked in the very millisecond in which the record ends', async () => {
    const end = Date.parse(bench.world.records[1]?.blockTill ?? '');
    const hugo = await contactOf(CAST.blockedByDavid);
    bench.world.now = () => end - 1;
    expect(await bench.api.readState(hugo)).toMatchObject({ value: { blocked: true, until: end } });
    bench.world.now = () => end;
    expect(await bench.api.readState(hugo)).toMatchObject({ value: { blocked: false, records: [] } });
  });

  it('is blocked until the latest end of all its own records', async () => {
    const later = addContactRecord(bench.world, 5, new Date(NOW + 9 * DAY).toISOString(), 2);
    const sooner = addContactRecord(bench.world, 5, new Date(NOW + 2 * DAY).toISOString(), 1);
    const state = await bench.api.readState(priya);
    expect(state).toMatchObject({ ok: true, value: { blocked: true, until: NOW + 9 * DAY, rules: [] } });
    expect(state.ok && new Set(state.value.records.map(({ id }) => id))).toEqual(
      new Set([recordId(later.id), recordId(sooner.id)]),
    );
  });

  it('names the rules of other kinds that catch the contact, and does not call them its own', async () => {
    expect(await bench.api.readState(await contactOf(CAST.blockedByEmail))).toMatchObject({
      value: { blocked: false, records: [], rules: [{ id: '3', rule: 'email' }] },
    });
    expect(await bench.api.readState(await contactOf(CAST.blockedByIp))).toMatchObject({
      value: { blocked: false, records: [], rules: [{ id: '4', rule: 'ip' }] },
    });
  });

  it.each([
    ['an e-mail', 'email', 'PRIYA.Raman@mail.example', 'Priya.RAMAN@Mail.example'],
    ['an address', 'ip', '2001:DB8::AbC', '2001:db8::aBc'],
  ] as const)('compares %s without regard to case', async (_, rule, own, listed) => {
    bench.world.records.push({
      id: 77,
      type: rule,
      values: [listed],
      blockTill: new Date(NOW + DAY).toISOString(),
      blockBy: 1,
      dateCreated: new Date(NOW).toISOString(),
    });
    const state = await bench.api.readState({ ...priya, email: rule === 'email' ? own : undefined, ip: own });
    expect(state).toMatchObject({ value: { rules: [{ id: '77' }] } });
  });
});
