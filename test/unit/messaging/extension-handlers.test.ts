import { beforeEach, describe, expect, it } from 'vitest';
import { createConnecting } from '../../../utils/connections/connecting';
import { createConnectionStore } from '../../../utils/connections/connection-store';
import { withEndOf } from '../../../utils/connections/settings';
import { createSettingsStore } from '../../../utils/connections/settings-store';
import { createSingles } from '../../../utils/connections/singles';
import { createVault } from '../../../utils/connections/vault';
import type { ContactId, RecordId } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { createExtensionHandlers } from '../../../utils/messaging/extension-handlers';
import type { OpenContact } from '../../../utils/messaging/protocol';
import { fail, ok } from '../../../utils/result';
import { connectionOf, NOW } from '../connections/connection-fixture';
import { database, dumpDatabase, emptyDatabase } from '../connections/fresh-database';
import { rulesUnder } from '../connections/rules-fixture';
import { createHeart, undoWindow } from '../helpers/heart';

const demo = 'acquire:demo';
const secret = 'demo:very-secret';
const day = 86_400_000;
const refused = (code: string) => ({ ok: false, error: { code } });

const lock = {
  passphrase: true,
  locked: false,
  afterMinutes: 480,
  withDevice: false,
  deviceTells: false,
  passphraseRequired: false,
};

/** The real handlers over the real engine and stores, with a console in memory. */
function createBench() {
  const heart = createHeart({ start: NOW });
  heart.console.add({ id: '827', name: 'Alex Morgan', email: 'alex@mail.example' });
  heart.console.add({ id: '41', name: 'Sam', email: 'sam@mail.example' });
  heart.console.add({ id: '112', name: 'Sam', email: 'sam2@mail.example' });
  const clock = { now: heart.now };
  const connections = createConnectionStore(database);
  const vault = createVault(database);
  const rules = rulesUnder();
  const settings = createSettingsStore(database);
  const told = {
    registered: 0,
    changed: 0,
    chosen: [] as unknown[],
    open: undefined as OpenContact | undefined,
    givenBack: [] as unknown[],
    seen: [] as unknown[],
  };
  const fetching = async () => new Response('{"data":[]}', { headers: { 'content-type': 'application/json' } });
  const connecting = createConnecting({
    clock,
    store: connections,
    vault,
    hasAccess: async () => true,
    fetch: fetching,
    pauseOf: async () => undefined,
    keyWorks: (id) => heart.engine().connectionReady(id),
    rules,
  });
  const handlers = createExtensionHandlers({
    clock,
    engine: heart.engine(),
    connecting: { ...connecting, apiOf: async (id) => ((await connections.get(id)) ? heart.console.api : undefined) },
    connections,
    vault,
    singles: createSingles(database),
    settings,
    rules,
    frontTab: {
      find: async (tabId) => ({
        connectionId: demo,
        report: { names: tabId ?? 0, buttons: 0, references: 0 },
        open: told.open,
      }),
      choose: async (tabId, connectionId) => {
        told.chosen.push([tabId, connectionId]);
        return connectionId === demo ? ok(null) : fail(cordonError('no-connection'));
      },
    },
    undoWindow: async () => undoWindow,
    withEnd: withEndOf(connections, clock, rules, () => {}),
    lockView: async () => lock,
    pause: async () => ({ until: 1 }),
    giveBack: async (removed, left) => {
      told.givenBack.push([removed.id, left.map(({ id }) => id)]);
    },
    connectionsChanged: async () => {
      told.registered += 1;
    },
    news: {
      see: async (blockId) => void told.seen.push(blockId),
    },
    changed: () => {
      told.changed += 1;
    },
  });
  return { heart, connecting, connections, vault, told, handlers, rules, settings };
}

let bench: ReturnType<typeof createBench>;

beforeEach(async () => {
  await emptyDatabase();
  bench = createBench();
  await bench.connections.put(connectionOf('demo'));
});

