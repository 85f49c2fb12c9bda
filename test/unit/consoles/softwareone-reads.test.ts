import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST } from '../../lab/softwareone/cast';
import { setStatus } from '../../lab/softwareone/changes';
import { DAVID } from '../../lab/softwareone/tokens';
import {
  type Bench,
  CONTACTS,
  contactId,
  conversationId,
  DAY,
  FOREVER,
  hugo,
  NOW,
  priya,
  recordId,
  startBench,
} from './softwareone-bench';

const CHATS = '/public/v1/helpdesk/chats';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const hugosRecord = {
  id: CAST.blockedByDavid,
  rule: 'contact',
  contactId: CAST.blockedByDavid,
  values: [],
  until: FOREVER,
  madeAt: NOW - 20 * DAY,
  by: DAVID.name,
  reason: CAST.blockedReason,
};

describe.each(['v4', 'v5'] as const)('a contact of the generation %s', (generation) => {
  beforeEach(() => bench.set({ generation }));

  it('is read by its id, with what is left out by default', async () => {
    expect(await bench.api.getContact(contactId(CAST.priya))).toMatchObject({
      ok: true,
      value: { id: CAST.priya, name: 'Priya Raman', email: 'priya.raman@mail.example', blocked: false },
    });
    expect(bench.arrived).toEqual([`GET ${CONTACTS}/${CAST.priya}?select=+audit`]);
    expect(bench.last()).toMatchObject({ status: 200, body: undefined });
  });

  it('without a name is read all the same', async () => {
    const answer = await bench.api.getContact(contactId(CAST.unnamed));
    expect(answer).toMatchObject({ ok: true, value: { email: CAST.unnamedEmail } });
    expect(answer.ok && answer.value.name).toBeUndefined();
  });

  it('that is blocked says since when, by whom and why', async () => {
    expect(await bench.api.readState(hugo)).toEqual({
      ok: true,
      value: { blocked: true, records: [hugosRecord], rules: [], serverNow: NOW },
    });
    expect(await bench.api.getRecord(recordId(CAST.blockedByDavid))).toEqual({ ok: true, value: hugosRecord });
  });

  it('that is not blocked has no record', async () => {
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: false, records: [], rules: [] } });
    expect(await bench.api.getRecord(recordId(CAST.priya))).toEqual({ ok: false, error: { code: 'gone' } });
  });

  it('is found in the list of the blocked', async () => {
    setStatus(bench.world, CAST.wes, 'Blocked', DAVID, 'Abuse');
    const listed = await bench.api.listRecords();
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual([CAST.wes, CAST.blockedByDavid]);
    // The list tells who they are; the state of one contact, which is kept longer, does not say it again.
    expect(listed.ok && listed.value[1]).toEqual({ ...hugosRecord, name: 'Hugo Lindqvist' });
    setStatus(bench.world, CAST.unnamed, 'Blocked', DAVID);
    const unnamed = await bench.api.listRecords();
    expect(unnamed.ok && unnamed.value.find(({ id }) => String(id) === CAST.unnamed)?.name).toBe(CAST.unnamedEmail);
  });

  it('is found by name and by e-mail', async () => {
    for (const words of ['Priya Raman', 'raman', ' priya ', 'PRIYA.RAMAN@mail.example']) {
      const found = await bench.api.findContacts(words);
      expect(found.ok && found.value.contacts.map(({ id }) => id)).toContain(CAST.priya);
    }
    expect(bench.world.requests.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('a status', () => {
  it.each(['Blocked', 'blocked', 'BLOCKED'] as const)('written as %s is understood', async (statusCase) => {
    bench.set({ statusCase });
    expect(await bench.api.readState(hugo)).toMatchObject({ value: { blocked: true } });
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: false } });
    expect(await bench.api.readState({ id: contactId(CAST.fresh) })).toMatchObject({ value: { blocked: false } });
    expect(await bench.api.getContact(contactId(CAST.deleted))).toEqual({ ok: false, error: { code: 'gone' } });
  });

  it.each(['200', '404'] as const)('Deleted is gone, read with %s', async (deletedGet) => {
    bench.set({ deletedGet });
    const id = contactId(CAST.deleted);
    const gone = { ok: false, error: { code: 'gone' } };
    expect(await bench.api.getContact(id)).toMatchObject(gone);
    expect(await bench.api.readState({ id })).toMatchObject(gone);
    expect(await bench.api.getRecord(recordId(CAST.deleted))).toMatchObject(gone);
    expect(await bench.api.findContacts('Irina Petrova')).toEqual({ ok: true, value: { contacts: [] } });
  });

  it('that nothing documents tells nothing', async () => {
    bench.say(JSON.stringify({ id: CAST.priya, status: 'Suspended' }));
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: undefined, records: [] } });
  });

  it('of the answer to another id is not believed', async () => {
    bench.say(JSON.stringify({ id: CAST.innocent, status: 'Active' }));
    const bad = { ok: false, error: { code: 'bad-answer' } };
    expect(await bench.api.getContact(contactId(CAST.priya))).toEqual(bad);
    expect(await bench.api.readState(priya)).toEqual(bad);
    expect(await bench.api.getRecord(recordId(CAST.priya))).toEqual(bad);
  });
});

