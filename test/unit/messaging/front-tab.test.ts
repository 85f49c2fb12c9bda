import { describe, expect, it } from 'vitest';
import type { Tabs } from 'webextension-polyfill';
import type { Connection } from '../../../utils/connections/connection';
import { createServing } from '../../../utils/connections/serving';
import { createFrontTab } from '../../../utils/messaging/front-tab';
import { connectionOf } from '../connections/connection-fixture';

const portal = 'https://portal.example';
const shared = { pages: [`${portal}/*`], hosts: [`${portal}/*`] };
const all = [connectionOf('demo'), connectionOf('north', shared), connectionOf('south', shared)];

function bench(
  url: string | undefined,
  connections: readonly Connection[] = all,
  access = true,
  answer: () => Promise<unknown> = async () => undefined,
) {
  const asked: unknown[] = [];
  const chosen = new Map<number, string>();
  const serving = createServing({
    connections: async () => connections,
    hasAccess: async () => access,
    choices: {
      of: async (tabId) => chosen.get(tabId),
      choose: async (tabId, _, connectionId) => void chosen.set(tabId, connectionId),
      left: async () => {},
    },
  });
  const tab = { id: 7, url } as Tabs.Tab;
  const front = createFrontTab({
    tabs: {
      query: async () => [tab],
      get: async (id) => {
        if (id !== 7) throw new Error(`No tab with id: ${id}.`);
        return tab;
      },
      sendMessage: async (tabId, message) => {
        asked.push([tabId, message]);
        return (await answer()) as never;
      },
    },
    connections: async () => connections,
    serving,
    counts: { of: (tabId) => ({ names: tabId, buttons: 2, references: 1 }) },
  });
  return { front, chosen, asked };
}

describe('the tab in front', () => {
  it.each([undefined, 7])('asked for as %s is served by the connection of its address', async (tabId) => {
    const { front } = bench('https://demo.acquire.io/inbox?x#y');
    expect(await front.find(tabId)).toEqual({
      connectionId: 'acquire:demo',
      choices: undefined,
      report: { names: 7, buttons: 2, references: 1 },
    });
  });

  it.each(['https://evil.example/', 'about:blank', '', undefined])('at %s is served by nobody', async (url) => {
    const { connectionId, report } = await bench(url).front.find(7);
    expect([connectionId, report]).toEqual([undefined, undefined]);
  });

  it('that is gone is served by nobody', async () => {
    expect(await bench(`${portal}/`).front.find(8)).toEqual({});
  });

  it('still belongs to its connection where access is gone', async () => {
    const { front } = bench('https://demo.acquire.io/', all, false);
    expect((await front.find(7)).connectionId).toBe('acquire:demo');
  });

  it('at an address of several is served by nobody until one is chosen', async () => {
    const { front, chosen } = bench(`${portal}/contacts`);
    const choices = ['acquire:north', 'acquire:south'];
    expect(await front.find(7)).toMatchObject({ connectionId: undefined, choices });
    expect(await front.choose(7, 'acquire:south')).toEqual({ ok: true, value: null });
    expect(await front.find(7)).toMatchObject({ connectionId: 'acquire:south', choices });
    expect([...chosen]).toEqual([[7, 'acquire:south']]);
  });

  it.each([
    [7, `${portal}/`, 'acquire:demo'],
    [7, 'https://evil.example/', 'acquire:south'],
    [7, undefined, 'acquire:south'],
    [8, `${portal}/`, 'acquire:south'],
  ])('%i at %s cannot be given to %s', async (tabId, url, id) => {
    const { front, chosen } = bench(url);
    expect(await front.choose(tabId, id)).toEqual({ ok: false, error: { code: 'no-connection' } });
    expect(chosen.size).toBe(0);
  });
});

describe('the contact that is open in the tab in front', () => {
  const address = 'https://demo.acquire.io/contacts/827';
  const open = { connectionId: 'acquire:demo', reference: { kind: 'contact', contactId: '827' }, name: 'Alex Morgan' };
  const found = async (answer: () => Promise<unknown>) => (await bench(address, all, true, answer).front.find(7)).open;

  it('is asked of the page, and told as it was answered', async () => {
    const { front, asked } = bench(address, all, true, async () => open);
    expect((await front.find(7)).open).toEqual(open);
    expect(asked).toEqual([[7, { type: 'open' }]]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'Alex Morgan'],
    ['another connection', { ...open, connectionId: 'acquire:north' }],
    ['no connection', { reference: open.reference, name: open.name }],
    ['an id that is none here', { ...open, reference: { kind: 'contact', contactId: 'a-7' } }],
    ['an unknown kind', { ...open, reference: { kind: 'record', recordId: '7' } }],
    ['empty words', { ...open, reference: { kind: 'words', words: ' ' } }],
    ['a name without an end', { ...open, name: 'x'.repeat(1_001) }],
    ['a name that is none', { ...open, name: 7 }],
    ['more than is asked for', { ...open, confirmed: true }],
  ])('is nobody where the page answers %s', async (_, answer) => {
    expect(await found(async () => answer)).toBeUndefined();
  });

  it('is nobody where no script hears, and where the page does not answer in time', async () => {
    expect(await found(async () => Promise.reject(new Error('Receiving end does not exist.')))).toBeUndefined();
    expect(await found(() => new Promise(() => {}))).toBeUndefined();
  });

  it('is not asked for where no connection serves the tab', async () => {
    for (const bad of [
      bench('https://evil.example/', all, true, async () => open),
      bench(`${portal}/contacts`, all, true, async () => open),
      bench(address, all, false, async () => open),
    ]) {
      expect((await bad.front.find(7)).open).toBeUndefined();
      expect(bad.asked).toEqual([]);
    }
  });
});
