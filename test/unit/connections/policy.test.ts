import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../utils/connections/policy';
import { policyKeys, readPolicy } from '../../../utils/connections/policy-schema';
import { rulesUnder } from './rules-fixture';

const good = {
  consoles: ['acquire', 'featurebase'],
  addresses: { acquire: ['ACME', 'acme-*'] },
  connections: [{ console: 'acquire', address: 'acme', label: 'Support' }],
  defaultEnd: '7d',
  longestHours: 720,
  forGood: false,
  reasonRequired: true,
  reasons: [' Threats '],
  undoSeconds: 8,
  brakes: { perMinute: 5, perDay: 50 },
  severalMost: 100,
  protectedContacts: { domains: ['@Own.example'], emails: ['Boss@else.example'], ids: ['acquire:827'] },
  passphraseRequired: true,
  lockAfterMinutes: 60,
  liftFromPage: false,
  teaching: false,
  exports: false,
  retentionDays: 30,
  agentName: 'Agent 7',
  firstRun: false,
};

describe('a policy', () => {
  it('is read whole where it is whole', () => {
    expect(Object.keys(good).sort()).toEqual([...policyKeys].sort());
    expect(readPolicy(good)).toEqual({
      policy: {
        ...good,
        addresses: { acquire: ['acme', 'acme-*'] },
        reasons: ['Threats'],
        protectedContacts: { domains: ['own.example'], emails: ['boss@else.example'], ids: ['acquire:827'] },
      },
      unread: [],
    });
  });

  it.each([undefined, null, 7, 'x', [], {}])('that is %o sets nothing', (values) => {
    expect(readPolicy(values)).toEqual({ policy: {}, unread: [] });
  });

  it.each([
    ['consoles', ['acquire', 'a console of the future'], ['acquire']],
    ['consoles', ['a console of the future'], undefined],
    ['consoles', [], undefined],
    ['consoles', 'acquire', undefined],
    ['addresses', { acquire: ['acme', 'https://x/'] }, { acquire: ['acme'] }],
    ['addresses', { elsewhere: ['acme'] }, undefined],
    ['addresses', ['acme'], undefined],
    ['connections', [{ console: 'acquire', address: 'not an account!' }], undefined],
    ['connections', [{ console: 'acquire', address: 'acme' }, {}], [{ console: 'acquire', address: 'acme' }]],
    ['defaultEnd', 'for-good', undefined],
    ['longestHours', 0, undefined],
    ['longestHours', '24', undefined],
    ['forGood', 'false', undefined],
    ['reasons', ['Threats', ''], ['Threats']],
    ['undoSeconds', 600, undefined],
    ['brakes', { perMinute: 5 }, undefined],
    ['severalMost', 1_001, undefined],
    [
      'protectedContacts',
      { emails: ['boss@own.example', 'x'] },
      { domains: [], emails: ['boss@own.example'], ids: [] },
    ],
    ['protectedContacts', { domain: ['own.example'] }, { domains: [], emails: [], ids: [] }],
    ['protectedContacts', { domains: ['*'] }, { domains: [], emails: [], ids: [] }],
    ['lockAfterMinutes', 5, undefined],
    ['agentName', '', undefined],
    ['a key of the future', true, undefined],
    ['toString', true, undefined],
  ])('whose %s is %o sets what of it can be read, and says that something could not', (name, value, left) => {
    const { policy, unread } = readPolicy({ firstRun: false, [name]: value });
    expect(unread).toEqual([name]);
    expect(policy).toEqual({ firstRun: false, ...(left !== undefined && { [name]: left }) });
  });
});

describe('where a policy is read', () => {
  it('is asked once, and again when it has changed', async () => {
    let values: unknown = {};
    let asked = 0;
    const source = createPolicy({
      get: async () => {
        asked += 1;
        return values;
      },
    });
    expect((await source.current()).policy).toEqual({});
    await source.current();
    expect(asked).toBe(1);
    values = { forGood: false };
    source.changed();
    expect((await source.current()).policy).toEqual({ forGood: false });
  });

  it('that has none and says so by an exception sets nothing', async () => {
    const source = createPolicy({ get: () => Promise.reject(new Error('Managed storage manifest not found')) });
    expect(await source.current()).toEqual({ policy: {}, unread: [] });
  });
});

describe('the rules', () => {
  it('are the settings and the usual numbers where there is no policy', async () => {
    expect(await rulesUnder({}, { undoSeconds: 9 }).current()).toMatchObject({
      settings: { undoSeconds: 9, retentionDays: 90 },
      managed: [],
      forGood: true,
      brakes: { perMinute: 10, perDay: 100 },
      severalMost: 1_000,
      liftFromPage: true,
      teaching: true,
      exports: true,
      firstRun: true,
      reasonRequired: false,
      passphraseRequired: false,
    });
  });

  it('lay the policy over the settings, and say which it set', async () => {
    const rules = await rulesUnder(good, { undoSeconds: 9, retentionDays: 1, listTabStops: false }).current();
    expect(rules.settings).toEqual({
      undoSeconds: 8,
      retentionDays: 30,
      listTabStops: false,
      reasons: ['Threats'],
      lockAfterMinutes: 60,
      lockWithDevice: false,
      defaultEnd: '7d',
    });
    expect([...rules.managed].sort()).toEqual([
      'defaultEnd',
      'lockAfterMinutes',
      'reasons',
      'retentionDays',
      'undoSeconds',
    ]);
    expect(rules).toMatchObject({ agentName: 'Agent 7', severalMost: 100, longestHours: 720 });
  });

  it('leave a setting alone whose rule could not be read', async () => {
    const rules = await rulesUnder({ undoSeconds: 600 }, { undoSeconds: 9 }).current();
    expect(rules).toMatchObject({ settings: { undoSeconds: 9 }, managed: [], unread: ['undoSeconds'] });
  });

  it.each([
    [{ longestHours: 24 }, false, '1d'],
    [{ longestHours: 1 }, false, '1h'],
    [{ longestHours: 24, forGood: true }, true, '1d'],
    [{ forGood: false }, false, '30d'],
    [{}, true, '30d'],
  ])('of %o allow for good: %s, and a new connection begins with %s', async (policy, forGood, defaultEnd) => {
    const rules = await rulesUnder(policy, { defaultEnd: '30d' }).current();
    expect(rules).toMatchObject({ forGood, settings: { defaultEnd } });
  });
});
