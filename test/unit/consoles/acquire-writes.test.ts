import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST } from '../../lab/acquire/cast';
import { ANA } from '../../lab/acquire/keys';
import { type Bench, contactId, DAY, NOW, priya, recordId, startBench } from './acquire-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const tomorrow = NOW + DAY;
const recordsOf = (id: number) => bench.world.records.filter((record) => record.contactId === id);

describe('a block', () => {
  it('sends the documented body and nothing else', async () => {
    expect(await bench.api.block(contactId(5), tomorrow)).toMatchObject({ ok: true });
    expect(bench.last()).toMatchObject({ method: 'POST', path: '/api/v1/crm/block-visitor', query: {}, status: 200 });
    expect(bench.last().body).toEqual({ data: [5], type: 'contact', blockTill: '2026-11-21T12:00:00.000Z' });
    expect(bench.arrived).toEqual(['/api/v1/crm/block-visitor']);
  });

  it('makes one record of that contact, in the name of the key', async () => {
    await bench.api.block(contactId(5), tomorrow);
    expect(recordsOf(5)).toMatchObject([{ blockTill: '2026-11-21T12:00:00.000Z', blockBy: ANA }]);
    expect(bench.world.records).toHaveLength(5);
  });

  it.each([
    ['true', 'contact', undefined],
    ['records', 'contact', '5'],
    ['records', 'ids', '5'],
  ] as const)('answered with %s, data as %s, knows the record %s', async (addAnswer, addRecordData, id) => {
    bench.set({ addAnswer, addRecordData });
    expect(await bench.api.block(contactId(12), tomorrow)).toEqual({ ok: true, value: { recordId: id } });
  });

  it('answered as in the documented example, which names no contact, knows no record', async () => {
    const values = ['10.10.10.10', '11.11.11.11'];
    const record = { data: values, blockTill: '2020-03-26T23:59:59.000Z', type: 'email', blockBy: 1, id: 6 };
    bench.say(JSON.stringify({ data: [record] }));
    expect(await bench.api.block(contactId(5), tomorrow)).toEqual({ ok: true, value: { recordId: undefined } });
  });

  it.each([
    ['another contact', [{ id: 9, type: 'contact', data: { id: 30 }, blockTill: '2026-11-21T12:00:00.000Z' }]],
    [
      'another contact by its id alone',
      [{ id: 9, type: 'contact', data: [30], blockTill: '2026-11-21T12:00:00.000Z' }],
    ],
    ['no record at all', []],
    ['false', false],
    ['the text true', 'true'],
    ['one', 1],
    ['nothing', null],
    ['the ids that were sent', [5]],
    ['an object', { id: 9 }],
  ])('that is answered with %s is not a success', async (_, data) => {
    bench.say(JSON.stringify({ data }));
    expect(await bench.api.block(contactId(5), tomorrow)).toMatchObject({
      ok: false,
      error: { code: 'bad-answer' },
    });
  });

  it.each(['new-record', 'extend', 'refuse-duplicate'] as const)('a second time, repeat %s', async (repeat) => {
    bench.set({ repeat, addAnswer: 'records' });
    const first = await bench.api.block(contactId(5), tomorrow);
    const second = await bench.api.block(contactId(5), tomorrow + DAY);
    expect(first).toEqual({ ok: true, value: { recordId: '5' } });
    const outcomes = {
      'new-record': { ok: true, value: { recordId: '6' } },
      extend: { ok: true, value: { recordId: '5' } },
      'refuse-duplicate': {
        ok: false,
        error: { code: 'already-blocked', status: 400, vendorCode: 'ERROR_DUPLICATE_RECORD_FOUND' },
      },
    };
    expect(second).toEqual(outcomes[repeat]);
    const until = repeat === 'refuse-duplicate' ? tomorrow : tomorrow + DAY;
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: true, until } });
  });

  it.each([
    ['400', 'code-object', { code: 'gone', status: 400, vendorCode: 'ERROR_RECORD_NOT_FOUND' }],
    ['400', 'code-string', { code: 'gone', status: 400, vendorCode: 'ERROR_RECORD_NOT_FOUND' }],
    ['400', 'html', { code: 'refused', status: 400 }],
    ['400', 'empty', { code: 'refused', status: 400 }],
    ['404', 'code-object', { code: 'gone', status: 404, vendorCode: 'ERROR_RECORD_NOT_FOUND' }],
    ['404', 'code-string', { code: 'gone', status: 404, vendorCode: 'ERROR_RECORD_NOT_FOUND' }],
    ['404', 'html', { code: 'gone', status: 404 }],
    ['404', 'empty', { code: 'gone', status: 404 }],
  ] as const)(
    'of an unknown contact fails: %s with a body of the form %s',
    async (unknownContact, errorBody, error) => {
      bench.set({ unknownContact, errorBody });
      expect(await bench.api.block(contactId(CAST.gone), tomorrow)).toEqual({ ok: false, error });
      expect(bench.world.records).toHaveLength(4);
    },
  );

  it('of a contact that the console takes without knowing it is what the console says it is', async () => {
    bench.set({ unknownContact: 'accept' });
    expect(await bench.api.block(contactId(CAST.gone), tomorrow)).toMatchObject({ ok: true });
  });

  it.each([
    ['as-asked', '2026-11-21T12:00:00.123Z'],
    ['end-of-day', '2026-11-21T23:59:59.000Z'],
    ['whole-seconds', '2026-11-21T12:00:00.000Z'],
  ] as const)('ends when the console says, storedEnd %s', async (storedEnd, end) => {
    bench.set({ storedEnd });
    await bench.api.block(contactId(5), tomorrow + 123);
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: true, until: Date.parse(end) } });
  });

  it('is not seen in the first list where the list lags, and in the second', async () => {
    bench.set({ listLag: true });
    await bench.api.block(contactId(5), tomorrow);
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: false } });
    expect(await bench.api.readState(priya)).toMatchObject({ value: { blocked: true } });
  });

  it('whose end has passed: as the console takes it', async () => {
    expect(await bench.api.block(contactId(5), NOW - DAY)).toMatchObject({ ok: true });
    bench.set({ pastDate: 'refuse' });
    expect(await bench.api.block(contactId(12), NOW - DAY)).toEqual({
      ok: false,
      error: { code: 'refused', status: 400, vendorCode: 'ERROR_INVALID_INPUT' },
    });
  });
});

