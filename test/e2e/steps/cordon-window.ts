import type { ControlQuery, Session, View } from '../harness/launch';

/** The address of the Cordon window. */
export const windowUrl = /\/question\.html/;

/** An answer that is taken: the question has stood long enough to be read. */
export const ready = (name: string | RegExp): ControlQuery => ({ role: 'button', name, withoutStates: ['disabled'] });

/** The Cordon window, once it asks about this person. */
export async function windowAbout(session: Session, name: string): Promise<View> {
  const window = await session.waitForView(windowUrl, { timeoutMs: 30_000 });
  await window.waitForControl({ role: 'heading', name: `Cordon: a question about ${name}` });
  return window;
}

/** Has a contact's own page call them something else than the console's API does, so that a press there asks. */
export async function callDifferently(page: View, called: string): Promise<void> {
  await page.page.evaluate(keepName, called);
  await page.waitForControl({ role: 'button', name: `Block ${called}` });
}

/** Has the page call its contact this, whatever the console draws. Runs in the page. */
function keepName(called: string): void {
  const keep = () => {
    const heading = document.querySelector('main h1, main h2');
    const text = heading && document.createTreeWalker(heading, NodeFilter.SHOW_TEXT).nextNode();
    if (text && text.textContent !== called) text.textContent = called;
  };
  new MutationObserver(keep).observe(document.body, { subtree: true, childList: true, characterData: true });
  keep();
}
