import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CordonError, ErrorCode } from '../../../utils/errors';
import { CAST } from '../../lab/softwareone/cast';
import { type Bench, callAll, contactId, DAY, each, NOW, startBench } from './softwareone-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const failure = (error: CordonError) => ({ ok: false, error });

/** What every method answers, where the two that change something call a refused permission by its own name. */
function eachWith(error: CordonError): Record<string, unknown> {
  const own = error.code === 'no-permission' ? { ...error, code: 'may-not-block' as const } : error;
  return { ...each(failure(error)), block: failure(own), liftRecord: failure(own) };
}

// The codes of the vendor's page on errors, and others that a gateway may give.
const statuses: readonly (readonly [number, ErrorCode])[] = [
  [400, 'refused'],
  [401, 'bad-key'],
  [403, 'no-permission'],
  [404, 'gone'],
  [409, 'refused'],
  [415, 'refused'],
  [429, 'rate-limited'],
  [500, 'server-error'],
  [501, 'server-error'],
  [502, 'server-error'],
  [504, 'server-error'],
];

describe('a status', () => {
  it.each(statuses)('%i is, for every method, %s', async (status, code) => {
    const problem = { type: 'about:blank', title: 'Priya Raman', status, detail: 'priya.raman@mail.example' };
    const bodies: [string, string][] = [
      [JSON.stringify(problem), 'application/problem+json'],
      [JSON.stringify({ ...problem, traceId: '00-1-2-00', instance: '/x' }), 'application/json'],
      [JSON.stringify({ ...problem, errors: null }), 'application/problem+json; charset=utf-8'],
      [JSON.stringify({ ...problem, errors: {} }), 'application/problem+json'],
      [JSON.stringify({ ...problem, errors: [] }), 'application/problem+json'],
      [JSON.stringify({ ...problem, errors: [{ message: 'Priya Raman' }] }), 'application/problem+json'],
      [JSON.stringify({ id: CAST.priya, status: 'Blocked' }), 'application/json'],
      ['', ''],
      ['<h1>Error</h1>', 'text/html'],
      ['{"errors":', 'application/problem+json'],
      ['null', 'application/problem+json'],
    ];
    for (const [text, type] of bodies) {
      bench.say(text, type, status);
      expect(await callAll(bench.api)).toEqual(eachWith({ code, status }));
    }
  });

  it.each(statuses)(
    '%i names the fields that are wrong, in both documented shapes, and no message',
    async (status, code) => {
      const shapes = [
        { 'user.id': ['Priya Raman does not exist'], status: ['no'] },
        [
          { message: 'Priya Raman does not exist', properties: ['user.id'] },
          { message: 'no', properties: ['status'] },
        ],
      ];
      for (const errors of shapes) {
        bench.say(JSON.stringify({ title: 'x', status, errors }), 'application/problem+json', status);
        const answers = await callAll(bench.api);
        expect(answers).toEqual(eachWith({ code, status, vendorCode: 'user.id status' }));
        expect(JSON.stringify(answers)).not.toContain('Priya');
      }
    },
  );

  it.each([
    ['texts that are no fields', { 'Priya Raman <priya@mail.example>': [], 'a b': [], '': [] }, undefined],
    ['more than three fields', { a: [], b: [], c: [], d: [] }, 'a b c'],
    ['a field longer than any', { ['a'.repeat(41)]: [] }, undefined],
    ['properties that are no list', [{ message: 'x', properties: 'id' }], undefined],
    ['an error that is none', [null], undefined],
    ['a text', 'Priya Raman', undefined],
  ])('with %s keeps what can be a field', async (_, errors, vendorCode) => {
    bench.say(JSON.stringify({ errors }), 'application/problem+json', 400);
    const error: CordonError = { code: 'refused', status: 400, ...(vendorCode && { vendorCode }) };
    expect(await bench.api.listRecords()).toEqual(failure(error));
  });

  it.each(['map', 'array', 'none'] as const)('of the simulator is read with errors as %s', async (errors) => {
    bench.set({ errors, repeat: '400' });
    const vendorCode = errors === 'none' ? {} : { vendorCode: 'status' };
    expect(await bench.api.block(contactId(CAST.blockedByDavid), NOW + DAY)).toEqual(
      failure({ code: 'already-blocked', status: 400, ...vendorCode }),
    );
  });

  it.each(['problem+json', 'json', 'html', 'empty'] as const)(
    '401 is bad-key with a body of the form %s',
    async (errorBody) => {
      bench.set({ errorBody });
      bench.useKey('idt:TKN-1000-0001:not-issued');
      expect(await callAll(bench.api)).toEqual(each(failure({ code: 'bad-key', status: 401 })));
      expect(bench.blocked()).toEqual([CAST.blockedByDavid]);
    },
  );
});

