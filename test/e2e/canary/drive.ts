import type { View } from '../harness/launch';
import { connect, recordsOf, type Stage, whileHeld } from '../steps/stage';

const site = 'https://demo.acquire.io';
const blockPath = '/api/v1/crm/block-visitor';

/** Somebody on the console who is called like nobody else on earth. */
export interface Canary {
  readonly id: number;
  readonly name: string;
  /** What a page calls the same contact, so that Cordon asks. */
  readonly otherName: string;
}

/** The views that are still open after the run, by what they are. */
export type Views = Readonly<Record<string, View>>;

const button = (name: string | RegExp) => ({ role: 'button', name });
const soon = { timeoutMs: 30_000 };

/** What a person does in a day, with this key and this contact: connect, undo, block, lift, a key that fails, a background that is started anew, a question. */
export async function liveThrough(stage: Stage, { id, name, otherName }: Canary, key: string): Promise<Views> {
  const { session, world } = stage;
  await connect(stage, key);

  const page = await session.openPage(`${site}/contacts/${id}`);
  await whileHeld(world, async () => {
    await page.press(button(`Block ${name}`));
    await page.press(button(`Undo block of ${name}`), { hoverMs: 900 });
  });
  await page.press(button(`Block ${name}`), { hoverMs: 900 });
  await page.press(button(new RegExp(`^${name}, blocked until `)), soon);
  await page.press({ role: 'menuitem', name: 'Lift the block' });
  await page.waitForControl(button(`Block ${name}`), soon);

  world.switches.faults.push({ method: 'POST', path: blockPath, times: 1_000, kind: { status: 401 } });
  await page.press(button(`Block ${name}`), { hoverMs: 900 });
  await page.waitForControl(button(new RegExp(`^Block of ${name} is waiting: `)), soon);
  const options = await session.openExtensionPage('options.html');
  for (const one of world.keys) one.disabled = true;
  await options.press(button('Test'));
  await options.waitForText('The console refused the API key');
  for (const one of world.keys) one.disabled = false;
  world.switches.faults.length = 0;
  await options.press(button('Test'));
  await options.waitForText(/Works\./);
  await page.bringToFront();
  await page.press(button(new RegExp(`^${name}, blocked until `)), { timeoutMs: 60_000 });
  await page.press({ role: 'menuitem', name: 'Lift the block' });
  await page.waitForControl(button(`Block ${name}`), soon);
  if (recordsOf(world, id).length > 0) throw new Error('the block was not lifted');

  await session.killBackground();
  await page.page.evaluate(keepName, otherName);
  await page.press(button(`Block ${otherName}`), { hoverMs: 900 });
  const question = await session.waitForView(/\/question\.html/);
  await question.waitForText(name);
  const popup = await session.openExtensionPage('popup.html');
  await popup.waitForText(name);
  return { 'the console’s page': page, 'the options': options, 'the Cordon window': question, 'the popup': popup };
}

/** Has the page call its contact this, whatever the console draws. Runs in the page. */
export function keepName(called: string): void {
  const keep = () => {
    const heading = document.querySelector('main h1, main h2');
    const text = heading && document.createTreeWalker(heading, NodeFilter.SHOW_TEXT).nextNode();
    if (text && text.textContent !== called) text.textContent = called;
  };
  new MutationObserver(keep).observe(document.body, { subtree: true, childList: true, characterData: true });
  keep();
}
