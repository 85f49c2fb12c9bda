import { describe, expect, it } from 'vitest';
import { createSoftwareoneApi } from '../lab/softwareone/api';
import { CAST } from '../lab/softwareone/cast';
import { KEYS, TOKEN_IDS } from '../lab/softwareone/tokens';
import type { SoftwareoneWorld } from '../lab/softwareone/world';
import { createSoftwareoneWorld } from '../lab/softwareone/world-factory';
import type { View } from './harness/launch';
import { browsers, eventually, useStage } from './steps/stage';

const portal = 'https://portal.platform.softwareone.com';
const contacts = `${portal}/administration/accounts/contacts`;
const priya = { id: CAST.priya, button: { role: 'button', name: 'Block Priya Raman' } } as const;
const wes = { id: CAST.wes, button: { role: 'button', name: 'Block Wes Calloway' } } as const;

/** One portal for all accounts: the page of a contact says whose it is, and not whose token could block. */
function sitesOf(world: SoftwareoneWorld) {
  const api = createSoftwareoneApi(world);
  return {
    'api.platform.softwareone.com': (req: Parameters<typeof api>[0], res: Parameters<typeof api>[1]) => {
      if (!api(req, res)) res.writeHead(404).end();
    },
    'portal.platform.softwareone.com': (req: Parameters<typeof api>[0], res: Parameters<typeof api>[1]) => {
      const name = world.contacts.get(req.url?.split('/').at(-1) ?? '')?.name ?? 'Contacts';
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      res.end(`<!doctype html><link rel="icon" href="data:,"><title>Portal</title><main><h1>${name}</h1></main>`);
    },
  };
}

describe.each(browsers)('two connections at one address in %s', (browser) => {
  const world = createSoftwareoneWorld();
  const stage = useStage(browser, { sites: sitesOf(world) });

  async function connectToken(id: string, key: string, label: string): Promise<void> {
    const { session } = stage();
    await session.answerPrompts('agree');
    const form = await session.openExtensionPage('options.html#connect');
    await form.choose({ role: 'combobox', name: 'Console' }, 'SoftwareOne Marketplace');
    await form.fill({ role: 'textbox', name: 'Token id' }, id);
    await form.fill({ role: 'textbox', name: 'API key' }, key);
    await form.fill({ role: 'textbox', name: 'Label' }, label);
    await form.press({ role: 'button', name: 'Save and test' });
    await form.waitForControl({ role: 'button', name: 'Test', description: label });
    await form.close();
  }

  /** Answers the popup's question for the tab in front. */
  async function choose(label: string): Promise<void> {
    const popup = await stage().session.openPopup();
    await popup.waitForControl({ role: 'heading', name: 'Which connection serves this tab?' });
    await popup.waitForNoControl({ role: 'textbox', name: 'Contact' });
    await popup.press({ role: 'button', name: label });
    // The list below has a heading of that name from the start: what tells that the choice was taken is that nobody asks any more.
    await popup.waitForNoControl({ role: 'heading', name: 'Which connection serves this tab?' });
    await popup.close();
  }

  async function open(id: string): Promise<View> {
    const view = await stage().session.openPage(`${contacts}/${id}`);
    await view.bringToFront();
    return view;
  }

  const keysUsed = (since: number) =>
    new Set(world.requests.slice(since).map(({ headers }) => headers.authorization?.replace('Bearer ', '')));

  it('leave no button to press, from the moment the second one is connected', async () => {
    await connectToken(TOKEN_IDS.ops, KEYS.ops, 'North');
    const view = await open(priya.id);
    await view.waitForControl(priya.button);
    await connectToken(TOKEN_IDS.otherOps, KEYS.otherOps, 'South');
    await view.bringToFront();
    await view.waitForNoControl(priya.button);
    await view.reload();
    await view.waitForControl({ role: 'heading', name: 'Priya Raman' });
    await choose('South');
    await view.waitForControl({ ...priya.button, description: /South/ });
    await view.close();
  });

  it('use the token of the one that was chosen for the tab, and no other', async () => {
    const view = await open(priya.id);
    await choose('South');
    await view.waitForControl({ ...priya.button, description: /South/ });
    const since = world.requests.length;
    await view.press(priya.button);
    // The first press of a connection here leaves ten seconds.
    await eventually(
      () => world.contacts.get(priya.id)?.status,
      (status) => status === 'Blocked',
      20_000,
    );
    expect(keysUsed(since)).toEqual(new Set([KEYS.otherOps]));
    await view.close();
  });

  it('are chosen for each tab by itself', async () => {
    const view = await open(wes.id);
    await choose('North');
    await view.waitForControl({ ...wes.button, description: /North/ });
    const other = await open(wes.id);
    await choose('South');
    await other.waitForControl({ ...wes.button, description: /South/ });
    await view.bringToFront();
    await view.waitForControl({ ...wes.button, description: /North/ });
    await other.close();
    await view.close();
  });

  it('stay chosen though the background was killed, and are asked for again once the tab was elsewhere', async () => {
    const { session } = stage();
    const view = await open(wes.id);
    await choose('North');
    await view.waitForControl({ ...wes.button, description: /North/ });
    await session.killBackground();
    await view.reload();
    await view.waitForControl({ ...wes.button, description: /North/ });
    await view.page.goto('https://demo.acquire.io/contacts');
    await view.page.goto(`${contacts}/${wes.id}`);
    await view.waitForControl({ role: 'heading', name: 'Wes Calloway' });
    await choose('South');
    await view.waitForControl({ ...wes.button, description: /South/ });
    await view.close();
  });

  it('need no choice any more once one of them is removed, which leaves the other its access', async () => {
    const { session } = stage();
    const options = await session.openExtensionPage('options.html');
    await options.press({ role: 'button', name: 'Remove', description: 'South' });
    await options.press({ role: 'button', name: 'Remove', description: /^Remove .*South/ });
    await options.waitForNoControl({ role: 'heading', name: 'South' });
    await options.waitForControl({ role: 'heading', name: 'North' });
    await options.waitForNoControl({ role: 'button', name: 'Allow access' });
    await options.close();
    const view = await open(wes.id);
    const since = world.requests.length;
    await view.press(wes.button);
    await eventually(
      () => world.contacts.get(wes.id)?.status,
      (status) => status === 'Blocked',
      20_000,
    );
    expect(keysUsed(since)).toEqual(new Set([KEYS.ops]));
    await view.close();
  });
});