describe('a connection', () => {
  it('is made from a key in the vault; the draft is forgotten, and the registration follows', async () => {
    await bench.vault.putCandidate('acquire:acme', secret);
    await bench.handlers['save-draft']({ draft: { consoleId: 'acquire', address: 'acme', label: '' } });
    const wanted = { connectionId: 'acquire:acme', consoleId: 'acquire', address: 'acme', label: 'Second' } as const;
    expect(await bench.handlers.connect(wanted)).toMatchObject({ ok: true, value: { label: 'Second', hasKey: true } });
    expect(bench.told).toMatchObject({ registered: 1, changed: 1 });
    expect(await bench.handlers.overview({})).toMatchObject({ value: { draft: undefined } });
  });

  it('that cannot be made keeps the draft', async () => {
    const draft = { consoleId: 'acquire', address: 'no account', label: '' } as const;
    await bench.handlers['save-draft']({ draft });
    expect(await bench.handlers.connect({ connectionId: demo, ...draft })).toEqual(refused('bad-account'));
    expect(await bench.handlers.overview({})).toMatchObject({ value: { draft } });
  });

  it.each([
    ['at once', () => bench.handlers['test-connection']({ connectionId: demo })],
    ['later, without anybody asking for it', () => bench.connecting.testWaiting()],
  ])('whose key was refused sends what it holds once a new key works, tested %s', async (_, test) => {
    bench.heart.console.ways.refusal = cordonError('bad-key', { status: 401 });
    await bench.handlers['block-contact']({ pressId: 'p', connectionId: demo, contactId: '827' as ContactId });
    await bench.heart.pass(day / 24);
    expect(await bench.heart.only()).toMatchObject({ state: { error: { code: 'bad-key' } } });
    bench.heart.console.heal();
    await bench.heart.pass(day / 24);
    expect(bench.heart.console.blocks()).toBe(0);
    await bench.vault.putCandidate(demo, secret);
    await test();
    await bench.heart.pass(10_000);
    expect(await bench.heart.only()).toMatchObject({ state: { kind: 'blocked' } });
  });

  it('can be given another name, or its own again', async () => {
    const rename = (label: string) => bench.handlers['rename-connection']({ connectionId: demo, label });
    expect(await rename('  Support ')).toMatchObject({ value: { label: 'Support' } });
    expect(await rename(' ')).toMatchObject({ value: { label: 'demo' } });
  });

  it('that is removed takes its keys with it, and no other', async () => {
    await bench.connections.put(connectionOf('acme'));
    for (const id of [demo, 'acquire:acme']) {
      await bench.vault.putCandidate(id, secret);
      await bench.vault.promote(id, (await bench.vault.candidateOf(id)) ?? { mark: '' });
    }
    expect(await bench.handlers['remove-connection']({ connectionId: demo })).toEqual({ ok: true, value: null });
    expect([await bench.vault.hasKey(demo), await bench.vault.hasKey('acquire:acme')]).toEqual([false, true]);
    expect((await bench.connections.list()).map(({ id }) => id)).toEqual(['acquire:acme']);
    expect(bench.told).toMatchObject({ registered: 1, givenBack: [[demo, ['acquire:acme']]] });
    expect(await bench.handlers['remove-connection']({ connectionId: demo })).toEqual({ ok: true, value: null });
    expect(bench.told.givenBack).toHaveLength(1);
  });

  it('that is not there is refused everywhere', async () => {
    const connectionId = 'acquire:gone';
    const asked = [
      bench.handlers['test-connection']({ connectionId }),
      bench.handlers['rename-connection']({ connectionId, label: 'x' }),
      bench.handlers['choose-end']({ connectionId, end: '1d' }),
      bench.handlers['find-contact']({ connectionId, words: '827' }),
      bench.handlers['block-contact']({ pressId: 'p', connectionId, contactId: '827' as ContactId }),
      bench.handlers['list-records']({ connectionId }),
      bench.handlers['lift-record']({ connectionId, recordId: '9' as RecordId }),
    ];
    expect(await Promise.all(asked)).toEqual(asked.map(() => refused('no-connection')));
    expect(bench.heart.console.calls).toEqual([]);
  });

  it('never shows its key, in whatever is answered or stored', async () => {
    await bench.vault.putCandidate(demo, secret);
    const answers = [
      await bench.handlers['test-connection']({ connectionId: demo }),
      await bench.handlers.overview({ tabId: 7 }),
    ];
    expect(JSON.stringify(answers)).toContain('hasKey');
    expect(JSON.stringify(answers)).not.toContain('very-secret');
    expect(await dumpDatabase()).not.toContain('very-secret');
  });
});