describe('what may be missing or of another form', () => {
  it.each([
    ['no audit', {}],
    ['an audit of another form', { audit: 'x' }],
    ['no block in the audit', { audit: { created: { at: 'x' } } }],
    ['a date that is none', { audit: { blocked: { at: 'yesterday', by: { name: 'David Guetta' } } } }],
    ['the artefact of the documents', { audit: { blocked: { at: null, by: { 0: '[', 1: 'C' } } } }],
    ['a user of another form', { user: ['x'], identity: 5 }],
    ['numbers for texts', { name: 5, email: {}, blockedReason: [] }],
    ['nulls', { name: null, email: null, blockedReason: null, user: null, identity: null, audit: null }],
  ])('keeps a blocked contact blocked: %s', async (_, more) => {
    bench.say(JSON.stringify({ id: CAST.blockedByDavid, status: 'Blocked', ...more }));
    const state = await bench.api.readState(hugo);
    expect(state).toMatchObject({
      ok: true,
      value: { blocked: true, records: [{ id: CAST.blockedByDavid, until: FOREVER }] },
    });
    expect(state.ok && state.value.records[0]?.madeAt).toBeUndefined();
  });

  it('takes the clock from the answer, where it tells one', async () => {
    const contact = JSON.stringify({ id: CAST.priya, status: 'Active' });
    bench.say(contact, 'application/json', 200, { date: 'Fri, 20 Nov 2026 12:00:07 GMT' });
    expect(await bench.api.readState(priya)).toMatchObject({ value: { serverNow: NOW + 7_000 } });
    bench.say(contact, 'application/json', 200, { date: 'soon' });
    expect(await bench.api.readState(priya)).toMatchObject({ value: { serverNow: undefined } });
  });

  it('names a contact by who is behind it, where it has no name of its own', async () => {
    bench.say(JSON.stringify({ id: CAST.priya, status: 'Active', name: null, identity: { name: 'Priya R.' } }));
    expect(await bench.api.getContact(contactId(CAST.priya))).toMatchObject({ value: { name: 'Priya R.' } });
    const user = { name: 'Priya U.', firstName: 'Priya', lastName: 'U.' };
    bench.say(JSON.stringify({ id: CAST.priya, status: 'Active', user }));
    expect(await bench.api.getContact(contactId(CAST.priya))).toMatchObject({
      value: { name: 'Priya U.', firstName: 'Priya', lastName: 'U.' },
    });
  });
});

