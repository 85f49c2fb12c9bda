import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionsAt, createHostAccess, matchesOrigin, mayOverlap } from '../../../utils/connections/host-access';
import { featurebaseConnect } from '../../../utils/consoles/featurebase/connect';
import { connectionOf } from './connection-fixture';

describe('access', () => {
  it('is what the browser says of all hosts of the connection together', async () => {
    const asked: unknown[] = [];
    const answers = [true, false];
    const access = createHostAccess({
      contains: async (permissions) => {
        asked.push(permissions);
        return answers.shift() ?? false;
      },
      remove: async () => false,
    });
    const hosts = ['https://demo.acquire.io/*', 'https://api.acquire.io/*'];
    expect(await access.has({ hosts })).toBe(true);
    expect(await access.has({ hosts })).toBe(false);
    expect(asked).toEqual([{ origins: hosts }, { origins: hosts }]);
  });
});

describe('the hosts of a removed connection', () => {
  const portal = 'https://portal.example/*';
  const api = 'https://api.example/*';

  function bench(fails = false) {
    const removed: unknown[] = [];
    const access = createHostAccess({
      contains: async () => true,
      remove: async ({ origins }) => {
        removed.push(origins);
        if (fails) throw new Error('You cannot remove required permissions.');
        return true;
      },
    });
    return { access, removed };
  }

  it.each([
    [[portal, api], [], [[portal, api]]],
    [[portal, api], [[portal]], [[api]]],
    [[portal, api], [[portal], [api]], []],
    [[portal, api], [['https://demo.acquire.io/*']], [[portal, api]]],
    [['https://a.example.org/*'], [['https://*.example.org/*']], []],
    [['https://*.example.org/*'], [['https://a.example.org/*']], []],
    [['http://localhost:3000/*'], [['http://localhost/*']], []],
    [[], [], []],
  ])('%j go back but for what %j need', async (hosts, left, given) => {
    const { access, removed } = bench();
    await access.giveBack(
      { hosts },
      left.map((others) => ({ hosts: others })),
    );
    expect(removed).toEqual(given);
  });

  it.each([
    ['acme', ['https://demo.featurebase.app/*']],
    ['feedback.acme.example', ['https://demo.featurebase.app/*']],
    [undefined, ['https://demo.featurebase.app/*', 'https://do.featurebase.app/*']],
  ])('keep the API that another organisation on it has: %s', async (other, given) => {
    const hostsOf = (typed: string) => {
      const read = featurebaseConnect.readAddress(typed);
      if (!read.ok) throw new Error(`no address: ${typed}`);
      return read.value.hosts;
    };
    const left = other === undefined ? [] : [{ hosts: hostsOf(other) }];
    const granted = new Set([...hostsOf('demo'), ...left.flatMap(({ hosts }) => hosts)]);
    const access = createHostAccess({
      contains: async ({ origins = [] }) => origins.every((origin) => granted.has(origin)),
      remove: async ({ origins = [] }) => origins.every((origin) => granted.delete(origin)),
    });
    const before = [...granted];
    await access.giveBack({ hosts: hostsOf('demo') }, left);
    expect(before.filter((host) => !granted.has(host))).toEqual(given);
    for (const connection of left) expect(await access.has(connection)).toBe(true);
    expect(await access.has({ hosts: hostsOf('demo') })).toBe(false);
  });

  it('that the browser will not take are no problem', async () => {
    const { access } = bench(true);
    await expect(access.giveBack({ hosts: [portal] }, [])).resolves.toBeUndefined();
  });

  it.each([
    ['https://a.example/*', 'http://a.example/*', true],
    ['https://a.example/*', 'https://b.example/*', false],
    ['https://*.example/*', 'https://*.a.example/*', true],
    ['https://*.example/*', 'https://example/*', true],
    ['https://*.example/*', 'https://anexample/*', false],
    ['<all_urls>', 'https://b.example/*', true],
    ['https://*/*', 'https://b.example/*', true],
  ])('%s and %s may be the same: %s', (one, other, may) => {
    expect([mayOverlap(one, other), mayOverlap(other, one)]).toEqual([may, may]);
  });
});

