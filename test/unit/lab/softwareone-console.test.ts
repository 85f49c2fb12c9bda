import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTILE_NAMES } from '../../lab/shared/hostile-names';
import { CAST } from '../../lab/softwareone/cast';
import { contactOf, renameContact, setStatus } from '../../lab/softwareone/changes';
import { createSoftwareonePortal, portalControls } from '../../lab/softwareone/console';
import { loadAssets } from '../../lab/softwareone/console/assets';
import { shownId } from '../../lab/softwareone/console/views';
import { DAVID } from '../../lab/softwareone/tokens';
import type { SoftwareoneWorld } from '../../lab/softwareone/world';
import { createSoftwareoneWorld } from '../../lab/softwareone/world-factory';

const ACCOUNTS = '/administration/accounts';

let world: SoftwareoneWorld;
let server: Server;
let base: string;

beforeEach(async () => {
  world = createSoftwareoneWorld();
  const handle = createSoftwareonePortal(world);
  server = createServer((req, res) => {
    if (!handle(req, res)) res.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json = async (path: string) => (await fetch(base + path)).json();

const say = (chat: string, body: unknown) =>
  fetch(`${base}/console/chats/${chat}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

interface Row {
  readonly id: string;
  readonly idText: string;
  readonly email: string;
  readonly called: string;
  readonly user: string | null;
  readonly status: string;
}

async function contactRow(id: string): Promise<Row> {
  const rows: Row[] = await json('/console/contacts');
  const found = rows.find((row) => row.id === id);
  if (!found) throw new Error(`no row of ${id}`);
  return found;
}

describe('pages and files', () => {
  it.each([
    '/',
    `${ACCOUNTS}/contacts`,
    `${ACCOUNTS}/contacts/`,
    `${ACCOUNTS}/contacts/${CAST.wes}`,
    `${ACCOUNTS}/contacts/${CAST.cutOff}`,
    `${ACCOUNTS}/notifications`,
    '/administration/settings/api-tokens',
    '/helpdesk/chats',
    `/helpdesk/chats/${CAST.wesChat}`,
  ])('serves the app at %s', async (path) => {
    const answer = await fetch(base + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await answer.text()).toContain('/assets/app.js');
  });

  it.each([
    '/contacts',
    ACCOUNTS,
    `${ACCOUNTS}/contacts/USR-1000-0001`,
    `${ACCOUNTS}/contacts/${CAST.wes}/edit`,
    `/helpdesk/chats/${CAST.wes}`,
    '/assets/none.js',
    '/public/v1/notifications/contacts',
  ])('does not know %s', async (path) => {
    expect((await fetch(base + path)).status).toBe(404);
  });

  it('serves every file that the page and its scripts name', async () => {
    const html = await (await fetch(`${base}/`)).text();
    const named = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => String(path));
    for (const [file, { body }] of loadAssets()) {
      if (!file.endsWith('.js')) continue;
      named.push(...[...body.matchAll(/from '\.\/([^']+)'/g)].map(([, name]) => `/assets/${name}`));
    }
    expect(named.length).toBeGreaterThan(20);
    for (const path of new Set(named)) expect((await fetch(base + path)).status, path).toBe(200);
  });

  it('styles every class that its scripts use, in a stylesheet of the page', async () => {
    const html = await (await fetch(`${base}/`)).text();
    const assets = loadAssets();
    const names: Record<string, string> = JSON.parse(
      assets.get('class-names.js')?.body.replace(/^export const c = |;\s*$/g, '') ?? '',
    );
    const styles = [...html.matchAll(/"\/assets\/([^"]+\.css)"/g)].map(([, file]) => assets.get(String(file))?.body);
    const folder = new URL('../../lab/softwareone/console/static/', import.meta.url);
    const used = readdirSync(folder)
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) => [...readFileSync(new URL(file, folder), 'utf8').matchAll(/\bc\.([a-zA-Z\d]+)/g)])
      .map(([, name]) => String(name));
    expect(used.length).toBeGreaterThan(30);
    for (const name of used) expect(styles.join(''), name).toContain(`.${names[name]}`);
  });

  it('knows nothing of the extension', () => {
    const folder = new URL('../../lab/softwareone/console/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) expect(readFileSync(new URL(file, folder), 'utf8'), file).not.toMatch(/cordon/i);
  });
});

describe('ids in narrow columns', () => {
  it.each([
    [CAST.wes, CAST.wes],
    [CAST.cutOff, 'CTT-1234-9876…'],
    // What is left of it begins with the whole id of somebody else.
    [CAST.longTwin, `${CAST.priya}…`],
  ])('show %s as %s', (id, shown) => {
    expect(shownId(id)).toBe(shown);
  });

  it('are cut in the messages too, where nothing else tells the whole one', async () => {
    const rows: Row[] = await json('/console/messages');
    const cut = rows.filter(({ idText }) => idText.endsWith('…'));
    expect(cut.length).toBeGreaterThan(10);
    expect(cut.length).toBeLessThan(rows.length / 2);
    const whole = [...world.contacts.keys()].filter((id) => id.length > 13);
    const text = JSON.stringify(rows);
    for (const id of whole) expect(text.includes(id), id).toBe(false);
  });
});

describe('session API', () => {
  it('gives the contacts in the order of the grid, and those who hold a text', async () => {
    const rows: Row[] = await json('/console/contacts');
    expect(rows.map(({ id }) => id)).toEqual([...world.contacts.keys()]);
    const find = async (text: string) =>
      (await json(`/console/contacts?q=${encodeURIComponent(text)}`)).map(({ id }: Row) => id);
    expect(await find(' alex MORGAN ')).toEqual([...CAST.alexes]);
    expect(await find(CAST.unnamedEmail)).toEqual([CAST.unnamed]);
    expect(await find(CAST.priya)).toEqual([CAST.priya, CAST.longTwin]);
    expect(await find('nobody at all')).toEqual([]);
  });

  it('calls a contact without a name, or with an empty one, by the e-mail', async () => {
    expect(await contactRow(CAST.unnamed)).toMatchObject({ called: CAST.unnamedEmail, user: null });
    contactOf(world, CAST.wes).name = '   ';
    expect((await contactRow(CAST.wes)).called).toBe('wes.c@mail.example');
  });

  it('shows hostile names as they are, in rows, contact pages and chats', async () => {
    for (const [index, { name }] of HOSTILE_NAMES.entries()) {
      const id = `CTT-2000-${String(index + 1).padStart(4, '0')}`;
      if (!name.trim()) continue;
      expect((await contactRow(id)).called).toBe(name);
      expect((await json(`/console/contacts/${id}`)).contact.called).toBe(name);
    }
  });

  it('shows who blocked a contact, when and why, as long as it is blocked', async () => {
    const at = Date.parse(contactOf(world, CAST.blockedByDavid).audit.blocked?.at ?? '');
    const detail = () => json(`/console/contacts/${CAST.blockedByDavid}`);
    expect(await detail()).toMatchObject({
      contact: { status: 'Blocked' },
      block: { at, by: DAVID.name, reason: CAST.blockedReason },
    });
    setStatus(world, CAST.blockedByDavid, 'Active', DAVID);
    expect(await detail()).toMatchObject({ contact: { status: 'Active' }, block: null });
  });

  it('keeps the old name of a renamed contact in the messages', async () => {
    renameContact(world, CAST.wes, 'W. Calloway');
    expect((await contactRow(CAST.wes)).called).toBe('W. Calloway');
    const rows: Row[] = await json('/console/messages');
    expect(rows.find(({ email }) => email === 'wes.c@mail.example')?.user).toBe('Wes Calloway');
    expect(rows.find(({ email }) => email === 'sam.lee@mail.example')?.user).toBe('Sam Lee');
  });

  it('tells who takes part in a chat, and shows what they write as text', async () => {
    portalControls(world).say(CAST.wesChat, '<b title="CTT-1000-0030">Hi</b>');
    const { chat, participants, messages } = await json(`/console/chats/${CAST.wesChat}`);
    expect(chat).toMatchObject({ title: 'Refund, again', called: 'Wes Calloway' });
    expect(participants.map(({ id, status }: Row) => [id, status])).toEqual([
      [CAST.wes, 'Active'],
      [CAST.priya, 'Exited'],
      [CAST.agent, 'Active'],
    ]);
    expect(messages.at(-1)).toMatchObject({
      from: 'contact',
      html: '&lt;b title=&quot;CTT-1000-0030&quot;&gt;Hi&lt;/b&gt;',
    });
  });

  it('takes replies, and refuses what it does not understand', async () => {
    expect((await say(CAST.priyaChat, { text: ' <i>Here</i> ' })).status).toBe(200);
    expect((await json(`/console/chats/${CAST.priyaChat}`)).messages.at(-1)).toMatchObject({
      from: 'agent',
      html: '&lt;i&gt;Here&lt;/i&gt;',
    });
    expect((await json('/console/chats'))[0].id).toBe(CAST.priyaChat);
    for (const body of [{}, { text: ' ' }, { text: 7 }]) expect((await say(CAST.priyaChat, body)).status).toBe(400);
    expect((await say('CHT-9999-9999', { text: 'x' })).status).toBe(404);
    for (const path of ['/console/', `/console/contacts/${CAST.gone}`, `/console/chats/${CAST.wes}`, '/console/keys'])
      expect((await fetch(base + path)).status, path).toBe(404);
    expect((await fetch(`${base}/console/contacts`, { method: 'DELETE' })).status).toBe(405);
  });

  it('lists the tokens without what makes them work', async () => {
    const tokens = await json('/console/tokens');
    expect(tokens[0]).toEqual({ id: 'TKN-1000-0001', access: 'ops', state: 'Active' });
    const paths = ['/', '/console/state', '/console/tokens', '/console/contacts', '/console/messages'];
    paths.push(...[...loadAssets().keys()].map((file) => `/assets/${file}`));
    for (const path of paths) {
      const text = await (await fetch(base + path)).text();
      for (const { key } of world.tokens) expect(text.includes(key.split(':')[2] ?? ''), path).toBe(false);
    }
  });
});

describe('what happens on the platform', () => {
  it('makes messages to a blocked contact and does not send them, and lets the contact chat', () => {
    const controls = portalControls(world);
    expect(controls.notify(CAST.priya)).toMatchObject({ contactId: CAST.priya, status: 'Sent' });
    setStatus(world, CAST.priya, 'Blocked', DAVID);
    expect(controls.notify(CAST.priya)?.status).toBe('Discarded');
    expect(world.messages[0]?.status).toBe('Discarded');
    const lines = world.chats.get(CAST.priyaChat)?.lines.length ?? 0;
    expect(controls.say(CAST.priyaChat)?.from).toBe(CAST.priya);
    expect(world.chats.get(CAST.priyaChat)?.lines).toHaveLength(lines + 1);
    expect(controls.notify(CAST.gone)).toBeUndefined();
    expect(controls.say('CHT-9999-9999')).toBeUndefined();
  });

  it('gives every message an id of its own, whoever makes it', () => {
    const pages = [portalControls(world), portalControls(world)];
    for (let count = 0; count < 20; count += 1) for (const page of pages) page.notify();
    expect(new Set(world.messages.map(({ id }) => id)).size).toBe(world.messages.length);
  });

  it('is told on the stream, goes on while a live one is open, and no longer', async () => {
    const leaving = new AbortController();
    const answer = await fetch(`${base}/console/events?live=20`, { signal: leaving.signal });
    const before = world.messages.length;
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    while (reader && !heard.includes('changed')) heard += (await reader.read()).value ?? '';
    await expect.poll(() => world.messages.length).toBeGreaterThan(before + 2);
    leaving.abort();
    await expect.poll(() => world.onChange.size).toBe(0);
    const after = world.messages.length;
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(world.messages).toHaveLength(after);
  });
});
