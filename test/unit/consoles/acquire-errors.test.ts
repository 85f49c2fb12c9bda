import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastDate } from '../../../utils/consoles/last-date';
import type { CordonError } from '../../../utils/errors';
import { type Bench, callAll, contactId, DAY, each, NOW, recordId, startBench } from './acquire-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const failure = (error: CordonError) => ({ ok: false, error });

/** Nothing was made or removed, whatever was answered. */
function expectUntouched(): void {
  expect(bench.world.records.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
}

describe('a status', () => {
  it.each([
    [400, 'ERROR_INVALID_INPUT', 'refused'],
    [400, 'ERROR_RECORD_NOT_FOUND', 'gone'],
    [400, 'ERROR_DUPLICATE_RECORD_FOUND', 'already-blocked'],
    [401, 'ERROR_UNAUTHORIZED', 'bad-key'],
    [403, 'ERROR_UNAUTHORIZED_ACCESS', 'no-permission'],
    [404, 'ERROR_RECORD_NOT_FOUND', 'gone'],
    [500, 'ERROR_SERVER_ERROR', 'server-error'],
  ] as const)('%i with %s is, for every method, %s', async (status, vendorCode, code) => {
    const bodies = [
      { error: { code: vendorCode, message: 'No credentials' } },
      { error: vendorCode },
      { errors: [[vendorCode]] },
    ];
    for (const body of bodies) {
      bench.set({ faults: [] });
      bench.fault({ status, body });
      expect(await callAll(bench.api)).toEqual(each(failure({ code, status, vendorCode })));
    }
    expectUntouched();
  });

  it.each([
    [400, 'refused'],
    [401, 'bad-key'],
    [402, 'refused'],
    [403, 'no-permission'],
    [404, 'gone'],
    [408, 'server-error'],
    [410, 'gone'],
    [418, 'refused'],
    [422, 'refused'],
    [429, 'rate-limited'],
    [500, 'server-error'],
    [502, 'server-error'],
    [503, 'server-error'],
    [504, 'server-error'],
  ] as const)('%i is %s by itself, whatever the body looks like', async (status, code) => {
    const bodies: [string, string][] = [
      ['', ''],
      ['<!doctype html><h1>Error</h1>', 'text/html'],
      ['{"error":{"code":"ERROR_SOMETHING_ELSE"}}', 'application/json'],
      ['{"data":true}', 'application/json'],
      ['{"error":', 'application/json'],
    ];
    for (const [text, type] of bodies) {
      bench.say(text, type, status);
      expect(await callAll(bench.api)).toEqual(each(failure({ code, status })));
    }
  });

  it.each([
    ['code-object', 'ERROR_UNAUTHORIZED'],
    ['code-string', 'ERROR_UNAUTHORIZED'],
    ['html', undefined],
    ['empty', undefined],
  ] as const)('401 is bad-key with an error body of the form %s', async (errorBody, vendorCode) => {
    bench.set({ errorBody });
    bench.useKey('demo:eyJ.not.issued');
    const error: CordonError = { code: 'bad-key', status: 401, ...(vendorCode && { vendorCode }) };
    expect(await callAll(bench.api)).toEqual(each(failure(error)));
    expectUntouched();
  });

  it('names its code even in a page, and never hands the body on', async () => {
    bench.say('<h1>Alex Morgan, alex@mail.example: ERROR_DUPLICATE_RECORD_FOUND</h1>', 'text/html', 400);
    const answers = await callAll(bench.api);
    expect(answers).toEqual(
      each(failure({ code: 'already-blocked', status: 400, vendorCode: 'ERROR_DUPLICATE_RECORD_FOUND' })),
    );
    expect(JSON.stringify(answers)).not.toContain('alex');
  });
});

describe('an answer with 200', () => {
  it.each([
    ['a page', '<!doctype html><title>Sign in</title>', 'text/html; charset=utf-8', 'not-json'],
    ['a page that calls itself nothing', '<html></html>', '', 'not-json'],
    ['JSON that calls itself text', '{"data":true}', 'text/plain', 'not-json'],
    ['JSON that calls itself a page', '{"data":true}', 'text/html', 'not-json'],
    ['nothing', '', 'application/json', 'bad-answer'],
    ['nothing that calls itself nothing', '', '', 'bad-answer'],
    ['space', ' \n ', 'text/html', 'bad-answer'],
    ['half of a JSON', '{"data":tr', 'application/json', 'bad-answer'],
    ['JSON and more', '{"data":true}}', 'application/json', 'bad-answer'],
    ['null', 'null', 'application/json', 'bad-answer'],
    ['a number', '200', 'application/json', 'bad-answer'],
    ['true alone', 'true', 'application/json', 'bad-answer'],
    ['a list', '[]', 'application/json', 'bad-answer'],
    ['an empty object', '{}', 'application/json', 'bad-answer'],
    ['success in other words', '{"ok":true,"success":true}', 'application/json', 'bad-answer'],
    ['an error', '{"error":{"code":"ERROR_UNAUTHORIZED"}}', 'application/json', 'bad-answer'],
    ['data under a prototype', '{"__proto__":{"data":true}}', 'application/json', 'bad-answer'],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'application/json', 'bad-answer'],
  ] as const)('of %s is no success', async (_, text, type, code) => {
    bench.say(text, type);
    expect(await callAll(bench.api)).toEqual(each(failure({ code, status: 200 })));
  });

  it('of more than four million characters is no success', async () => {
    bench.say(`{"data":true,"more":"${'x'.repeat(4_000_000)}"}`);
    const answer = await bench.api.block(contactId(5), NOW + DAY);
    expect(answer).toEqual(failure({ code: 'bad-answer', status: 200 }));
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON', 'application/problem+json'])(
    'of the type %s is read',
    async (type) => {
      bench.say('{"data":true}', type);
      expect(await bench.api.block(contactId(5), NOW + DAY)).toEqual({ ok: true, value: {} });
    },
  );

  it.each([201, 202])('or rather %i is read too', async (status) => {
    bench.say('{"data":true}', 'application/json', status);
    expect(await bench.api.block(contactId(5), NOW + DAY)).toEqual({ ok: true, value: {} });
  });

  it('or rather 204 without a body is no success', async () => {
    bench.answer((req, res) => {
      req.resume();
      res.writeHead(204).end();
    });
    expect(await callAll(bench.api)).toEqual(each(failure({ code: 'bad-answer', status: 204 })));
  });
});

describe('a pause that the console asks for', () => {
  const at = (date: number) => new Date(date).toUTCString();
  it.each([
    ['seconds', '120', NOW + 120_000],
    ['seconds with space around', ' 7 ', NOW + 7_000],
    ['a date', at(NOW + 3_600_000), NOW + 3_600_000],
    ['more than a day', '999999', NOW + 999_999_000],
    ['a date in a year', at(NOW + 365 * DAY), NOW + 365 * DAY],
    ['no seconds', '0', undefined],
    ['a date that has passed', at(NOW - 60_000), undefined],
    ['nothing', '', undefined],
  ])('as %s is told with 429, 503 and 500', async (_, header, notBefore) => {
    for (const [status, code] of [
      [429, 'rate-limited'],
      [503, 'server-error'],
      [500, 'server-error'],
    ] as const) {
      bench.say('', '', status, { 'retry-after': header });
      const error: CordonError = { code, status, ...(notBefore !== undefined && { notBefore }) };
      expect(await bench.api.block(contactId(5), NOW + DAY)).toEqual(failure(error));
    }
  });

  it('in words that nobody can read lasts until a person has seen to it, where it is a pause', async () => {
    bench.say('', '', 429, { 'retry-after': 'in a while' });
    const paused: CordonError = { code: 'rate-limited', status: 429, notBefore: lastDate };
    expect(await bench.api.block(contactId(5), NOW + DAY)).toEqual(failure(paused));
    bench.say('', '', 503, { 'retry-after': 'in a while' });
    expect(await bench.api.block(contactId(5), NOW + DAY)).toEqual(failure({ code: 'server-error', status: 503 }));
  });

  it('of more seconds than there are dates is told as a date that can be stored', async () => {
    bench.say('', '', 429, { 'retry-after': '9'.repeat(400) });
    const answer = await bench.api.listRecords();
    const notBefore = answer.ok ? undefined : answer.error.notBefore;
    expect(Number.isNaN(new Date(notBefore ?? Number.NaN).getTime())).toBe(false);
    expect(notBefore).toBeGreaterThan(NOW + 365 * DAY);
  });

  it('is not read from other answers', async () => {
    bench.say('', '', 401, { 'retry-after': '120' });
    expect(await bench.api.liftRecord(recordId(2))).toEqual(failure({ code: 'bad-key', status: 401 }));
  });
});
