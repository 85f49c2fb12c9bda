import { beforeEach, describe, expect, it } from 'vitest';
import { createKeptApis, rememberedFor } from '../../../utils/consoles/kept-apis';
import type { ConsoleApi, ContactId, ConversationId, RecordId } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { createFakeConsole, type FakeConsole } from '../helpers/fake-console';

const start = Date.UTC(2026, 10, 20, 12);
const alex = '827' as ContactId;
const ticket = '30' as ConversationId;

let now: number;
let console_: FakeConsole;
let made: number;
let api: ConsoleApi;
let apiOf: ReturnType<typeof createKeptApis>;
let connected: boolean;
let lifts: unknown[];

beforeEach(async () => {
  now = start;
  made = 0;
  connected = true;
  lifts = [];
  console_ = createFakeConsole(() => now);
  console_.add({ id: alex, name: 'Alex Morgan' });
  console_.converse(ticket, alex);
  apiOf = createKeptApis(
    async () => {
      made += 1;
      return connected ? { ...console_.api } : undefined;
    },
    { now: () => now },
    async (...lift) => void lifts.push(lift),
  );
  api = await keptApi();
});

async function keptApi(id = 'acquire:demo'): Promise<ConsoleApi> {
  const found = await apiOf(id);
  if (!found) throw new Error('there is no connection');
  return found;
}

describe('who a contact is, and who a conversation is with', () => {
  it.each([
    ['contact', () => api.getContact(alex)],
    ['conversation', () => api.contactsOf(ticket)],
  ] as const)('is asked for once in a short while: %s', async (_, read) => {
    const first = await read();
    now += rememberedFor - 1;
    expect(await read()).toEqual(first);
    expect(first).toMatchObject({ ok: true });
    expect(console_.calls).toHaveLength(1);
    now += 1;
    await read();
    expect(console_.calls).toHaveLength(2);
  });

  it('is asked for again where what is remembered would be too old', async () => {
    await api.getContact(alex);
    await api.contactsOf(ticket);
    now += 5_000;
    await api.getContact(alex, start);
    await api.contactsOf(ticket, start);
    expect(console_.calls).toHaveLength(2);
    await api.getContact(alex, start + 1);
    await api.contactsOf(ticket, start + 1);
    expect(console_.calls).toHaveLength(4);
  });

  it('is remembered as it is now, once it was asked for again', async () => {
    await api.getContact(alex);
    now += rememberedFor;
    console_.add({ id: alex, name: 'Alexandra Morgan' });
    await api.getContact(alex);
    expect(await api.getContact(alex)).toMatchObject({ value: { name: 'Alexandra Morgan' } });
    expect(console_.calls).toHaveLength(2);
  });

  it('is not remembered where it could not be read', async () => {
    console_.failNext('contact', cordonError('server-error'));
    expect((await api.getContact(alex)).ok).toBe(false);
    expect((await api.getContact(alex)).ok).toBe(true);
  });

  it('is not remembered from a time that is still to come: the clock was set back', async () => {
    await api.getContact(alex);
    now -= 60_000;
    await api.getContact(alex);
    expect(console_.calls).toHaveLength(2);
  });

  it('is forgotten when something was changed', async () => {
    await api.getContact(alex);
    const block = await api.block(alex, start + 3_600_000);
    await api.getContact(alex);
    await api.liftRecord((block.ok && block.value.recordId) as RecordId);
    await api.getContact(alex);
    expect(console_.calls.filter((call) => call === `contact ${alex}`)).toHaveLength(3);
  });

  it('is remembered for so many only, and the oldest is forgotten first', async () => {
    for (let id = 1; id <= 201; id += 1) {
      console_.add({ id: String(id), name: `Contact ${id}` });
      await api.getContact(String(id) as ContactId);
    }
    await api.getContact('201' as ContactId);
    expect(console_.calls).toHaveLength(201);
    await api.getContact('1' as ContactId);
    expect(console_.calls).toHaveLength(202);
  });

  it('is a matter of each connection', async () => {
    await api.getContact(alex);
    await (await keptApi('acquire:acme')).getContact(alex);
    expect(console_.calls).toHaveLength(2);
  });
});

describe('what is never remembered', () => {
  it('is whether somebody is blocked, a record, a list or a search', async () => {
    const id = console_.record({ rule: 'contact', contactId: alex, until: start + 3_600_000 });
    for (let time = 0; time < 2; time += 1) {
      await api.readState({ id: alex });
      await api.getRecord(id);
      await api.listRecords();
      await api.findContacts('Alex Morgan');
    }
    expect(console_.calls).toHaveLength(8);
  });
});

describe('the API of a connection', () => {
  it('tells of each lift, and of what the console answered', async () => {
    const id = console_.record({ rule: 'contact', contactId: alex, until: start + 3_600_000 });
    const answers = [await api.liftRecord(id), await api.liftRecord(id)];
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(lifts).toEqual(answers.map((answer) => ['acquire:demo', id, answer]));
  });

  it('is the same for as long as the connection is there', async () => {
    expect(await apiOf('acquire:demo')).toBe(api);
    connected = false;
    expect(await apiOf('acquire:demo')).toBeUndefined();
    connected = true;
    expect(await apiOf('acquire:demo')).not.toBe(api);
    expect(made).toBe(4);
  });
});
