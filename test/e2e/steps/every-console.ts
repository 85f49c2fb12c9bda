import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsoleOnTrial, Trialist } from '../../lab/console-on-trial';
import { type Lab, labConsoleOf, startLab } from '../../lab/lab';
import { labConsoles } from '../../lab/lab-consoles';
import { type Leaks, watchForLeaks } from '../canary/leaks';
import { type BrowserName, launchBrowser, type Session, type View } from '../harness/launch';
import { chooseSoon, fillForm } from './on-trial';
import { buildOf, eventually } from './stage';

const consoleIds = labConsoles.map(({ createLabConsole }) => createLabConsole({}, []).id);
/** The tests of every console in one browser, written once over what a console is (`ConsoleOnTrial`). */
export function tryEveryConsole(browser: BrowserName): void {
  describe.each(consoleIds)(`%s in ${browser}`, (id) => tryConsole(browser, id));
}

/** The headings with this name of which a part is not seen. */
function headingsCutOff(view: View, { name }: Trialist): Promise<readonly string[]> {
  return view.page.evaluate(
    (text) =>
      [...document.querySelectorAll<HTMLElement>('h1, h2, h3')]
        .filter((heading) => heading.textContent.trim().startsWith(text) && heading.clientWidth > 0)
        .filter((heading) => heading.scrollWidth > heading.clientWidth)
        .map((heading) => `${heading.tagName} ${heading.clientWidth} of ${heading.scrollWidth}`),
    name,
  );
}