describe('an answer with 200', () => {
  it.each([
    ['a page', '<!doctype html><title>Sign in</title>', 'text/html; charset=utf-8', 'not-json'],
    ['JSON that calls itself text', '{"data":[]}', 'text/plain', 'not-json'],
    ['nothing', '', 'application/json', 'bad-answer'],
    ['half of a JSON', '{"data":[', 'application/json', 'bad-answer'],
    ['null', 'null', 'application/json', 'bad-answer'],
    ['a list', '[]', 'application/json', 'bad-answer'],
    ['an empty object', '{}', 'application/json', 'bad-answer'],
    ['a problem', '{"title":"Forbidden","status":403}', 'application/problem+json', 'bad-answer'],
    ['data that is no list', '{"data":{}}', 'application/json', 'bad-answer'],
    [
      'a contact with an id that was cut off',
      '{"id":"CTT-1000-00…","status":"Blocked"}',
      'application/json',
      'bad-answer',
    ],
  ] as const)('of %s is no success', async (_, text, type, code) => {
    bench.say(text, type);
    expect(await callAll(bench.api)).toEqual(each(failure({ code, status: 200 })));
  });

  it('or rather 204 without a body is no success', async () => {
    bench.answer((req, res) => {
      req.resume();
      res.writeHead(204).end();
    });
    expect(await callAll(bench.api)).toEqual(each(failure({ code: 'bad-answer', status: 204 })));
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308] as const)('%i is not followed: nobody else gets the key', async (status) => {
    bench.fault({ redirect: `${bench.evilOrigin}/public/v1/x`, status });
    expect(await callAll(bench.api)).toEqual(each(failure({ code: 'redirected' })));
    expect(bench.evil).toEqual([]);
    expect(bench.blocked()).toEqual([CAST.blockedByDavid]);
  });
});

describe('a connection', () => {
  it.each(['before-work', 'after-work', 'mid-body'] as const)('that is cut %s is no network', async (cut) => {
    bench.fault({ cut });
    expect(await callAll(bench.api)).toEqual(each(failure({ code: 'no-network' })));
  });

  it('that is cut after the work has blocked all the same, which only reading again can tell', async () => {
    bench.fault({ cut: 'after-work' });
    expect(await bench.api.block(contactId(CAST.priya), NOW + DAY)).toEqual(failure({ code: 'no-network' }));
    bench.set({ faults: [] });
    expect(await bench.api.readState({ id: contactId(CAST.priya) })).toMatchObject({ value: { blocked: true } });
  });

  it('to a port where nobody listens is no network', async () => {
    await bench.close();
    expect(await callAll(bench.api)).toEqual(each(failure({ code: 'no-network' })));
  });
});

it('a pause that the console asks for is told', async () => {
  bench.say('', '', 429, { 'retry-after': '120' });
  expect(await bench.api.block(contactId(CAST.priya), NOW + DAY)).toEqual(
    failure({ code: 'rate-limited', status: 429, notBefore: NOW + 120_000 }),
  );
});
