import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST } from '../../lab/acquire/cast';
import { addContactRecord, renameContact } from '../../lab/acquire/changes';
import { loadAssets } from '../../lab/acquire/console/assets';
import { consoleControls, createAcquireConsole } from '../../lab/acquire/console/index';
import { HOSTILE_MESSAGES } from '../../lab/acquire/hostile-messages';
import type { AcquireWorld } from '../../lab/acquire/world';
import { createAcquireWorld } from '../../lab/acquire/world-factory';
import { messageText, sanitiseMessage } from '../../lab/shared/console/sanitise';

let world: AcquireWorld;
let server: Server;
let base: string;

beforeEach(async () => {
  world = createAcquireWorld({ account: 'demo' });
  const handle = createAcquireConsole(world);
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

function post(path: string, body: unknown): Promise<Response> {
  return fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** The status of a path that is sent exactly as written; `fetch` would tidy it. */
function rawStatus(path: string): Promise<number | undefined> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asking.on('error', reject);
    asking.end();
  });
}

describe('pages and files', () => {
  it.each([
    '/',
    '/home',
    '/conversations',
    '/conversations/case/30',
    '/contacts',
    '/contacts/827',
    '/embedded',
    '/settings',
  ])('serves the app at %s', async (path) => {
    const answer = await fetch(base + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    );
    expect(await answer.text()).toContain('/assets/app.js');
  });

  it('serves every file that the page and its scripts name', async () => {
    const html = await (await fetch(`${base}/`)).text();
    const named = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => String(path));
    for (const [file, { body }] of loadAssets()) {
      if (!file.endsWith('.js')) continue;
      named.push(...[...body.matchAll(/from '\.\/([^']+)'/g)].map(([, name]) => `/assets/${name}`));
    }
    for (const path of new Set(named)) expect((await fetch(base + path)).status, path).toBe(200);
  });

  it('gives the page hashed class names, and the scripts the same ones', () => {
    const assets = loadAssets();
    const classes: Record<string, string> = JSON.parse(
      assets.get('class-names.js')?.body.replace(/^export const c = |;\s*$/g, '') ?? '',
    );
    const names = Object.values(classes);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^c-[\da-f]{6}$/);
    for (const [file, { body }] of assets) {
      if (file.endsWith('.css')) expect(body).not.toMatch(/\.(?!c-[\da-f]{6}\b)[a-z]/);
      if (!file.endsWith('.js')) continue;
      for (const [, used] of body.matchAll(/\bc\.([a-zA-Z\d]+)/g))
        expect(classes, `${file} uses ${used}`).toHaveProperty([String(used)]);
    }
  });

  it.each([
    '/nothing',
    '/conversations/case/x',
    '/conversations/30',
    '/contacts/1/2',
    '/assets/',
    '/assets/none.js',
    '/favicon.ico',
  ])('does not know %s', async (path) => {
    expect((await fetch(base + path)).status).toBe(404);
  });

  it.each([
    '/assets/../index.ts',
    '/assets/..%2findex.ts',
    '/assets/%2e%2e/index.ts',
    '/assets/..\\index.ts',
    '/assets//etc/passwd',
    '/../../../../etc/passwd',
    '/assets/static/app.js',
    '//evil.example/assets/../../x',
  ])('refuses to leave its folder by %s', async (path) => {
    expect(await rawStatus(path)).toBe(404);
  });

  it('leaves the API to others', async () => {
    expect((await fetch(`${base}/api/v1/crm/block-visitor`)).status).toBe(418);
  });

  it('knows nothing of the extension', () => {
    for (const place of ['acquire', 'shared']) {
      const folder = new URL(`../../lab/${place}/console/`, import.meta.url);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file));
      expect(files.length).toBeGreaterThan(10);
      for (const file of files) expect(readFileSync(new URL(file, folder), 'utf8'), file).not.toMatch(/cordon/i);
    }
  });
});

