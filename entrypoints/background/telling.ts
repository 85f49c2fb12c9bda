import { createBadge } from '../../utils/messaging/badge';
import { createBroadcast } from '../../utils/messaging/broadcast';
import { createNews, type News } from '../../utils/messaging/news';
import { createQuestionWindow, type QuestionWindow } from '../../utils/messaging/question-window';
import { browser } from '../../utils/platform/browser';
import { systemClock as clock } from '../../utils/platform/clock';
import { database } from '../../utils/platform/database';
import { formatTime, t } from '../../utils/platform/i18n';
import type { Blocking } from './blocking';
import type { Keys } from './keys';
import type { Pages } from './pages';

/** What tells of a change: to pages, at the toolbar button, by the Cordon window, and as news. */
export interface Telling {
  /** Something changed: everybody looks again. */
  readonly changed: () => void;
  readonly news: News;
  readonly questions: QuestionWindow;
}

/** What the telling needs of the rest. */
export interface TellingDeps {
  readonly keys: Pick<Keys, 'protection'>;
  readonly pages: Pick<Pages, 'pause'>;
  readonly blocking: Pick<Blocking, 'engine'>;
}

/** Makes it over the browser's windows, tabs and toolbar. The questions that are there now count as shown. */
export function createTelling({ keys: { protection }, pages: { pause }, blocking: { engine } }: TellingDeps): Telling {
  const blocks = engine.all;
  const broadcast = createBroadcast(browser);
  const news = createNews({ database, blocks, clock, changed: () => changed() });
  const pausedTitle = async () => {
    const now = await pause.current();
    if (!now) return undefined;
    return now.until === undefined ? t('popup_title_paused') : t('popup_title_paused_until', formatTime(now.until));
  };
  const badge = createBadge({
    action: browser.action,
    blocks,
    unseenFailures: news.unseenFailures,
    isLocked: async () => (await protection.state()).locked,
    pausedTitle,
    title: t('extension_name'),
    clock,
  });
  const questions = createQuestionWindow({
    windows: browser.windows,
    tabs: browser.tabs,
    runtime: browser.runtime,
    blocks,
  });
  const changed = () => {
    broadcast();
    badge();
    questions.look();
  };
  return { changed, news, questions };
}
