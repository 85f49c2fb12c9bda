import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CordonError } from '../../../utils/errors';
import { CAST } from '../../lab/featurebase/cast';
import { type Bench, callAll, each, KEYS, OTHER_KEYS, startBench } from './featurebase-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const failure = (error: CordonError) => ({ ok: false, error });

/** Nobody was blocked or unblocked, whatever was answered. */
function expectUntouched(): void {
  expect([...bench.world.blocked.keys()]).toEqual([CAST.blockedByDavid]);
}

function envelope(type: string, code: string, status: number): string {
  return JSON.stringify({ error: { type, code, message: 'Alex Morgan, alex@mail.example', param: 'id', status } });
}

describe('a documented status', () => {
  it.each([
    [400, 'invalid_request_error', 'invalid_id', 'gone'],
    [400, 'invalid_request_error', 'query_too_broad', 'refused'],
    [400, 'invalid_request_error', 'invalid_cursor', 'refused'],
    [401, 'authentication_error', 'invalid_api_key', 'bad-key'],
    [403, 'authorization_error', 'insufficient_permissions', 'no-permission'],
    [404, 'invalid_request_error', 'contact_not_found', 'gone'],
    [410, 'invalid_request_error', 'contact_deleted', 'gone'],
    [500, 'api_error', 'internal_error', 'server-error'],
  ] as const)('%i %s with %s is, for every method, %s', async (status, type, vendorCode, code) => {
    bench.say(envelope(type, vendorCode, status), 'application/json', status);
    const answers = await callAll(bench.api);
    expect(answers).toEqual(each(failure({ code, status, vendorCode })));
    expect(JSON.stringify(answers)).not.toContain('alex');
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
    [500, 'server-error'],
    [502, 'server-error'],
    [503, 'server-error'],
    [504, 'server-error'],
  ] as const)('%i is %s by itself, whatever the body looks like', async (status, code) => {
    const bodies: [string, string][] = [
      ['', ''],
      ['<!doctype html><h1>Error</h1>', 'text/html'],
      ['{"error":"contact_not_found"}', 'application/json'],
      ['{"error":{"code":"Alex Morgan <alex@mail.example>"}}', 'application/json'],
      ['{"error":{"code":7}}', 'application/json'],
      [`{"id":"${CAST.priya}","object":"contact","blocked":true}`, 'application/json'],
      ['{"error":', 'application/json'],
    ];
    for (const [text, type] of bodies) {
      bench.say(text, type, status);
      expect(await callAll(bench.api)).toEqual(each(failure({ code, status })));
    }
  });

  it.each(['words', 'types'] as const)('of the simulator is mapped alike with its codes as %s', async (codes) => {
    bench.set({ codes });
    bench.useKey(KEYS.deleted);
    const answers = Object.values(await callAll(bench.api));
    expect(answers.map((answer) => !answer.ok && answer.error.code)).toEqual(answers.map(() => 'bad-key'));
    expectUntouched();
  });

  it('of a key that nobody issued is bad-key, and reaches no organisation', async () => {
    bench.useKey(KEYS.unknown);
    expect(await callAll(bench.api)).toEqual(
      each(failure({ code: 'bad-key', status: 401, vendorCode: 'invalid_api_key' })),
    );
    expect(bench.world.requests).toEqual([]);
    expect(bench.unclaimed.requests.length).toBeGreaterThan(0);
    expectUntouched();
  });

  it('of another organisation’s key touches nobody here', async () => {
    bench.useKey(OTHER_KEYS.full);
    await bench.api.getContact(CAST.priya as never);
    expect(bench.world.requests).toEqual([]);
    expect(bench.other.requests).toHaveLength(1);
  });
});

