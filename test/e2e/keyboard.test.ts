import { describe, expect, it } from 'vitest';
import { CAST } from '../lab/acquire/cast';
import { keysOf } from '../lab/acquire/keys';
import type { Control, View } from './harness/launch';
import { waitUntil } from './harness/wait';
import { callDifferently, ready, windowAbout } from './steps/cordon-window';
import { pause, settled } from './steps/pressed-page';
import { browsers, recordsOf, useSomeone, useStage } from './steps/stage';

const site = 'https://demo.acquire.io';
const hour = 3_600_000;
/** Longer than the undo window (milliseconds). */
const windowOver = 6_500;

const button = (name: string | RegExp) => ({ role: 'button', name });

/** The control that has the keyboard, and that the screen reader is at. */
async function focused(view: View): Promise<Control | undefined> {
  return (await view.controls()).findLast(({ states }) => states.includes('focused'));
}

/** Goes on with Tab to the next of so many buttons of Cordon's in a list, and tells how far each lies below the one before (pixels). */
async function stepsDown(view: View, count: number): Promise<readonly number[]> {
  const topOf = async (control: Control) => (await view.boxOf(control))?.y ?? Number.NaN;
  const steps: number[] = [];
  let last = await view.tabTo(button(/^Block /));
  while (steps.length < count) {
    const next = await view.tabTo(button(/^Block /));
    // Both now: the list may have scrolled since the one before.
    steps.push((await topOf(next)) - (await topOf(last)));
    last = next;
  }
  return steps;
}

