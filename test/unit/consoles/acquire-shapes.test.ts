import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../../utils/consoles/acquire/api';
import { callAll, contactId, DAY, methods, NOW } from './acquire-bench';

/** The client over a console that answers everything with the same JSON, but for the reading of a contact. */
function apiSaying(json: unknown, contactJson = json) {
  const header = (name: string) => (name === 'content-type' ? 'application/json' : null);
  const answerOf = (said: unknown) => {
    const text = JSON.stringify(said);
    return { status: 200, json: JSON.parse(text), text, header };
  };
  return createApi(
    async ({ path }) => ({ ok: true, value: answerOf(path.includes('/objects/contact/') ? contactJson : json) }),
    { now: () => NOW },
  );
}

const record = {
  id: 9,
  type: 'contact',
  data: { id: 5, ip: '192.0.2.5', email: '', phone: '' },
  blockTill: '2026-12-01T00:00:00.000Z',
  dateCreated: '2026-11-20T12:00:00.000Z',
  blockBy: 1,
  user: { name: 'David' },
};
const fields = { name: 'Priya Raman', email: 'priya.raman@mail.example', ip: '192.0.2.5' };
const contact = { id: 5, archive: 'no', fields };

interface Documented {
  readonly method: string;
  readonly answer: { readonly data: object };
  /** What kinds of value are an answer at these places; an `id` is a whole number above zero. */
  readonly places: Readonly<Record<string, string>>;
}

const documented: readonly Documented[] = [
  { method: 'getContact', answer: { data: contact }, places: { 'data.id': 'id', 'data.fields.name': 'text' } },
  {
    method: 'findContacts',
    answer: { data: { list: [{ id: 1, mainContactId: 5, contactId: 5, key: 'email', fields }], counts: {} } },
    places: { 'data.list': 'array', 'data.list.0': 'object', 'data.list.0.fields.email': 'text' },
  },
  {
    method: 'contactsOf',
    answer: { data: { id: 30, contact } },
    places: { data: 'object', 'data.id': 'id', 'data.contact.id': 'id' },
  },
  {
    method: 'block',
    answer: { data: [record] },
    places: {
      data: 'array',
      'data.0': 'object',
      'data.0.id': 'id',
      'data.0.type': 'string',
      'data.0.data': 'object array',
      'data.0.data.id': 'id',
      'data.0.blockTill': 'string',
    },
  },
  {
    method: 'getRecord',
    answer: { data: { ...record, id: 2 } },
    places: { data: 'object', 'data.id': 'id', 'data.type': 'string', 'data.data': 'object array' },
  },
  {
    method: 'liftRecord',
    answer: { data: { deleted: { raw: { affectedRows: 1 }, affected: 1 } } },
    places: { data: 'object', 'data.deleted': 'object', 'data.deleted.affected': 'number' },
  },
  {
    method: 'listRecords',
    answer: { data: { offset: 0, count: 1, data: [record] } },
    places: { data: 'object array', 'data.data': 'array' },
  },
  {
    method: 'readState',
    answer: { data: { offset: 0, count: 1, data: [record] } },
    places: { data: 'object array', 'data.data': 'array' },
  },
];

const samples = [undefined, null, 'text', '', 0, -1, 1.5, false, [], {}] as const;

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

type Json = { [name: string]: unknown };

function valueAt(json: unknown, place: string): unknown {
  return place.split('.').reduce((value: unknown, name) => (value as Json)[name], json);
}

function withValue(json: unknown, place: string, value: unknown): unknown {
  const copy = structuredClone(json);
  const names = place.split('.');
  const last = names.pop() ?? '';
  const parent = valueAt({ whole: copy }, ['whole', ...names].join('.')) as Json;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

function placesOf(json: unknown, at = ''): string[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => [`${at}${name}`, ...placesOf(value, `${at}${name}.`)]);
}

function callOf(method: string) {
  const call = methods[method];
  if (!call) throw new Error(method);
  return call;
}

describe.each(documented)('the documented answer of $method', ({ method, answer, places }) => {
  const call = callOf(method);
  const saying = (json: unknown) => apiSaying(json, method === 'contactsOf' ? { data: contact } : json);

  it('is a success', async () => {
    expect(await call(saying(answer))).toMatchObject({ ok: true });
  });

  it('is a success with more in it than documented', async () => {
    const data = Array.isArray(answer.data) ? answer.data : { ...answer.data, isNew: [] };
    expect(await call(saying({ ...answer, data, isNew: true }))).toEqual(await call(saying(answer)));
  });

  it.each(Object.entries(places))('is none where %s is not of the kind %s', async (place, kinds) => {
    const right = kinds.replace('text', 'string null undefined').split(' ');
    const wrong = samples.filter((value) => !right.includes(kindOf(value)));
    expect(wrong.length).toBeGreaterThan(4);
    for (const value of wrong) {
      const { ok } = await call(saying(withValue(answer, place, value)));
      expect({ value, ok }).toEqual({ value, ok: false });
    }
  });

  it('with any one value changed is never of someone else, and never an exception', async () => {
    for (const place of placesOf(answer)) {
      for (const value of samples) {
        const result = await call(saying(withValue(answer, place, value)));
        expect(JSON.stringify(result)).not.toMatch(/"(?:id|contactId|recordId)":"(?!5"|9"|2")/);
      }
    }
  });
});

describe('any JSON', () => {
  const anything = fc.oneof(fc.jsonValue(), fc.record({ data: fc.jsonValue() }));

  it('is an answer or an error, never an exception', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (json) => {
        const results = await callAll(apiSaying(json));
        for (const result of Object.values(results)) expect(typeof result.ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });

  it('is a block made only where the console said so', async () => {
    const said = fc.oneof(anything, fc.constant({ data: true }), fc.constant({ data: [record] }));
    await fc.assert(
      fc.asyncProperty(said, async (json) => {
        const result = await apiSaying(json).block(contactId(5), NOW + DAY);
        const data = (json as Json | null)?.data;
        const isRecord = Array.isArray(data) && data.length > 0 && data.every((item) => item?.id > 0 && item.blockTill);
        expect(result.ok).toBe(data === true || isRecord);
      }),
      { numRuns: 1_000 },
    );
  });
});
