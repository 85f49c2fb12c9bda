import { describe, expect, it } from 'vitest';
import type { SiteHandler } from '../lab/sites';
import type { View } from './harness/launch';
import { clobberedBody, clobberedNames } from './steps/clobbered';
import { blockRequests, browsers, connect, eventually, ordinaryContacts, useStage, whileHeld } from './steps/stage';

const site = 'https://demo.acquire.io';
/** A page of somebody else that looks like the console's. */
const strangers = 'stranger.example';
const strangersPage: SiteHandler = (_, res) => {
  res.writeHead(200, { 'content-type': 'text/html' });
  res.end('<!doctype html><ul><li><b title="#41">Framed Stranger</b><p>Hi</p></li></ul>');
};

/** Puts a page of its own in the place of the console's: the document, and what runs in it, stay. */
async function showBody(view: View, html: string): Promise<void> {
  await view.page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(`<!doctype html><title>Inbox</title>${source}`, 'text/html');
    // By the prototypes: these pages have elements that are called like the document's own properties.
    const rootOf = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement')?.get;
    const root = Document.prototype.adoptNode.call(document, rootOf?.call(parsed));
    Node.prototype.replaceChild.call(document, root, rootOf?.call(document));
  }, html);
}

/** The page as it stands, read so that no name in it can take a method's place. */
function markupOf(view: View): Promise<string> {
  return view.page.evaluate(() => {
    const root = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement')?.get?.call(document);
    return new XMLSerializer().serializeToString(root);
  });
}

describe.each(browsers)('hostile pages in %s', (browser) => {
  const stage = useStage(browser, { sites: { [strangers]: strangersPage } });
  const people = () => ordinaryContacts(stage().world);
  const person = (index: number) => people()[index] ?? { id: 0, name: '' };

  /** The button works, or is absent. What the extension threw is counted at the end of all tests. */
  async function worksOrIsAbsent(view: View, who: { readonly id: number; readonly name: string }): Promise<boolean> {
    const { world } = stage();
    const button = { role: 'button', name: `Block ${who.name}` } as const;
    await view.bringToFront();
    const there = await view.waitForControl(button, { timeoutMs: 10_000 }).catch(() => undefined);
    if (!there) return false;
    await view.press(button);
    await eventually(
      () => blockRequests(world).flatMap(({ body }) => (body as { data: number[] }).data),
      (ids) => ids.includes(who.id),
    );
    return true;
  }

  it('T10 that took the place of all that is read, before the script came, get a button that works, or none', async () => {
    expect(clobberedNames).toBeGreaterThanOrEqual(60);
    const { session } = stage();
    const view = await session.openPage(`${site}/conversations`);
    await view.waitForControl({ role: 'navigation', name: 'Main' });
    await showBody(view, clobberedBody(person(0)));
    await connect(stage());
    // In Chromium an element that is called `chrome` hides the API from a script that comes later: then nothing is shown.
    expect(await worksOrIsAbsent(view, person(0))).toBe(browser === 'firefox');
    await view.close();
  });

  it('T10 that do so while the script runs leave a button that works', async () => {
    const { session } = stage();
    const view = await session.openPage(`${site}/conversations`);
    await view.waitForControl({ role: 'button', name: /^Block /, nth: 0 });
    await showBody(view, clobberedBody(person(1)));
    expect(await worksOrIsAbsent(view, person(1))).toBe(true);
    await view.close();
  });

  it('T12 find nothing but elements without a name beside contacts, and nothing at all once Cordon has left', async () => {
    const { session } = stage();
    await session.revokeHosts([`${site}/*`]);
    const view = await session.openPage(`${site}/conversations`);
    await view.waitForControl({ role: 'navigation', name: 'Main' });
    const rows = [2, 3, 4].map(
      (index) => `<li><b title="#${person(index).id}">${person(index).name}</b><p>Hi</p></li>`,
    );
    await showBody(view, `<main><ul>${rows.join('')}</ul></main>`);
    const names = () => view.page.evaluate(() => Object.getOwnPropertyNames(window).sort());
    const [markup, before] = [await markupOf(view), await names()];
    await session.grantHosts([`${site}/*`]);
    await view.bringToFront();
    await view.waitForControl({ role: 'button', name: `Block ${person(4).name}` });
    const marked = await markupOf(view);
    expect(marked).not.toBe(markup);
    expect(marked.replaceAll(/<span( xmlns="[^"]*")?(\/>|><\/span>)/g, '')).toBe(markup);
    expect(marked.match(/<span/g)).toHaveLength(3);
    expect(await names()).toEqual(before);
    expect(await view.page.evaluate(() => document.adoptedStyleSheets.length + document.styleSheets.length)).toBe(0);

    // A press leaves no trace either, but for what the page did itself.
    await view.page.evaluate(() => {
      const seen: string[] = [];
      const note = (records: readonly MutationRecord[]) => seen.push(...records.map(({ type }) => type));
      const options = { subtree: true, childList: true, attributes: true, characterData: true };
      new MutationObserver(note).observe(document, options);
      Object.assign(window, { seen });
    });
    await whileHeld(stage().world, async () => {
      await view.press({ role: 'button', name: `Block ${person(2).name}` });
      await view.press({ role: 'button', name: `Undo block of ${person(2).name}` }, { hoverMs: 900 });
      await view.waitForControl({ role: 'button', name: `Block ${person(2).name}` });
    });
    expect(await view.page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);

    await session.revokeHosts([`${site}/*`]);
    await view.bringToFront();
    await view.waitForNoControl({ role: 'button', name: /^Block / });
    expect(await markupOf(view)).toBe(markup);
    await session.grantHosts([`${site}/*`]);
    await view.close();
  });

  it('T12 cannot ask the extension for any of its files', async () => {
    const { session } = stage();
    const view = await session.openPage(`https://${strangers}/`);
    const files = ['manifest.json', 'inbox.js', 'seen.js', 'popup.html', 'icon/32.png', '_locales/en/messages.json'];
    const answers = await view.page.evaluate(
      (addresses) =>
        Promise.all(
          addresses.map(
            (address) =>
              new Promise<string>((resolve) => {
                const picture = document.createElement('img');
                picture.onload = () => resolve('came');
                picture.onerror = () => resolve('nothing');
                picture.src = address;
                fetch(address).then(
                  () => resolve('came'),
                  () => {},
                );
              }),
          ),
        ),
      files.map((file) => `${session.origin}/${file}`),
    );
    expect(new Set(answers)).toEqual(new Set(['nothing']));
    await view.close();
  });

  // The console's policy lets no other site into a frame, and only one driver can set it aside.
  it.runIf(browser === 'chromium')('R29 that frame a page of another site give its names no buttons', async () => {
    const { session } = stage();
    const view = await session.openPage(`${site}/contacts/${person(5).id}`);
    await view.page.setBypassCSP(true);
    await view.reload();
    await view.waitForControl({ role: 'button', name: `Block ${person(5).name}` });
    await view.page.evaluate((host) => {
      const frame = document.createElement('iframe');
      frame.src = `https://${host}/`;
      document.body.append(frame);
    }, strangers);
    await view.waitForText('Framed Stranger');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const controls = await view.controls();
    expect(controls.filter(({ role, name }) => role === 'button' && name.includes('Stranger'))).toEqual([]);
    await view.close();
  });
});