describe('a search', () => {
  it('gives everyone of a name, and chooses nobody', async () => {
    const found = await bench.api.findContacts('Alex Morgan');
    expect(found.ok && found.value.contacts.map(({ id }) => id)).toEqual([...CAST.alexes]);
  });

  it.each([['exact'], ['ignore']] as const)('finds one e-mail, textCase %s', async (textCase) => {
    bench.set({ textCase });
    const found = await bench.api.findContacts(CAST.alexEmails[1]);
    expect(found.ok && found.value.contacts.map(({ id }) => id)).toEqual([CAST.alexes[1]]);
  });

  it('finds the unnamed by the e-mail', async () => {
    const found = await bench.api.findContacts(CAST.unnamedEmail);
    expect(found.ok && found.value.contacts.map(({ id }) => id)).toEqual([CAST.unnamed]);
  });

  it('finds nobody where there is nobody', async () => {
    expect(await bench.api.findContacts('Nobody Atall')).toEqual({ ok: true, value: { contacts: [] } });
  });

  it('leaves out rows that are none, and says so', async () => {
    const rows = [{ id: CAST.priya, status: 'Active' }, { id: 'CTT-1', status: 'Active' }, null, 'x', { id: CAST.wes }];
    bench.say(JSON.stringify({ data: rows }));
    const found = await bench.api.findContacts('x');
    expect(found.ok && found.value.contacts.map(({ id }) => id)).toEqual([CAST.priya]);
    expect(found.ok && found.value.partly).toBe(true);
  });

  it.each([true, false])('with more hits than are given says so; total told: %s', async (tellsTotal) => {
    bench.set({ tellsTotal });
    const found = await bench.api.findContacts('mail.example');
    expect(found.ok && found.value.partly).toBeUndefined();
    for (const contact of [...bench.world.contacts.values()].slice(0, 40)) contact.name = 'Same Name';
    const many = await bench.api.findContacts('Same Name');
    expect(many.ok && [many.value.contacts.length <= 20, many.value.partly]).toEqual([true, true]);
  });
});

describe('a chat', () => {
  it.each(['v4', 'v5'] as const)('names who takes part, and no agent (%s)', async (generation) => {
    bench.set({ generation });
    const found = await bench.api.contactsOf(conversationId(CAST.wesChat));
    expect(found.ok && found.value.contacts.map(({ id, name }) => [id, name])).toEqual([
      [CAST.wes, 'Wes Calloway'],
      [CAST.priya, 'Priya Raman'],
    ]);
  });

  it('of one contact names that one', async () => {
    const found = await bench.api.contactsOf(conversationId(CAST.priyaChat));
    expect(found.ok && found.value.contacts.map(({ id }) => id)).toEqual([CAST.priya]);
  });

  it('does not name who was deleted', async () => {
    setStatus(bench.world, CAST.priya, 'Deleted', DAVID);
    expect(await bench.api.contactsOf(conversationId(CAST.priyaChat))).toEqual({ ok: true, value: { contacts: [] } });
  });

  it('that is not there is gone', async () => {
    expect(await bench.api.contactsOf(conversationId('CHT-4044-0404'))).toMatchObject({
      error: { code: 'gone', status: 404 },
    });
  });

  it('names nobody of whom it does not say the kind of account', async () => {
    const contact = { id: CAST.priya, status: 'Active' };
    const rows = [{ contact }, { contact, account: {} }, { contact, account: { type: 'Operations' } }];
    bench.say(JSON.stringify({ data: rows }));
    expect(await bench.api.contactsOf(conversationId(CAST.priyaChat))).toEqual({
      ok: true,
      value: { contacts: [], partly: true },
    });
  });

  it.each([
    ['a row that is none', 'x'],
    ['a row without a contact', { account: { type: 'Client' }, contact: null }],
    [
      'a contact without an id that is one',
      { account: { type: 'Vendor' }, contact: { id: 'CTT-1', status: 'Active' } },
    ],
    [
      'a kind of account that nobody documents',
      { account: { type: 'Partner' }, contact: { id: CAST.wes, status: 'Active' } },
    ],
  ])('with %s is known in part only', async (_, row) => {
    const known = { account: { type: 'Client' }, contact: { id: CAST.priya, status: 'Active' } };
    bench.say(JSON.stringify({ data: [row, known] }));
    expect(await bench.api.contactsOf(conversationId(CAST.priyaChat))).toMatchObject({
      ok: true,
      value: { contacts: [{ id: CAST.priya }], partly: true },
    });
  });

  it('with an agent of whom nothing else can be read is known whole', async () => {
    const agent = { account: { type: 'Operations' }, contact: null };
    const known = { account: { type: 'Client' }, contact: { id: CAST.priya, status: 'Active' } };
    bench.say(JSON.stringify({ data: [agent, known] }));
    const found = await bench.api.contactsOf(conversationId(CAST.priyaChat));
    expect(found.ok && found.value.partly).toBeUndefined();
  });

  it.each([true, false])('is read page by page, up to three; total told: %s', async (tellsTotal) => {
    bench.set({ tellsTotal });
    const chat = bench.world.chats.get(CAST.priyaChat);
    const somebody = [...bench.world.contacts.values()].filter(({ id }) => id.startsWith('CTT-9000'));
    const takePart = (count: number) => {
      const participants = somebody.slice(0, count).map(({ id }) => ({
        id: `CPT-${id.slice(4)}`,
        contactId: id,
        account: 'Client' as const,
        status: 'Active' as const,
      }));
      if (chat) bench.world.chats.set(chat.id, { ...chat, participants });
    };
    takePart(150);
    const found = await bench.api.contactsOf(conversationId(CAST.priyaChat));
    expect(bench.arrived).toEqual(
      [0, 100].map((offset) => `GET ${CHATS}/${CAST.priyaChat}/participants?limit=100&offset=${offset}`),
    );
    expect(found.ok && found.value.partly).toBeUndefined();
    takePart(301);
    const many = await bench.api.contactsOf(conversationId(CAST.priyaChat));
    expect(many.ok && many.value.partly).toBe(true);
    expect(bench.arrived).toHaveLength(5);
  });
});

