import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST, hostileId } from '../../lab/featurebase/cast';
import { blockContact, deleteContact, unblockContact } from '../../lab/featurebase/changes';
import { HOSTILE_NAMES } from '../../lab/shared/hostile-names';
import {
  type Bench,
  contactId,
  conversationId,
  LAST_DATE,
  NOW,
  priya,
  recordId,
  startBench,
} from './featurebase-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

type Listed = { ok: true; value: { contacts: readonly { id: string }[] } } | { ok: false; error: unknown };
const contactsIn = (world: Bench['world']) =>
  [...world.people.values()].filter(({ type }) => type === 'customer' || type === 'lead').map(({ id }) => id);

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const idsOf = (result: Listed) => (result.ok ? result.value.contacts.map(({ id }) => id) : result.error);
const stateOf = (id: string) => bench.api.readState({ id: contactId(id) });

describe('every request', () => {
  it('says the version, and nothing in it was objected to', async () => {
    await bench.api.getContact(priya.id);
    await bench.api.findContacts('Priya');
    await bench.api.contactsOf(conversationId(CAST.priyaConversation));
    await bench.api.readState(priya);
    await bench.api.block(priya.id, NOW);
    await bench.api.liftRecord(recordId(priya.id));
    await bench.api.testKey();
    expect(bench.world.requests.length).toBeGreaterThan(8);
    for (const { headers, refusal } of bench.world.requests) {
      expect(headers['featurebase-version']).toBe('2026-01-01.nova');
      expect(headers.authorization).toMatch(/^Bearer sk_/);
      expect(refusal).toBeUndefined();
    }
  });
});

describe('a contact', () => {
  it('has name and e-mail, and does not say whether it is blocked', async () => {
    expect(await bench.api.getContact(priya.id)).toEqual({ ok: true, value: priya });
    expect(bench.arrived).toEqual([`GET /v2/contacts/${CAST.priya}`]);
  });

  it('without a name or e-mail has none', async () => {
    const read = await bench.api.getContact(contactId(CAST.unnamed));
    expect(read).toEqual({ ok: true, value: { id: CAST.unnamed, name: '' } });
  });

  it.each(HOSTILE_NAMES.map((item, index) => ({ ...item, id: hostileId(index) })))(
    'may be called by $why, letter for letter',
    async ({ id, name }) => {
      expect(await bench.api.getContact(contactId(id))).toMatchObject({ ok: true, value: { id, name } });
    },
  );

  it.each([
    ['that was deleted', CAST.gone],
    ['that is a guest', CAST.guest],
    ['of another organisation, with this one’s key', 'f'.repeat(24)],
  ])('%s is gone', async (_, id) => {
    expect(await bench.api.getContact(contactId(id))).toEqual({
      ok: false,
      error: { code: 'gone', status: 404, vendorCode: 'contact_not_found' },
    });
  });

  it('answered for another id is no answer', async () => {
    bench.say(JSON.stringify({ object: 'contact', id: CAST.wes, name: 'Wes Calloway' }));
    expect(await bench.api.getContact(priya.id)).toEqual({ ok: false, error: { code: 'bad-answer' } });
  });

  it.each(['', 'x', CAST.priya.toUpperCase(), `${CAST.priya}0`, `${CAST.priya}/block`, '../admins', '12345'])(
    'is never asked for by %j',
    async (id) => {
      await expect(bench.api.getContact(contactId(id))).rejects.toThrow(RangeError);
      expect(bench.arrived).toEqual([]);
    },
  );
});

describe('a search', () => {
  it('by e-mail asks for that e-mail and no other', async () => {
    expect(await bench.api.findContacts(' priya.raman@mail.example ')).toEqual({
      ok: true,
      value: { contacts: [priya] },
    });
    expect(bench.last()).toMatchObject({
      method: 'POST',
      path: '/v2/contacts/search',
      query: {},
      body: { query: { field: 'email', operator: '=', value: 'priya.raman@mail.example' }, limit: 20 },
    });
    expect(idsOf(await bench.api.findContacts('raman@mail.example'))).toEqual([]);
  });

  it('by name asks for the words, and finds leads too', async () => {
    expect(idsOf(await bench.api.findContacts('Wes'))).toEqual([CAST.wes]);
    expect(bench.last().body).toEqual({ query: { field: 'name', operator: '~', value: 'Wes' }, limit: 20 });
    expect(idsOf(await bench.api.findContacts('calloway'))).toEqual([CAST.wes]);
  });

  it('gives everyone of a name, and never chooses', async () => {
    expect(idsOf(await bench.api.findContacts('Alex Morgan'))).toEqual(CAST.alexes);
    expect(idsOf(await bench.api.findContacts(CAST.alexEmail))).toEqual(CAST.alexes.slice(0, 2));
  });

  it('with more hits than are given says so', async () => {
    for (const person of [...bench.world.people.values()].slice(0, 40)) person.name = 'Same Name';
    const found = await bench.api.findContacts('Same Name');
    expect(idsOf(found)).toHaveLength(20);
    expect(found.ok && found.value.partly).toBe(true);
  });

  it('that nobody fits gives an empty list', async () => {
    expect(await bench.api.findContacts('nobody is called so')).toEqual({ ok: true, value: { contacts: [] } });
  });

  it('sends hostile words in the body only, as they are', async () => {
    const words = 'Zoë <b>"\u202e?id=1&key=2\u200b","operator":"OR"}';
    await bench.api.findContacts(words);
    expect(bench.last()).toMatchObject({ query: {}, body: { query: { value: words } } });
    expect(bench.last().refusal).toBeUndefined();
    expect(bench.arrived).toEqual(['POST /v2/contacts/search']);
  });
});