describe('the choice of a connection for a tab', () => {
  it.each([demo, 'acquire:gone'])('of %s goes to the tab, and every screen hears of it', async (connectionId) => {
    const answer = await bench.handlers['choose-connection']({ connectionId, tabId: 7 });
    expect(answer).toEqual(connectionId === demo ? { ok: true, value: null } : refused('no-connection'));
    expect(bench.told).toMatchObject({ chosen: [[7, connectionId]], changed: 1 });
  });
});

describe('the choice of an end', () => {
  const choose = (end: Parameters<(typeof bench.handlers)['choose-end']>[0]['end']) =>
    bench.handlers['choose-end']({ connectionId: demo, end });
  const block = async (pressId: string, id: string) => {
    const reply = await bench.handlers['block-contact']({ pressId, connectionId: demo, contactId: id as ContactId });
    return reply.ok ? [reply.value.until, reply.value.forGood] : reply.error.code;
  };

  const several = (...ids: string[]) => ({ pressId: 'c', connectionId: demo, contactIds: ids as ContactId[] });

  it.each(['1h', '8h', '7d', '30d'] as const)('%s stays', async (end) => {
    await choose(end);
    expect(await bench.connections.get(demo)).toMatchObject({ end, nextEnd: undefined });
  });

  it('for good holds for one block', async () => {
    await choose('for-good');
    expect(await block('a', '827')).toEqual([Date.UTC(2036, 10, 20, 23, 59, 59), true]);
    expect(await block('b', '41')).toEqual([NOW + day, false]);
  });

  it('for good is left where nothing new came of the press', async () => {
    await block('a', '827');
    await choose('for-good');
    expect(await block('b', '827')).toEqual([NOW + day, false]);
    expect(await bench.handlers['block-several'](several('827'))).toMatchObject({ value: { made: 0 } });
    expect(await block('d', '41')).toEqual([Date.UTC(2036, 10, 20, 23, 59, 59), true]);
  });

  it('for good is used up by several at once', async () => {
    await choose('for-good');
    expect(await bench.handlers['block-several'](several('827', '41'))).toMatchObject({ value: { made: 2 } });
    expect(await block('d', '112')).toEqual([NOW + day, false]);
  });

  it('of a date holds for one block', async () => {
    await choose({ until: NOW + 3 * day });
    expect(await block('a', '827')).toEqual([NOW + 3 * day, false]);
    expect(await block('b', '41')).toEqual([NOW + day, false]);
  });

  it('of a length takes back one that would hold for one block', async () => {
    await choose('for-good');
    await choose('8h');
    expect(await block('a', '827')).toEqual([NOW + day / 3, false]);
  });

  it.each([
    [NOW + 59_999, false],
    [NOW, false],
    [NOW - day, false],
    [0, false],
    [NOW + 60_000, true],
  ])('of the date %i is taken: %s', async (until, taken) => {
    expect(await choose({ until })).toEqual(taken ? { ok: true, value: null } : refused('past-date'));
    expect((await bench.connections.get(demo))?.nextEnd).toEqual(taken ? { until } : undefined);
  });
});

