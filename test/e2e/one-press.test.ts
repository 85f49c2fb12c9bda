import { describe, expect, it } from 'vitest';
import { CAST } from '../lab/acquire/cast';
import { addContactRecord } from '../lab/acquire/changes';
import { DAVID, DEMO_KEYS } from '../lab/acquire/keys';
import type { View } from './harness/launch';
import {
  blockRequests,
  browsers,
  connect,
  eventually,
  recordsOf,
  useSomeone,
  useStage,
  whileHeld,
} from './steps/stage';

const site = 'https://demo.acquire.io';
const day = 86_400_000;

describe.each(browsers)('one press in %s', (browser) => {
  const stage = useStage(browser);
  const someone = useSomeone(stage);

  it('connects, reaches the page that was open already, and sends exactly one correct request', async () => {
    const { session, world } = stage();
    const page = await session.openPage(`${site}/conversations/case/${CAST.priyaCase}`);
    await connect(stage());
    await page.bringToFront();
    const pressedAt = Date.now();
    const idle = await page.press({ role: 'button', name: 'Block Priya Raman', nth: 0 });
    expect(idle.description).toBe('for 1 day');
    await page.waitForControl({ role: 'button', name: 'Undo block of Priya Raman', nth: 0 });
    const [sent] = await eventually(
      () => blockRequests(world),
      (requests) => requests.length > 0,
    );
    expect(sent).toMatchObject({ status: 200, query: {} });
    expect(sent?.headers.authorization).toBe(`Bearer ${DEMO_KEYS.full}`);
    expect(sent?.headers.cookie).toBeUndefined();
    const body = sent?.body as { blockTill: string };
    expect(body).toEqual({ data: [CAST.priya], type: 'contact', blockTill: body.blockTill });
    expect(Math.abs(Date.parse(body.blockTill) - pressedAt - day)).toBeLessThan(10_000);
    expect(body.blockTill).toBe(new Date(body.blockTill).toISOString());
    await page.waitForControl({ role: 'button', name: /^Priya Raman, blocked until /, nth: 0 });
    expect(blockRequests(world)).toHaveLength(1);
    expect(world.requests.filter(({ refusal }) => refusal)).toEqual([]);
  });

  it('sends none when it is undone in its window', async () => {
    const { name, page, sent } = await someone();
    await whileHeld(stage().world, async () => {
      await page.press({ role: 'button', name: `Block ${name}` });
      await page.press({ role: 'button', name: `Undo block of ${name}` }, { hoverMs: 900 });
      await page.waitForControl({ role: 'button', name: `Block ${name}` });
    });
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(sent()).toBe(0);
  });

  it.each([
    ['a double-click', (page: View, name: string) => page.press({ role: 'button', name }, { clickCount: 2 })],
    ['a triple-click', (page: View, name: string) => page.press({ role: 'button', name }, { clickCount: 3 })],
    [
      'Enter held down',
      async (page: View, name: string) => {
        await page.focus({ role: 'button', name });
        for (let repeat = 0; repeat < 20; repeat += 1) await page.page.keyboard.down('Enter');
        await page.page.keyboard.up('Enter');
      },
    ],
    [
      'Enter followed by a click',
      async (page: View, name: string) => {
        await page.focus({ role: 'button', name });
        const box = await page.boxOf(await page.waitForControl({ role: 'button', name }));
        if (!box) throw new Error('the button is not laid out');
        // One right after the other, as far as a driver can.
        await Promise.all([
          page.page.keyboard.press('Enter'),
          page.page.mouse.click(box.x + 8, box.y + box.height / 2),
        ]);
      },
    ],
  ])('makes exactly one block of %s', async (_, act) => {
    const { id, name, page, sent } = await someone();
    await act(page, `Block ${name}`);
    await page.waitForControl({ role: 'button', name: new RegExp(`^${name}, blocked until `) }, { timeoutMs: 30_000 });
    expect(sent()).toBe(1);
    expect(recordsOf(stage().world, id)).toHaveLength(1);
  });

  it('lifts a block from the menu of the button, after its own window', async () => {
    const { id, name, page } = await someone();
    await page.press({ role: 'button', name: `Block ${name}` });
    await page.press({ role: 'button', name: new RegExp(`^${name}, blocked until `) }, { timeoutMs: 30_000 });
    await page.waitForControl({ role: 'menu', name: `Block options for ${name}` });
    await page.press({ role: 'menuitem', name: 'Lift the block' });
    await page.waitForControl({ role: 'button', name: `Undo lift of ${name}` });
    expect(recordsOf(stage().world, id)).toHaveLength(1);
    await page.waitForControl({ role: 'button', name: `Block ${name}` }, { timeoutMs: 30_000 });
    expect(recordsOf(stage().world, id)).toHaveLength(0);
  });

  it('asks before a lift removes what Cordon did not make', async () => {
    const { session, world } = stage();
    const { id, name, page } = await someone();
    await page.press({ role: 'button', name: `Block ${name}` });
    await page.waitForControl({ role: 'button', name: new RegExp(`^${name}, blocked until `) }, { timeoutMs: 30_000 });
    addContactRecord(world, id, new Date(Date.now() + 9 * day).toISOString(), DAVID);
    await page.press({ role: 'button', name: new RegExp(`^${name}, blocked until `) });
    await page.press({ role: 'menuitem', name: 'Lift the block' });
    await page.waitForControl(
      { role: 'button', name: new RegExp(`^Lift of ${name} needs you: `) },
      { timeoutMs: 30_000 },
    );
    expect(recordsOf(world, id)).toHaveLength(2);
    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForText('David Guetta');
    await popup.press({ role: 'button', name: 'Lift all' });
    await eventually(
      () => recordsOf(world, id).length,
      (left) => left === 0,
    );
    await popup.close();
  });

  it('blocks for another time chosen in the menu', async () => {
    const { id, name, page } = await someone();
    await page.press({ role: 'button', name: `Block ${name}` }, { modifiers: ['Shift'] });
    await page.press({ role: 'menuitem', name: '7 days' });
    await page.waitForControl({ role: 'button', name: new RegExp(`^${name}, blocked until `) }, { timeoutMs: 30_000 });
    const [record] = recordsOf(stage().world, id);
    expect(Math.abs(Date.parse(record?.blockTill ?? '') - Date.now() - 7 * day)).toBeLessThan(20_000);
  });

  it('goes out at once when the tab is closed in its window', async () => {
    const { name, page, sent } = await someone();
    const options = await stage().session.openExtensionPage('options.html');
    await options.fill({ role: 'spinbutton', name: 'Undo window, in seconds' }, '60');
    await options.pressKey('Tab');
    await options.waitForText('Saved.');
    await options.close();
    await page.press({ role: 'button', name: `Block ${name}` });
    await page.waitForControl({ role: 'button', name: `Undo block of ${name}` });
    const closedAt = Date.now();
    await page.close();
    await eventually(sent, (count) => count === 1);
    const request = blockRequests(stage().world).at(-1);
    // Its window of a minute is not over.
    expect(request?.at).toBeLessThan(closedAt + 40_000);
  });

  it('says at the key test what is wrong with a key, and keeps the key that works', async () => {
    const { session, world } = stage();
    world.keys.forEach((key) => {
      key.disabled = true;
    });
    const options = await session.openExtensionPage('options.html');
    await options.press({ role: 'button', name: 'Test' });
    await options.waitForText('The console refused the API key');
    world.keys.forEach((key, index) => {
      key.disabled = index === world.keys.length - 1;
    });
    await options.press({ role: 'button', name: 'Test' });
    await options.waitForText(/Works\./);
    const tested = await eventually(
      () => world.requests.at(-1),
      (request) => request?.status === 200,
    );
    expect(tested?.method === 'POST' ? tested.path : 'a read').not.toBe('/api/v1/crm/block-visitor');
    await options.close();
  });
});
