import { describe, expect, it } from 'vitest';
import { keysOf } from '../lab/acquire/keys';
import type { AcquireWorld } from '../lab/acquire/world';
import type { View } from './harness/launch';
import { blockRequests, browsers, connect, eventually, ordinaryContacts, recordsOf, useStage } from './steps/stage';

const demo = 'https://demo.acquire.io';
const acme = 'https://acme.acquire.io';
const hour = 3_600_000;

/** What a page of the extension can ask the browser. */
interface WithPermissions {
  readonly permissions: { contains(wanted: { readonly origins: readonly string[] }): Promise<boolean> };
}

describe.each(browsers)('two accounts of one console in %s', (browser) => {
  const stage = useStage(browser);
  const worlds = () => ({ demo: stage().world, acme: stage().lab.world('acme') });
  const used = new Set<number>();

  function nextOf(world: AcquireWorld) {
    const found = ordinaryContacts(world).find(({ id }) => !used.has(id));
    if (!found) throw new Error('the cast is used up');
    used.add(found.id);
    return found;
  }

  async function open(site: string, id: number): Promise<View> {
    const view = await stage().session.openPage(`${site}/contacts/${id}`);
    await view.bringToFront();
    return view;
  }

  /** Presses Block on the page of somebody in this account, and waits until the account's API made the block. */
  async function blockIn(site: string, world: AcquireWorld) {
    const { id, name } = nextOf(world);
    const view = await open(site, id);
    await view.press({ role: 'button', name: `Block ${name}` });
    const [record] = await eventually(
      () => recordsOf(world, id),
      (records) => records.length === 1,
    );
    await view.close();
    return { id, hours: (Date.parse(record?.blockTill ?? '') - Date.now()) / hour };
  }

  it('are connected side by side, each with its own name, host and key', async () => {
    await connect(stage());
    await connect(stage(), keysOf('acme').full, 'acme');
    const options = await stage().session.openExtensionPage('options.html');
    for (const account of ['demo', 'acme']) {
      await options.waitForControl({ role: 'heading', name: account });
      await options.waitForText(`Hosts: ${account}.acquire.io`);
    }
    await options.close();
  });

  it('each block what is pressed in their own pages, with their own key, and hear nothing of the other', async () => {
    const { demo: first, acme: second } = worlds();
    await blockIn(demo, first);
    expect([blockRequests(first).length, blockRequests(second).length]).toEqual([1, 0]);
    await blockIn(acme, second);
    expect([blockRequests(first).length, blockRequests(second).length]).toEqual([1, 1]);
    for (const account of ['demo', 'acme'] as const) {
      const keys = worlds()[account].requests.map(({ headers }) => headers.authorization);
      expect(new Set(keys)).toEqual(new Set([`Bearer ${keysOf(account).full}`]));
    }
  });

  it('are told apart by the page in front; each keeps its own time', async () => {
    const { session } = stage();
    const view = await open(acme, nextOf(worlds().acme).id);
    const popup = await session.openPopup();
    await popup.waitForControl({ role: 'heading', name: 'acme', nth: 0 });
    await popup.press({ role: 'radio', name: '8 hours' });
    await popup.waitForControl({ role: 'radio', name: '8 hours', states: ['checked'] });
    await popup.close();
    await view.close();
    expect((await blockIn(acme, worlds().acme)).hours).toBeCloseTo(8, 1);
    expect((await blockIn(demo, worlds().demo)).hours).toBeCloseTo(24, 1);
  });

  it('lose access one by one: the other goes on, and nothing is sent for the one that lost it', async () => {
    const { session } = stage();
    const { demo: first, acme: second } = worlds();
    const person = nextOf(first);
    const view = await open(demo, person.id);
    await view.waitForControl({ role: 'button', name: `Block ${person.name}` });
    const asked = first.requests.length;
    await session.revokeHosts([`${demo}/*`]);
    await view.bringToFront();
    await view.waitForNoControl({ role: 'button', name: `Block ${person.name}` });
    const options = await session.openExtensionPage('options.html');
    await options.waitForControl({ role: 'button', name: 'Allow access', description: 'demo' });
    await options.waitForNoControl({ role: 'button', name: 'Allow access', description: 'acme' });
    await options.close();
    await blockIn(acme, second);
    expect(first.requests).toHaveLength(asked);
    await session.grantHosts([`${demo}/*`]);
    await view.bringToFront();
    await view.waitForControl({ role: 'button', name: `Block ${person.name}` });
    await view.close();
  });

  it('are removed one by one: the other goes on, and the host goes back to the browser', async () => {
    const { session } = stage();
    const { demo: first, acme: second } = worlds();
    const person = nextOf(second);
    const view = await open(acme, person.id);
    await view.waitForControl({ role: 'button', name: `Block ${person.name}` });
    const asked = second.requests.length;
    const options = await session.openExtensionPage('options.html');
    await options.press({ role: 'button', name: 'Remove', description: 'acme' });
    await options.press({ role: 'button', name: 'Remove', description: /^Remove .*acme/ });
    await options.waitForNoControl({ role: 'heading', name: 'acme' });
    await view.bringToFront();
    await view.waitForNoControl({ role: 'button', name: `Block ${person.name}` });
    await view.close();
    await blockIn(demo, first);
    expect(second.requests).toHaveLength(asked);
    const allowed = await options.page.evaluate(
      (origins) => {
        const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', WithPermissions | undefined>;
        const api = browser ?? chrome;
        return Promise.all(origins.map((origin) => api?.permissions.contains({ origins: [origin] })));
      },
      [`${demo}/*`, `${acme}/*`],
    );
    expect(allowed).toEqual([true, false]);
    await options.close();
  });
});
