import { expect } from 'vitest';
import type { Box, Session, View } from '../harness/launch';
import { waitUntil } from '../harness/wait';

/** Somebody of the lab's cast. */
export interface Person {
  readonly id: number;
  readonly name: string;
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Longer than any time that Cordon wants a button to have stood still and been seen before it is pressed. */
export const settled = 700;

/** What came of a press: a waiting block, a question, a word to press again, or nothing at all. */
export type Outcome = 'blocks' | 'asks' | 'again' | 'nothing';

const idle = (name: string) => ({ role: 'button', name: `Block ${name}` }) as const;

/**
 * Shows a list of one contact in a page of the console, in the place of the console's own: a page as hostile or honest as its rows
 * make it.
 */
export async function showRow(view: View, { id, name }: Person): Promise<void> {
  await view.page.evaluate(
    (contactId, contactName) => {
      document.documentElement.removeAttribute('style');
      document.adoptedStyleSheets = [];
      const body = document.createElement('body');
      body.style.cssText = 'margin: 0; padding: 60px 40px; font: 14px sans-serif; background: #fff';
      const list = document.createElement('ul');
      list.style.cssText = 'list-style: none; margin: 0; padding: 0; width: 600px';
      const row = document.createElement('li');
      row.id = 'row';
      row.style.cssText = 'position: relative; padding: 12px';
      const words = document.createElement('b');
      words.title = `#${contactId}`;
      words.textContent = contactName;
      const text = document.createElement('p');
      text.textContent = 'Where is my parcel?';
      row.append(words, text);
      list.append(row);
      body.append(list);
      document.body.replaceWith(body);
    },
    id,
    name,
  );
  await view.bringToFront();
  // From there to the button is no way over the button.
  await view.page.mouse.move(5, 5);
  await view.waitForControl(idle(name));
}

/** Where the button of somebody who is not blocked is. */
export async function boxOfButton(view: View, name: string): Promise<Box> {
  // A row that was just drawn anew may take its place only in the next frame.
  return waitUntil(
    async () => view.boxOf(await view.waitForControl(idle(name))),
    () => 'the button has no box',
    5_000,
  );
}

/** What the page shows of a press that was just made. */
export async function outcomeOf(view: View, name: string, timeoutMs = 6_000): Promise<Outcome> {
  const end = Date.now() + timeoutMs;
  do {
    const names = (await view.controls()).filter(({ role }) => role === 'button').map((control) => control.name);
    if (names.includes(`Undo block of ${name}`)) return 'blocks';
    if (names.some((label) => label.startsWith(`Block of ${name} needs you`))) return 'asks';
    if (names.some((label) => label.startsWith(`${name} was not blocked`))) return 'again';
    await pause(50);
  } while (Date.now() < end);
  return 'nothing';
}

/** Takes back what a press made: Undo in the page, or Cancel in the Cordon window, which must have opened. */
export async function takeBack(session: Session, view: View, name: string, outcome: Outcome): Promise<void> {
  if (outcome === 'blocks') {
    await view.press({ role: 'button', name: `Undo block of ${name}` }, { hoverMs: 900 });
  } else if (outcome === 'asks') {
    const asked = await session.waitForView(/question\.html/);
    await asked.waitForText(name);
    await asked.waitForControl({ role: 'button', name: 'Block' });
    // Nobody answers what they had no time to read.
    await asked.press({ role: 'button', name: 'Cancel', withoutStates: ['disabled'] }, { hoverMs: 800 });
    await asked.waitForClose();
  } else return;
  await view.bringToFront();
  expect((await view.waitForControl(idle(name))).name).toBe(`Block ${name}`);
}
