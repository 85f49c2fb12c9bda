import { describe, expect, it } from 'vitest';
import type { View } from './harness/launch';
import {
  blockRequests,
  browsers,
  connect,
  eventually,
  ordinaryContacts,
  recordsOf,
  useStage,
  whileHeld,
} from './steps/stage';

const site = 'https://demo.acquire.io';
const button = (name: string | RegExp) => ({ role: 'button', name });

describe.each(browsers)('the popup over a tab in %s', (browser) => {
  const stage = useStage(browser);
  let taken = 0;

  /** Somebody of whom no other test knows. */
  function someone() {
    const { world } = stage();
    const person = ordinaryContacts(world)[taken];
    taken += 1;
    if (!person) throw new Error('the cast is used up');
    const sent = () =>
      blockRequests(world).filter(({ body }) => (body as { data: number[] }).data.includes(person.id)).length;
    return { ...person, sent };
  }

  const openPage = (id: number) => stage().session.openPage(`${site}/contacts/${id}`);
  const buttonsOf = async (page: View, name: string) =>
    (await page.controls()).filter((control) => control.role === 'button' && control.name === `Block ${name}`).length;

  it('leads somebody new to the first steps, where a practice contact is blocked and nothing is sent', async () => {
    const { session, world } = stage();
    const tab = await session.openPage(`${site}/`);
    const popup = await session.openPopup();
    await popup.press(button('First steps'));
    const steps = await session.waitForView(/options\.html#first-steps$/);
    await steps.waitForControl({ role: 'heading', name: 'Choose your console' });
    await steps.press(button('Block Pat Practice'));
    await steps.press(button('Undo block of Pat Practice'), { hoverMs: 900 });
    await steps.waitForText('Undone: nothing was sent.');
    await steps.press(button('Block Pat Practice'));
    await steps.waitForControl(button(/^Pat Practice, blocked until /));
    await steps.waitForText('Blocked until that time.');
    // The look of the button is the page's own to keep: its sheet must have got past the page's policy.
    const box = await steps.boxOf(await steps.waitForControl(button(/^Pat Practice, blocked until /)));
    expect(box?.height).toBe(24);
    expect(world.requests).toEqual([]);
    await steps.press(button('Acquire'));
    await steps.waitForControl({ role: 'textbox', name: 'API key' });
    await steps.close();
    await tab.close();
  });

  it('shows the contact whose page is open, and blocks them with exactly one request', async () => {
    const { session, world } = stage();
    await connect(stage());
    const { id, name, sent } = someone();
    const page = await openPage(id);
    await page.waitForControl(button(`Block ${name}`));
    const popup = await session.openPopup();
    await popup.waitForControl({ role: 'heading', name: 'Open in this tab' });
    const idle = await popup.press(button(`Block ${name}`));
    expect(idle.description).toBe('for 1 day');
    await popup.waitForControl(button(`Undo block of ${name}`));
    await popup.waitForControl(button(`Lift block of ${name}`));
    await eventually(
      () => recordsOf(world, id).length,
      (count) => count === 1,
    );
    await popup.close();
    await page.waitForControl(button(new RegExp(`^${name}, blocked until `)));
    expect(sent()).toBe(1);
    await page.close();
  });

  it('undoes there what was pressed in the page', async () => {
    const { session } = stage();
    const { id, name, sent } = someone();
    const page = await openPage(id);
    await whileHeld(stage().world, async () => {
      await page.press(button(`Block ${name}`));
      const popup = await session.openPopup();
      await popup.press(button(`Undo block of ${name}`));
      await popup.waitForControl(button(`Block ${name}`));
      await popup.close();
      await page.waitForControl(button(`Block ${name}`));
    });
    expect(sent()).toBe(0);
    await page.close();
  });

  it('shows nobody where a list is open', async () => {
    const { session } = stage();
    const page = await session.openPage(`${site}/contacts`);
    await page.waitForControl({ ...button(/^Block /), nth: 0 });
    const popup = await session.openPopup();
    await popup.waitForControl({ role: 'radiogroup', name: 'Block for' });
    await popup.waitForNoControl({ role: 'heading', name: 'Open in this tab' });
    await popup.close();
    await page.close();
  });

  it('pauses: no page has a button, what was pressed goes out, and each comes back once', async () => {
    const { session, world } = stage();
    const [first, second] = [someone(), someone()];
    const page = await openPage(first.id);
    const other = await openPage(second.id);
    await page.bringToFront();
    await page.press(button(`Block ${first.name}`));
    await page.waitForControl(button(`Undo block of ${first.name}`));
    const popup = await session.openPopup();
    await popup.press(button('Pause Cordon'));
    await popup.press(button('For 1 hour'));
    await popup.waitForText(/Paused until /);
    await popup.close();
    for (const view of [page, other]) await view.waitForNoControl(button(/^(?:Block|Undo block of) /));
    await eventually(
      () => recordsOf(world, first.id).length,
      (count) => count === 1,
    );
    // A page that is opened meanwhile has none either, and a background that was stopped knows of the pause.
    await session.killBackground();
    const late = await openPage(second.id);
    const again = await session.openPopup();
    await again.waitForText(/Paused until /);
    expect(await buttonsOf(late, second.name)).toBe(0);
    await again.press(button('Resume'));
    await again.waitForControl(button('Pause Cordon'));
    await again.close();
    for (const view of [other, late]) {
      await view.waitForControl(button(`Block ${second.name}`));
      expect(await buttonsOf(view, second.name)).toBe(1);
    }
    // A background that was stopped on the way looks again when its lease is over.
    await page.waitForControl(button(new RegExp(`^${first.name}, blocked until `)), { timeoutMs: 60_000 });
    expect(first.sent()).toBe(1);
    expect(second.sent()).toBe(0);
    for (const view of [page, other, late]) await view.close();
  }, 120_000);
});
