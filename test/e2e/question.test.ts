import { describe, expect, it } from 'vitest';
import { CAST } from '../lab/acquire/cast';
import { addContactRecord } from '../lab/acquire/changes';
import { DAVID } from '../lab/acquire/keys';
import type { View } from './harness/launch';
import { waitUntil } from './harness/wait';
import { callDifferently, ready, windowAbout as windowOf, windowUrl } from './steps/cordon-window';
import { blockRequests, browsers, connect, eventually, recordsOf, useSomeone, useStage } from './steps/stage';

const day = 86_400_000;

describe.each(browsers)('the Cordon window in %s', (browser) => {
  const stage = useStage(browser);
  const someone = useSomeone(stage);
  let asked = 0;

  /** Somebody of whom no other test knows, on a page of their own that calls them something else than the console's API does. */
  async function someoneMiscalled() {
    const person = await someone();
    asked += 1;
    const called = `Caller Number ${asked}`;
    await callDifferently(person.page, called);
    return { ...person, called, press: () => person.page.press({ role: 'button', name: `Block ${called}` }) };
  }

  /** Marks the window's document when it is called for a question. Its own listener is older, so it has heard by then. */
  async function noteCalls(window: View): Promise<void> {
    await window.page.evaluate(() => {
      interface Runtime {
        readonly onMessage: { addListener(heard: (message: { readonly type?: string }) => void): void };
      }
      const { browser, chrome } = globalThis as unknown as Record<
        'browser' | 'chrome',
        { runtime: Runtime } | undefined
      >;
      (browser ?? chrome)?.runtime.onMessage.addListener(({ type }) => {
        if (type === 'question') document.documentElement.dataset.called = '';
      });
    });
  }

  const windowAbout = (name: string) => windowOf(stage().session, name);

  it('connects', async () => {
    await connect(stage());
    expect(stage().world.requests.length).toBeGreaterThan(0);
  });

  it('opens where the names differ, with both, e-mail and id, and has the keyboard at its heading', async () => {
    const { id, name, called, page, press, sent } = await someoneMiscalled();
    await press();
    const window = await windowAbout(called);
    await window.waitForText(`On the page ${called}`);
    await window.waitForText(new RegExp(`On the console ${name} \\S+@\\S+ · #${id}`));
    await window.waitForControl({ role: 'heading', name: `Cordon: a question about ${called}`, states: ['focused'] });
    // It would stay in the browser's history.
    expect(await window.page.evaluate(() => document.title)).toBe('Cordon: a question');
    await window.press(ready('Cancel'));
    await window.waitForClose();
    await page.bringToFront();
    await page.waitForControl({ role: 'button', name: `Block ${called}` });
    // Longer than any window for Undo.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(sent()).toBe(0);
  });

  it('blocks exactly that contact on Block, and closes by itself', async () => {
    const { world } = stage();
    const { id, called, page, press } = await someoneMiscalled();
    const before = blockRequests(world).length;
    await press();
    const window = await windowAbout(called);
    await window.press(ready('Block'));
    await window.waitForClose();
    await page.bringToFront();
    await page.waitForControl({ role: 'button', name: /, blocked until / }, { timeoutMs: 30_000 });
    const made = blockRequests(world).slice(before);
    expect(made.map(({ body }) => (body as { data: number[] }).data)).toEqual([[id]]);
    expect(recordsOf(world, id)).toHaveLength(1);
  });

  it('closed, leaves the question under Needs you, stays closed, and comes back to who presses on the button', async () => {
    const { session } = stage();
    const { called, page, press, sent } = await someoneMiscalled();
    await press();
    const window = await windowAbout(called);
    await window.close();
    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForText('Needs you (1)');
    await popup.close();
    await session.killBackground();
    // Wakes the background again, over the question that it left.
    await (await session.openExtensionPage('options.html')).close();
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect([await session.countViews(windowUrl), sent()]).toEqual([0, 0]);
    await page.press({ role: 'button', name: new RegExp(`^Block of ${called} needs you: `) });
    const again = await windowAbout(called);
    // The window is gone before the key is up again.
    await again.pressKey('Escape').catch(() => undefined);
    await again.waitForClose();
    await page.press({ role: 'button', name: new RegExp(`^Block of ${called} needs you: `) });
    await (await windowAbout(called)).press(ready('Cancel'));
    await page.bringToFront();
    await page.waitForControl({ role: 'button', name: `Block ${called}` });
    expect(sent()).toBe(0);
  });

  it('is one for several questions, which come one after the other', async () => {
    const { session } = stage();
    const first = await someoneMiscalled();
    const second = await someoneMiscalled();
    await first.page.bringToFront();
    await first.press();
    const window = await windowAbout(first.called);
    await noteCalls(window);
    await second.page.bringToFront();
    await second.press();
    await window.waitForText('1 of 2');
    // Called, it gives time to read before it takes an answer.
    await waitUntil(
      () => window.page.evaluate(() => 'called' in document.documentElement.dataset),
      () => 'the window was not called',
      15_000,
    );
    await window.waitForControl({ role: 'heading', name: `Cordon: a question about ${first.called}` });
    expect(await session.countViews(windowUrl)).toBe(1);
    await window.press(ready('Cancel'));
    await window.waitForControl({ role: 'heading', name: `Cordon: a question about ${second.called}` });
    await window.waitForText('2 of 2');
    await window.press(ready('Cancel'));
    await window.waitForClose();
    expect([first.sent(), second.sent()]).toEqual([0, 0]);
  });

  it('says who blocks the contact already, and adds nothing that ends sooner', async () => {
    const { world } = stage();
    const { id, name, page, block } = await someone();
    addContactRecord(world, id, new Date(Date.now() + 9 * day).toISOString(), DAVID);
    await page.press(block);
    const window = await windowAbout(name);
    await window.waitForText('David Guetta');
    expect((await window.controls()).filter((control) => control.name.startsWith('Keep at least'))).toEqual([]);
    await window.press(ready('OK'));
    await window.waitForClose();
    expect(recordsOf(world, id)).toHaveLength(1);
  });

  it('blocks who was chosen among several, and nobody else', async () => {
    const { session, world } = stage();
    const [first, chosen] = CAST.alexes;
    // No page of this console gives a reference that several contacts share: the question is put where a press would leave it.
    const id = await storeQuestion(session, CAST.alexes.slice(0, 2));
    const window = await session.openExtensionPage(`question.html#${id}`);
    await window.waitForControl({ role: 'heading', name: 'Cordon: a question about Alex Morgan' });
    await window.press({ ...ready('Block Alex Morgan'), description: new RegExp(`#${chosen}$`) });
    await window.waitForClose();
    await eventually(
      () => recordsOf(world, chosen).length,
      (count) => count === 1,
    );
    expect(recordsOf(world, first)).toEqual([]);
  });
});

/** Stores a question about which of these contacts is meant. Gives the id of its block. */
async function storeQuestion(
  session: ReturnType<ReturnType<typeof useStage>>['session'],
  contactIds: readonly number[],
): Promise<string> {
  const id = crypto.randomUUID();
  const now = Date.now();
  const contacts = contactIds.map((contactId) => ({ id: String(contactId), name: 'Alex Morgan' }));
  const block = {
    schema: 2,
    id,
    connectionId: 'acquire:demo',
    rev: 1,
    reference: { kind: 'words', words: 'Alex Morgan' },
    aliases: [],
    pageName: 'Alex Morgan',
    confirmed: false,
    wish: { kind: 'blocked', until: now + day, forGood: false },
    state: { kind: 'needs-you', error: { code: 'several-contacts' }, contacts },
    sent: false,
    pressedAt: now,
    fromPage: true,
    ours: [],
    othersToo: false,
    automatic: false,
    turned: false,
  };
  const page = await session.openExtensionPage('manifest.json');
  await page.page.evaluate(
    (value) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('cordon');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const put = opening.result.transaction('blocks', 'readwrite').objectStore('blocks').put(value, value.id);
          put.onerror = () => reject(put.error);
          put.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    block,
  );
  await page.close();
  return id;
}
