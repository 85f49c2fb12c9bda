import { describe, expect, it } from 'vitest';
import { CAST } from '../lab/acquire/cast';
import { notifyChange } from '../lab/acquire/changes';
import type { View } from './harness/launch';
import { waitUntil } from './harness/wait';
import { blockRequests, browsers, connect, eventually, recordsOf, useStage, whileHeld } from './steps/stage';

const site = 'https://demo.acquire.io';
/** Pages, and the name on each that is drawn last. */
const pages = [
  ['/conversations', '[role="listitem"] [title^="#"]'],
  [`/conversations/case/${CAST.priyaCase}`, 'aside a[href^="/contacts/"]'],
  ['/contacts', 'tr [title^="#"], tr [data-original-title^="ID"]'],
  [`/contacts/${CAST.tomas}`, 'h1, h2'],
] as const;

/** Where rows and names are, and whether anything lies over the buttons: read in the page, as the page itself would. */
function measure(view: View) {
  return view.page.evaluate(() => {
    const box = (element: Element) => {
      const { x, y, height } = element.getBoundingClientRect();
      return [x, y, height].map(Math.round);
    };
    const names = [
      ...document.querySelectorAll('[title^="#"], [data-original-title^="ID"], h1, h2, aside a[href^="/contacts/"]'),
    ];
    const rows = [...document.querySelectorAll('[role="listitem"], tr, h1, h2, header')];
    return {
      names: names.map((name) => [name.textContent, ...box(name).slice(0, 2)]),
      rows: rows.map((row) => box(row)[2]),
    };
  });
}

/** Pairs of a host and a text that lie over each other. Hosts are the page's only spans without attributes and content beside names. */
function overlaps(view: View) {
  return view.page.evaluate(() => {
    const hosts = [...document.querySelectorAll('span')].filter(
      (span) => span.attributes.length === 0 && !span.hasChildNodes(),
    );
    const found: string[] = [];
    for (const host of hosts) {
      const own = host.getBoundingClientRect();
      const scope = host.closest('[role="listitem"], tr, header') ?? document.body;
      const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.textContent?.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const clip = node.parentElement?.getBoundingClientRect();
        for (const part of range.getClientRects()) {
          const right = Math.min(part.right, clip?.right ?? part.right);
          const across = Math.min(own.right, right) - Math.max(own.left, part.left);
          const down = Math.min(own.bottom, part.bottom) - Math.max(own.top, part.top);
          if (own.width > 0 && across > 1 && down > 4) found.push(`${node.textContent} ${across}×${down}`);
        }
      }
    }
    return { hosts: hosts.length, found };
  });
}

