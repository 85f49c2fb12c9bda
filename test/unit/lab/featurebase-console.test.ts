import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST } from '../../lab/featurebase/cast';
import { blockContact, deleteContact, renameContact } from '../../lab/featurebase/changes';
import { consoleControls, createFeaturebaseConsole, loadAssets } from '../../lab/featurebase/console';
import type { FeaturebaseWorld } from '../../lab/featurebase/world';
import { createFeaturebaseWorld } from '../../lab/featurebase/world-factory';

let world: FeaturebaseWorld;
let server: Server;
let base: string;

beforeEach(async () => {
  world = createFeaturebaseWorld({ organisation: 'demo' });
  const handle = createFeaturebaseConsole(world);
  server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json = async (path: string) => (await fetch(base + path)).json();
const open = (id: string) => json(`/console/conversations/${id}`);
const post = (path: string, body: unknown, type = 'application/json') =>
  fetch(base + path, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });

async function rowOf(id: string) {
  const { conversations } = await json('/console/state');
  return conversations.find((each: { id: string }) => each.id === id);
}

describe('pages and files', () => {
  it.each([
    '/',
    '/dashboard',
    '/dashboard/inbox',
    '/dashboard/inbox/conversation/12345',
    '/dashboard/posts',
    '/dashboard/settings',
  ])('serves the app at %s', async (path) => {
    const answer = await fetch(base + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await answer.text()).toContain('/assets/app.js');
  });

  it.each([
    '/inbox',
    '/dashboard/users',
    '/dashboard/inbox/12345',
    '/dashboard/inbox/conversation/x',
    '/assets/none.js',
  ])('does not know %s', async (path) => {
    expect((await fetch(base + path)).status).toBe(404);
  });

  it('serves every file that the page and its scripts name', async () => {
    const html = await (await fetch(`${base}/dashboard/inbox`)).text();
    const named = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => String(path));
    for (const [file, { body }] of loadAssets()) {
      if (file.endsWith('.js')) {
        named.push(...[...body.matchAll(/from '\.\/([^']+)'/g)].map(([, name]) => `/assets/${name}`));
      }
    }
    expect(named.length).toBeGreaterThan(20);
    for (const path of new Set(named)) expect((await fetch(base + path)).status, path).toBe(200);
  });

  it('has a class for every one that its scripts use, and its own ones', () => {
    const assets = loadAssets();
    const classes: Record<string, string> = JSON.parse(
      assets.get('class-names.js')?.body.replace(/^export const c = |;\s*$/g, '') ?? '',
    );
    expect(new Set(Object.values(classes)).size).toBe(Object.keys(classes).length);
    for (const [file, { body }] of assets) {
      if (!file.endsWith('.js')) continue;
      for (const [, used] of body.matchAll(/\bc\.([a-zA-Z\d]+)/g)) {
        expect(classes, `${file} uses ${used}`).toHaveProperty([String(used)]);
      }
    }
  });

  it('knows nothing of the extension', () => {
    const folder = new URL('../../lab/featurebase/console/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) expect(readFileSync(new URL(file, folder), 'utf8'), file).not.toMatch(/cordon/i);
  });
});

describe('what the page gets to know', () => {
  it('is conversations by their short ids, newest first, and no id of a person anywhere', async () => {
    // What people write may say anything; everything else must not.
    for (const { messages } of world.conversations.values()) {
      for (const [index, message] of messages.entries()) messages[index] = { ...message, html: 'Hello' };
    }
    const state = await json('/console/state');
    expect(state.conversations).toHaveLength(world.conversations.size);
    const times = state.conversations.map(({ lastAt }: { lastAt: number }) => lastAt);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const all = [state];
    for (const id of world.conversations.keys()) all.push(await open(id));
    expect(JSON.stringify(all)).not.toMatch(/[0-9a-f]{24}/);
  });

  it('is the name, else the e-mail, else that there is neither', async () => {
    expect(await rowOf(CAST.priyaConversation)).toMatchObject({ name: 'Priya Raman', named: true, others: 0 });
    expect(await rowOf(CAST.unnamedConversation)).toMatchObject({ name: 'Anonymous', named: false });
    const person = world.people.get(CAST.unnamed);
    if (person) person.email = 'someone@mail.example';
    expect(await rowOf(CAST.unnamedConversation)).toMatchObject({ name: 'someone@mail.example', named: false });
    deleteContact(world, CAST.priya);
    expect(await rowOf(CAST.priyaConversation)).toMatchObject({ name: 'Deleted user', named: false });
  });

  it('is who takes part from outside, where there are several', async () => {
    expect(await rowOf(CAST.severalConversation)).toMatchObject({ name: 'Grace Okafor', others: 1 });
    const { people, messages } = await open(CAST.severalConversation);
    expect(people.map(({ name }: { name: string }) => name)).toEqual(['Grace Okafor', 'Tomás Herrera']);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(message.author.name).not.toBe('');
  });

  it('keeps an old name in the row until the next message', async () => {
    expect(await rowOf(CAST.renamedConversation)).toMatchObject({ rowName: 'Sam Lee', name: 'Samantha Lee' });
    consoleControls(world).receive({ conversationId: CAST.renamedConversation });
    expect(await rowOf(CAST.renamedConversation)).toMatchObject({ rowName: 'Samantha Lee' });
    renameContact(world, CAST.renamed, 'Somebody Else');
    expect(await rowOf(CAST.renamedConversation)).toMatchObject({ rowName: 'Samantha Lee', name: 'Somebody Else' });
  });

  it('shows messages made harmless', async () => {
    const conversation = world.conversations.get(CAST.priyaConversation);
    conversation?.messages.push({
      id: 9_999,
      authorId: CAST.priya,
      html: '<img src=x onerror=alert(1)><script>1</script>',
      at: 1,
    });
    const { messages } = await open(CAST.priyaConversation);
    expect(messages.at(-1).html).toBe('<img src="x">');
  });
});

describe('the messenger', () => {
  it('takes nothing of a blocked contact, and the console says who is blocked', async () => {
    const { receive } = consoleControls(world);
    expect(receive({ conversationId: CAST.wesConversation })?.authorId).toBe(CAST.wes);
    blockContact(world, CAST.wes, 'David Guetta');
    expect(receive({ conversationId: CAST.wesConversation })).toBeUndefined();
    expect(receive({ conversationId: CAST.wesOtherConversation })).toBeUndefined();
    expect((await open(CAST.wesConversation)).people).toMatchObject([{ name: 'Wes Calloway', isBlocked: true }]);
  });

  it('still takes the others of a conversation', () => {
    const { receive } = consoleControls(world);
    blockContact(world, CAST.grace, 'David Guetta');
    expect(receive({ conversationId: CAST.severalConversation })?.authorId).toBe(CAST.tomas);
    expect(receive({ conversationId: CAST.severalConversation, personId: CAST.grace })).toBeUndefined();
  });

  it('picks by itself only conversations that are open and where somebody can write', () => {
    for (const conversation of world.conversations.values()) {
      if (conversation.id !== CAST.priyaConversation) conversation.state = 'closed';
    }
    const { receive } = consoleControls(world);
    expect(receive()?.authorId).toBe(CAST.priya);
    blockContact(world, CAST.priya, 'David Guetta');
    expect(receive()).toBeUndefined();
  });
});

describe('what the agent does', () => {
  const path = `/console/conversations/${CAST.priyaConversation}`;

  it('is stored: a reply as text, the state, and what was read', async () => {
    const conversation = world.conversations.get(CAST.priyaConversation);
    if (conversation) conversation.unread = 2;
    const reply = await (await post(`${path}/messages`, { text: 'a <b> & c' })).json();
    expect(reply.messages.at(-1)).toMatchObject({
      from: 'agent',
      html: 'a &lt;b&gt; &amp; c',
      author: { name: 'Ana Lima' },
    });
    await post(`${path}/state`, { state: 'closed' });
    await post(`${path}/read`, {});
    expect(conversation).toMatchObject({ state: 'closed', unread: 0 });
  });

  it.each([
    ['messages', {}, 'application/json', 400],
    ['messages', { text: '  ' }, 'application/json', 400],
    ['state', { state: 'blocked' }, 'application/json', 400],
    ['read', {}, 'text/plain', 415],
    ['block', {}, 'application/json', 404],
  ])('is refused where it is %s with %o as %s', async (action, body, type, status) => {
    expect((await post(`${path}/${action}`, body, type)).status).toBe(status);
  });

  it('is told to every open page', async () => {
    const stream = await fetch(`${base}/console/events`);
    const reader = stream.body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toContain('retry');
    blockContact(world, CAST.priya, 'David Guetta');
    expect(await next()).toContain('changed');
    await reader?.cancel();
  });
});