describe('a conversation', () => {
  it('leads to its contact, with name and e-mail', async () => {
    expect(await bench.api.contactsOf(conversationId(CAST.priyaConversation))).toEqual({
      ok: true,
      value: { contacts: [priya] },
    });
    expect(bench.arrived).toEqual([`GET /v2/conversations/12345`, `GET /v2/contacts/${CAST.priya}`]);
  });

  it('leaves admins out', async () => {
    expect(idsOf(await bench.api.contactsOf(conversationId(CAST.wesConversation)))).toEqual([CAST.wes]);
  });

  it('with several gives all of them, by their names', async () => {
    const found = await bench.api.contactsOf(conversationId(CAST.severalConversation));
    expect(found).toMatchObject({
      ok: true,
      value: {
        contacts: [
          { id: CAST.grace, name: 'Grace Okafor' },
          { id: CAST.tomas, name: 'Tomás Herrera' },
        ],
      },
    });
    const alexes = await bench.api.contactsOf(conversationId(CAST.alexesConversation));
    expect(idsOf(alexes)).toEqual([CAST.alexes[0], CAST.alexes[2]]);
  });

  it('with a guest only has nobody who can be blocked', async () => {
    expect(await bench.api.contactsOf(conversationId(CAST.guestConversation))).toEqual({
      ok: true,
      value: { contacts: [] },
    });
    expect(idsOf(await bench.api.contactsOf(conversationId(CAST.withGuestConversation)))).toEqual([CAST.irina]);
  });

  it('of a contact who was deleted says that they are gone', async () => {
    const error = { code: 'gone', status: 404, vendorCode: 'contact_not_found' };
    expect(await bench.api.contactsOf(conversationId(CAST.goneConversation))).toEqual({ ok: false, error });
    deleteContact(bench.world, CAST.tomas);
    // The name on the page may be his: the other one is not taken for the only one.
    expect(await bench.api.contactsOf(conversationId(CAST.severalConversation))).toMatchObject({
      ok: true,
      value: { contacts: [{ id: CAST.grace }], partly: true },
    });
  });

  it('that is not there is gone', async () => {
    expect(await bench.api.contactsOf(conversationId(CAST.noConversation))).toEqual({
      ok: false,
      error: { code: 'gone', status: 404, vendorCode: 'conversation_not_found' },
    });
  });

  it.each(['text', 'number'] as const)('may have an id that is a %s', async (form) => {
    bench.set({ conversationId: form });
    expect(idsOf(await bench.api.contactsOf(conversationId(CAST.priyaConversation)))).toEqual([CAST.priya]);
  });

  it('is that of the key’s own organisation, where another has the same id', async () => {
    const ofOther = bench.other.conversations.get('12600')?.participants[0] ?? '';
    bench.other.people.set(ofOther, { id: ofOther, type: 'customer', name: 'Somebody Else' });
    const found = await bench.api.contactsOf(conversationId('12600'));
    const own = bench.world.people.get(bench.world.conversations.get('12600')?.participants[0] ?? '');
    expect(found).toMatchObject({ ok: true, value: { contacts: [{ name: own?.name }] } });
    expect(bench.other.requests).toEqual([]);
  });

  it('answered for another id is no answer', async () => {
    bench.say('{"object":"conversation","id":"12346","participants":[]}');
    expect(await bench.api.contactsOf(conversationId('12345'))).toEqual({ ok: false, error: { code: 'bad-answer' } });
  });

  it.each([11, 50])('with %i contacts is read whole', async (count) => {
    const everybody = contactsIn(bench.world).slice(0, count);
    bench.world.conversations.get('12345')?.participants.splice(0, 1, ...everybody);
    const found = await bench.api.contactsOf(conversationId('12345'));
    expect(idsOf(found)).toEqual(everybody);
    expect(found.ok && found.value.partly).toBeUndefined();
  });

  it('with more contacts than that is read in part, and says so', async () => {
    const everybody = contactsIn(bench.world).slice(0, 53);
    bench.world.conversations.get('12345')?.participants.splice(0, 1, ...everybody);
    const found = await bench.api.contactsOf(conversationId('12345'));
    expect(idsOf(found)).toEqual(everybody.slice(0, 50));
    expect(found.ok && found.value.partly).toBe(true);
    expect(bench.arrived).toHaveLength(51);
  });

  it('reads a few at a time', async () => {
    const everybody = contactsIn(bench.world).slice(0, 12);
    bench.world.conversations.get('12345')?.participants.splice(0, 1, ...everybody);
    const found = bench.api.contactsOf(conversationId('12345'));
    await until(() => bench.arrived.length === 1);
    bench.set({ hold: true });
    await until(() => bench.arrived.length > 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(bench.arrived.length).toBeLessThan(7);
    bench.set({ hold: false });
    expect(idsOf(await found)).toEqual(everybody);
  });

  it.each([
    ['a customer without an id that is one', { type: 'customer', id: '../../admins' }],
    ['a lead without an id', { type: 'lead', id: null }],
    ['somebody of a kind that nobody documents', { type: 'partner', id: CAST.wes }],
  ])('in which %s takes part is known in part only, and is not asked for them', async (_, participant) => {
    sayParticipants([participant, { type: 'customer', id: CAST.priya }]);
    const found = await bench.api.contactsOf(conversationId('12345'));
    expect(found).toMatchObject({ ok: true, value: { contacts: [{ id: CAST.priya }], partly: true } });
    expect(bench.arrived).toEqual(['GET /v2/conversations/12345', `GET /v2/contacts/${CAST.priya}`]);
  });

  it.each(['admin', 'bot', 'guest', 'integration'])('in which one %s more takes part is known whole', async (type) => {
    sayParticipants([
      { type, id: null },
      { type: 'customer', id: CAST.priya },
    ]);
    const found = await bench.api.contactsOf(conversationId('12345'));
    expect(found).toMatchObject({ ok: true, value: { contacts: [{ id: CAST.priya }] } });
    expect(found.ok && found.value.partly).toBeUndefined();
  });

  function sayParticipants(participants: readonly object[]): void {
    bench.answer((req, res) => {
      const json = req.url?.includes('/conversations/')
        ? { object: 'conversation', id: '12345', participants }
        : { object: 'contact', id: CAST.priya, name: 'Priya Raman' };
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    });
  }

  it.each(['', 'a/b', '..', 'x'.repeat(65), '1?x=1', '１２３'])('is never asked for by %j', async (id) => {
    await expect(bench.api.contactsOf(conversationId(id))).rejects.toThrow(RangeError);
    expect(bench.arrived).toEqual([]);
  });
});

describe('the state', () => {
  const mark = (id: string) => ({ id, rule: 'contact', contactId: id, values: [], until: LAST_DATE });

  it('is read from a conversation of the contact', async () => {
    expect(await stateOf(CAST.priya)).toEqual({
      ok: true,
      value: { blocked: false, records: [], rules: [], serverNow: NOW },
    });
    expect(bench.arrived).toEqual(['POST /v2/conversations/search', 'GET /v2/conversations/12345']);
    expect(bench.world.requests[0]?.body).toEqual({
      query: { field: 'participantId', operator: '=', value: CAST.priya },
      limit: 20,
    });
  });

  it('of a blocked contact is one mark, whose id is the contact’s', async () => {
    expect(await stateOf(CAST.blockedByDavid)).toEqual({
      ok: true,
      value: { blocked: true, records: [mark(CAST.blockedByDavid)], rules: [], serverNow: NOW },
    });
  });

  it.each(['in-one', 'in-rows-too'] as const)('follows what happens, isBlocked %s', async (isBlocked) => {
    bench.set({ isBlocked });
    const blocked = async () => {
      const read = await stateOf(CAST.wes);
      return read.ok ? read.value.blocked : read.error;
    };
    expect(await blocked()).toBe(false);
    blockContact(bench.world, CAST.wes, 'David Guetta');
    expect(await blocked()).toBe(true);
    unblockContact(bench.world, CAST.wes);
    expect(await blocked()).toBe(false);
  });

  it('may lag: what it tells is then what was', async () => {
    bench.set({ stateLags: true });
    expect(await stateOf(CAST.wes)).toMatchObject({ value: { blocked: false } });
    blockContact(bench.world, CAST.wes, 'David Guetta');
    expect(await stateOf(CAST.wes)).toMatchObject({ value: { blocked: false } });
    expect(await stateOf(CAST.wes)).toMatchObject({ value: { blocked: true } });
  });

  it.each([
    ['has no conversation', () => CAST.silent],
    ['is in a conversation with others only', () => CAST.tomas],
    ['is in a conversation with a guest only', () => CAST.irina],
  ])('of one who %s is not known', async (_, id) => {
    blockContact(bench.world, id(), 'David Guetta');
    expect(await stateOf(id())).toEqual({
      ok: true,
      value: { blocked: undefined, records: [], rules: [], serverNow: NOW },
    });
  });

  it('is never taken from a conversation with somebody else', async () => {
    blockContact(bench.world, CAST.tomas, 'David Guetta');
    blockContact(bench.world, CAST.grace, 'David Guetta');
    expect(await stateOf(CAST.tomas)).toMatchObject({ value: { blocked: undefined } });
    // Grace has another one of her own.
    expect(await stateOf(CAST.grace)).toMatchObject({ value: { blocked: true } });
    expect(bench.last().path).toBe(`/v2/conversations/${CAST.graceConversation}`);
  });

  it('is not taken from a conversation with somebody of whom nothing is known', async () => {
    bench.answer((req, res) => {
      const participants = [
        { type: 'customer', id: CAST.priya },
        { type: 'partner', id: CAST.wes },
      ];
      const row = { object: 'conversation', id: '12345', participants, isBlocked: true };
      const json = req.url?.endsWith('/search') ? { object: 'list', data: [row] } : row;
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    });
    expect(await stateOf(CAST.priya)).toMatchObject({ ok: true, value: { blocked: undefined } });
  });

  it('is not known where no conversation has the field', async () => {
    bench.set({ isBlocked: 'nowhere' });
    expect(await stateOf(CAST.blockedByDavid)).toMatchObject({ ok: true, value: { blocked: undefined, records: [] } });
  });

  it.each(['"yes"', '1', '"true"', '{}'])('is no answer where the field is %s', async (value) => {
    const row = `{"object":"conversation","id":"12345","participants":[{"type":"customer","id":"${CAST.priya}"}]`;
    bench.answer((req, res) => {
      const json = req.url?.endsWith('/search') ? `{"object":"list","data":[${row}}]}` : `${row},"isBlocked":${value}}`;
      res.writeHead(200, { 'content-type': 'application/json' }).end(json);
    });
    expect(await stateOf(CAST.priya)).toEqual({ ok: false, error: { code: 'bad-answer', status: 200 } });
  });

  it('asks the next conversation where one is gone meanwhile, and three at the most', async () => {
    bench.world.switches.faults.push({ path: '/v2/conversations/1', times: 1, kind: { status: 404 } });
    blockContact(bench.world, CAST.wes, 'David Guetta');
    expect(await stateOf(CAST.wes)).toMatchObject({ value: { blocked: true } });
    expect(bench.arrived).toHaveLength(3);
  });

  it('tells the console’s own clock, whatever the machine’s says', async () => {
    bench.world.now = () => NOW + 90_000;
    expect(await stateOf(CAST.priya)).toMatchObject({ value: { serverNow: NOW + 90_000 } });
  });

  it('tells no clock where the console did not', async () => {
    bench.answer((_req, res) => {
      res.sendDate = false;
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"list","data":[]}');
    });
    expect(await stateOf(CAST.priya)).toEqual({ ok: true, value: { blocked: undefined, records: [], rules: [] } });
  });
});

describe('a record', () => {
  it('is the mark of a contact who is blocked', async () => {
    const id = recordId(CAST.blockedByDavid);
    expect(await bench.api.getRecord(id)).toMatchObject({ ok: true, value: { id, contactId: id, until: LAST_DATE } });
  });

  it('of a contact who is not blocked is gone', async () => {
    expect(await bench.api.getRecord(recordId(CAST.priya))).toEqual({ ok: false, error: { code: 'gone' } });
  });

  it('that nothing tells of is neither there nor gone', async () => {
    bench.set({ isBlocked: 'nowhere' });
    expect(await bench.api.getRecord(recordId(CAST.blockedByDavid))).toEqual({
      ok: false,
      error: { code: 'bad-answer' },
    });
  });

  it('is in no list: the console has none, and is not asked for it', async () => {
    expect(await bench.api.listRecords()).toEqual({ ok: true, value: [] });
    expect(bench.arrived).toEqual([]);
  });
});
