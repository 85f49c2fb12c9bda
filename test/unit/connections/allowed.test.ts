import { describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { createObjection, isAllowedAccount, isProtected, presetOf } from '../../../utils/connections/allowed';
import type { Contact } from '../../../utils/consoles/types';
import { type CordonError, cordonError } from '../../../utils/errors';
import { fail, ok } from '../../../utils/result';
import { aBlock } from '../blocking/a-block';
import { connectionOf, NOW } from './connection-fixture';
import { rulesUnder } from './rules-fixture';

const hour = 3_600_000;
const person = (email?: string, id = '827') => ({ id, name: 'Alex Morgan', email }) as Contact;

describe('an account', () => {
  const own = connectionOf('acme.example', { consoleId: 'featurebase', pages: ['https://help.acme.example/*'] });

  it.each([
    [{}, true],
    [{ consoles: ['acquire'] }, true],
    [{ consoles: ['featurebase'] }, false],
    [{ addresses: { acquire: ['acme'] } }, true],
    [{ addresses: { acquire: ['ACME'] } }, true],
    [{ addresses: { acquire: ['ac*'] } }, true],
    [{ addresses: { acquire: ['acme.acquire.io'] } }, true],
    [{ addresses: { acquire: ['*.acquire.io'] } }, true],
    [{ addresses: { acquire: ['acm'] } }, false],
    [{ addresses: { acquire: ['cme'] } }, false],
    [{ addresses: { acquire: ['umbra', 'demo'] } }, false],
    [{ addresses: { featurebase: ['umbra'] } }, true],
    [
      { consoles: ['featurebase'], connections: [{ console: 'acquire', address: 'https://acme.acquire.io/inbox' }] },
      true,
    ],
    [{ consoles: ['featurebase'], connections: [{ console: 'acquire', address: 'umbra' }] }, false],
  ])('acme of Acquire under %o is allowed: %s', async (policy, allowed) => {
    expect(isAllowedAccount(connectionOf('acme'), await rulesUnder(policy).current())).toBe(allowed);
  });

  it.each([
    ['*.acme.example', true],
    ['acme.example', true],
    ['*.example', true],
    ['*', false],
    ['acme*', false],
    ['helpxacme.example', false],
  ])('at help.acme.example passes %s: %s, since a star stands for no dot', async (pattern, allowed) => {
    const rules = await rulesUnder({ addresses: { featurebase: [pattern] } }).current();
    expect(isAllowedAccount(own, rules)).toBe(allowed);
  });

  it('that is prepared has its id and hosts before anybody connects it', () => {
    expect(presetOf({ console: 'acquire', address: 'https://acme.acquire.io/inbox' })).toEqual({
      connectionId: 'acquire:acme',
      consoleId: 'acquire',
      address: 'https://acme.acquire.io/inbox',
      account: 'acme',
      hosts: ['https://acme.acquire.io/*'],
      label: 'acme',
    });
  });
});

describe('a contact', () => {
  const policy = {
    protectedContacts: { domains: ['own.example'], emails: ['boss@else.example'], ids: ['41', 'acquire:7'] },
  };

  it.each([
    [person('alex@own.example'), true],
    [person('ALEX@Own.Example '), true],
    [person('alex@mail.own.example'), true],
    [person('alex@own.example.'), true],
    [person('"a@b"@own.example'), true],
    [person('alex@notown.example'), false],
    [person('alex@own.example.evil.example'), false],
    [person('own.example@mail.example'), false],
    [person('boss@else.example'), true],
    [person('notboss@else.example'), false],
    [person('alex@mail.example', '41'), true],
    [person(undefined, '41'), true],
    [person('alex@mail.example', '7'), true],
    [person('alex@mail.example', '827'), false],
    [person(undefined), undefined],
    [person(' '), undefined],
  ])('%o is protected: %s', async (contact, is) => {
    expect(isProtected(contact, 'acquire', await rulesUnder(policy).current())).toBe(is);
  });

  it('of another console is not meant by an id that names its console', async () => {
    const rules = await rulesUnder(policy).current();
    expect(isProtected(person('alex@mail.example', '7'), 'featurebase', rules)).toBe(false);
    expect(isProtected(person('alex@mail.example', '41'), 'featurebase', rules)).toBe(true);
  });

  it('without an e-mail is in no doubt where no e-mail is protected', async () => {
    const rules = await rulesUnder({ protectedContacts: { ids: ['41'] } }).current();
    expect(isProtected(person(undefined), 'acquire', rules)).toBe(false);
  });
});

describe('the objection to a block', () => {
  const blockOf = (changes: Partial<Block>) => aBlock({ connectionId: 'acquire:demo', ...changes });
  const against = async (policy: Record<string, unknown>, changes: Partial<Block>, reads?: Contact | CordonError) => {
    const asked: string[] = [];
    const objection = createObjection({
      rules: rulesUnder(policy),
      connections: { get: async (id) => (id === 'acquire:demo' ? connectionOf('demo') : undefined) },
      clock: { now: () => NOW },
    });
    const error = await objection(blockOf(changes), {
      getContact: async (id) => {
        asked.push(id);
        if (!reads) throw new Error('nobody should be read');
        return 'code' in reads ? fail(reads) : ok(reads);
      },
    });
    return [error?.code, asked.length];
  };
  const wish = (hours: number, forGood = false) => ({
    contact: person('alex@mail.example'),
    wish: { kind: 'blocked', until: NOW + hours * hour, forGood } as const,
  });
  const domains = { protectedContacts: { domains: ['own.example'] } };

  it.each([
    [{}, wish(24), undefined],
    [{ consoles: ['featurebase'] }, wish(24), 'by-policy'],
    [{ longestHours: 24 }, wish(24), undefined],
    [{ longestHours: 24 }, wish(25), 'by-policy'],
    [{ forGood: false }, wish(24, true), 'by-policy'],
    [{ forGood: true, longestHours: 24 }, wish(87_600, true), undefined],
    [domains, wish(24), undefined],
    [domains, { ...wish(24), contact: person('alex@own.example') }, 'protected'],
    [{ consoles: ['featurebase'] }, { ...wish(24), wish: { kind: 'not-blocked' } as const }, undefined],
  ])('under %o, of %o, is %s', async (policy, changes, code) => {
    expect(await against(policy, changes)).toEqual([code, 0]);
  });

  it.each([
    [person('alex@own.example'), 'protected'],
    [person('alex@mail.example'), undefined],
    [person(undefined), undefined],
    [cordonError('no-permission', { status: 403 }), 'cannot-read-contact'],
    [cordonError('no-network'), 'no-network'],
  ])('reads a contact that came without an e-mail: %o gives %s', async (reads, code) => {
    expect(await against(domains, { ...wish(24), contact: person(undefined) }, reads)).toEqual([code, 1]);
  });
});
