import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import arabic from '../../public/_locales/ar/messages.json';
import { keysOf } from '../lab/acquire/keys';
import { type Lab, startLab } from '../lab/lab';
import { type Leaks, watchForLeaks } from './canary/leaks';
import { launchBrowser, type Session } from './harness/launch';
import { buildOf } from './steps/stage';

// Chromium speaks a language only where the machine has a file for it; Firefox lets its extensions speak any.
describe('in an Arabic Firefox', () => {
  let lab: Lab;
  let session: Session;
  let leaks: Leaks;

  beforeAll(async () => {
    lab = await startLab({ accounts: ['demo'] });
    leaks = watchForLeaks(lab);
    session = await launchBrowser({
      browser: 'firefox',
      extensionDir: buildOf('firefox'),
      proxyPort: lab.proxyPort,
      locale: 'ar',
      whenClosed: leaks.whenClosed,
    });
  });
  afterAll(async () => {
    const leaked = session && (await leaks.findIn(session));
    await session?.close();
    await lab?.close();
    expect(leaked, 'keys and names where none may be').toEqual([]);
    expect(leaks.onDisk, 'keys in the profile').toEqual([]);
  });

  it('the pages of Cordon speak Arabic, from right to left', async () => {
    const options = await session.openExtensionPage('options.html#connect');
    await options.waitForControl({ role: 'heading', name: arabic.popup_add_connection.message });
    const { lang, dir, start } = await options.page.evaluate(() => {
      const { lang, dir } = document.documentElement;
      return { lang, dir, start: getComputedStyle(document.body).direction };
    });
    expect({ lang, dir, start }).toEqual({ lang: 'ar', dir: 'rtl', start: 'rtl' });
    await session.answerPrompts('agree');
    await options.fill({ role: 'textbox', name: arabic.popup_account.message }, 'demo');
    await options.fill({ role: 'textbox', name: arabic.popup_key.message }, keysOf('demo').full);
    await options.press({ role: 'button', name: arabic.popup_save_and_test.message });
    await options.waitForControl({ role: 'button', name: arabic.popup_test.message, description: 'demo' });
  });

  it('the buttons in the page do too, whatever the page speaks', async () => {
    const inbox = await session.openPage('https://demo.acquire.io/conversations');
    const block = /^حظر (.+)$/;
    const { name } = await inbox.waitForControl({ role: 'button', name: block, nth: 0 });
    await inbox.press({ role: 'button', name, nth: 0 }, { modifiers: ['Shift'] });
    await inbox.waitForControl({ role: 'menuitem', name: arabic.end_8h.message });
    expect(await inbox.page.evaluate(() => document.documentElement.dir)).not.toBe('rtl');
  });

  it('the popup counts in the words of Arabic', async () => {
    const popup = await session.openPopup();
    await popup.waitForText(/في هذه الصفحة: (?:\d+ (?:أسماء|اسمًا|اسم)|اسم واحد|اسمان)، /);
  });
});