describe.each(browsers)('console pages in %s', (browser) => {
  const stage = useStage(browser);

  it('get their buttons without a name that moves, a row that grows or anything that overlaps', async () => {
    const { session } = stage();
    const drawn = [];
    for (const [path, lastName] of pages) {
      const view = await session.openPage(`${site}${path}`);
      await waitUntil(
        () => view.page.$eval(lastName, (name) => name.textContent !== '' && name.checkVisibility()).catch(() => false),
        () => `${path} shows no name`,
        15_000,
      );
      drawn.push({ path, view, before: await measure(view) });
    }
    await connect(stage());
    for (const { path, view, before } of drawn) {
      await view.bringToFront();
      await view.waitForControl({ role: 'button', name: /^Block /, nth: 0 });
      expect(await measure(view), path).toEqual(before);
      expect(await overlaps(view), path).toMatchObject({ found: [] });
      await view.close();
    }
  });

  it('keep their rows and names in place whatever a button says, in lists and headings', async () => {
    const { session, world } = stage();
    const name = 'Priya Raman';
    const views = [
      await session.openPage(`${site}/conversations/case/${CAST.priyaCase}`),
      await session.openPage(`${site}/contacts/${CAST.priya}`),
    ] as const;
    const [conversation, contacts] = views;
    await contacts.bringToFront();
    await contacts.waitForControl({ role: 'button', name: `Block ${name}`, nth: 0 });
    const inContacts = await measure(contacts);
    await conversation.bringToFront();
    // In the heading and in the panel beside it.
    await conversation.waitForControl({ role: 'button', name: `Block ${name}`, nth: 1 });
    const inConversation = await measure(conversation);

    async function expectNothingMoved(face: string | RegExp): Promise<void> {
      await contacts.bringToFront();
      await contacts.waitForControl({ role: 'button', name: face, nth: 0 });
      expect(await measure(contacts), String(face)).toEqual(inContacts);
      expect(await overlaps(contacts), String(face)).toMatchObject({ found: [] });
      await conversation.bringToFront();
      await conversation.waitForControl({ role: 'button', name: face, nth: 1 });
      expect(await measure(conversation), String(face)).toEqual(inConversation);
      expect(await overlaps(conversation), String(face)).toMatchObject({ found: [] });
    }

    /** In the tab of the press a window is open; elsewhere its block is on the way. */
    async function expectWindow(face: string): Promise<void> {
      await conversation.waitForControl({ role: 'button', name: face, nth: 1 });
      expect(await measure(conversation), face).toEqual(inConversation);
      expect(await overlaps(conversation), face).toMatchObject({ found: [] });
    }
    const heading = { role: 'button', name: `Block ${name}`, nth: 0 } as const;

    world.switches.hold = 'POST';
    await conversation.press(heading);
    await expectWindow(`Undo block of ${name}`);
    await expectNothingMoved(`Blocking ${name}`);
    world.switches.hold = false;
    await expectNothingMoved(new RegExp(`^${name}, blocked until`));

    await conversation.press({ role: 'button', name: new RegExp(`^${name}, blocked until`), nth: 0 });
    await conversation.press({ role: 'menuitem', name: 'Lift the block' });
    await expectWindow(`Undo lift of ${name}`);
    await expectNothingMoved(`Block ${name}`);

    world.switches.faults.push({ method: 'POST', path: '/api/v1/crm/block-visitor', times: 1, kind: { status: 400 } });
    await conversation.press(heading);
    await expectNothingMoved(new RegExp(`^${name} was not blocked`));
    for (const view of views) await view.close();
  });

  it.each(['/conversations', '/contacts'])('say in lists what stands, and move nothing for it: %s', async (path) => {
    const { session } = stage();
    const list = await session.openPage(`${site}${path}`);
    const idle = { role: 'button', name: /^Block [A-Z][a-z]+ [A-Z][a-z]+$/ };
    await list.waitForControl({ ...idle, nth: 1 });
    // The shortest name: beside a long one there is no room for words on a day whose rows say "Yesterday".
    const labels = (await list.controls()).flatMap(({ role, name }) =>
      role === idle.role && idle.name.test(name) ? name : [],
    );
    const [label = ''] = labels
      .slice(0, 8)
      .filter((one) => labels.indexOf(one) === labels.lastIndexOf(one))
      .sort((a, b) => a.length - b.length);
    const name = label.replace(/^Block /, '');
    const before = await measure(list);
    const iconAlone = 24;

    async function expectWords(face: string | RegExp): Promise<void> {
      const control = await list.waitForControl({ role: 'button', name: face, nth: 0 });
      expect((await list.boxOf(control))?.width, String(face)).toBeGreaterThan(iconAlone * 2);
      expect(await measure(list), String(face)).toEqual(before);
      expect(await overlaps(list), String(face)).toMatchObject({ found: [] });
    }

    await list.press({ role: 'button', name: label, nth: 0 });
    await expectWords(`Undo block of ${name}`);
    const blocked = new RegExp(`^${name}, blocked until `);
    await expectWords(blocked);
    await list.press({ role: 'button', name: blocked, nth: 0 });
    await list.press({ role: 'menuitem', name: 'Lift the block' });
    await expectWords(`Undo lift of ${name}`);
    const again = await list.waitForControl({ role: 'button', name: label, nth: 0 });
    expect((await list.boxOf(again))?.width).toBe(iconAlone);
    await list.close();
  });

  it('show one button per name after ten revocations, grants and restarts of the background', async () => {
    const { session } = stage();
    const view = await session.openPage(`${site}/contacts/${CAST.tomas}`);
    await view.waitForControl({ role: 'button', name: 'Block Tomás Herrera' });
    for (let round = 0; round < 10; round += 1) {
      await session.revokeHosts([`${site}/*`]);
      await view.bringToFront();
      await view.waitForNoControl({ role: 'button', name: 'Block Tomás Herrera' });
      if (round % 3 === 0) await session.killBackground();
      await session.grantHosts([`${site}/*`]);
      await view.bringToFront();
      await view.waitForControl({ role: 'button', name: 'Block Tomás Herrera' });
    }
    const buttons = (await view.controls()).filter(
      ({ role, name }) => role === 'button' && /^Block (?!options)/.test(name),
    );
    expect(buttons.map(({ name }) => name)).toEqual(['Block Tomás Herrera']);
    await view.close();
  });

  it('that re-sort between press and release block the person pressed, or nobody', async () => {
    const { session, world } = stage();
    const view = await session.openPage(`${site}/conversations?resort=press`);
    for (let round = 0; round < 6; round += 1) {
      const before = blockRequests(world).length;
      const row = await view.waitForControl({ role: 'button', name: /^Block [A-Z]/, nth: round + 1 });
      const pressed = row.name.replace('Block ', '');
      const ids = [...world.contacts.values()].filter(({ name }) => name === pressed).map(({ id }) => id);
      await view.press({ role: 'button', name: row.name, nth: 0 });
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      const made = blockRequests(world)
        .slice(before)
        .flatMap(({ body }) => (body as { data: number[] }).data);
      for (const id of made) expect(ids).toContain(id);
    }
    await view.close();
  }, 150_000);

  it('that are live and recycle their rows keep each button with its person', async () => {
    const { session, world } = stage();
    const view = await session.openPage(`${site}/conversations?live=60`);
    await view.waitForControl({ role: 'button', name: /^Block /, nth: 0 });
    for (let look = 0; look < 10; look += 1) {
      const pairs = await view.page.evaluate(() =>
        [...document.querySelectorAll('[role="listitem"] [title^="#"]')].map((name) => [
          name.getAttribute('title'),
          name.textContent,
        ]),
      );
      for (const [title, name] of pairs) {
        const contact = world.contacts.get(Number(title?.slice(1)));
        expect([contact?.name?.replace(/\s+/g, ' ').trim(), contact?.formerName, title]).toContain(
          name?.replace(/\s+/g, ' ').trim(),
        );
      }
      await view.page.mouse.wheel({ deltaY: 300 });
    }
    await view.close();
    notifyChange(world);
  });

  it('inside a frame of the same console get buttons too, and a press there blocks', async () => {
    const { session, world } = stage();
    const view = await session.openPage(`${site}/embedded`);
    const button = await view.waitForControl({ role: 'button', name: /^Block [A-Z][a-z]+ [A-Z][a-z]+$/, nth: 2 });
    const before = blockRequests(world).length;
    await view.press({ role: 'button', name: button.name, nth: 0 });
    await eventually(
      () => blockRequests(world).length,
      (count) => count === before + 1,
    );
    await view.close();
  });

  it('never give a button to what contacts wrote into a message', async () => {
    const { session, world } = stage();
    const hostile = [...world.cases.values()].filter(({ messages }) =>
      messages.some(({ html }) => /<a|title=|data-/.test(html)),
    );
    expect(hostile.length).toBeGreaterThan(0);
    for (const { id, contactId } of hostile) {
      const view = await session.openPage(`${site}/conversations/case/${id}`);
      await view.waitForControl({ role: 'button', name: /^Block /, nth: 0 });
      await view.waitForControl({ role: 'textbox', name: /reply/i });
      const inMessages = await view.page.evaluate(() => {
        const composer = document.querySelector('textarea, [contenteditable="true"]');
        const column = composer?.closest('section, main') ?? document.body;
        const header = column.querySelector('h2');
        const hosts = [...column.querySelectorAll('span')].filter(
          (span) => span.attributes.length === 0 && !span.hasChildNodes(),
        );
        return hosts.filter((host) => !header?.contains(host) && !host.closest('aside, [role="list"]')).length;
      });
      expect(inMessages, `case ${id} of contact ${contactId}`).toBe(0);
      await view.close();
    }
  });

  it('of a contact without a name block by the id that stands in its place', async () => {
    const { session, world } = stage();
    const view = await session.openPage(`${site}/contacts`);
    await view.press({ role: 'button', name: `Block #${CAST.unnamed}` });
    await eventually(
      () => recordsOf(world, CAST.unnamed).length,
      (count) => count === 1,
    );
    await view.close();
  });

  it('never take a case for the contact of the same number', async () => {
    const { session, world } = stage();
    const view = await session.openPage(`${site}/conversations/case/${CAST.wesCase}`);
    await view.press({ role: 'button', name: 'Block Wes Calloway', nth: 0 });
    await eventually(
      () => recordsOf(world, CAST.wes).length,
      (count) => count === 1,
    );
    expect(recordsOf(world, CAST.tomas)).toHaveLength(0);
    await view.close();
  });

  it('open no conversation when a button in a row is pressed', async () => {
    const { session } = stage();
    const view = await session.openPage(`${site}/conversations`);
    const button = await view.waitForControl({ role: 'button', name: /^Block [A-Z][a-z]+ [A-Z][a-z]+$/, nth: 1 });
    const undo = { role: 'button', name: button.name.replace('Block', 'Undo block of'), nth: 0 };
    await whileHeld(stage().world, async () => {
      await view.press({ role: 'button', name: button.name, nth: 0 });
      await view.press(undo, { hoverMs: 900 });
    });
    expect(await view.url()).toBe(`${site}/conversations`);
    await view.close();
  });
});