describe('session API', () => {
  it('gives the state of the account, newest conversation first', async () => {
    const state = await json('/console/state');
    expect(Object.keys(state).sort()).toEqual(['account', 'agent', 'cases', 'contacts']);
    expect(state).toMatchObject({ account: 'demo', agent: { name: 'Ana Lima' }, contacts: world.contacts.size });
    expect(state.cases).toHaveLength(world.cases.size);
    const times = state.cases.map((item: { lastAt: number }) => item.lastAt);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const priya = state.cases.find((item: { id: number }) => item.id === CAST.priyaCase);
    expect(priya).toMatchObject({
      contactId: CAST.priya,
      name: 'Priya Raman',
      rowName: 'Priya Raman',
      channel: 'chat',
    });
    expect(priya).not.toHaveProperty('messages');
    expect(priya).not.toHaveProperty('block');
  });

  it('calls a contact without a name by the id, everywhere', async () => {
    const name = `#${CAST.unnamed}`;
    const item = (await json('/console/state')).cases.find(
      ({ contactId }: { contactId: number }) => contactId === CAST.unnamed,
    );
    expect(item).toMatchObject({ name, rowName: name, named: false });
    expect(item.title).toMatch(new RegExp(`^${name} : `));
    expect((await json(`/console/contacts/${CAST.unnamed}`)).contact).toMatchObject({ name, named: false });
    expect((await json('/console/contacts')).contacts[0]).toMatchObject({ name });
  });

  it('pages and searches the contacts', async () => {
    const second = await json('/console/contacts?page=1');
    expect(second).toMatchObject({ page: 1, pageSize: 50, total: world.contacts.size });
    expect(second.contacts).toHaveLength(50);
    const found = await json('/console/contacts?q=alex%20MORGAN');
    expect(found.contacts.map(({ id }: { id: number }) => id).sort()).toEqual([...CAST.alexes].sort());
  });

  it('shows a block on the contact alone, until it ends', async () => {
    expect((await json(`/console/contacts/${CAST.priya}`)).block).toBeNull();
    addContactRecord(world, CAST.priya, '2999-01-01T00:00:00.000Z', 0);
    expect((await json(`/console/contacts/${CAST.priya}`)).block).toEqual({
      till: '2999-01-01T00:00:00.000Z',
      by: 'an agent',
      type: 'contact',
    });
    expect((await json(`/console/contacts/${CAST.blockedByEmail}`)).block.type).toBe('email');
    expect((await json(`/console/contacts/${CAST.blockedByIp}`)).block.type).toBe('ip');
    expect((await json(`/console/contacts/${CAST.onceBlocked}`)).block).toBeNull();
  });

  it('keeps the old name of a renamed contact in the row until the next message', async () => {
    const priya = async () =>
      (await json('/console/state')).cases.find(({ id }: { id: number }) => id === CAST.priyaCase);
    await priya();
    renameContact(world, CAST.priya, 'P. Raman');
    expect(await priya()).toMatchObject({ name: 'P. Raman', rowName: 'Priya Raman' });
    consoleControls(world).receive({ caseId: CAST.priyaCase, text: 'Hello?' });
    expect(await priya()).toMatchObject({ name: 'P. Raman', rowName: 'P. Raman', preview: 'Hello?' });
  });

  it('stores a reply as text, and marks as read', async () => {
    const url = `/console/cases/${CAST.priyaCase}`;
    expect((await post(`${url}/messages`, { text: '<b>Hi</b>\nthere' })).status).toBe(200);
    expect((await json(url)).messages.at(-1)).toMatchObject({ from: 'agent', html: '&lt;b&gt;Hi&lt;/b&gt;<br>there' });
    consoleControls(world).receive({ caseId: CAST.priyaCase });
    await post(`${url}/read`, {});
    expect(world.cases.get(CAST.priyaCase)?.unread).toBe(0);
    await post(`${url}/status`, { status: 'closed' });
    expect(world.cases.get(CAST.priyaCase)?.status).toBe('closed');
  });

  it('refuses what it does not understand', async () => {
    const url = `/console/cases/${CAST.priyaCase}`;
    expect((await post(`${url}/status`, { status: 'gone' })).status).toBe(400);
    expect((await post(`${url}/messages`, { text: '  ' })).status).toBe(400);
    expect((await fetch(`${base}${url}/read`, { method: 'POST', body: '{}' })).status).toBe(415);
    expect((await fetch(base + url, { method: 'DELETE' })).status).toBe(405);
    for (const path of [
      '/console/',
      '/console/keys',
      '/console/cases/99999999',
      '/console/contacts/x',
      '/console/state/1',
    ]) {
      expect((await fetch(base + path)).status, path).toBe(404);
    }
  });

  it('never tells an API key', async () => {
    const paths = ['/', '/console/state', '/console/contacts', `/console/contacts/${CAST.priya}`];
    paths.push(...[...loadAssets().keys()].map((file) => `/assets/${file}`));
    paths.push(...[...world.cases.keys()].map((id) => `/console/cases/${id}`));
    expect(world.keys.length).toBeGreaterThan(0);
    for (const path of paths) {
      const text = await (await fetch(base + path)).text();
      for (const { key } of world.keys) expect(text.includes(key), path).toBe(false);
    }
  });

  it('says "changed" on its stream, and lets go when the page leaves', async () => {
    const leaving = new AbortController();
    const answer = await fetch(`${base}/console/events`, { signal: leaving.signal });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(world.onChange.size).toBe(1);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    consoleControls(world).receive();
    let heard = '';
    while (reader && !heard.includes('changed')) heard += (await reader.read()).value ?? '';
    expect(heard).toContain('data: changed\n\n');
    leaving.abort();
    await expect.poll(() => world.onChange.size).toBe(0);
  });

  it('makes the account busy while a live stream is open, and no longer', async () => {
    const count = () => [...world.cases.values()].reduce((sum, item) => sum + item.messages.length, 0);
    const before = count();
    const leaving = new AbortController();
    await fetch(`${base}/console/events?live=20`, { signal: leaving.signal });
    await expect.poll(count).toBeGreaterThan(before + 2);
    leaving.abort();
    await expect.poll(() => world.onChange.size).toBe(0);
    const after = count();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(count()).toBe(after);
  });

  it('lets no blocked contact chat', () => {
    for (const contact of world.contacts.values()) addContactRecord(world, contact.id, '2999-01-01T00:00:00.000Z', 0);
    const controls = consoleControls(world);
    const chats = [...world.cases.values()].filter((item) => item.channel === 'chat');
    const before = chats.map((item) => item.messages.length);
    for (let count = 0; count < 200; count += 1) controls.receive();
    expect(chats.map((item) => item.messages.length)).toEqual(before);
  });
});

