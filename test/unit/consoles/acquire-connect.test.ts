import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionsAt } from '../../../utils/connections/host-access';
import { consoles } from '../../../utils/consoles';
import { acquireConnect } from '../../../utils/consoles/acquire/connect';
import { ACME_KEYS, DEMO_KEYS } from '../../lab/acquire/keys';
import { connectionAt } from './acquire-bench';

const { readAddress, checkKey } = acquireConnect;
const bad = { ok: false, error: { code: 'bad-account' } };

function addressOf(account: string) {
  const origin = `https://${account}.acquire.io`;
  return { ok: true, value: { account, apiOrigin: origin, pages: [`${origin}/*`], hosts: [`${origin}/*`] } };
}

describe('an account', () => {
  it.each([
    'demo',
    'DEMO',
    '  demo\n',
    'demo.acquire.io',
    'Demo.Acquire.IO',
    'http://demo.acquire.io',
    'https://demo.acquire.io',
    'HTTPS://demo.acquire.io/',
    'https://demo.acquire.io/conversations/30?tab=all#827',
    'demo.acquire.io/inbox',
    'demo.acquire.io?x=1',
    'demo.acquire.io#/inbox',
    'https://demo',
  ])('is understood from %j', (typed) => {
    expect(readAddress(typed)).toEqual(addressOf('demo'));
  });

  it.each(['5mkg3t', 'xoht0l', '35qto1', 'vrsx1t', 'suthar', 'a', '1', 'a-b', 'a'.repeat(63)])(
    'may be called %s',
    (account) => {
      expect(readAddress(`https://${account}.acquire.io/x`)).toEqual(addressOf(account));
    },
  );

  it.each([
    ['nothing', ''],
    ['space', ' \t\n'],
    ['a scheme alone', 'https://'],
    ['the domain alone', 'acquire.io'],
    ['the domain with a dot', '.acquire.io'],
    ['two words', 'demo account'],
    ['two lines', 'demo\nacme'],
    ['a no-break space', 'de\u00a0mo'],
    ['another host', 'evil.example'],
    ['the host as the beginning of another', 'demo.acquire.io.evil.example'],
    ['the host as the end of another', 'evilacquire.io'],
    ['the host in a path', 'evil.example/.acquire.io'],
    ['the host in a query', 'https://evil.example?.acquire.io'],
    ['the host in a hash', 'https://evil.example#.acquire.io'],
    ['the host as a user name', 'https://demo.acquire.io@evil.example'],
    ['the host as a user name with a port', 'https://demo.acquire.io:443@evil.example/'],
    ['a user name before the host', 'https://evil@demo.acquire.io'],
    ['a back slash', 'https://evil.example\\.acquire.io'],
    ['a back slash after the scheme', 'https:\\\\demo.acquire.io'],
    ['a subdomain of an account', 'a.demo.acquire.io'],
    ['the vendor’s test environment', 'demo.uat.env.acquire.io'],
    ['a port', 'demo.acquire.io:8443'],
    ['a dot at the end', 'demo.acquire.io.'],
    ['another scheme', 'ftp://demo.acquire.io'],
    ['a script', 'javascript:demo.acquire.io'],
    ['a scheme twice', 'https://https://demo.acquire.io'],
    ['percent signs', 'de%6do.acquire.io'],
    ['an address in numbers', '127.0.0.1'],
    ['an address in brackets', '[::1]'],
    ['a look-alike letter', 'dеmo.acquire.io'],
    ['a look-alike domain', 'demo.aсquire.io'],
    ['a wide letter', 'ｄemo.acquire.io'],
    ['a look-alike dot', 'demo。acquire.io'],
    ['a look-alike slash', 'evil.example⁄.acquire.io'],
    ['an invisible letter', 'de\u200bmo.acquire.io'],
    ['an invisible end', 'demo.acquire.io\u200b'],
    ['a direction mark', 'demo\u202e.acquire.io'],
    ['a star', '*.acquire.io'],
    ['an underscore', 'de_mo.acquire.io'],
    ['a dash at the beginning', '-demo.acquire.io'],
    ['64 letters', `${'a'.repeat(64)}.acquire.io`],
    ['letters that no host can have', 'xn--.acquire.io'],
    ['letters that stand for no name', 'xn--demo-.acquire.io'],
  ])('is not understood from %s', (_, typed) => {
    expect(readAddress(typed)).toEqual(bad);
  });

  it.each(['www', 'app', 'help', 'docs', 'developer', 'api', 'status', 'blog'])('is not called %s', (name) => {
    for (const typed of [name, name.toUpperCase(), `${name}.acquire.io`, `https://${name}.acquire.io/login`]) {
      expect(readAddress(typed)).toEqual(bad);
    }
  });

  it('leads to its own host and no other, whatever was typed', () => {
    const part = fc.constantFrom(
      ...[
        'demo',
        'acme',
        '.acquire.io',
        'acquire.io',
        'evil.example',
        'https://',
        'http://',
        '//',
        '/',
        '\\',
        '@',
        ':',
      ],
      ...['?', '#', '%2f', '.', '-', ' ', '\u200b', '\u202e', 'xn--', '443', '[::1]', '。', 'K', 'ſ', '\0', '\t'],
    );
    const typed = fc.oneof(
      fc.array(part, { maxLength: 7 }).map((parts) => parts.join('')),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.domain(),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.stringMatching(/^[a-z0-9-]{1,70}$/),
    );
    let understood = 0;
    fc.assert(
      fc.property(typed, (text) => {
        const read = readAddress(text);
        if (!read.ok) {
          expect(read).toEqual(bad);
          return;
        }
        understood += 1;
        const { account, apiOrigin, hosts } = read.value;
        expect(account).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
        expect(apiOrigin).toBe(`https://${account}.acquire.io`);
        expect(hosts).toEqual([`${apiOrigin}/*`]);
        const url = new URL('/x', apiOrigin);
        expect(url.origin).toBe(apiOrigin);
        expect(url.href).toBe(`${apiOrigin}/x`);
      }),
      { numRuns: 5_000 },
    );
    expect(understood).toBeGreaterThan(100);
  });

  it('serves its own pages and nobody else’s', () => {
    const known = [connectionAt('https://demo.acquire.io')];
    expect(connectionsAt('https://demo.acquire.io', known)).toEqual(known);
    for (const origin of [
      'https://acme.acquire.io',
      'http://demo.acquire.io',
      'https://demo.acquire.io.evil.example',
    ]) {
      expect(connectionsAt(origin, known)).toEqual([]);
    }
  });

  it('is asked for by every console that Cordon knows', () => {
    expect(consoles.map(({ connect }) => connect.readAddress('').ok)).toEqual(consoles.map(() => false));
  });
});

