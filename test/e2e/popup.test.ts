import { describe, expect, it } from 'vitest';
import { CAST } from '../lab/acquire/cast';
import { DEMO_KEYS, keysOf } from '../lab/acquire/keys';
import { blockRequests, browsers, eventually, ordinaryContacts, recordsOf, useStage } from './steps/stage';

const site = 'https://demo.acquire.io';
const day = 86_400_000;

describe.each(browsers)('the popup in %s', (browser) => {
  const stage = useStage(browser, { unknownAccounts: ['nobody-here'] });

  it('connects: what is typed survives it, except the key', async () => {
    const { session, world } = stage();
    await session.answerPrompts('agree');
    const popup = await session.openExtensionPage('popup.html');
    await popup.press({ role: 'button', name: 'Add a connection', nth: 0 });
    // Firefox hides or closes a popup that asks for access: there the form is in a tab.
    const form = browser === 'firefox' ? await session.waitForView(/options\.html/) : popup;
    await form.fill({ role: 'textbox', name: 'Account' }, 'https://Demo.Acquire.io/conversations');
    await form.fill({ role: 'textbox', name: 'API key' }, 'demo:half');
    await form.pressKey('Tab');
    await form.close();
    const again = await session.openExtensionPage('options.html#connect');
    const account = await again.waitForControl({ role: 'textbox', name: 'Account' });
    await eventually(
      () => account.value,
      (value) => value === 'https://Demo.Acquire.io/conversations',
    );
    expect((await again.waitForControl({ role: 'textbox', name: 'API key' })).value).toBe('');
    await again.fill({ role: 'textbox', name: 'API key' }, `  ${DEMO_KEYS.full} `);
    await again.press({ role: 'button', name: 'Save and test' });
    await again.waitForText(/Reading blocks works/);
    expect(world.requests.every(({ method, path }) => method === 'GET' || path.endsWith('/list'))).toBe(true);
    await again.close();
    if (!(await popup.isClosed())) await popup.close();
  });

  it('says what is wrong with a key or an account before anything is stored', async () => {
    const { session } = stage();
    const form = await session.openExtensionPage('options.html#connect');
    for (const [account, key, says] of [
      ['not an account!', 'x', /not an account/],
      ['acme', '', /API key is missing/],
      ['acme', 'acme:half of it', /not a whole API key/],
      ['acme', DEMO_KEYS.full, /belongs to another account/],
    ] as const) {
      await form.fill({ role: 'textbox', name: 'Account' }, account);
      await form.fill({ role: 'textbox', name: 'API key' }, key);
      await form.press({ role: 'button', name: 'Save and test' });
      await form.waitForText(says);
    }
    expect(await form.text()).not.toContain('acme.acquire.io');
    await form.close();
  });

  it.each([
    ['a key that was never issued', 'acme', (account: string) => keysOf(account).unknown, /refused the API key/],
    [
      'a key without a permission',
      'umbra',
      (account: string) => keysOf(account).contactsOnly,
      /The API key may not do this/,
    ],
    [
      'an account that does not exist',
      'nobody-here',
      (account: string) => keysOf(account).full,
      /does not know this account/,
    ],
  ])('names what is wrong with %s', async (_, account, key, says) => {
    const { session } = stage();
    const form = await session.openExtensionPage('options.html#connect');
    await form.fill({ role: 'textbox', name: 'Account' }, account);
    await form.fill({ role: 'textbox', name: 'API key' }, key(account));
    await form.press({ role: 'button', name: 'Save and test' });
    await form.waitForText(says);
    await form.close();
  });

  it('removes a connection after asking once, and keeps the others', async () => {
    const { session } = stage();
    const options = await session.openExtensionPage('options.html');
    await options.press({ role: 'button', name: 'Remove', description: /nobody-here/ });
    await options.waitForText(/nobody-here/);
    await options.press({ role: 'button', name: 'Remove', description: /nobody-here/ });
    await options.waitForNoControl({ role: 'heading', name: 'nobody-here' });
    await options.waitForControl({ role: 'heading', name: 'demo' });
    await options.close();
  });

  it('blocks by id, with the name from the console on the screen before anything is sent', async () => {
    const { session, world } = stage();
    const person = ordinaryContacts(world)[0];
    if (!person) throw new Error('the cast is used up');
    const popup = await session.openExtensionPage('popup.html');
    await popup.fill({ role: 'textbox', name: 'Contact' }, String(person.id));
    await popup.press({ role: 'button', name: 'Block', nth: 0 });
    await popup.waitForText(person.name);
    await popup.waitForControl({ role: 'button', name: `Undo block of ${person.name}` });
    await eventually(
      () => recordsOf(world, person.id).length,
      (count) => count === 1,
    );
    await popup.press({ role: 'button', name: `Lift block of ${person.name}` }, { timeoutMs: 30_000 });
    await eventually(
      () => recordsOf(world, person.id).length,
      (count) => count === 0,
    );
    await popup.close();
  });

  it('asks which of several, and never guesses', async () => {
    const { session, world } = stage();
    const popup = await session.openExtensionPage('popup.html');
    const before = blockRequests(world).length;
    await popup.fill({ role: 'textbox', name: 'Contact' }, 'Alex Morgan');
    await popup.press({ role: 'button', name: 'Block', nth: 0 });
    await popup.waitForControl({ role: 'button', name: 'Block Alex Morgan', nth: 2 });
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(blockRequests(world)).toHaveLength(before);
    await popup.press({ role: 'button', name: 'Block Alex Morgan', nth: 2 });
    await eventually(
      () => blockRequests(world).length,
      (count) => count === before + 1,
    );
    const body = blockRequests(world).at(-1)?.body as { data: number[] } | undefined;
    expect(CAST.alexes).toContain(body?.data[0]);
    await popup.close();
  });

  it('chooses the time for the next press in the inbox: a length stays, for good holds for one block', async () => {
    const { session, world } = stage();
    const [, first, second, third] = ordinaryContacts(world);
    if (!first || !second || !third) throw new Error('the cast is used up');
    const popup = await session.openExtensionPage('popup.html');
    await popup.press({ role: 'radio', name: '8 hours' });
    await popup.waitForControl({ role: 'radio', name: '8 hours', states: ['checked'] });
    const lengthOf = async ({ id, name }: { id: number; name: string }): Promise<number> => {
      const page = await session.openPage(`${site}/contacts/${id}`);
      await page.press({ role: 'button', name: `Block ${name}` });
      const [record] = await eventually(
        () => recordsOf(world, id),
        (records) => records.length > 0,
      );
      await page.close();
      return (Date.parse(record?.blockTill ?? '') - Date.now()) / day;
    };
    expect(await lengthOf(first)).toBeCloseTo(1 / 3, 2);
    await popup.bringToFront();
    // What came of the first press is told and drawn: nothing moves the choices any more.
    await popup.waitForControl({ role: 'button', name: `Lift block of ${first.name}` });
    await popup.press({ role: 'radio', name: 'For good' });
    await popup.waitForControl({ role: 'radio', name: 'For good', states: ['checked'] });
    expect(await lengthOf(second)).toBeGreaterThan(3_650);
    expect(world.records.at(-1)?.blockTill).toMatch(/T23:59:59\.000Z$/);
    expect(await lengthOf(third)).toBeCloseTo(1 / 3, 2);
    await popup.close();
  });

  it('lists all blocks of the console and lifts an e-mail rule by its record', async () => {
    const { session, world } = stage();
    const rule = world.records.find(({ type }) => type === 'email');
    expect(rule).toBeDefined();
    const options = await session.openExtensionPage('options.html');
    await options.press({ role: 'button', name: 'Blocks on the console', description: /demo/ });
    await options.waitForText(rule?.values?.[0] ?? 'no rule');
    const lift = (await options.controls()).find(
      ({ role, name }) => role === 'button' && name.includes(rule?.values?.[0] ?? 'no rule'),
    );
    await options.press({ role: 'button', name: lift?.name ?? '' });
    await options.waitForText('Press Lift once more');
    expect(world.records).toContain(rule);
    await options.press({ role: 'button', name: lift?.name ?? '' });
    await eventually(
      () => world.records.some(({ type }) => type === 'email'),
      (there) => !there,
    );
    await options.close();
  });

  it('never shows the key again, in any of its pages', async () => {
    const { session } = stage();
    for (const path of ['popup.html', 'options.html', 'options.html#connect']) {
      const view = await session.openExtensionPage(path);
      await view.waitForControl({ role: 'button', name: /./, nth: 0 });
      const html = await view.page.evaluate(() => document.documentElement.outerHTML);
      expect(html).not.toContain(DEMO_KEYS.full);
      await view.close();
    }
  });
});
