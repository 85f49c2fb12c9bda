import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CAST } from '../lab/acquire/cast';
import type { AcquireWorld } from '../lab/acquire/world';
import { ready, windowAbout } from './steps/cordon-window';
import { blockRequests, browsers, connect, ordinaryContacts, useStage, whileHeld } from './steps/stage';

const site = 'https://demo.acquire.io';
const pictures = 'test/pictures/meanwhile';

function refuseNextBlock({ switches }: AcquireWorld): void {
  switches.faults.push({ method: 'POST', path: '/api/v1/crm/block-visitor', times: 1, kind: { status: 400 } });
}

describe.each(browsers)('what happened meanwhile, in %s', (browser) => {
  const stage = useStage(browser);
  const picture = (name: string) => join(pictures, `${browser}-${name}.png`);
  mkdirSync(pictures, { recursive: true });

  it('connects', async () => {
    await connect(stage());
    expect(stage().world.requests.length).toBeGreaterThan(0);
  });

  it('a contact whom another has blocked has a chip with the end and whose key it was, and nothing is sent for it', async () => {
    const { session, world } = stage();
    const page = await session.openPage(`${site}/contacts/${CAST.blockedByDavid}`);
    const chip = await page.waitForControl({ role: 'button', name: /^Hugo Lindqvist, blocked until /, nth: 0 });
    expect(chip.description).toBe('blocked by someone else · with the key of David Guetta');
    await page.screenshot(picture('chip'));
    expect(blockRequests(world)).toEqual([]);
    const list = await session.openPage(`${site}/contacts?q=Hugo`);
    await list.waitForControl({
      role: 'button',
      name: /^Hugo Lindqvist, blocked until /,
      description: /with the key of David Guetta/,
      nth: 0,
    });
    await list.screenshot(picture('chip-in-list'));
    await list.close();
    // A block that is over, and a rule for an e-mail, make no chip.
    for (const [id, name] of [
      [CAST.onceBlocked, 'Irina Petrova'],
      [CAST.blockedByEmail, 'Carl Voss'],
    ] as const) {
      const other = await session.openPage(`${site}/contacts/${id}`);
      await other.waitForControl({ role: 'button', name: `Block ${name}`, nth: 0 });
      await other.close();
    }
    await page.bringToFront();
    await page.press({ role: 'button', name: chip.name, nth: 0 });
    const window = await windowAbout(session, 'Hugo Lindqvist');
    await window.waitForText('David Guetta');
    await window.press(ready('OK'));
    await window.waitForClose();
    expect(blockRequests(world)).toEqual([]);
    await page.close();
  });

  it('the chip of a block of one’s own says by whom it was', async () => {
    const { session, world } = stage();
    const person = ordinaryContacts(world)[0];
    if (!person) throw new Error('the cast is used up');
    const page = await session.openPage(`${site}/contacts/${person.id}`);
    await page.press({ role: 'button', name: `Block ${person.name}`, nth: 0 });
    await page.waitForControl(
      { role: 'button', name: new RegExp(`^${person.name}, blocked until `), description: 'by you', nth: 0 },
      { timeoutMs: 20_000 },
    );
    await page.screenshot(picture('own-chip'));
    await page.close();
  });

  it('a failure is told once, without a name, in the tab that is looked at; the badge keeps it until the list was seen', async () => {
    const { session, world } = stage();
    const person = ordinaryContacts(world)[1];
    if (!person) throw new Error('the cast is used up');
    const [pressed, other] = [
      await session.openPage(`${site}/contacts/${person.id}`),
      await session.openPage(`${site}/conversations`),
    ];
    refuseNextBlock(world);
    await whileHeld(world, async () => {
      await pressed.bringToFront();
      await pressed.press({ role: 'button', name: `Block ${person.name}`, nth: 0 });
      await pressed.waitForControl({ role: 'button', name: `Undo block of ${person.name}`, nth: 0 });
      // The window of the press closes with its tab. No third page of the console is open: the browser might turn to that one first.
      await pressed.close();
    });
    await other.bringToFront();
    await other.waitForText('A block did not come about.', { timeoutMs: 20_000 });
    const strip = (await other.controls()).filter(({ role }) => role === 'status').map(({ text }) => text);
    expect(strip).toContain('A block did not come about.');
    expect(strip.join()).not.toContain(person.name);
    await other.screenshot(picture('strip'));
    await untilBadge('1');
    // What stands above the page covers no button: a press there is taken at once, and asks nothing.
    const { name: below } = await other.waitForControl({ role: 'button', name: /^Block [A-Z]\w+ [A-Z]\w+$/, nth: 0 });
    const undo = { role: 'button', name: below.replace('Block', 'Undo block of'), nth: 0 };
    await other.press({ role: 'button', name: below, nth: 0 });
    await other.waitForControl(undo);
    await other.press(undo, { hoverMs: 900 });
    await other.waitForControl({ role: 'button', name: below, nth: 0 });
    await other.press({ role: 'button', name: 'Close' });
    await other.waitForNoControl({ role: 'button', name: 'Close' });
    // Once: neither another page nor this one, loaded again, tells it.
    await other.reload();
    await other.waitForControl({ role: 'button', name: /^Block /, nth: 0 });
    const next = await session.openPage(`${site}/conversations`);
    await next.waitForControl({ role: 'button', name: /^Block /, nth: 0 });
    for (const view of [other, next]) expect(await view.text()).not.toContain('did not come about');
    expect(await badge()).toBe('1');
    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForText(person.name);
    await untilBadge('');
    await popup.close();
    await next.close();
    await other.close();
  });

  it('a failure is told in the page of the press too, to somebody who has moved on to another contact there', async () => {
    const { session, world } = stage();
    const person = ordinaryContacts(world)[3];
    if (!person) throw new Error('the cast is used up');
    const page = await session.openPage(`${site}/contacts/${person.id}`);
    refuseNextBlock(world);
    await whileHeld(world, async () => {
      await page.press({ role: 'button', name: `Block ${person.name}`, nth: 0 });
      await page.waitForControl({ role: 'button', name: `Undo block of ${person.name}`, nth: 0 });
      await page.press({ role: 'link', name: /^Conversations/ });
    });
    await page.waitForText('A block did not come about.', { timeoutMs: 20_000 });
    await page.screenshot(picture('strip-after-moving-on'));
    await page.press({ role: 'button', name: 'Close' });
    await page.waitForNoControl({ role: 'button', name: 'Close' });
    // Whose button says it is not told again.
    const next = await session.openPage(`${site}/contacts/${person.id}`);
    await next.waitForControl({ role: 'button', name: new RegExp(`^${person.name} was not blocked`), nth: 0 });
    expect(await next.text()).not.toContain('did not come about');
    await next.close();
    await page.close();
  });

  it('a question is told with a way to it, and the strip goes when it is answered', async () => {
    const { session, world } = stage();
    const person = ordinaryContacts(world)[2];
    if (!person) throw new Error('the cast is used up');
    const [pressed, other] = [
      await session.openPage(`${site}/contacts/${person.id}`),
      await session.openPage(`${site}/conversations`),
    ];
    world.switches.faults.push({
      method: 'GET',
      path: new RegExp(`^/api/v1/crm/objects/contact/${person.id}$`),
      times: 1,
      kind: { status: 403 },
    });
    await whileHeld(world, async () => {
      await pressed.bringToFront();
      await pressed.press({ role: 'button', name: `Block ${person.name}`, nth: 0 });
      await pressed.waitForControl({ role: 'button', name: `Undo block of ${person.name}`, nth: 0 });
      // What comes while the page of the press is open, its own button tells.
      await pressed.close();
    });
    await other.bringToFront();
    await other.waitForText(/A block (?:needs you|did not come about)\./, { timeoutMs: 20_000 });
    await other.screenshot(picture('strip-with-show'));
    await other.press({ role: 'button', name: 'Show' });
    await other.waitForNoControl({ role: 'button', name: 'Show' });
    const window = await session.waitForView(/question\.html/);
    await window.waitForText(person.name);
    await window.close();
    await other.close();
  });

  /** What the toolbar's button says. */
  async function badge(): Promise<string> {
    const { session } = stage();
    const view = await session.openExtensionPage('manifest.json');
    const text = await view.page.evaluate(async () => {
      const globals = globalThis as unknown as Record<
        'browser' | 'chrome',
        { action: { getBadgeText(of: object): Promise<string> } } | undefined
      >;
      return (globals.browser ?? globals.chrome)?.action.getBadgeText({});
    });
    await view.close();
    return text ?? '';
  }

  async function untilBadge(wanted: string): Promise<void> {
    let text = await badge();
    const end = Date.now() + 10_000;
    while (text !== wanted && Date.now() < end) text = await badge();
    expect(text).toBe(wanted);
  }
});
