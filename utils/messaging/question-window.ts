import type { Browser } from 'webextension-polyfill';
import { asksInPage, type Block } from '../blocking/block';
import { exceptionName, logProblem } from '../platform/log';
import type { QuestionCall } from './protocol';

/** What the Cordon window needs of the browser. */
export interface QuestionWindowDeps {
  /** Missing where the browser has no windows (Firefox for Android): a tab takes their place. */
  readonly windows: Pick<Browser['windows'], 'create' | 'get' | 'update'> | undefined;
  readonly tabs: Pick<Browser['tabs'], 'create'>;
  readonly runtime: Pick<Browser['runtime'], 'sendMessage' | 'getURL'>;
  readonly blocks: () => Promise<readonly Block[]>;
}

/** The one window in which a person answers what a press in a page raised (design §8). */
export interface QuestionWindow {
  /** Something changed: a question that was not asked before opens the window, or brings it forward. */
  look(): void;
  /** A person wants to see this question: opens the window on it, or turns the open one to it. */
  show(blockId: string): Promise<void>;
}

const size = { width: 460, height: 540 };

/**
 * Makes the Cordon window. Each question opens it once: who closes it answers later, under `Needs you`. What was asked before the
 * background started counts as shown, so that a background which is stopped and started brings no window back.
 */
export function createQuestionWindow(deps: QuestionWindowDeps): QuestionWindow {
  let shown: ReadonlySet<string> | undefined;
  let windowId: number | undefined;
  let looking = false;
  // One after the other: two questions at one moment must not open two windows.
  let turn = inTurn(async () => {
    shown = new Set((await deps.blocks()).filter(asksInPage).map(keyOf));
  }, Promise.resolve());

  async function lookNow(): Promise<void> {
    looking = false;
    const questions = (await deps.blocks()).filter(asksInPage);
    const before = shown;
    shown = new Set(questions.map(keyOf));
    const fresh = before && questions.find((block) => !before.has(keyOf(block)));
    if (fresh) await open({ type: 'question', blockId: fresh.id, turn: false });
  }

  async function open(call: QuestionCall): Promise<void> {
    if (await isHeard(call)) return;
    const url = deps.runtime.getURL(`/question.html#${call.blockId}`);
    if (!deps.windows) {
      await deps.tabs.create({ url });
      return;
    }
    // A window that was made a moment ago hears nothing yet.
    if (windowId !== undefined && (await isThere(windowId))) {
      await deps.windows.update(windowId, { focused: true });
      return;
    }
    windowId = (await deps.windows.create({ url, type: 'popup', ...size })).id;
  }

  /** The window's own page brings it forward: it is there also after the background was stopped. */
  async function isHeard(call: QuestionCall): Promise<boolean> {
    const heard: unknown = await deps.runtime.sendMessage(call).catch(() => false);
    return heard === true;
  }

  async function isThere(id: number): Promise<boolean> {
    const found = await deps.windows?.get(id).catch(() => undefined);
    return found !== undefined;
  }

  return {
    look() {
      // Changes come in crowds, and one look sees them all.
      if (looking) return;
      looking = true;
      turn = inTurn(lookNow, turn);
    },
    async show(blockId) {
      turn = inTurn(() => open({ type: 'question', blockId, turn: true }), turn);
      await turn;
    },
  };
}

/** A window that cannot be opened is no reason to stop: the question waits under `Needs you`, and the badge counts it. */
function inTurn(work: () => Promise<void>, before: Promise<void>): Promise<void> {
  return before.then(work).catch((thrown) => logProblem({ what: 'question', exception: exceptionName(thrown) }));
}

/** One question of one block: the same block may be asked about again, and that is another question. */
function keyOf({ id, rev, state }: Block): string {
  return `${id} ${rev} ${state.kind === 'needs-you' ? state.error.code : ''}`;
}
