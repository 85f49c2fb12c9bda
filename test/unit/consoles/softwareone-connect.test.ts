import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionIdOf } from '../../../utils/connections/connection-id';
import { connectionsAt } from '../../../utils/connections/host-access';
import { softwareone } from '../../../utils/consoles/softwareone';

const { readAddress, checkKey, holdsKey } = softwareone.connect;
const portal = 'https://portal.platform.softwareone.com';
const api = 'https://api.platform.softwareone.com';

describe('an account', () => {
  const ops = {
    account: 'TKN-1234-5678',
    apiOrigin: api,
    pages: [`${portal}/*`],
    hosts: [`${portal}/*`, `${api}/*`],
  };

  it.each([
    'TKN-1234-5678',
    ' tkn-1234-5678\n',
    `${portal}/administration/settings/api-tokens/TKN-1234-5678`,
    `${portal}/administration/settings/api-tokens/TKN-1234-5678/general?tab=1#x`,
    'portal.platform.softwareone.com/settings/api-tokens/tkn-1234-5678',
  ])('is understood from %j', (typed) => {
    expect(readAddress(typed)).toEqual({ ok: true, value: ops });
  });

  it.each(['TKN-1234-5678-9012', 'TKN-1234-5678-9012-3456', 'TKN-A1B2-C3D4'])('may be called %s', (account) => {
    expect(readAddress(account)).toMatchObject({ ok: true, value: { account } });
  });

  it.each([
    ['nothing', ''],
    ['space', ' \n'],
    ['a name', 'adastra'],
    ['the portal alone', portal],
    ['the whole key', 'idt:TKN-1234-5678:secret'],
    ['the key without its beginning', 'TKN-1234-5678:secret'],
    ['one group', 'TKN-1234'],
    ['five groups', 'TKN-1234-1234-1234-1234-1234'],
    ['a group of three', 'TKN-123-5678'],
    ['an id that was cut off', 'TKN-1234-56…'],
    ['a contact', 'CTT-1234-5678'],
    ['two tokens', 'TKN-1234-5678 TKN-1234-5679'],
    ['another host', 'https://evil.example/api-tokens/TKN-1234-5678'],
    ['the host as the beginning of another', 'https://portal.platform.softwareone.com.evil.example/a/TKN-1234-5678'],
    ['the host as a user name', 'https://portal.platform.softwareone.com@evil.example/a/TKN-1234-5678'],
    ['look-alike letters', 'ТKN-1234-5678'],
    ['a wide digit', 'TKN-１234-5678'],
    ['an invisible end', 'TKN-1234-5678\u200b'],
  ])('is not understood from %s', (_, typed) => {
    expect(readAddress(typed)).toEqual({ ok: false, error: { code: 'bad-account' } });
  });

  it('leads to the portal and the API, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom(portal, 'https://evil.example', api, ''), fc.string({ maxLength: 8 }))
        .map(([start, middle]) => `${start}/${middle}/TKN-1234-5678`),
    );
    let understood = 0;
    fc.assert(
      fc.property(typed, (text) => {
        const read = readAddress(text);
        if (!read.ok) return;
        understood += 1;
        expect(read.value).toEqual(ops);
      }),
      { numRuns: 2_000 },
    );
    expect(understood).toBeGreaterThan(50);
  });

  it('is one connection a token, and two stand side by side at one portal', () => {
    const connections = ['TKN-1234-5678', 'TKN-8765-4321'].map((typed) => {
      const read = readAddress(typed);
      if (!read.ok) throw new Error('not understood');
      const id = connectionIdOf(softwareone.id, read.value.account);
      return { id, pages: read.value.pages, hosts: read.value.hosts };
    });
    expect(connections.map(({ id }) => id)).toEqual(['softwareone:TKN-1234-5678', 'softwareone:TKN-8765-4321']);
    expect(connectionsAt(portal, connections as never)).toHaveLength(2);
    expect(connectionsAt(api, connections as never)).toEqual([]);
  });
});

describe('a key', () => {
  const key = 'idt:TKN-1234-5678:aB3_x-9.~/+=secret';

  it.each([key, ` ${key}\n`, `Bearer ${key}`, `bearer  ${key}`, `Authorization: Bearer ${key}`])(
    'is cleaned from %j',
    (pasted) => {
      expect(checkKey(pasted, 'TKN-1234-5678')).toEqual({ ok: true, value: key });
    },
  );

  it.each(['', ' ', 'Bearer', 'Bearer \n'])('is missing in %j', (pasted) => {
    expect(checkKey(pasted, 'TKN-1234-5678')).toEqual({ ok: false, error: { code: 'empty-key' } });
  });

  it.each([
    ['only the id', 'TKN-1234-5678'],
    ['no beginning', 'TKN-1234-5678:secret'],
    ['another beginning', 'idx:TKN-1234-5678:secret'],
    ['no secret', 'idt:TKN-1234-5678:'],
    ['no secret and no colon', 'idt:TKN-1234-5678'],
    ['a secret alone', 'secret'],
    ['one group', 'idt:TKN-1234:secret'],
    ['a space inside', 'idt:TKN-1234-5678:sec ret'],
    ['a line break inside', 'idt:TKN-1234-5678:sec\nret'],
    ['a cut-off end', 'idt:TKN-1234-5678:secr…'],
    ['a letter beyond ASCII', 'idt:TKN-1234-5678:sécret'],
    ['an invisible end', 'idt:TKN-1234-5678:secret\u200b'],
    ['capitals in its beginning', 'IDT:TKN-1234-5678:secret'],
    ['a key of another console', 'demo:eyJhbGciOiJIUzI1NiJ9.bGFi.abc'],
  ])('is misshapen with %s', (_, pasted) => {
    expect(checkKey(pasted, 'TKN-1234-5678')).toEqual({ ok: false, error: { code: 'bad-key-shape' } });
  });

  it.each(['TKN-1234-5679', 'TKN-1234-5678-0000', 'TKN-1234', ''])('does not serve the account %j', (account) => {
    expect(checkKey(key, account)).toEqual({ ok: false, error: { code: 'other-account' } });
  });

  it('is what a header can carry, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (end) => {
        const checked = checkKey(`idt:TKN-1234-5678:${end}`, 'TKN-1234-5678');
        if (checked.ok) expect(checked.value).toMatch(/^idt:TKN-1234-5678:[\x21-\x7e]+$/);
      }),
    );
  });

  it('is seen where it was pasted as the account', () => {
    expect([key, ` Bearer ${key}`, 'idt:'].map((typed) => holdsKey?.(typed))).toEqual([true, true, true]);
    expect(['TKN-1234-5678', portal, ''].map((typed) => holdsKey?.(typed))).toEqual([false, false, false]);
  });
});
