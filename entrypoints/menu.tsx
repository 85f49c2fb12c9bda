import { render } from 'preact';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { Menu, Note } from '../components/in-page/menu';
import styles from '../components/in-page/menu.css?inline';
import type { EndChoice } from '../utils/blocking/end';
import { type MenuRequest, type NoteRequest, offerMenu } from '../utils/page/menu-door';
import { createOverlay } from '../utils/page/overlay';
import { tongueOf } from '../utils/platform/language';

// Put into the asking frame by the background when a menu is first wanted: pages that never open one never carry Preact.
export default defineUnlistedScript(() => offerMenu(openMenu, openNote));

/** What the views are drawn with, and a picture of such a name in the page takes the place of. Then there is no menu; the button stays. */
const drawnWith = ['createElement', 'createElementNS', 'createTextNode'];
const isBent = () => drawnWith.some((name) => typeof Reflect.get(document, name) !== 'function');

function openMenu(request: MenuRequest): () => void {
  if (isBent()) return () => {};
  const overlay = createOverlay(document, styles, request.anchor, tongueOf(request.say), close);
  let open = true;

  function close(): void {
    if (!open) return;
    open = false;
    render(null, overlay.container);
    overlay.remove();
    request.onClose();
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

  const { name, lifts, ends, end, limits, about, say } = request;
  const onEnd = (chosen: EndChoice) => {
    close();
    request.onEnd(chosen, seen);
  };
  const onLift = () => {
    close();
    request.onLift(seen);
  };
  render(
    <Menu {...{ name, lifts, ends, end, limits, about, say, onEnd, onLift }} now={() => Date.now()} onClose={close} />,
    overlay.container,
  );
  overlay.show();
  request.watch(overlay.host, overlay.container);
  return close;
}

function openNote({ about, say }: NoteRequest): void {
  if (isBent()) return;
  // The corner where lists have no names: it must cover no button that the next press is meant for.
  const rightToLeft = getComputedStyle(document.body).direction === 'rtl';
  const anchor = new DOMRect(rightToLeft ? 0 : innerWidth, innerHeight, 0, 0);
  const overlay = createOverlay(document, styles, anchor, tongueOf(say), close);

  function close(): void {
    render(null, overlay.container);
    overlay.remove();
  }

  overlay.container.addEventListener('click', close);
  render(<Note {...{ about, say }} />, overlay.container);
  overlay.show();
}
