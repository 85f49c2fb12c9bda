import { setTimeout as sleep } from 'node:timers/promises';
import { sayTime } from '../../../utils/platform/times';
import type { View } from '../../e2e/harness/launch';
import { CAST } from '../acquire/cast';
import type { ConsoleOnTrial } from '../console-on-trial';
import { CHOOSER } from './chooser';
import { checkBlocked, checkLifted, checkNeverSent, type Held } from './held';
import type { TakePicture } from './pictures';
import { checkRows } from './placement';
import { expect } from './problem';
import { type DemoStage, SITE } from './stage';

/** Long enough for a slow machine: the undo window and what the API is asked after it. */
const OUTCOME = { timeoutMs: 30_000 };
/** The undo window, and a second more, in milliseconds. */
const WINDOW_MS = 6_000;
/** A press sooner after another is part of it. */
const NEW_PRESS_MS = 900;

/** One step of the tour. It answers with what was seen, and throws where that is wrong. */
export interface Step {
  readonly title: string;
  readonly run: () => Promise<string>;
}

const WES = 'Wes Calloway';
const PRIYA = 'Priya Raman';

const button = (name: string | RegExp, nth = 0) => ({ role: 'button', name, nth });

/** The button in the heading of the conversation, which shows its words; those in lists show their icon alone. */
const wordy = (name: string | RegExp, text: string | RegExp) => ({ role: 'button', name, text, nth: 0 });

async function checkSaysUntil(page: View, name: string, { until }: Held): Promise<string> {
  const language = await page.page.evaluate(() => navigator.language);
  const time = sayTime(until, Date.now(), language).replace(/\s+/g, ' ');
  const label = `${name}, blocked until ${time}`;
  await page.waitForControl(button(label), OUTCOME);
  await page.waitForNoControl(button(`Block ${name}`), OUTCOME);
  return label;
}

/** Somebody in the inbox with a name that nobody else has and a button in view. */
async function somebodyIn(page: View, { world }: DemoStage): Promise<{ readonly id: number; readonly name: string }> {
  const shown = await page.controls();
  const contacts = [...world.contacts.values()];
  for (const { name: label } of shown.filter(({ role }) => role === 'button')) {
    const [only, ...others] = contacts.filter(({ name }) => label === `Block ${name}`);
    const isCast = only?.name === WES || only?.name === PRIYA;
    if (only?.name && others.length === 0 && !isCast && /^\w+ \w+$/.test(only.name))
      return { id: only.id, name: only.name };
  }
  throw new Error('nobody with a name of their own is in the inbox');
}

/** What the browser or the lab saw that it should not have seen, one sentence each. */
export function browserProblems({ lab, consoles, session }: DemoStage): string[] {
  const refused = lab.internet.refused.map(({ host }) => `Something asked ${host}, which is not the console.`);
  const strays = lab.strays.map(({ url }) => `Something asked ${url}, which is no account of the lab.`);
  const wrong = consoles
    .flatMap(({ requests }) => requests)
    .flatMap(({ refusal }) => (refusal ? [`The API refused a request: ${refusal}.`] : []));
  const thrown = session.messages.filter(({ from, level }) => from !== 'page' && level === 'exception');
  return [...refused, ...strays, ...wrong, ...thrown.map(({ text }) => `Cordon threw an error: ${text}.`)];
}