describe('finding a contact', () => {
  const find = (words: string) => bench.handlers['find-contact']({ connectionId: demo, words });
  const alex = { id: '827', name: 'Alex Morgan', email: 'alex@mail.example' };

  it.each(['827', '#827', ' 827 ', 'alex@mail.example'])('by %j is certain', async (words) => {
    expect(await find(words)).toEqual({ ok: true, value: { kind: 'one', contact: alex } });
  });

  it('by a name is never certain, even where only one has it', async () => {
    expect(await find('Alex Morgan')).toEqual({ ok: true, value: { kind: 'several', contacts: [alex] } });
    expect(await find('Sam')).toMatchObject({
      ok: true,
      value: { kind: 'several', contacts: [{ id: '41' }, { id: '112' }] },
    });
  });

  it('by an e-mail that two share is not certain', async () => {
    bench.heart.console.add({ id: '828', name: 'Alex', email: 'alex@mail.example' });
    expect(await find('alex@mail.example')).toMatchObject({ value: { kind: 'several' } });
  });

  it.each([
    ['', 'bad-contact'],
    ['  ', 'bad-contact'],
    ['404', 'no-contact-found'],
    ['nobody', 'no-contact-found'],
  ])('by %j fails: %s', async (words, code) => {
    expect(await find(words)).toEqual(refused(code));
  });

  it('says why the console did not answer', async () => {
    bench.heart.console.failNext('contact', cordonError('no-permission', { status: 403 }));
    expect(await find('827')).toMatchObject({ ok: false, error: { code: 'no-permission' } });
    bench.heart.console.failNext('find', cordonError('no-network'));
    expect(await find('alex')).toEqual(refused('no-network'));
  });
});

describe('a block without a page', () => {
  it('is of the contact that was on the screen', async () => {
    const reply = await bench.handlers['block-contact']({
      pressId: 'p',
      connectionId: demo,
      contactId: '827' as ContactId,
    });
    expect(reply).toMatchObject({ ok: true, value: { id: 'p', state: { kind: 'waiting', of: 'block' } } });
    await bench.heart.pass(10_000);
    expect(bench.heart.console.records.map(({ contactId }) => contactId)).toEqual(['827']);
  });

  it.each(['0', 'abc', '8 27', 'CTT-1'])('of %j is refused', async (contactId) => {
    const press = { pressId: 'p', connectionId: demo, contactId: contactId as ContactId };
    expect(await bench.handlers['block-contact'](press)).toEqual(refused('bad-contact'));
    expect(await bench.heart.engine().all()).toEqual([]);
  });

  it('can be undone, lifted and tried again by its id', async () => {
    await bench.handlers['block-contact']({ pressId: 'p', connectionId: demo, contactId: '827' as ContactId });
    expect(await bench.handlers.undo({ blockId: 'p' })).toMatchObject({ value: { state: { kind: 'undone' } } });
    expect(await bench.handlers.lift({ blockId: 'p' })).toEqual(refused('unknown-block'));
    expect(await bench.handlers.retry({ blockId: 'p' })).toEqual(refused('unknown-block'));
    expect(await bench.handlers.answer({ blockId: 'p', yes: true, rev: 1 })).toEqual(refused('unknown-block'));
  });

  it('knows a failure as seen where a person looks at the list, or lets one be', async () => {
    await bench.handlers.seen({});
    bench.heart.console.failNext('block 827', cordonError('may-not-block'));
    await bench.handlers['block-contact']({ pressId: 'p', connectionId: demo, contactId: '827' as ContactId });
    await bench.heart.pass(10_000);
    const { rev } = await bench.heart.only();
    await bench.handlers.answer({ blockId: 'p', yes: false, rev: rev + 1 });
    expect(bench.told.seen).toEqual([undefined]);
    expect(await bench.handlers.answer({ blockId: 'p', yes: false, rev })).toMatchObject({
      value: { state: { kind: 'failed' } },
    });
    expect(bench.told.seen).toEqual([undefined, 'p']);
  });
});

