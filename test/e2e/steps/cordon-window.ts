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
