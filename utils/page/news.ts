import { isVisible } from './dom';
import { type StripDeps, stripAtHand } from './strip-door';

/** What it needs of the page around it. */
export interface NewsDeps extends Omit<StripDeps, 'onClose'> {
  /** The blocks that buttons in sight tell of. */
  readonly atButtons: () => readonly string[];
}

/**
 * Asks what happened while the person looked elsewhere, and has it told in a strip: only in the page that is looked at, and not in
 * frames inside it.
 */
export function createNews(deps: NewsDeps, document: Document, view: Window): () => void {
  // One question after the other: what an answer tells is told no more.
  let turn = Promise.resolve();

  async function lookNow(): Promise<void> {
    if (!isVisible(document)) return;
    const reply = await deps.ask('news', { shown: stripAtHand()?.shown(), atButtons: deps.atButtons() });
    if (!reply.ok) return;
    if (reply.value && !stripAtHand()) await deps.ask('menu', {});
    stripAtHand()?.tell(reply.value, { ...deps, onClose: look });
  }

  function look(): void {
    if (view.top === view) turn = turn.then(lookNow);
  }
  return look;
}
