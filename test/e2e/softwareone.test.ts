import { describe, expect, it } from 'vitest';
import { labConsoleOf } from '../lab/lab';
import { CAST } from '../lab/softwareone/cast';
import { KEYS, TOKEN_IDS } from '../lab/softwareone/tokens';
import type { SoftwareoneWorld } from '../lab/softwareone/world';
import type { View } from './harness/launch';
import { ready, windowAbout } from './steps/cordon-window';
import { fillForm } from './steps/on-trial';
import { browsers, useStage } from './steps/stage';

const portal = 'https://portal.platform.softwareone.com/administration/accounts';
const windowOver = { timeoutMs: 30_000 };
const will = 'Will Smith';

describe.each(browsers)('SoftwareOne in %s', (browser) => {
  const stage = useStage(browser);
  const world = () => {
    const found = labConsoleOf<SoftwareoneWorld>(stage().lab, 'softwareone').worlds.get('demo');
    if (!found) throw new Error('the lab has no account demo');
    return found;
  };
  const statusOf = (id: string) => world().contacts.get(id)?.status;
  const blockRequests = () =>
    world().requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/block'));

  async function connectToken(address: string, key: string): Promise<void> {
    const { session, lab } = stage();
    await session.answerPrompts('agree');
    const form = await session.openExtensionPage('options.html#connect');
    const trial = labConsoleOf(lab, 'softwareone').onTrial();
    await fillForm(form, { ...trial, typed: { ...trial.typed, address } }, key);
    await form.waitForControl({ role: 'button', name: 'Test', description: address });
    await form.close();
  }

  /** The grid of contacts, with the rows that hold a text: it shows no id that is longer than its column. */
  async function gridOf(text: string): Promise<View> {
    const grid = await stage().session.openPage(`${portal}/contacts`);
    await grid.fill({ role: 'searchbox', name: 'Filter contacts' }, text);
    await grid.waitForText(text);
    return grid;
  }

  it('connects', async () => {
    await connectToken(TOKEN_IDS.ops, KEYS.ops);
    expect(world().requests.length).toBeGreaterThan(0);
  });

  it('leaves ten seconds at the first press of a connection', async () => {
    const page = await stage().session.openPage(`${portal}/contacts/${CAST.priya}`);
    await page.press({ role: 'button', name: 'Block Priya Raman' });
    await page.waitForControl({ role: 'button', name: 'Undo block of Priya Raman' });
    // Longer than any other window.
    await new Promise((resolve) => setTimeout(resolve, 5_500));
    await page.press({ role: 'button', name: 'Undo block of Priya Raman' });
    await page.waitForControl({ role: 'button', name: 'Block Priya Raman' });
    expect(blockRequests()).toEqual([]);
    await page.close();
  });

  it('blocks from a row whose id is cut off, by the e-mail in it', async () => {
    const grid = await gridOf(will);
    await grid.waitForText('CTT-1234-9876…');
    await grid.press({ role: 'button', name: `Block ${will}` });
    await grid.waitForControl({ role: 'button', name: new RegExp(`^${will}, blocked until`) }, windowOver);
    expect(blockRequests().map(({ path }) => path.split('/').at(-2))).toEqual([CAST.cutOff]);
    expect(statusOf(CAST.cutOff)).toBe('Blocked');
    await grid.close();
  });

  it('asks where two have that e-mail and ids that begin alike, and blocks who was chosen and nobody else', async () => {
    const { contacts } = world();
    const [one, other] = ['CTT-4321-0001-0001', 'CTT-4321-0001-0002'];
    const model = contacts.get(CAST.priya);
    if (!model) throw new Error('nobody to take as a model');
    for (const id of [one, other]) {
      contacts.set(id, { ...model, id, name: 'Twin Account', email: 'twin@mail.example', user: null });
    }
    const before = blockRequests().length;
    const grid = await gridOf(one);
    await grid.press({ role: 'button', name: 'Block Twin Account' });
    const window = await windowAbout(stage().session, 'Twin Account');
    await window.waitForControl({ ...ready('Block Twin Account'), description: new RegExp(`#${one}$`) });
    await window.press({ ...ready('Block Twin Account'), description: new RegExp(`#${other}$`) });
    await window.waitForClose();
    await grid.bringToFront();
    await grid.waitForControl({ role: 'button', name: /^Twin Account, blocked until/ }, windowOver);
    expect(
      blockRequests()
        .slice(before)
        .map(({ path }) => path.split('/').at(-2)),
    ).toEqual([other]);
    expect([statusOf(one), statusOf(other)]).toEqual(['Active', 'Blocked']);
    await grid.close();
  });

  it('has no button in a row whose id is cut off and in which another e-mail stands', async () => {
    const cut = 'CTT-4321-0002-0001';
    const model = world().contacts.get(CAST.priya);
    if (!model) throw new Error('nobody to take as a model');
    world().contacts.set(cut, {
      ...model,
      id: cut,
      name: 'somebody@else.example',
      email: 'own@mail.example',
      user: null,
    });
    const grid = await gridOf(cut);
    await grid.waitForText('CTT-4321-0002…');
    // Longer than a button takes to come.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await grid.waitForNoControl({ role: 'button', name: /^Block /, nth: 0 });
    await grid.close();
  });

  it('has buttons in the grid of messages, under the e-mail of who got each', async () => {
    const page = await stage().session.openPage(`${portal}/notifications`);
    await page.waitForControl({ role: 'button', name: /^Block \S+@\S+$/, nth: 2 });
    const buttons = (await page.controls()).filter(({ role, name }) => role === 'button' && name.startsWith('Block '));
    const emails = new Set([...world().contacts.values()].map(({ email }) => `Block ${email}`));
    expect(buttons.filter(({ name }) => !emails.has(name))).toEqual([]);
    await page.close();
  });

  it('says who blocked the contact already, since when and why', async () => {
    const hugo = world().contacts.get(CAST.blockedByDavid);
    const before = blockRequests().length;
    const page = await stage().session.openPage(`${portal}/contacts/${CAST.blockedByDavid}`);
    // The console's own list says it before anything is asked.
    await page.press({
      role: 'button',
      name: 'Hugo Lindqvist, blocked',
      description: new RegExp(`blocked by someone else · by David Guetta · ${CAST.blockedReason}`),
    });
    const window = await windowAbout(stage().session, 'Hugo Lindqvist');
    await window.waitForText('David Guetta');
    await window.waitForText(CAST.blockedReason);
    const since = new Date(hugo?.audit.blocked?.at ?? '');
    await window.waitForText(new RegExp(`since [^·]*\\b${since.getDate()}\\b`, 'i'));
    await window.press(ready('OK'));
    await window.waitForClose();
    expect(blockRequests()).toHaveLength(before);
    await page.close();
  });

  it('lists who is blocked on the console by name, with who did it and why', async () => {
    const options = await stage().session.openExtensionPage('options.html');
    await options.press({ role: 'button', name: 'Blocks on the console' });
    await options.waitForControl({ role: 'listitem', name: 'Hugo Lindqvist' });
    await options.waitForText('by David Guetta');
    await options.waitForText(CAST.blockedReason);
    await options.close();
  });

  it('says of a token that may not block which one may', async () => {
    const { session } = stage();
    const options = await session.openExtensionPage('options.html');
    await options.press({ role: 'button', name: 'Remove' });
    await options.press({ role: 'button', name: 'Remove' });
    await options.waitForControl({ role: 'button', name: 'Add a connection' });
    await options.close();
    await connectToken(TOKEN_IDS.vendor, KEYS.vendor);
    const page = await session.openPage(`${portal}/contacts/${CAST.wes}`);
    await page.press({ role: 'button', name: 'Block Wes Calloway' });
    const sentence = 'The API key may look contacts up, but not block; use one that may.';
    await page.waitForControl({ role: 'button', name: `Wes Calloway was not blocked: ${sentence}` }, windowOver);
    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForText(sentence);
    await popup.waitForText('On SoftwareOne, only a token of an Operations account may block.');
    await popup.close();
    expect(statusOf(CAST.wes)).toBe('Active');
    await page.close();
  });
});
