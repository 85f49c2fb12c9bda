import { tongueOf } from '../platform/language';
import { createOverlay, type Overlay } from './overlay';
import type { Strip, StripNews } from './strip-door';
import { type Say, sentenceOf } from './wording';

/** What is drawn of the strip. */
export interface StripView {
  readonly news: StripNews;
  /** Why a press was not taken. */
  readonly why: string | undefined;
  readonly say: Say;
  readonly onShow: () => void;
  readonly onClose: () => void;
}

/** What the strip needs of the script that draws. */
export interface StripLayerDeps {
  readonly document: Document;
  readonly styles: string;
  /** Draws into the container; without a view, nothing any more. */
  readonly draw: (container: HTMLElement, view: StripView | undefined) => void;
  /** Whether the page leaves nothing to draw with: then there is no strip. */
  readonly isBent: () => boolean;
}

/** Makes the strip of this page. Unlike a menu it stays until it is closed, since nothing says that a person has read it. */
export function createStrip({ document, styles, draw, isBent }: StripLayerDeps): Strip {
  let shown: { readonly blockId: string | undefined; readonly told: string; readonly overlay: Overlay } | undefined;

  function close(): void {
    if (!shown) return;
    draw(shown.overlay.container, undefined);
    shown.overlay.remove();
    shown = undefined;
  }

  return {
    shown: () => shown?.blockId,
    tell(news, { ask, say, onClose }) {
      const told = JSON.stringify(news);
      if (told === shown?.told) return;
      close();
      if (!news || isBent()) return;
      const blockId = 'blockId' in news ? news.blockId : undefined;
      // Its styles keep it in a corner: the one where lists have no names, so that it covers no button that the next press is meant for.
      const tongue = tongueOf(say);
      const overlay = createOverlay(document, styles, new DOMRect(), tongue, () => {});
      const { container } = overlay;
      // The strip's words need not run as the page's do.
      const alike = getComputedStyle(document.body).direction === tongue.dir;
      container.className = alike ? 'corner end' : 'corner start';
      const closeByHand = () => {
        close();
        onClose();
      };
      const show = () => {
        if (blockId !== undefined) void ask('show', { blockId });
        closeByHand();
      };
      container.addEventListener('keydown', ({ key }) => {
        if (key === 'Escape') closeByHand();
      });
      const why = 'untaken' in news ? sentenceOf(news.untaken.error, say) : undefined;
      draw(container, { news, why, say, onShow: show, onClose: closeByHand });
      overlay.show();
      shown = { blockId, told, overlay };
    },
  };
}
