import { useEffect, useState } from 'preact/hooks';
import type { StripNews } from '../../utils/page/strip-door';
import type { StripView } from '../../utils/page/strip-layer';
import type { Say } from '../../utils/page/wording';

/** What happened meanwhile, in the corner of a page: one sentence without names, said once, until it is closed. */
export function Strip({ news, why, say, onShow, onClose }: StripView) {
  const [told, setTold] = useState('');
  const sentence = whatHappened(news, say);
  const shows = 'shows' in news && news.shows;
  // A live region is there before its words, or they are not heard.
  useEffect(() => {
    const timer = setTimeout(() => setTold(sentence), 100);
    return () => clearTimeout(timer);
  }, [sentence]);
  const trusted = (work: () => void) => (event: Event) => {
    if (event.isTrusted) work();
  };
  return (
    <div class="box strip">
      <p role="status">{told}</p>
      {!shows && <p class="where">{why ?? say('strip_where')}</p>}
      <div class="strip-buttons">
        {shows && (
          <button type="button" onClick={trusted(onShow)}>
            {say('strip_show')}
          </button>
        )}
        <button type="button" onClick={trusted(onClose)}>
          {say('strip_close')}
        </button>
      </div>
    </div>
  );
}

const notDone = {
  block: 'strip_not_blocked',
  lift: 'strip_not_lifted',
  change: 'strip_not_changed',
  undo: 'strip_not_undone',
} as const;

function whatHappened(news: StripNews, say: Say): string {
  const unknown = 'untaken' in news ? news.untaken.error.code === 'unknown-outcome' : news.unknown;
  if (unknown) return say('strip_unknown');
  if ('untaken' in news) return say(notDone[news.untaken.what]);
  return news.kind === 'needs-you' ? say('strip_needs_you') : say(notDone[news.of]);
}
