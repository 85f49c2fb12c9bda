import { isVisible } from './dom';
import type { Refusal } from './refusals';
import { type StripDeps, type StripNews, stripAtHand } from './strip-door';

/** What stood beside a name for less long than this may not have been read (milliseconds). */
const glance = 2_000;

/** What it needs of the page around it. */
export interface NewsDeps extends Omit<StripDeps, 'onClose'> {
  /** The blocks whose trouble or question a button in sight tells. */
  readonly atButtons: () => readonly string[];
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** What tells a person in a strip what no button in sight says. */
export interface PageTelling {
  /** Asks what happened while the person looked elsewhere. */
  look(): void;
  /** A press was not taken, and no button in sight says so. It is told until it is closed, or holds no more. */
  tellUntaken(refusal: Refusal, holds: () => boolean): void;
}

/** Has news told in a strip: only in the page that is looked at, and not in frames inside it. */
export function createNews(deps: NewsDeps, document: Document, view: Window): PageTelling {
  // One question after the other: what an answer tells is told no more.
  let turn = Promise.resolve();
  let untaken: { readonly refusal: Refusal; readonly holds: () => boolean } | undefined;
  // What the background has told last, until a person closes it: a strip may have had no room for it.
  let last: string | undefined;
  let since: ReadonlyMap<string, number> = new Map();
  let looksAgain = false;

  async function lookNow(): Promise<void> {
    if (deps.signal.aborted) return;
    if (!isVisible(document)) {
      since = new Map();
      return;
    }
    if (!untaken?.holds()) untaken = undefined;
    if (untaken) return tell({ untaken: untaken.refusal }, closeUntaken);
    const reply = await deps.ask('news', { shown: stripAtHand()?.shown() ?? last, ...buttons() });
    if (!reply.ok) return;
    last = reply.value?.blockId;
    if (!untaken) await tell(reply.value, closeNews);
  }

  async function tell(news: StripNews | null, onClose: () => void): Promise<void> {
    if (news && !stripAtHand()) await deps.ask('menu', {});
    stripAtHand()?.tell(news, { ...deps, onClose });
  }

  function closeUntaken(): void {
    untaken = undefined;
    look();
  }

  function closeNews(): void {
    last = undefined;
    look();
  }

  /** What buttons tell, and what of it was there a while ago as well; the rest is looked at again. */
  function buttons() {
    const now = performance.now();
    const atButtons = deps.atButtons();
    since = new Map(atButtons.map((id) => [id, since.get(id) ?? now]));
    const read = atButtons.filter((id) => now - (since.get(id) ?? now) >= glance);
    if (read.length < atButtons.length && !looksAgain) {
      looksAgain = true;
      setTimeout(() => {
        looksAgain = false;
        look();
      }, glance);
    }
    return { atButtons, read };
  }

  function look(): void {
    if (view.top === view) turn = turn.then(lookNow);
  }

  return {
    look,
    tellUntaken(refusal, holds) {
      untaken = { refusal, holds };
      look();
    },
  };
}
