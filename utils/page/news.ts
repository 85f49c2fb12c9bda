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
  /** A press was not taken, and its button is gone. */
  tellUntaken(refusal: Refusal): void;
}

/** Has news told in a strip: only in the page that is looked at, and not in frames inside it. */
export function createNews(deps: NewsDeps, document: Document, view: Window): PageTelling {
  // One question after the other: what an answer tells is told no more.
  let turn = Promise.resolve();
  let untaken: Refusal | undefined;
  let since: ReadonlyMap<string, number> = new Map();
  let looksAgain = false;

  async function lookNow(): Promise<void> {
    if (deps.signal.aborted || !isVisible(document)) return;
    if (untaken) return tell({ untaken }, closeUntaken);
    const reply = await deps.ask('news', { shown: stripAtHand()?.shown(), ...buttons() });
    if (reply.ok && !untaken) await tell(reply.value, look);
  }

  async function tell(news: StripNews | null, onClose: () => void): Promise<void> {
    if (news && !stripAtHand()) await deps.ask('menu', {});
    stripAtHand()?.tell(news, { ...deps, onClose });
  }

  function closeUntaken(): void {
    untaken = undefined;
    look();
  }

  /** What buttons tell, and what of it has been there long enough to be read; the rest is looked at again. */
  function buttons() {
    const now = Date.now();
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
    tellUntaken(refusal) {
      untaken = refusal;
      look();
    },
  };
}
