import { describe, expect, it } from 'vitest';
import { DEMO_KEYS } from '../lab/acquire/keys';
import { eventually, ordinaryContacts, recordsOf, useStage } from './steps/stage';

const site = 'https://demo.acquire.io';

function personOf(world: Parameters<typeof ordinaryContacts>[0], nth: number) {
  const person = ordinaryContacts(world)[nth];
  if (!person) throw new Error('the cast is used up');
  return person;
}

// Firefox hides or closes a popup that asks for access: there the form is in a tab, and popup.test.ts goes through it.
describe('connecting in the toolbar popup in chromium', () => {
  const stage = useStage('chromium');

  it('survives the popup: what was typed is there when it reopens, but for the key', async () => {
    const { session, world } = stage();
    await session.answerPrompts('agree');
    const page = await session.openPage(`${site}/contacts/${personOf(world, 0).id}`);
    const popup = await session.openPopup();
    await popup.press({ role: 'button', name: 'Add a connection', nth: 0 });
    await popup.fill({ role: 'textbox', name: 'Account' }, 'https://Demo.Acquire.io/conversations');
    await popup.fill({ role: 'textbox', name: 'Label' }, 'Support');
    await popup.fill({ role: 'textbox', name: 'API key' }, 'demo:half');
    await popup.close();

    const again = await session.openPopup();
    const typedAs = async (name: string) => (await again.waitForControl({ role: 'textbox', name })).value;
    expect([await typedAs('Account'), await typedAs('Label'), await typedAs('API key')]).toEqual([
      'https://Demo.Acquire.io/conversations',
      'Support',
      '',
    ]);
    expect(world.requests).toEqual([]);
    await again.fill({ role: 'textbox', name: 'API key' }, DEMO_KEYS.full);
    await again.press({ role: 'button', name: 'Save and test' });
    await again.waitForControl({ role: 'heading', name: 'Support', nth: 0 });
    await again.waitForText(/Works\. Tested/);
    await again.close();
    await page.close();
  });

  it('and the connection works in the page in front', async () => {
    const { session, world } = stage();
    const { id, name } = personOf(world, 0);
    const page = await session.openPage(`${site}/contacts/${id}`);
    await page.press({ role: 'button', name: `Block ${name}` });
    await eventually(
      () => recordsOf(world, id).length,
      (count) => count === 1,
    );
    await page.close();
  });

  it('is edited there: another name, and another key, which is used from then on', async () => {
    const { session, world } = stage();
    const page = await session.openPage(`${site}/contacts/${personOf(world, 1).id}`);
    const popup = await session.openPopup();
    await popup.press({ role: 'button', name: 'Edit', description: /Support/ });
    await popup.fill({ role: 'textbox', name: 'Label' }, 'Support EU');
    await popup.press({ role: 'button', name: 'Save' });
    await popup.waitForControl({ role: 'heading', name: 'Support EU', nth: 0 });

    await popup.press({ role: 'button', name: 'Edit', description: /Support EU/ });
    expect((await popup.waitForControl({ role: 'textbox', name: 'API key' })).value).toBe('');
    await popup.fill({ role: 'textbox', name: 'API key' }, DEMO_KEYS.noCases);
    await popup.press({ role: 'button', name: 'Save' });
    await popup.waitForText(/Reading conversations: The API key may not do this/);
    await popup.close();
    expect(world.requests.at(-1)?.headers.authorization).toBe(`Bearer ${DEMO_KEYS.noCases}`);
    await page.close();
  });

  it('keeps the key that works where the new one is turned down', async () => {
    const { session, world } = stage();
    const { id, name } = personOf(world, 1);
    const page = await session.openPage(`${site}/contacts/${id}`);
    const popup = await session.openPopup();
    await popup.press({ role: 'button', name: 'Edit', description: /Support EU/ });
    await popup.fill({ role: 'textbox', name: 'API key' }, DEMO_KEYS.unknown);
    await popup.press({ role: 'button', name: 'Save' });
    await popup.waitForText(/refused the API key/);
    await popup.close();
    await page.press({ role: 'button', name: `Block ${name}` });
    await eventually(
      () => recordsOf(world, id).length,
      (count) => count === 1,
    );
    expect(world.requests.at(-1)?.headers.authorization).toBe(`Bearer ${DEMO_KEYS.noCases}`);
    await page.close();
  });
});

// No driver can refuse a permission prompt of Chromium.
describe('access in firefox', () => {
  const stage = useStage('firefox');

  it('that is refused leaves a connection that waits for it, and nothing is sent', async () => {
    const { session, world } = stage();
    await session.answerPrompts('refuse');
    const form = await session.openExtensionPage('options.html#connect');
    await form.fill({ role: 'textbox', name: 'Account' }, 'demo');
    await form.fill({ role: 'textbox', name: 'API key' }, DEMO_KEYS.full);
    await form.press({ role: 'button', name: 'Save and test' });
    await form.waitForControl({ role: 'button', name: 'Allow access', description: 'demo' });
    expect(await form.text()).toContain('Cordon may not reach this console yet; allow access.');
    await form.press({ role: 'button', name: 'Test', description: 'demo' });
    await form.press({ role: 'button', name: 'Allow access', description: 'demo' });
    await form.waitForControl({ role: 'button', name: 'Allow access', description: 'demo' });
    const page = await session.openPage(`${site}/contacts/${personOf(world, 0).id}`);
    await page.waitForControl({ role: 'navigation', name: 'Main' });
    expect((await page.controls()).filter(({ name }) => name.startsWith('Block'))).toEqual([]);
    expect(world.requests).toEqual([]);
    await page.close();
    await form.close();
  });

  it('that comes late completes the connection by itself, in pages that are open too', async () => {
    const { session, world } = stage();
    const { id, name } = personOf(world, 0);
    const page = await session.openPage(`${site}/contacts/${id}`);
    const options = await session.openExtensionPage('options.html');
    await options.waitForControl({ role: 'button', name: 'Allow access', description: 'demo' });
    await session.grantHosts([`${site}/*`]);
    await options.bringToFront();
    await options.waitForText(/Works\. Tested/);
    await options.waitForNoControl({ role: 'button', name: 'Allow access' });
    await options.close();
    await page.bringToFront();
    await page.press({ role: 'button', name: `Block ${name}` });
    await eventually(
      () => recordsOf(world, id).length,
      (count) => count === 1,
    );
    await page.close();
  });
});