describe('messages of contacts', () => {
  it.each([
    ['<script>alert(1)</script>Hi', 'Hi'],
    ['<SCRIPT src=//evil.example>x</script >Hi', 'Hi'],
    ['<scr<script>x</script>ipt>alert(1)', 'xipt&gt;alert(1)'],
    ['<img src=x onerror=alert(1)>', '<img src="x">'],
    ['<img/src="x"/onerror=alert(1)>', '<img src="x">'],
    ['<b onclick="a()" oNmouseover=b()>x', '<b>x</b>'],
    ['<svg onload=alert(1)><a href="x">y</a></svg>z', 'z'],
    ['<style>*{display:none}</style><iframe src="/x"></iframe>ok', 'ok'],
    ['<!-- <b> --><p>a</p></div></section>', '<p>a</p>'],
    ['<ul><li>a<li>b</ul>c', '<ul><li>a<li>b</li></li></ul>c'],
    ['a < b && c > d', 'a &lt; b &amp;&amp; c &gt; d'],
    [
      '<form action="/api" onsubmit=x><input name="runtime" id="browser"></form>',
      '<form><input name="runtime" id="browser"></form>',
    ],
    ['<unknown-tag data-id="1">x</unknown-tag>', 'x'],
    ['I <3 you', 'I &lt;3 you'],
    ['Hi <b title="', 'Hi '],
  ])('makes %s harmless', (html, expected) => {
    expect(sanitiseMessage(html)).toBe(expected);
  });

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '&#106;avascript&colon;alert(1)',
    'java&Tab;script&#x3a;alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
  ])('takes the address %s away from a link', (address) => {
    expect(sanitiseMessage(`<a href="${address}">x</a>`)).not.toContain('href');
  });

  it('keeps links, titles, data, classes, ids, names and styles', () => {
    const kept =
      '<a href="/contacts/1" title="#1" data-contact-id="1" class="c-123456" id="x" name="y" style="color:red" aria-label="z"';
    expect(sanitiseMessage(`${kept}>Priya</a>`)).toBe(
      `${kept} target="_blank" rel="noopener noreferrer nofollow">Priya</a>`,
    );
  });

  it('shows every hostile message without anything that runs, and the same when done twice', () => {
    for (const html of HOSTILE_MESSAGES) {
      const shown = sanitiseMessage(html);
      expect(shown).not.toMatch(/<(?:script|svg|style|iframe|object|template)|<[^>]*\son\w+=|javascript:/i);
      expect(sanitiseMessage(shown)).toBe(shown);
    }
  });

  it('reads a message as one line of text', () => {
    expect(messageText('<p>Hi&nbsp;there</p>\n<p>a &lt; <b>b</b></p><script>x</script>')).toBe('Hi there a < b');
  });
});