describe('the console’s own list', () => {
  it('tells Cordon’s records from the others', async () => {
    await bench.handlers['block-contact']({ pressId: 'p', connectionId: demo, contactId: '827' as ContactId });
    await bench.heart.pass(10_000);
    bench.heart.console.record({ rule: 'contact', contactId: '41' as ContactId, until: NOW + day, by: 'David' });
    const listed = await bench.handlers['list-records']({ connectionId: demo });
    expect(listed.ok && listed.value.map(({ contactId, ours }) => [contactId, ours])).toEqual([
      ['827', true],
      ['41', false],
    ]);
  });

  it('is lifted from by the id of a record that is there, and by no other', async () => {
    const recordId = bench.heart.console.record({ rule: 'contact', contactId: '41' as ContactId, until: NOW + day });
    expect(await bench.handlers['lift-record']({ connectionId: demo, recordId: '41' as RecordId })).toMatchObject({
      ok: false,
      error: { code: 'gone' },
    });
    expect(bench.heart.console.records).toHaveLength(1);
    expect(await bench.handlers['lift-record']({ connectionId: demo, recordId })).toEqual({ ok: true, value: null });
    expect(bench.heart.console.records).toEqual([]);
  });
});

describe('several contacts', () => {
  const pressId = '0e37df36-f698-11e6-8dd4-cb9ced3df976';
  const block = (...contactIds: string[]) =>
    bench.handlers['block-several']({ pressId, connectionId: demo, contactIds: contactIds as ContactId[] });

  it('are blocked with one choice of the end and a longer window, each once', async () => {
    await bench.connections.put(connectionOf('demo', { end: '1d', nextEnd: { until: NOW + 9 * day } }));
    expect(await block('827', '41', '827')).toEqual({ ok: true, value: { made: 2, joined: 0 } });
    for (const made of await bench.heart.engine().all()) {
      expect(made).toMatchObject({ wish: { until: NOW + 9 * day }, state: { sendsAt: NOW + 20_000 } });
    }
    expect(await bench.handlers['undo-several']({ pressId })).toEqual({ ok: true, value: 2 });
  });

  it('are not blocked where one of the ids is none of this console', async () => {
    expect(await block('827', 'CTT-1')).toEqual(refused('bad-contact'));
    expect(await bench.heart.engine().all()).toEqual([]);
  });
});

describe('settings', () => {
  it('are changed, told to every screen, and shown', async () => {
    expect(await bench.handlers['change-settings']({ undoSeconds: 9 })).toEqual({ ok: true, value: null });
    expect(await bench.settings.read()).toMatchObject({ undoSeconds: 9 });
    expect(bench.told.changed).toBe(1);
  });

  it('that the organisation set are not changed, nor is what comes with them', async () => {
    bench.rules.set({ undoSeconds: 8 });
    expect(await bench.handlers['change-settings']({ undoSeconds: 9, retentionDays: 1 })).toEqual(refused('by-policy'));
    expect(await bench.settings.read()).toMatchObject({ undoSeconds: 5, retentionDays: 90 });
    expect(await bench.handlers['change-settings']({ retentionDays: 1 })).toEqual({ ok: true, value: null });
  });
});