describe('the list of the blocked', () => {
  const blockMany = (count: number) => {
    const ids = [...bench.world.contacts.values()].filter(
      ({ id, status }) => id.startsWith('CTT-9000') && status !== 'Deleted',
    );
    for (const { id } of ids.slice(0, count)) setStatus(bench.world, id, 'Blocked', DAVID);
  };

  it.each([true, false])('is read to its end, page by page; total told: %s', async (tellsTotal) => {
    bench.set({ tellsTotal });
    blockMany(250);
    const listed = await bench.api.listRecords();
    expect(listed.ok && listed.value).toHaveLength(251);
    expect(bench.arrived).toEqual(
      [0, 100, 200].map((offset) => `GET ${CONTACTS}?eq(status,Blocked)&select=+audit&limit=100&offset=${offset}`),
    );
  });

  it('of exactly one page is not asked for again where the total is told', async () => {
    blockMany(99);
    const listed = await bench.api.listRecords();
    expect(listed.ok && listed.value).toHaveLength(100);
    expect(bench.arrived).toHaveLength(1);
  });

  it('that never ends is given up after 50 pages', async () => {
    const row = { id: CAST.blockedByDavid, status: 'Blocked' };
    bench.say(JSON.stringify({ $meta: { pagination: { total: 1_000_000 } }, data: Array(100).fill(row) }));
    const listed = await bench.api.listRecords();
    expect(listed.ok && listed.value).toHaveLength(1);
    expect(bench.arrived).toHaveLength(50);
  });

  it('that is empty though it tells more ends', async () => {
    bench.say(JSON.stringify({ $meta: { pagination: { total: 5 } }, data: [] }));
    expect(await bench.api.listRecords()).toEqual({ ok: true, value: [] });
    expect(bench.arrived).toHaveLength(1);
  });

  it('holds nobody who is not blocked, whatever the console sends', async () => {
    const rows = [
      { id: CAST.priya, status: 'Active' },
      { id: CAST.blockedByDavid, status: 'blocked' },
    ];
    bench.say(JSON.stringify({ data: rows }));
    const listed = await bench.api.listRecords();
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual([CAST.blockedByDavid]);
  });

  it('is no list where a page of it fails', async () => {
    blockMany(150);
    bench.world.switches.faults.push({ times: 1, kind: { delayMs: 0 } }, { times: 1, kind: { status: 500 } });
    expect(await bench.api.listRecords()).toMatchObject({ ok: false, error: { code: 'server-error' } });
  });
});
