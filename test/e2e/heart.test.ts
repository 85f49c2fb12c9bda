import { describe, expect, it } from 'vitest';
import { waitUntil } from './harness/wait';
import {
  blockRequests,
  browsers,
  connect,
  eventually,
  ordinaryContacts,
  recordsOf,
  useSomeone,
  useStage,
  whileHeld,
} from './steps/stage';

const site = 'https://demo.acquire.io';

describe.each(browsers)('the heart in %s', (browser) => {
  const stage = useStage(browser);
  const someone = useSomeone(stage);

  it('connects', async () => {
    await connect(stage());
    expect(stage().world.requests.length).toBeGreaterThan(0);
  });

  it('pressed in one of two tabs makes one block, both tabs say so, and the undo stands where the press was', async () => {
    const { session, world } = stage();
    const { id, name, page, block } = await someone();
    const other = await session.openPage(`${site}/contacts/${id}`);
    await whileHeld(world, async () => {
      await other.press(block);
      await other.waitForControl({ role: 'button', name: `Undo block of ${name}` });
      await page.bringToFront();
      await page.waitForControl({ role: 'button', name: `Blocking ${name}` });
    });
    await page.waitForControl({ role: 'button', name: /, blocked until / }, { timeoutMs: 30_000 });
    await other.bringToFront();
    await other.waitForControl({ role: 'button', name: /, blocked until / });
    expect(recordsOf(world, id)).toHaveLength(1);
    await other.close();
  });

  it('without a network keeps the block and says why, and makes it once when the network is back', async () => {
    const { lab, world } = stage();
    const { id, page, block } = await someone();
    await page.hover(block);
    lab.internet.setOffline(true);
    await page.press(block);
    await page.waitForControl(
      { role: 'button', name: /is waiting: The console could not be reached/ },
      { timeoutMs: 20_000 },
    );
    expect(recordsOf(world, id)).toHaveLength(0);
    lab.internet.setOffline(false);
    await page.waitForControl({ role: 'button', name: /, blocked until / }, { timeoutMs: 50_000 });
    expect(recordsOf(world, id)).toHaveLength(1);
  });

  it('changes the end of a block that stands: the new record is there before the old one goes', async () => {
    const { world } = stage();
    const { id, page, block } = await someone();
    await page.press(block);
    await page.press({ role: 'button', name: /, blocked until / }, { timeoutMs: 30_000 });
    const [first] = recordsOf(world, id);
    await page.press({ role: 'menuitem', name: '7 days' });
    await eventually(
      () => recordsOf(world, id),
      (records) => records.length === 1 && records[0]?.id !== first?.id,
      20_000,
    );
    const order = world.requests
      .filter(({ method, path }) => method !== 'GET' && path.endsWith('/block-visitor'))
      .slice(-2);
    expect(order.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  });

  it('holds the eleventh press of a minute until a person releases it', async () => {
    const { session, world } = stage();
    const people = ordinaryContacts(world).slice(-12);
    const before = blockRequests(world).length;
    for (const { id, name } of people) {
      const page = await session.openPage(`${site}/contacts/${id}`);
      await page.press({ role: 'button', name: `Block ${name}` });
      await page.waitForNoControl({ role: 'button', name: `Block ${name}` });
      await page.close();
    }
    const popup = await session.openExtensionPage('popup.html');
    const release = { role: 'button', name: /^Release \d+ waiting$/ };
    const sent = () => blockRequests(world).length - before;
    // What is not held goes out, and no more.
    await waitUntil(
      async () => sent() + Number(/\d+/.exec((await popup.waitForControl(release)).name)) === people.length,
      () => `${sent()} of ${people.length} were sent, and the rest is not held`,
      30_000,
    );
    expect(sent()).toBeLessThanOrEqual(10);
    await popup.press(release);
    await eventually(sent, (count) => count === people.length);
    await popup.close();
  }, 150_000);
});
