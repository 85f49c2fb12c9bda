import { render } from 'preact';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { Note } from '../components/in-page/about';
import { Menu, type WrittenForm } from '../components/in-page/menu';
import styles from '../components/in-page/menu.css?inline';
import { Strip } from '../components/in-page/strip';
import { historyOf, summaryOf } from '../components/in-page/summary';
import { Why } from '../components/in-page/why';
import type { Described } from '../utils/blocking/block';
import type { EndChoice } from '../utils/blocking/end';
import { type MenuRequest, type NoteRequest, offerMenu } from '../utils/page/menu-door';
import { createOverlay } from '../utils/page/overlay';
import { offerStrip } from '../utils/page/strip-door';
import { createStrip, type StripView } from '../utils/page/strip-layer';
import { tongueOf, writingLanguage } from '../utils/platform/language';

// Put into the asking frame by the background when a menu is first wanted: pages that never open one never carry Preact.
export default defineUnlistedScript(() => {
  offerMenu(openMenu, openNote);
  offerStrip(createStrip({ document, styles, draw: drawStrip, isBent }));
});

/** What the views are drawn with, and a picture of such a name in the page takes the place of. Then there is no menu; the button stays. */
const drawnWith = ['createElement', 'createElementNS', 'createTextNode'];
const isBent = () => drawnWith.some((name) => typeof Reflect.get(document, name) !== 'function');

/** A second press this soon is the same press (milliseconds). */
const joined = 700;

function openMenu(request: MenuRequest): () => void {
  if (isBent()) return () => {};
  const tongue = tongueOf(request.say);
  const anchor = request.anchor();
  let writing: WrittenForm | undefined;
  const overlay = createOverlay(document, styles, anchor, tongue, ({ type }) => {
    if (type !== 'scroll') {
      if (writing !== 'words') close();
    } else if (!writing && hasMoved(anchor, request.anchor())) closeUnasked();
  });
  let open = true;

  function close(unasked = false): void {
    if (!open) return;
    open = false;
    render(null, overlay.container);
    overlay.remove();
    request.onClose(unasked);
  }

  function closeUnasked(): void {
    close(true);
  }

  let seen = false;
  // Before anything is chosen by it: a form that is sent is clicked too, by the browser itself.
  overlay.container.addEventListener(
    'click',
    ({ target, detail }) => {
      const clicked = target instanceof Element && target.closest('button');
      seen = clicked instanceof Element && request.isSeen(overlay.host, clicked, detail > 0);
    },
    { capture: true },
  );

  const { name, lifts, ends, end, limits, about, say, block, described, reasons, agentName, onDescribe } = request;
  const language = writingLanguage(tongue.lang, navigator.language);
  const calls = {
    onEnd(chosen: EndChoice, said: Described) {
      close();
      request.onEnd(chosen, seen, said);
    },
    onLift() {
      close();
      request.onLift(seen);
    },
    onDescribe,
    onCopy: copy,
    onWriting(form: WrittenForm | undefined) {
      writing = form;
    },
    onClose() {
      close();
    },
  };
  render(
    <Menu
      {...{ name, lifts, ends, end, limits, about, say, described, reasons }}
      {...calls}
      history={historyOf(block?.times, say, language)}
      summary={summaryOf(block, { name, agentName, say, language })}
      now={() => Date.now()}
    />,
    overlay.container,
  );
  overlay.show();
  request.watch(overlay.host, overlay.container);
  return closeUnasked;
}

/** Whether a button is no longer where it was. Words that come or go beside its icon move one of its sides only. */
function hasMoved(from: DOMRect, to: DOMRect): boolean {
  const moved = (side: 'top' | 'left' | 'right') => Math.abs(to[side] - from[side]) > 1;
  return moved('top') || (moved('left') && moved('right'));
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The page's frame may not, or has no clipboard.
    return false;
  }
}

/** One at a time: a second press asks about itself. */
let closeNote = () => {};

function openNote({ about, say, why }: NoteRequest): () => void {
  closeNote();
  if (isBent()) return () => {};
  const opened = performance.now();
  // The corner where lists have no names: it must cover no button that the next press is meant for.
  const rightToLeft = getComputedStyle(document.body).direction === 'rtl';
  const anchor = new DOMRect(rightToLeft ? 0 : innerWidth, innerHeight, 0, 0);
  const overlay = createOverlay(document, styles, anchor, tongueOf(say), ({ type }) => {
    // A list that moves by itself takes no question away, nor does the second half of a double-click.
    if (!why || (type === 'pointerdown' && performance.now() - opened > joined)) close();
  });

  function close(): void {
    const root = overlay.container.getRootNode();
    const had = root instanceof ShadowRoot && root.activeElement !== null;
    render(null, overlay.container);
    overlay.remove();
    closeNote = () => {};
    if (had) why?.onLeft();
  }

  closeNote = close;
  if (why) render(<Why {...{ about, say, ...why }} onClose={close} />, overlay.container);
  else {
    overlay.container.addEventListener('click', close);
    render(<Note {...{ about, say }} />, overlay.container);
  }
  overlay.show();
  return close;
}

function drawStrip(container: HTMLElement, view: StripView | undefined): void {
  render(view ? <Strip {...view} /> : null, container);
}