describe('a match pattern', () => {
  it.each([
    ['https://demo.acquire.io/*', 'https://demo.acquire.io'],
    ['https://demo.acquire.io/*', 'https://demo.acquire.io:443'],
    ['https://demo.acquire.io/*', 'https://demo.acquire.io:8443'],
    ['https://*.acquire.io/*', 'https://demo.acquire.io'],
    ['https://*.acquire.io/*', 'https://a.b.acquire.io'],
    ['https://*.acquire.io/*', 'https://acquire.io'],
    ['http://localhost/*', 'http://localhost:3000'],
    ['http://localhost:3000/*', 'http://localhost:3000'],
    ['http://127.0.0.1/*', 'http://127.0.0.1:4711'],
  ])('%s covers %s', (pattern, origin) => {
    expect(matchesOrigin(pattern, origin)).toBe(true);
  });

  it.each([
    ['https://demo.acquire.io/*', 'http://demo.acquire.io'],
    ['https://demo.acquire.io/*', 'https://acme.acquire.io'],
    ['https://demo.acquire.io/*', 'https://acquire.io'],
    ['https://demo.acquire.io/*', 'https://x.demo.acquire.io'],
    ['https://demo.acquire.io/*', 'https://demo.acquire.io.evil.example'],
    ['https://demo.acquire.io/*', 'https://demo.acquire.io@evil.example'],
    ['https://demo.acquire.io/*', 'https://demo.acquire.io.'],
    ['https://demo.acquire.io/*', 'https://demoxacquire.io'],
    ['https://demo.acquire.io/*', 'null'],
    ['https://demo.acquire.io/*', ''],
    ['https://demo.acquire.io/*', 'file://'],
    ['https://demo.acquire.io/*', 'blob:https://demo.acquire.io/1'],
    ['https://demo.acquire.io/*', 'moz-extension://demo.acquire.io'],
    ['https://*.acquire.io/*', 'https://evilacquire.io'],
    ['https://*.acquire.io/*', 'https://acquire.io.evil.example'],
    ['http://localhost:3000/*', 'http://localhost:3001'],
    ['http://localhost:3000/*', 'http://localhost'],
    ['http://localhost/*', 'https://localhost'],
    ['<all_urls>', 'https://demo.acquire.io'],
    ['*://demo.acquire.io/*', 'https://demo.acquire.io'],
    ['https://*/*', 'https://demo.acquire.io'],
    ['https://demo.acquire.io', 'https://demo.acquire.io'],
    ['https://demo.acquire.io/inbox/*', 'https://demo.acquire.io'],
    ['', 'https://demo.acquire.io'],
  ])('%s does not cover %s', (pattern, origin) => {
    expect(matchesOrigin(pattern, origin)).toBe(false);
  });

  it('of one host covers no other host, whatever that is called', () => {
    const pattern = 'https://demo.acquire.io/*';
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.domain().map((name) => `https://${name}`),
          fc.string(),
        ),
        (origin) => {
          const covered = matchesOrigin(pattern, origin);
          const same = URL.canParse(origin) && new URL(origin).hostname === 'demo.acquire.io';
          expect(covered && !same).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('the connections of a page', () => {
  const known = [
    connectionOf('demo'),
    connectionOf('acme'),
    connectionOf('both', { hosts: ['https://demo.acquire.io/*', 'https://x.example/*'] }),
  ];

  it.each([
    ['https://demo.acquire.io', ['demo', 'both']],
    ['https://acme.acquire.io', ['acme']],
    ['https://x.example', ['both']],
    ['https://evil.example', []],
    ['null', []],
  ])('at %s are %j', (origin, accounts) => {
    expect(connectionsAt(origin, known).map(({ account }) => account)).toEqual(accounts);
  });
});
