import type { Browser } from 'webextension-polyfill';
import type { Clock } from '../platform/clock';
import type { Broadcast, PageReport } from './protocol';

/** What the frames of each tab counted. */
export interface PageCounts {
  note(tabId: number, frameId: number, report: PageReport): void;
  /** The tab is gone, or shows another page. */
  forget(tabId: number): void;
  /** The sum over the frames of a tab, where any has counted; whether each is still there is asked meanwhile. */
  of(tabId: number): PageReport | undefined;
}

/** How often the frames of a tab are asked (milliseconds). */
const askEvery = 5_000;

/**
 * Keeps the counts for this life of the background. A page that is asked to look again repeats what it counted, so a background that
 * was stopped asks the whole tab. `changed` is called when a sum is another one than before.
 */
export function createPageCounts(deps: {
  readonly tabs: Pick<Browser['tabs'], 'sendMessage'>;
  readonly clock: Clock;
  readonly changed: () => void;
}): PageCounts {
  const tabs = new Map<number, Map<number, PageReport>>();
  const asked = new Map<number, number>();
  const lookAgain: Broadcast = { type: 'changed' };

  function sumOf(tabId: number): PageReport | undefined {
    const frames = tabs.get(tabId);
    if (!frames) return undefined;
    const sum = { names: 0, buttons: 0, references: 0 };
    for (const { names, buttons, references } of frames.values()) {
      sum.names += names;
      sum.buttons += buttons;
      sum.references += references;
    }
    return sum;
  }

  function change(tabId: number, work: () => void): void {
    const before = JSON.stringify(sumOf(tabId));
    work();
    if (JSON.stringify(sumOf(tabId)) !== before) deps.changed();
  }

  function forgetFrame(tabId: number, frameId: number): void {
    const frames = tabs.get(tabId);
    frames?.delete(frameId);
    if (frames?.size === 0) tabs.delete(tabId);
  }

  /** A frame that does not hear is gone, or shows a page that Cordon may not see: its names are no longer there. */
  function ask(tabId: number): void {
    const now = deps.clock.now();
    if (Math.abs(now - (asked.get(tabId) ?? 0)) < askEvery) return;
    asked.set(tabId, now);
    const frames = tabs.get(tabId);
    if (!frames) return void deps.tabs.sendMessage(tabId, lookAgain).catch(() => undefined);
    for (const frameId of frames.keys()) {
      deps.tabs
        .sendMessage(tabId, lookAgain, { frameId })
        .catch(() => change(tabId, () => forgetFrame(tabId, frameId)));
    }
  }

  return {
    note(tabId, frameId, report) {
      change(tabId, () => {
        const frames = tabs.get(tabId) ?? new Map<number, PageReport>();
        tabs.set(tabId, frames.set(frameId, report));
      });
    },
    forget(tabId) {
      tabs.delete(tabId);
      asked.delete(tabId);
    },
    of(tabId) {
      ask(tabId);
      return sumOf(tabId);
    },
  };
}
