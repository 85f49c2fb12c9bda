import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { acquire } from '../../../utils/consoles/acquire';
import type { ContactId, ConversationId, RecordId } from '../../../utils/consoles/types';
import { referenceKey } from '../../../utils/consoles/types';
import { CAST } from '../../lab/acquire/cast';
import { type Bench, callAll, contactId, conversationId, DAY, NOW, startBench } from './acquire-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

describe('the id of a conversation', () => {
  it('never stands where a contact is meant: case 30 is of contact 5, contact 30 has nothing to do with it', async () => {
    const found = await bench.api.contactsOf(conversationId(CAST.priyaCase));
    expect(bench.arrived).toEqual([
      '/api/v1/crm/objects/case/30?relations=contact',
      '/api/v1/crm/objects/contact/5?relations=fields',
    ]);
    const [contact] = found.ok ? found.value.contacts : [];
    if (!contact) throw new Error('nobody was found');
    await bench.api.block(contact.id, NOW + DAY);
    expect(bench.last().body).toMatchObject({ data: [CAST.priya] });
    expect(bench.world.records.filter(({ contactId: id }) => id === CAST.innocent)).toEqual([]);
  });

  it.each(['contact', 'ids'] as const)(
    'is the number of a record too: a lift goes by the record, data as %s',
    async (data) => {
      bench.set({ addAnswer: 'records', addRecordData: data });
      bench.world.nextRecordId = CAST.innocent;
      const made = await bench.api.block(contactId(CAST.priya), NOW + DAY);
      if (!made.ok || made.value.recordId === undefined) throw new Error('no record');
      await bench.api.block(contactId(CAST.innocent), NOW + DAY);
      await bench.api.liftRecord(made.value.recordId);
      expect(bench.last().query).toEqual({ id: '30' });
      const left = bench.world.records.slice(4);
      expect(left).toMatchObject([{ id: 31, contactId: CAST.innocent }]);
    },
  );

  it('is of another kind than that of the contact with the same number', () => {
    const keys = [
      referenceKey({ kind: 'contact', contactId: contactId(30) }),
      referenceKey({ kind: 'conversation', conversationId: conversationId(30) }),
      referenceKey({ kind: 'words', words: '30' }),
    ];
    expect(new Set(keys).size).toBe(3);
  });

  it('cannot be handed over for a contact, nor can text, in either direction', () => {
    expectTypeOf<ContactId>().not.toExtend<ConversationId>();
    expectTypeOf<ConversationId>().not.toExtend<ContactId>();
    expectTypeOf<RecordId>().not.toExtend<ContactId>();
    expectTypeOf<ContactId>().not.toExtend<RecordId>();
    expectTypeOf<string>().not.toExtend<ContactId>();
    expectTypeOf<string>().not.toExtend<ConversationId>();
    expectTypeOf<string>().not.toExtend<RecordId>();
    expectTypeOf<Parameters<Bench['api']['block']>[0]>().toEqualTypeOf<ContactId>();
    expectTypeOf<Parameters<Bench['api']['contactsOf']>[0]>().toEqualTypeOf<ConversationId>();
    expectTypeOf<Parameters<Bench['api']['liftRecord']>[0]>().toEqualTypeOf<RecordId>();
  });
});

describe('an id', () => {
  const shape = acquire.ids.contact;

  it.each([
    '',
    ' ',
    '0',
    '007',
    '-5',
    '+5',
    '5.0',
    '5e3',
    '0x5',
    '5 ',
    '5,12',
    '5/../6',
    '5?a=1',
    '5\u200b',
    '٥',
    '1'.repeat(13),
    'NaN',
    '__proto__',
  ])('like %j is none, and nothing is sent for it', async (text) => {
    expect(shape.test(text)).toBe(false);
    await expect(bench.api.getContact(text as ContactId)).rejects.toThrow(RangeError);
    await expect(bench.api.contactsOf(text as ConversationId)).rejects.toThrow(RangeError);
    await expect(bench.api.block(text as ContactId, NOW + DAY)).rejects.toThrow(RangeError);
    await expect(bench.api.liftRecord(text as RecordId)).rejects.toThrow(RangeError);
    expect(bench.arrived).toEqual([]);
  });

  it('that is one reaches the console as the same number', async () => {
    const number = fc.integer({ min: 1, max: 999_999_999_999 });
    await fc.assert(
      fc.asyncProperty(number, async (id) => {
        expect(shape.test(String(id))).toBe(true);
        bench.arrived.length = 0;
        await bench.api.getContact(contactId(id));
        expect(bench.arrived).toEqual([`/api/v1/crm/objects/contact/${id}?relations=fields`]);
        await bench.api.block(contactId(id), NOW + DAY);
        expect(bench.last().body).toMatchObject({ data: [id] });
      }),
      { numRuns: 50 },
    );
  });
});

describe('every request', () => {
  it('has an address of plain characters: no U+200B, which the documented one ends with', async () => {
    await callAll(bench.api);
    await bench.api.findContacts('\u200b');
    await bench.api.testKey();
    expect(bench.arrived.length).toBeGreaterThan(9);
    for (const address of bench.arrived) {
      expect(address).toMatch(/^\/api\/v1\/crm\/[a-z/-]+(?:\/\d+)?(?:\?[a-z]+=[a-z0-9]+)?$/);
      expect(decodeURIComponent(address)).toBe(address);
    }
  });

  it('is found without fault by a simulator that refuses whatever is not documented', async () => {
    await callAll(bench.api);
    await bench.api.testKey();
    expect(bench.world.requests.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
  });

  it('has the key in its header, and nowhere else', async () => {
    await callAll(bench.api);
    await bench.api.testKey();
    const [key] = bench.world.keys.map((item) => item.key);
    if (!key) throw new Error('no key');
    for (const { headers, body, path, query } of bench.world.requests) {
      expect(headers.authorization).toBe(`Bearer ${key}`);
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
      const { authorization: _, ...others } = headers;
      expect(JSON.stringify({ others, body, path, query })).not.toContain(key);
    }
  });
});