describe('a key', () => {
  const key = DEMO_KEYS.full;

  it.each([
    ['as it is', key],
    ['with space around', ` \n\t${key}\r\n `],
    ['with Bearer before it', `Bearer ${key}`],
    ['with bearer and more space', `  bearer \t ${key} `],
  ])('is taken %s', (_, pasted) => {
    expect(checkKey(pasted, 'demo')).toEqual({ ok: true, value: key });
  });

  it.each([
    ['of the account in capitals', 'DEMO:abc'],
    ['without the account before it', 'eyJhbGciOiJIUzI1NiJ9.bGFi.x_-Y'],
    ['of a form that nobody knows', '0123456789abcdef/+=='],
    ['with a colon and nothing before it', ':abc'],
    ['with a colon and nothing behind it', 'acme:'],
  ])('is taken %s', (_, pasted) => {
    expect(checkKey(pasted, 'demo')).toEqual({ ok: true, value: pasted });
  });

  it.each(['', ' ', '\n\t', '\u00a0', 'Bearer', 'bearer ', 'Bearer \n'])('is missing in %j', (pasted) => {
    expect(checkKey(pasted, 'demo')).toEqual({ ok: false, error: { code: 'empty-key' } });
  });

  it.each([
    ['a line break', 'demo:eyJ.a\nb.c'],
    ['a carriage return', 'demo:eyJ.a\rb.c'],
    ['a space', 'demo:eyJ.a b.c'],
    ['a tab', 'demo:eyJ\t.b.c'],
    ['a header', 'demo:eyJ\r\nX-Evil: 1'],
    ['its header’s name', `Authorization: Bearer ${key}`],
    ['Bearer twice', `Bearer Bearer ${key}`],
    ['an invisible letter', 'demo:eyJ\u200b.b.c'],
    ['typographic dots', 'demo:eyJ…'],
    ['a letter with an accent', 'démo:eyJ'],
    ['a zero', 'demo:eyJ\0'],
  ])('with %s in it is no key', (_, pasted) => {
    expect(checkKey(pasted, 'demo')).toEqual({ ok: false, error: { code: 'bad-key-shape' } });
  });

  it('of another account is told apart by what stands before it', () => {
    expect(checkKey(ACME_KEYS.full, 'demo')).toEqual({ ok: false, error: { code: 'other-account' } });
    expect(checkKey(`Bearer ${ACME_KEYS.full}`, 'demo')).toEqual({ ok: false, error: { code: 'other-account' } });
    expect(checkKey(key, 'acme')).toEqual({ ok: false, error: { code: 'other-account' } });
    expect(checkKey(key, 'demo2')).toEqual({ ok: false, error: { code: 'other-account' } });
  });

  it('that is taken can stand in a header, is what was pasted, and has no space', () => {
    const pasted = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc
        .tuple(fc.constantFrom('', ' ', 'Bearer ', '\n'), fc.base64String(), fc.constantFrom('', ' ', '\r\n'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(pasted, (text) => {
        const checked = checkKey(text, 'demo');
        if (!checked.ok) return;
        expect(text).toContain(checked.value);
        expect(checked.value).toMatch(/^[\x21-\x7e]+$/);
        expect(new Headers({ authorization: `Bearer ${checked.value}` }).get('authorization')).toBe(
          `Bearer ${checked.value}`,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