describe('what the vendor’s own client would send again', () => {
  const codesAt = async (status: number, headers: Readonly<Record<string, string>>, body = '{}') => {
    bench.say(body, 'application/json', status, headers);
    const answers = await callAll(bench.api);
    return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, answer.ok || answer.error.code]));
  };

  it('is a 409 that says nothing more: a read is tried again, and of a change nobody knows what came of it', async () => {
    const wanted = { ...each('server-error'), block: 'unknown-outcome', liftRecord: 'unknown-outcome' };
    expect(await codesAt(409, {})).toEqual(wanted);
    expect(await codesAt(409, { 'x-should-retry': 'true' })).toEqual(wanted);
    expect(await codesAt(422, { 'x-should-retry': 'True' })).toEqual(wanted);
    bench.say('{}', 'application/json', 409, { 'retry-after': '7' });
    expect(await bench.api.block(CAST.priya as never, 0)).toEqual(
      failure({ code: 'unknown-outcome', status: 409, notBefore: bench.world.now() + 7_000 }),
    );
  });

  it('is nothing that it forbids', async () => {
    const never = { 'x-should-retry': 'false' };
    expect(await codesAt(409, never)).toEqual(each('refused'));
    expect(await codesAt(429, never)).toEqual(each('refused'));
    expect(await codesAt(400, never)).toEqual(each('refused'));
    // Nobody knows whether a server that broke had done it; it is looked up, and not sent again.
    expect(await codesAt(500, never)).toEqual(each('bad-answer'));
    expect(await codesAt(408, never)).toEqual(each('bad-answer'));
  });

  it('is nothing that a person has to see to first', async () => {
    const always = { 'x-should-retry': 'true' };
    expect(await codesAt(401, always)).toEqual(each('bad-key'));
    expect(await codesAt(403, always)).toEqual(each('no-permission'));
    expect(await codesAt(404, always)).toEqual(each('gone'));
  });

  it('is no block or lift that the console says is so already', async () => {
    const so = (code: string) => envelope('invalid_request_error', code, 409);
    expect(await codesAt(409, { 'x-should-retry': 'true' }, so('already_blocked'))).toMatchObject({
      getContact: 'refused',
      block: 'already-blocked',
    });
    expect(await codesAt(409, {}, so('not_blocked'))).toMatchObject({ liftRecord: 'nothing-lifted' });
  });
});

describe('an answer with 200', () => {
  it.each([
    ['a page', '<!doctype html><title>Sign in</title>', 'text/html; charset=utf-8', 'not-json'],
    ['JSON that calls itself text', '{"object":"contact"}', 'text/plain', 'not-json'],
    ['nothing', '', 'application/json', 'bad-answer'],
    ['nothing that calls itself nothing', '', '', 'bad-answer'],
    ['half of a JSON', '{"object":"con', 'application/json', 'bad-answer'],
    ['null', 'null', 'application/json', 'bad-answer'],
    ['a list', '[]', 'application/json', 'bad-answer'],
    ['an empty object', '{}', 'application/json', 'bad-answer'],
    ['success in other words', '{"ok":true,"success":true}', 'application/json', 'bad-answer'],
    ['an error', envelope('invalid_request_error', 'contact_not_found', 404), 'application/json', 'bad-answer'],
    ['an error for another kind', '{"object":"error","id":"x","data":7}', 'application/json', 'bad-answer'],
    ['data under a prototype', `{"__proto__":{"id":"${CAST.priya}"}}`, 'application/json', 'bad-answer'],
  ] as const)('of %s is no success', async (_, text, type, code) => {
    bench.say(text, type);
    expect(await callAll(bench.api)).toEqual(each(failure({ code, status: 200 })));
  });
});

describe('on the way', () => {
  it('a dead network is no network, for every method', async () => {
    await bench.close();
    expect(await callAll(bench.api)).toEqual(each(failure({ code: 'no-network' })));
    bench = await startBench();
  });

  it.each([
    ['before-work', false],
    ['after-work', true],
    ['mid-body', true],
  ] as const)('a connection cut %s is no network, and the block was made: %s', async (cut, made) => {
    bench.fault({ cut });
    expect(await bench.api.block(CAST.priya as never, 0)).toEqual(failure({ code: 'no-network' }));
    expect(bench.world.blocked.has(CAST.priya)).toBe(made);
  });

  it('a redirect is followed nowhere', async () => {
    bench.fault({ redirect: `${bench.evilOrigin}/v2`, status: 307 });
    expect(await callAll(bench.api)).toEqual(each(failure({ code: 'redirected' })));
    expect(bench.evil).toEqual([]);
    expectUntouched();
  });

  it('without a key nothing leaves', async () => {
    bench.useKey(undefined);
    expect(await callAll(bench.api)).toEqual(each(failure({ code: 'no-key' })));
    expect(bench.arrived).toEqual([]);
  });
});