describe('a policy', () => {
  const protects = { protectedContacts: { domains: ['mail.example'] } };
  const pressId = '0e37df36-f698-11e6-8dd4-cb9ced3df976';

  it('is shown with what it set, what could not be read, and the connections that lack only their key', async () => {
    bench.rules.set({
      undoSeconds: 8,
      longestHours: 24,
      nonsense: 1,
      connections: [
        { console: 'acquire', address: 'demo' },
        { console: 'acquire', address: 'acme', label: 'Support' },
      ],
    });
    const reply = await bench.handlers.overview({});
    expect(reply.ok && reply.value.rules).toMatchObject({
      settings: { undoSeconds: 8 },
      managed: ['undoSeconds'],
      unread: ['nonsense'],
      longestHours: 24,
      forGood: false,
      presets: [{ connectionId: 'acquire:acme', label: 'Support', hosts: ['https://acme.acquire.io/*'] }],
    });
    expect(JSON.stringify(reply)).not.toContain('protectedContacts');
  });

  it('lets no other account be connected, and forgets the key that was typed for it', async () => {
    bench.rules.set({ addresses: { acquire: ['demo'] } });
    await bench.vault.putCandidate('acquire:acme', secret);
    const wanted = { connectionId: 'acquire:acme', consoleId: 'acquire', address: 'acme', label: '' };
    expect(await bench.handlers.connect(wanted)).toEqual(refused('by-policy'));
    expect(await bench.vault.candidateOf('acquire:acme')).toBeUndefined();
    expect(await bench.connections.get('acquire:acme')).toBeUndefined();
  });

  it('gives a new connection the end that it begins with', async () => {
    bench.rules.set({ defaultEnd: '7d' });
    await bench.vault.putCandidate('acquire:acme', secret);
    const wanted = { connectionId: 'acquire:acme', consoleId: 'acquire', address: 'acme', label: '' };
    expect(await bench.handlers.connect(wanted)).toMatchObject({ value: { end: '7d' } });
  });

  it('that forbids an account leaves it to be seen, lifted and removed, and blocks nobody there', async () => {
    await bench.handlers['block-contact']({ pressId: 'p', connectionId: demo, contactId: '827' as ContactId });
    await bench.heart.pass(10_000);
    bench.rules.set({ consoles: ['featurebase'] });
    const contactId = '41' as ContactId;
    expect(await bench.handlers['find-contact']({ connectionId: demo, words: '41' })).toEqual(refused('by-policy'));
    for (const blocked of [
      bench.handlers['block-contact']({ pressId, connectionId: demo, contactId }),
      bench.handlers['block-several']({ pressId, connectionId: demo, contactIds: [contactId] }),
      bench.handlers['choose-end']({ connectionId: demo, end: '1h' }),
    ])
      expect(await blocked).toEqual(refused('by-policy'));
    const reply = await bench.handlers.overview({});
    expect(reply.ok && reply.value.connections).toMatchObject([{ id: demo, forbidden: true }]);
    expect(await bench.handlers.lift({ blockId: 'p' })).toMatchObject({ ok: true });
  });

  it.each([
    ['for-good', { forGood: false }],
    ['30d', { longestHours: 168 }],
    [{ until: NOW + 8 * day }, { longestHours: 168 }],
  ] as const)('that forbids %o refuses it wherever it is asked for', async (end, policy) => {
    await bench.handlers['block-contact']({ pressId: 'p', connectionId: demo, contactId: '827' as ContactId });
    bench.rules.set(policy);
    const contactId = '41' as ContactId;
    for (const asked of [
      bench.handlers['choose-end']({ connectionId: demo, end }),
      bench.handlers['block-contact']({ pressId, connectionId: demo, contactId, end }),
      bench.handlers['block-several']({ pressId, connectionId: demo, contactIds: [contactId], end }),
      bench.handlers['change-end']({ blockId: 'p', end }),
    ])
      expect(await asked).toEqual(refused('by-policy'));
    expect(await bench.heart.engine().all()).toHaveLength(1);
  });

  it('shortens what was chosen before it came', async () => {
    await bench.handlers['choose-end']({ connectionId: demo, end: '30d' });
    bench.rules.set({ longestHours: 24 });
    const reply = await bench.handlers.overview({});
    expect(reply.ok && reply.value.connections).toMatchObject([{ end: '1d' }]);
    const block = { pressId: 'p', connectionId: demo, contactId: '827' as ContactId };
    expect(await bench.handlers['block-contact'](block)).toMatchObject({ value: { until: NOW + day } });
  });

  it('says of a typed contact that it is protected, before anything is stored', async () => {
    bench.rules.set(protects);
    for (const words of ['827', 'alex@mail.example'])
      expect(await bench.handlers['find-contact']({ connectionId: demo, words })).toEqual(refused('protected'));
    expect(await bench.heart.engine().all()).toEqual([]);
  });

  it.each([
    [2, { ok: true, value: { made: 2, joined: 0 } }],
    [1, refused('by-policy')],
    [0, refused('by-policy')],
  ])('that caps several at %i', async (severalMost, answer) => {
    bench.rules.set({ severalMost });
    const contactIds = ['827', '41'] as ContactId[];
    expect(await bench.handlers['block-several']({ pressId, connectionId: demo, contactIds })).toEqual(answer);
  });
});