/** The steps of the tour, in order; each goes on where the one before ended. */
export function stepsOf(stage: DemoStage, takePicture: TakePicture): readonly Step[] {
  const { world, session, consoles } = stage;
  let page: View;
  let wes: Held;

  /** Any other console: one press on a page of its own, and the outcome that its API holds. */
  const blockOneIn = (console_: ConsoleOnTrial): Step => ({
    title: `Block somebody in ${console_.name}.`,
    run: async () => {
      const [person] = console_.people;
      expect(person !== undefined, `Nobody is in ${console_.name}.`);
      page = await session.openPage(console_.pageOf(person));
      await page.press(button(`Block ${person.name}`), OUTCOME);
      await page.waitForControl(button(`Undo block of ${person.name}`));
      await takePicture(page, `${console_.id}-undo-window`);
      const { name: seen } = await page.waitForControl(button(new RegExp(`^${person.name}, blocked `)), OUTCOME);
      expect(console_.isBlocked(person), 'The page says blocked, and the API does not.');
      await takePicture(page, `${console_.id}-blocked`);
      return `The page says: ${seen}. The API says so too.`;
    },
  });

  const blockFromHeading = async (name: string, contactId: number, hours: number, picture: string): Promise<Held> => {
    const pressedAt = Date.now();
    await page.press(wordy(`Block ${name}`, 'Block'));
    await page.waitForControl(wordy(`Undo block of ${name}`, /^Undo/));
    await takePicture(page, `${picture}-undo-window`);
    expect(
      world.records.every((record) => record.contactId !== contactId),
      'The block was sent before its time.',
    );
    await page.waitForControl(button(new RegExp(`^${name}, blocked until `)), OUTCOME);
    return checkBlocked(world, contactId, hours, pressedAt);
  };

  return [
    {
      title: 'Choose a practice console.',
      run: async () => {
        page = await session.openPage(CHOOSER);
        for (const { name } of consoles) await page.waitForControl({ role: 'heading', name });
        await takePicture(page, 'practice-consoles');
        return `There are ${consoles.length}: ${consoles.map(({ name }) => name).join(', ')}.`;
      },
    },
    ...consoles.filter(({ id }) => id !== 'acquire').map(blockOneIn),
    {
      title: 'Open the practice inbox of Acquire.',
      run: async () => {
        page = await session.openPage(`${SITE}/conversations/case/${CAST.wesCase}`);
        await page.waitForControl(wordy(`Block ${WES}`, 'Block'), OUTCOME);
        const rows = await checkRows(page);
        await takePicture(page, 'inbox');
        return `A Block button stands beside each of the ${rows} names in view.`;
      },
    },
    {
      title: `Block ${WES} with one press.`,
      run: async () => {
        wes = await blockFromHeading(WES, CAST.wes, 24, 'block');
        const seen = await checkSaysUntil(page, WES, wes);
        await takePicture(page, 'blocked');
        return `The page says: ${seen}. The API holds the same end.`;
      },
    },
    {
      title: 'Block somebody in the list, and undo it.',
      run: async () => {
        const { id, name } = await somebodyIn(page, stage);
        await page.press(button(`Block ${name}`));
        await page.waitForControl(button(`Undo block of ${name}`));
        await takePicture(page, 'undo-in-the-list');
        await page.press(button(`Undo block of ${name}`), { hoverMs: NEW_PRESS_MS });
        await page.waitForControl(button(`Block ${name}`));
        await sleep(WINDOW_MS);
        await page.waitForControl(button(`Block ${name}`));
        checkNeverSent(world, id);
        await takePicture(page, 'undone');
        return `The block of ${name} was undone, and nothing was sent.`;
      },
    },
    {
      title: 'Choose 7 days in the popup.',
      run: async () => {
        const popup = await session.openPopup();
        await popup.press({ role: 'radio', name: '7 days' }, OUTCOME);
        await popup.waitForControl({ role: 'radio', name: '7 days', states: ['checked'] });
        await takePicture(popup, 'popup-7-days');
        await popup.close();
        return 'The popup shows 7 days as chosen.';
      },
    },
    {
      title: `Block ${PRIYA} for these 7 days.`,
      run: async () => {
        page = await session.openPage(`${SITE}/conversations/case/${CAST.priyaCase}`);
        const idle = await page.waitForControl(wordy(`Block ${PRIYA}`, 'Block'), OUTCOME);
        expect(idle.description === 'for 7 days', `The button says "${idle.description}", not "for 7 days".`);
        const held = await blockFromHeading(PRIYA, CAST.priya, 168, 'block-7-days');
        const seen = await checkSaysUntil(page, PRIYA, held);
        await takePicture(page, 'blocked-7-days');
        return `The page says: ${seen}. The API holds the same end.`;
      },
    },
    {
      title: `Lift the block of ${WES} in the popup.`,
      run: async () => {
        const popup = await session.openPopup();
        await popup.waitForControl(button(`Lift block of ${PRIYA}`), OUTCOME);
        await takePicture(popup, 'popup-recent-blocks');
        await popup.press(button(`Lift block of ${WES}`));
        await popup.waitForControl(button(`Undo lift of ${WES}`));
        await takePicture(popup, 'popup-lift-undo-window');
        await popup.waitForControl({ role: 'listitem', name: WES, text: /Lifted/ }, OUTCOME);
        await takePicture(popup, 'popup-lifted');
        await popup.close();
        checkLifted(world, CAST.wes, wes.recordId);
        page = await session.openPage(`${SITE}/conversations/case/${CAST.wesCase}`);
        await page.waitForControl(wordy(`Block ${WES}`, 'Block'), OUTCOME);
        await takePicture(page, 'lifted');
        return `The API holds no block of ${WES}, and the page offers Block again.`;
      },
    },
  ];
}