describe('a lift', () => {
  it('removes the record of that id, in the query as documented', async () => {
    expect(await bench.api.liftRecord(recordId(2))).toEqual({ ok: true, value: null });
    expect(bench.arrived).toEqual(['/api/v1/crm/block-visitor?id=2']);
    expect(bench.last()).toMatchObject({ method: 'DELETE', query: { id: '2' }, body: undefined, status: 200 });
    expect(bench.world.records.map(({ id }) => id)).toEqual([1, 3, 4]);
  });

  it('of a record that is not there lifts nothing, and says so', async () => {
    expect(await bench.api.liftRecord(recordId(99))).toEqual({ ok: false, error: { code: 'nothing-lifted' } });
    expect(bench.world.records).toHaveLength(4);
  });

  it('is not claimed where the console counts none', async () => {
    bench.set({ deleteCounts: 'always-zero' });
    expect(await bench.api.liftRecord(recordId(2))).toEqual({ ok: false, error: { code: 'nothing-lifted' } });
  });

  it.each([{}, { deleted: 1 }, { deleted: {} }, { deleted: { affected: '1' } }, true])(
    'answered with %o is not a success',
    async (data) => {
      bench.say(JSON.stringify({ data }));
      const answer = await bench.api.liftRecord(recordId(2));
      expect(answer).toEqual({ ok: false, error: { code: 'bad-answer', status: 200 } });
    },
  );
});