function tryConsole(browser: BrowserName, id: string): void {
  let lab: Lab;
  let session: Session;
  let console_: ConsoleOnTrial;
  let leaks: Leaks;
  let taken = 0;
  /** Whose block comes to its end while the other tests run, and when. */
  let ending: { readonly person: Trialist; readonly at: number } | undefined;

  beforeAll(async () => {
    lab = await startLab();
    leaks = watchForLeaks(lab);
    const { whenClosed } = leaks;
    session = await launchBrowser({ browser, extensionDir: buildOf(browser), proxyPort: lab.proxyPort, whenClosed });
    console_ = labConsoleOf(lab, id).onTrial();
  });

  afterAll(async () => {
    const problems = session.messages.filter(({ from, level }) => from !== 'page' && level === 'exception');
    const leaked = await leaks.findIn(session);
    await session.close();
    await lab.close();
    expect(leaked, 'keys and names where none may be').toEqual([]);
    expect(leaks.onDisk, 'keys in the profile').toEqual([]);
    expect(lab.internet.refused, 'requests to hosts that are no site of the lab').toEqual([]);
    expect(lab.strays).toEqual([]);
    expect(lab.evil.requests).toEqual([]);
    expect(problems, 'what the extension threw').toEqual([]);
    // What Cordon itself asked was never wrong: the simulators refuse what the documents do not have.
    const refusals = console_.requests.filter(({ refusal, status }) => refusal && status === 400);
    expect(refusals).toEqual([]);
  });

  function someone(): Trialist {
    const person = console_.people[taken];
    taken += 1;
    if (!person) throw new Error('the cast is used up');
    return person;
  }

  const button = (name: string | RegExp) => ({ role: 'button', name });
  const blocked = ({ name }: Trialist) => button(new RegExp(`^${name}, blocked (?:until|for good)`));
  const sent = (person: Trialist) => console_.requests.filter((request) => console_.isBlockOf(request, person)).length;
  const windowOver = { timeoutMs: 30_000 };

  /** Rests on the name first: a grid's own buttons may be drawn as late as the row is. */
  async function press(page: View, person: Trialist): Promise<void> {
    await page.press({ ...button(`Block ${person.name}`), nth: 0 });
  }

  it('says of a key that does not work what is wrong with it', async () => {
    await session.answerPrompts('agree');
    for (const { key, says } of console_.badKeys) {
      const form = await session.openExtensionPage('options.html#connect');
      await fillForm(form, console_, key);
      await form.waitForText(says);
      await form.close();
      const options = await session.openExtensionPage('options.html');
      await options.press(button('Remove'));
      await options.press(button('Remove'));
      await options.waitForControl(button('Add a connection'));
      await options.close();
    }
  });

  it('connects by reads alone', async () => {
    const form = await session.openExtensionPage('options.html#connect');
    await fillForm(form, console_);
    await form.waitForControl(button('Test'));
    expect(
      console_.requests.filter((request) => console_.people.some((one) => console_.isBlockOf(request, one))),
    ).toEqual([]);
    await form.close();
  });

  it('undoes a block in its window, and then nothing was sent', async () => {
    const person = someone();
    const page = await session.openPage(console_.pageOf(person));
    await press(page, person);
    await page.press({ ...button(`Undo block of ${person.name}`), nth: 0 }, { hoverMs: 900 });
    await page.waitForControl({ ...button(`Block ${person.name}`), nth: 0 });
    await new Promise((resolve) => setTimeout(resolve, console_.undoWindow.first + 2_000));
    expect(sent(person)).toBe(0);
    expect(console_.isBlocked(person)).toBe(false);
    await page.close();
  });

  it('blocks until a time that is soon', async () => {
    const person = someone();
    const at = await chooseSoon(session);
    const page = await session.openPage(console_.pageOf(person));
    await press(page, person);
    await page.waitForControl({ ...blocked(person), nth: 0 }, windowOver);
    expect(console_.isBlocked(person)).toBe(true);
    ending = { person, at };
    await page.close();
  });

  it('blocks with one press and one request', async () => {
    const person = someone();
    const page = await session.openPage(console_.pageOf(person));
    await press(page, person);
    await page.waitForControl({ ...blocked(person), nth: 0 }, windowOver);
    expect(console_.isBlocked(person)).toBe(true);
    expect(sent(person)).toBe(1);
    // However long the words on the button are, the name beside it can still be read.
    expect(await headingsCutOff(page, person)).toEqual([]);
    await page.close();
  });

  it('lifts a block from the page', async () => {
    const person = someone();
    const page = await session.openPage(console_.pageOf(person));
    await press(page, person);
    await page.press({ ...blocked(person), nth: 0 }, windowOver);
    await page.press({ role: 'menuitem', name: 'Lift the block' });
    await eventually(
      () => console_.isBlocked(person),
      (is) => !is,
      30_000,
    );
    await page.waitForControl({
      ...button(new RegExp(`${person.name}, not blocked any more|^Block ${person.name}$`)),
      nth: 0,
    });
    await page.close();
  });

  it('finds out who takes part in a conversation, or draws no button there', async () => {
    const person = someone();
    const address = console_.conversationPageOf(person);
    if (address === undefined) {
      const page = await session.openPage(console_.pageOf(person));
      await page.waitForControl({ ...button(`Block ${person.name}`), nth: 0 });
      await page.close();
      const { address: quiet, shows } = console_.conversationWithoutButton ?? {};
      if (quiet === undefined || shows === undefined) throw new Error('the trial tells no conversation');
      const conversation = await session.openPage(quiet);
      await conversation.waitForText(shows);
      // Longer than a button takes to come.
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      await conversation.waitForNoControl({ ...button(/^Block |, blocked /), nth: 0 });
      await conversation.close();
      return;
    }
    const page = await session.openPage(address);
    await press(page, person);
    await page.waitForControl({ ...blocked(person), nth: 0 }, windowOver);
    expect(console_.isBlocked(person)).toBe(true);
    expect(sent(person)).toBe(1);
    await page.close();
  });

  it('asks, and sends nothing, where the name on the page is not the name in the console', async () => {
    const nameInConsole = 'Somebody Quite Different';
    const page = await session.openPage(console_.listPage);
    await page.waitForControl({ ...button(/^Block /), nth: 2 });
    const shown = new Set((await page.controls()).map(({ name }) => name));
    const person = console_.people.findLast(({ name }) => shown.has(`Block ${name}`));
    if (!person) throw new Error('the list shows nobody of the cast');
    // What the background remembers of contacts for a short while goes with it.
    await session.killBackground();
    console_.rename(person, nameInConsole);
    await press(page, person);
    await page.waitForControl({ ...button(new RegExp(`^Block of ${person.name} needs you: `)), nth: 0 }, windowOver);
    await new Promise((resolve) => setTimeout(resolve, console_.undoWindow.usual + 2_000));
    expect(sent(person)).toBe(0);
    expect(console_.isBlocked(person)).toBe(false);
    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForText(nameInConsole);
    await popup.press(button('Cancel'));
    await page.waitForControl({ ...button(`Block ${person.name}`), nth: 0 });
    await popup.close();
    await page.close();
  });

  it('says what each fault is at the button and in the popup, and shows nobody as blocked', async () => {
    for (const { what, kind, waitsFor, asks, says } of console_.faults) {
      const person = someone();
      const page = await session.openPage(console_.pageOf(person));
      await press(page, person);
      console_.fail(kind, 1_000);
      // Of this person: a page may still show what became of others.
      const theirs = new RegExp(`${person.name} ${says.source}`);
      const found = await page.waitForControl({ ...button(theirs), nth: 0 }, windowOver);
      expect(found.name, what).toContain(person.name);
      expect(console_.isBlocked(person), what).toBe(false);
      const popup = await session.openExtensionPage('popup.html');
      await popup.waitForText(found.name.slice(found.name.indexOf(': ') + 2));
      expect(await popup.text(), what).not.toMatch(new RegExp(`${person.name}[^.]{0,40}Blocked until`));
      if (asks) {
        const needsYou = { role: 'region', name: /^Needs you/ };
        await popup.press({ ...button('OK'), within: { role: 'listitem', name: person.name, within: needsYou } });
      }
      await popup.close();
      console_.heal();
      if (waitsFor === 'key-test') {
        const options = await session.openExtensionPage('options.html');
        await options.press(button('Test'));
        await options.waitForText(/Works\./);
        await options.close();
      }
      if (asks) await page.waitForControl({ ...button(`Block ${person.name}`), nth: 0 });
      if (waitsFor) {
        await page.waitForControl({ ...blocked(person), nth: 0 }, { timeoutMs: 60_000 });
        expect(console_.isBlocked(person), what).toBe(true);
      }
      await page.close();
    }
  }, 480_000);

  it('ends the block when its time is over', async () => {
    if (!ending) throw new Error('no block was made to end');
    const { person, at } = ending;
    await eventually(
      () => console_.isBlocked(person),
      (is) => !is,
      Math.max(0, at - Date.now()) + 90_000,
    );
    expect(Date.now()).toBeGreaterThanOrEqual(at);
    const page = await session.openPage(console_.pageOf(person));
    await page.waitForControl({
      ...button(new RegExp(`^Block ${person.name}$|^${person.name}, not blocked any more$`)),
      nth: 0,
    });
    await page.close();
  }, 240_000);
}