// No pointer is used in this file, and every control is found by its role and its accessible name.
describe.each(browsers)('by the keyboard alone in %s', (browser) => {
  const stage = useStage(browser);
  const someone = useSomeone(stage);

  /** Comes to a button with Tab, and looks at it for a moment. */
  async function comeTo(page: View, name: string | RegExp): Promise<Control> {
    const control = await page.tabTo(button(name));
    await pause(settled);
    return control;
  }

  /** Waits until the very element that was pressed says this and still has the keyboard. */
  async function expectToSay(page: View, pressed: Control, name: string | RegExp): Promise<void> {
    const control = await page.waitForControl({ ...button(name), states: ['focused'] });
    expect(control.id, `the element that says ${name}`).toBe(pressed.id);
  }

  it('connects: the form is filled, sent and answered', async () => {
    const { session } = stage();
    await session.answerPrompts('agree');
    const popup = await session.openExtensionPage('popup.html');
    await popup.tabTo(button('Add a connection'));
    // A popup that makes way for the form is gone before the key is up again.
    await popup.pressKey('Enter').catch(() => undefined);
    // Firefox hides or closes a popup that asks for access: there the form is in a tab.
    const form = browser === 'firefox' ? await session.waitForView(/options\.html/) : popup;
    // Who opened the form may type at once.
    await form.waitForControl({ role: 'textbox', name: 'Account', states: ['focused'] });
    await form.type('demo');
    await form.tabTo({ role: 'combobox', name: 'Console' }, { backwards: true });
    expect((await focused(form))?.value).toBe('Acquire');
    await form.tabTo({ role: 'textbox', name: 'API key' });
    await form.type(keysOf('demo').full);
    await form.tabTo(button('Save and test'));
    await form.pressKey('Space');
    await form.waitForText(/Works\. Tested/);
    await form.tabTo({ ...button('Test'), description: 'demo' });
    await form.close();
  });

  it('blocks, with the focus on one element through all states, and says the undo aloud once', async () => {
    const { world } = stage();
    const { id, name, page, sent } = await someone();
    const pressed = await comeTo(page, `Block ${name}`);
    world.switches.hold = 'POST';
    await page.pressKey('Enter');
    await expectToSay(page, pressed, `Undo block of ${name}`);
    const heard = new Set<string>();
    try {
      await waitUntil(
        async () => {
          const controls = await page.controls();
          const own = controls.find((control) => control.id === pressed.id);
          for (const { role, text } of controls) if (role === 'status' && text.includes(name)) heard.add(text);
          return own?.name === `Blocking ${name}`;
        },
        () => 'the window does not end',
        windowOver * 2,
      );
      await expectToSay(page, pressed, `Blocking ${name}`);
    } finally {
      world.switches.hold = false;
    }
    // The seconds that run meanwhile are drawn, and part of no text.
    expect([...heard]).toEqual([expect.stringMatching(`^Undo block of ${name} · until `)]);
    await expectToSay(page, pressed, new RegExp(`^${name}, blocked until `));
    await page.waitForControl({ role: 'status', text: new RegExp(`^${name}, blocked until `) });
    expect([sent(), recordsOf(world, id).length]).toEqual([1, 1]);
    await page.close();
  });

  it('undoes: nothing is sent, and that is said', async () => {
    const { world } = stage();
    const { id, name, page, sent } = await someone();
    const pressed = await comeTo(page, `Block ${name}`);
    await page.pressKey('Space');
    await expectToSay(page, pressed, `Undo block of ${name}`);
    // Sooner it would be the second half of a press.
    await pause(settled + 200);
    await page.pressKey('Space');
    await expectToSay(page, pressed, `Block ${name}`);
    await page.waitForControl({ role: 'status', text: 'Undone' });
    await pause(windowOver);
    expect([sent(), recordsOf(world, id).length]).toEqual([0, 0]);
    await page.close();
  });

  it.each(['Alt+ArrowDown', 'Shift+F10'] as const)(
    'opens the menu with %s, chooses in it with the arrows, and lifts the block again',
    async (keys) => {
      const { world } = stage();
      const { id, name, page, sent } = await someone();
      const menu = { role: 'menu', name: `Block options for ${name}` };
      const item = (label: string) => ({ role: 'menuitem', name: label, states: ['focused'] as const });
      const pressed = await comeTo(page, `Block ${name}`);
      await page.pressKey(keys);
      await page.waitForControl(menu);
      await page.waitForControl(item('1 day'));
      await page.pressKey('Escape');
      await page.waitForNoControl(menu);
      await expectToSay(page, pressed, `Block ${name}`);
      await page.pressKey(keys);
      await page.waitForControl(item('1 day'));
      await page.pressKey('Home');
      await page.waitForControl(item('1 hour'));
      // It goes round.
      await page.pressKey('ArrowUp');
      await page.waitForNoControl(item('1 hour'));
      await page.pressKey('ArrowDown');
      await page.waitForControl(item('1 hour'));
      await page.pressKey('ArrowDown');
      await page.waitForControl(item('8 hours'));
      // The menu has to be seen before a choice in it counts at once.
      await pause(settled);
      await page.pressKey('Enter');
      await page.waitForNoControl(menu);
      await expectToSay(page, pressed, `Undo block of ${name}`);
      await expectToSay(page, pressed, new RegExp(`^${name}, blocked until `));
      const [record, ...others] = recordsOf(world, id);
      expect(others).toEqual([]);
      expect((Date.parse(record?.blockTill ?? '') - Date.now()) / hour).toBeCloseTo(8, 1);
      expect(sent()).toBe(1);

      await page.pressKey('Enter');
      await page.waitForControl(item('Lift the block'));
      await pause(settled);
      await page.pressKey('Enter');
      await expectToSay(page, pressed, `Undo lift of ${name}`);
      await expectToSay(page, pressed, `Block ${name}`);
      await page.waitForControl({ role: 'status', text: 'Lifted' });
      expect(recordsOf(world, id)).toEqual([]);
      await page.close();
    },
  );

  it('stays at the button where the console draws the name anew', async () => {
    const { name, page } = await someone();
    await comeTo(page, `Block ${name}`);
    await page.page.evaluate(() => {
      const heading = document.querySelector('h1');
      const anew = heading?.cloneNode();
      if (!heading || !anew) throw new Error('no heading');
      anew.textContent = heading.textContent;
      heading.parentElement?.replaceChildren(anew);
    });
    await page.waitForControl({ ...button(`Block ${name}`), states: ['focused'] });
    await page.close();
  });

  it('answers a question in the Cordon window, which takes the keyboard to its heading', async () => {
    const { session, world } = stage();
    const { id, page, sent } = await someone();
    const called = 'Caller Number Nine';
    await callDifferently(page, called);
    const pressed = await comeTo(page, `Block ${called}`);
    await page.pressKey('Enter');
    const window = await windowAbout(session, called);
    await window.waitForControl({ role: 'heading', name: `Cordon: a question about ${called}`, states: ['focused'] });
    await window.waitForControl(ready('Block'));
    await window.tabTo(ready('Cancel'));
    await window.tabTo(ready('Block'), { backwards: true });
    expect(sent()).toBe(0);
    // The window may be gone before the key is up again.
    await window.pressKey('Enter').catch(() => undefined);
    await window.waitForClose();
    await page.bringToFront();
    // Who comes back from the window is where they left the page.
    await expectToSay(page, pressed, `Undo block of ${called}`);
    await page.waitForControl(button(new RegExp(`^${called}, blocked until `)));
    expect([sent(), recordsOf(world, id).length]).toEqual([1, 1]);
    await page.close();
  });

  it('meets at most one stop in each row of a list, and none where the setting takes them out', async () => {
    const { session } = stage();
    const list = await session.openPage(`${site}/contacts`);
    await list.waitForControl({ ...button(/^Block /), nth: 0 });
    // Of two in one row, the second would lie beside the first.
    expect((await stepsDown(list, 20)).filter((below) => !(below > 12))).toEqual([]);

    const options = await session.openExtensionPage('options.html');
    const setting = { role: 'checkbox', name: 'Reach the buttons in lists with the Tab key' };
    await options.tabTo(setting);
    await options.pressKey('Space');
    await options.waitForControl({ ...setting, withoutStates: ['checked'] });
    await options.waitForText('Saved.');
    await options.close();
    await list.reload();
    await list.bringToFront();
    await list.waitForControl({ ...button(/^Block /), nth: 0 });
    await expect(list.tabTo(button(/^Block /), { limit: 40 })).rejects.toThrow('did not reach');
    await list.close();
    // A heading keeps its own.
    const heading = await session.openPage(`${site}/contacts/${CAST.tomas}`);
    await heading.tabTo(button('Block Tomás Herrera'));
    await heading.close();
  });
});
