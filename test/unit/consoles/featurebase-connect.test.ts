import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featurebaseConnect } from '../../../utils/consoles/featurebase/connect';
import { KEYS, OTHER_KEYS } from './featurebase-bench';

const { readAddress, checkKey } = featurebaseConnect;
const bad = { ok: false, error: { code: 'bad-account' } };
const API = 'https://do.featurebase.app';

function addressOf(account: string, host: string) {
  const page = `https://${host}/*`;
  return { ok: true, value: { account, apiOrigin: API, pages: [page], hosts: [page, `${API}/*`] } };
}

describe('an organisation', () => {
  it.each([
    'demo',
    'DEMO',
    '  demo\n',
    'demo.featurebase.app',
    'Demo.Featurebase.APP',
    'http://demo.featurebase.app',
    'https://demo.featurebase.app/dashboard/inbox/conversation/12345?x=1#y',
    'demo.featurebase.app/dashboard',
    'demo.featurebase.app?x',
    'https://demo',
  ])('is understood from %j', (typed) => {
    expect(readAddress(typed)).toEqual(addressOf('demo', 'demo.featurebase.app'));
  });

  it.each([
    'feedback.acme.com',
    'https://feedback.acme.com',
    'https://FEEDBACK.acme.com/dashboard/inbox?x#y',
    'feedback.acme.com/dashboard',
  ])('with a domain of its own is understood from %j', (typed) => {
    expect(readAddress(typed)).toEqual(addressOf('feedback.acme.com', 'feedback.acme.com'));
  });

  it.each(['acme.io', 'a.b.c.example.co.uk', 'xn--mller-kva.de', 'feedback.xn--p1ai', 'my-featurebase.app'])(
    'may have the domain %s',
    (host) => {
      expect(readAddress(host)).toEqual(addressOf(host, host));
    },
  );

  it.each([
    ['nothing', ''],
    ['space', ' \t\n'],
    ['a scheme alone', 'https://'],
    ['the vendor’s domain alone', 'featurebase.app'],
    ['the vendor’s domain with a dot', '.featurebase.app'],
    ['two words', 'demo organisation'],
    ['two lines', 'demo\nacme'],
    ['a subdomain of an organisation', 'a.demo.featurebase.app'],
    ['a user name before the host', 'https://evil@demo.featurebase.app'],
    ['the host as a user name', 'https://demo.featurebase.app@evil.example'],
    ['a port', 'demo.featurebase.app:8443'],
    ['a port of an own domain', 'feedback.acme.com:8443'],
    ['an own domain without encryption', 'http://feedback.acme.com'],
    ['an own domain that ends in a dot', 'feedback.acme.com.'],
    ['an empty part', 'feedback..acme.com'],
    ['another scheme', 'ftp://feedback.acme.com'],
    ['a script', 'javascript:demo.featurebase.app'],
    ['a scheme twice', 'https://https://demo'],
    ['an address in numbers', '127.0.0.1'],
    ['an address in brackets', '[::1]'],
    ['a number with a dot', '1.2'],
    ['a star', '*.acme.com'],
    ['an underscore', 'feed_back.acme.com'],
    ['a dash at the beginning', '-demo'],
    ['a dash at the end', 'demo-'],
    ['percent signs', 'de%6do.acme.com'],
    ['a back slash', 'evil.example\\.featurebase.app'],
    ['a look-alike letter', 'dеmo.featurebase.app'],
    ['a look-alike dot', 'demo。featurebase.app'],
    ['an invisible letter', 'de\u200bmo'],
    ['a direction mark', 'feedback\u202e.acme.com'],
    ['64 letters', 'a'.repeat(64)],
    ['254 letters', `${'a'.repeat(49)}.`.repeat(5).concat('acme')],
    ['letters that stand for others', 'xn--demo-9ta'],
    ['one letter at the end', 'acme.c'],
  ])('is not understood from %s', (_, typed) => {
    expect(readAddress(typed)).toEqual(bad);
  });

  it.each(['www', 'app', 'do', 'api', 'auth', 'help', 'docs', 'status', 'blog', 'cdn', 'assets'])(
    'is not called %s',
    (name) => {
      for (const typed of [name, name.toUpperCase(), `${name}.featurebase.app`, `https://${name}.featurebase.app/x`]) {
        expect(readAddress(typed)).toEqual(bad);
      }
    },
  );

  it('leads to its own pages and to the one API, whatever was typed', () => {
    const part = fc.constantFrom(
      ...['demo', 'acme.com', '.featurebase.app', 'featurebase.app', 'https://', 'http://', '//', '/', '\\', '@', ':'],
      ...['?', '#', '%2f', '.', '-', ' ', '\u200b', '\u202e', 'xn--', '443', '[::1]', '。', 'K', 'ſ', '\0', '\t'],
    );
    const typed = fc.oneof(
      fc.array(part, { maxLength: 7 }).map((parts) => parts.join('')),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.domain(),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.stringMatching(/^[a-z0-9.-]{1,70}$/),
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
        const { account, apiOrigin, pages, hosts } = read.value;
        expect(apiOrigin).toBe(API);
        const [page = ''] = pages;
        const host = /^https:\/\/([a-z0-9.-]+)\/\*$/.exec(page)?.[1] ?? 'none';
        expect(host === account || host === `${account}.featurebase.app`).toBe(true);
        expect(new URL(`https://${host}/x`).hostname).toBe(host);
        expect(hosts).toEqual([page, `${API}/*`]);
      }),
      { numRuns: 5_000 },
    );
    expect(understood).toBeGreaterThan(100);
  });
});

describe('a key', () => {
  const key = KEYS.full;

  it.each([
    ['as it is', key],
    ['with space around', ` \n\t${key}\r\n `],
    ['with Bearer before it', `Bearer ${key}`],
    ['with bearer and more space', `  bearer \t ${key} `],
    ['of another organisation, which it does not say', OTHER_KEYS.full],
  ])('is taken %s', (_, pasted) => {
    expect(checkKey(pasted, 'demo')).toEqual({ ok: true, value: pasted.includes(key) ? key : OTHER_KEYS.full });
  });

  it.each(['', ' ', '\n\t', '\u00a0', 'Bearer', 'bearer ', 'Bearer \n'])('is missing in %j', (pasted) => {
    expect(checkKey(pasted, 'demo')).toEqual({ ok: false, error: { code: 'empty-key' } });
  });

  it.each([
    ['sk_ alone', 'sk_'],
    ['no sk_', 'abcdef0123456789'],
    ['another beginning', `pk_${key.slice(3)}`],
    ['the key of another console', 'demo:eyJhbGciOiJIUzI1NiJ9.bGFi.x_-Y'],
    ['a line break', 'sk_ab\ncd'],
    ['a space', 'sk_ab cd'],
    ['a header', 'sk_ab\r\nX-Evil: 1'],
    ['its header’s name', `Authorization: Bearer ${key}`],
    ['Bearer twice', `Bearer Bearer ${key}`],
    ['an invisible letter', 'sk_ab\u200bcd'],
    ['typographic dots', 'sk_ab…'],
    ['a letter with an accent', 'sk_é'],
  ])('with %s is no key', (_, pasted) => {
    expect(checkKey(pasted, 'demo')).toEqual({ ok: false, error: { code: 'bad-key-shape' } });
  });
});
