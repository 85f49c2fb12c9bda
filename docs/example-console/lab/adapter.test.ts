import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../utils/connections/connection';
import { createSend } from '../../../utils/connections/send';
import { createApi } from '../../../utils/consoles/helpline/api';
import { helplineConnect } from '../../../utils/consoles/helpline/connect';
import type { ConsoleApi, ContactId, ConversationId, RecordId } from '../../../utils/consoles/types';
import { labHosts } from '../lab-hosts';
import { createHelplineApi } from './api';
import { createHelplineWorld, type HelplineWorld, keyOf } from './world';

const now = Date.UTC(2026, 10, 20, 12);
const day = 86_400_000;
const somebody = { id: 'c105' as ContactId };

let world: HelplineWorld;
let server: Server;
let api: ConsoleApi;
let key: string;

beforeEach(async () => {
  world = createHelplineWorld('demo', () => now);
  key = world.key;
  const simulator = createHelplineApi(world);
  server = createServer((req, res) => void simulator(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection: Connection = {
    schema: 1,
    id: 'helpline:demo',
    consoleId: 'helpline',
    account: 'demo',
    label: 'Demo',
    apiOrigin,
    hosts: [`${apiOrigin}/*`],
    via: 'direct',
    end: '1d',
    createdAt: now,
  };
  const send = createSend(connection, 'in-use', {
    fetch,
    vault: { open: async () => key },
    hasAccess: async () => true,
  });
  api = createApi(send, { now: () => now });
});

afterEach(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
});

const block = (until = now + day) => api.block(somebody.id, until);
const errorCode = (code: string) => ({ ok: false, error: { code } });

describe('Helpline', () => {
  it('is reached in the lab', () => {
    expect(labHosts).toContain('https://*.helpline.example/*');
  });

  it('blocks one contact until the end, and shows it in its list', async () => {
    expect(await block()).toEqual({ ok: true, value: { recordId: somebody.id } });
    expect([...world.blocks]).toEqual([[somebody.id, { until: now + day, madeAt: now }]]);
    const record = { id: somebody.id, contactId: somebody.id, until: now + day, by: 'Ana Lima' };
    expect(await api.readState(somebody)).toMatchObject({
      value: { blocked: true, until: now + day, records: [record] },
    });
    expect(await api.getRecord(somebody.id as string as RecordId)).toMatchObject({ value: record });
    expect(await api.readState({ id: 'c106' as ContactId })).toMatchObject({ value: { blocked: false, records: [] } });
  });

  it('lifts a block, and says where there is none', async () => {
    await block();
    const record = somebody.id as string as RecordId;
    expect(await api.liftRecord(record)).toEqual({ ok: true, value: null });
    expect(world.blocks.size).toBe(0);
    expect(await api.liftRecord(record)).toMatchObject(errorCode('nothing-lifted'));
    expect(await api.getRecord(record)).toMatchObject(errorCode('gone'));
  });

  it('moves the end of a block, or says that there is one', async () => {
    await block();
    expect(await block(now + 2 * day)).toMatchObject({ ok: true });
    expect(world.blocks.get(somebody.id)?.until).toBe(now + 2 * day);
    world.switches.repeat = 'refuse-409';
    expect(await block(now + 3 * day)).toMatchObject(errorCode('already-blocked'));
  });

  it('finds contacts by id, by words and by ticket', async () => {
    const contact = world.contacts.get(somebody.id);
    expect(await api.getContact(somebody.id)).toEqual({ ok: true, value: contact });
    const found = { ok: true, value: { contacts: [contact] } };
    expect(await api.findContacts(contact?.email ?? '')).toEqual(found);
    const ticket = [...world.tickets].find(([, id]) => id === somebody.id)?.[0] as ConversationId;
    expect(await api.contactsOf(ticket)).toEqual(found);
    expect(await api.getContact('c999' as ContactId)).toMatchObject(errorCode('gone'));
  });

  it('takes no id of another shape into an address', async () => {
    await expect(api.getContact('../blocks' as ContactId)).rejects.toThrow(RangeError);
    expect(world.requests).toEqual([]);
  });

  it.each([
    ['another contact', { contact: 'c106', until: '2026-11-21T12:00:00Z', madeAt: '2026-11-20T12:00:00Z' }],
    ['no end', { contact: somebody.id, madeAt: '2026-11-20T12:00:00Z' }],
    ['nothing', {}],
  ])('does not believe a yes that tells of %s', async (_what, body) => {
    world.switches.faults.push({ method: 'POST', times: 1, kind: { status: 200, body } });
    expect(await block()).toMatchObject(errorCode('bad-answer'));
  });

  it('tests a key by reads that the console takes', async () => {
    expect(await api.testKey()).toEqual([{ what: 'blocks' }, { what: 'contacts' }, { what: 'conversations' }]);
    expect(world.requests.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'GET 200',
      'GET 200',
      'GET 404',
    ]);
    key = keyOf('demo', 'unknown');
    expect(await api.testKey()).toMatchObject([{ what: 'blocks', error: { code: 'bad-key' } }]);
  });

  it('reads an account and a key as people paste them', () => {
    const pages = ['https://acme.helpline.example/*'];
    for (const typed of ['acme', ' ACME.helpline.example ', 'https://acme.helpline.example/tickets/t101']) {
      expect(helplineConnect.readAddress(typed)).toMatchObject({ value: { account: 'acme', pages } });
    }
    for (const typed of ['', 'www', 'acme.helpline.example.evil.example', 'http://acme.helpline.example']) {
      expect(helplineConnect.readAddress(typed)).toMatchObject(errorCode('bad-account'));
    }
    expect(helplineConnect.checkKey(` Bearer ${key} `, 'acme')).toEqual({ ok: true, value: key });
    expect(helplineConnect.checkKey('hlp_short', 'acme')).toMatchObject(errorCode('bad-key-shape'));
  });
});
