import { useEffect, useState } from 'preact/hooks';
import type { PageNews } from '../../utils/messaging/protocol';
import type { StripView } from '../../utils/page/strip-layer';
import type { Say } from '../../utils/page/wording';

/** What happened meanwhile, in the corner of a page: one sentence without names, said once, until it is closed. */
export function Strip({ news, say, onShow, onClose }: StripView) {
  const [told, setTold] = useState('');
  const sentence = sentenceOf(news, say);
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
      {!news.shows && <p class="where">{say('strip_where')}</p>}
      <div class="strip-buttons">
        {news.shows && (
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

function sentenceOf({ kind, of, unknown }: PageNews, say: Say): string {
  if (kind === 'needs-you') return say('strip_needs_you');
  if (unknown) return say('strip_unknown');
  return say(of === 'block' ? 'strip_not_blocked' : of === 'lift' ? 'strip_not_lifted' : 'strip_not_changed');
}
