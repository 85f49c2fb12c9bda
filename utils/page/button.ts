import type { Tongue } from '../platform/language';
import { buttonMark } from './dead-buttons';
import { isConnected, isNothingFocused, make, markAsOurs } from './dom';
import type { Placed, Way, Words } from './placement';
import { buttonStyles, icons, lying } from './styles';
import type { Face } from './wording';

/** What is no more than an offer: in lists it is the icon alone. */
const quiet: readonly Face['style'][] = ['', 'over', 'gone'];

/** What the agent did with a button. */
export interface ButtonEvents {
  /** A trusted press by any means. `count` is the click's number in a row, 0 for the keyboard. */
  readonly pressed: (count: number) => void;
  /** The menu was asked for: Shift+click, right click, Alt+Down or Shift+F10. */
  readonly menuAsked: () => void;
  /** The pointer went down on the button. */
  readonly aimed: () => void;
  /** The pointer or the focus came: time to wake the background. */
  readonly approached: () => void;
}

/** A button beside a name, in a closed root of its own. */
export interface Button extends Placed {
  /** Shows a face; false where it was shown already. `heard` says it aloud too, once: it is what came of a press here. */
  draw(face: Face, heard?: boolean): boolean;
  /** What is pressed. */
  readonly part: HTMLElement;
  /**
   * Gives it the keyboard. `unasked`, where no person did anything for that: only if nothing else has it, nothing is scrolled, and a key
   * that comes at once does not press, since it was meant for what had the keyboard before.
   */
  focus(unasked?: boolean): void;
  /** Whether it had the keyboard when the page took it away. */
  lostFocus(): boolean;
  /** Whether it is reached with the Tab key. */
  reachByTab(yes: boolean): void;
}

// What the console must not hear of, or a press would also open the conversation.
const kept = [
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'keydown',
  'keyup',
  'keypress',
  'dragstart',
];

/** How long after the keyboard came unasked a key is none for the button (milliseconds). */
const meantBefore = 700;

const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * Makes a button. `full` has words in every state; lists have them once there is more to say than that a block can be made.
 * `tongue` is that of its words, which need not be the page's. `sheet` dresses it where no style may stand in the page.
 */
export function createButton(
  document: Document,
  full: boolean,
  tongue: Tongue,
  events: ButtonEvents,
  sheet?: CSSStyleSheet,
): Button {
  const host = make(document, 'span');
  markAsOurs(host);
  const root = host.attachShadow({ mode: 'closed' });
  const style = make(document, 'style');
  style.textContent = buttonStyles;
  style.id = buttonMark;
  const place = make(document, 'style');
  const button = make(document, 'button');
  button.type = 'button';
  const { icon, path } = drawing(document, icons.block);
  const words = make(document, 'span');
  words.className = 'words';
  // The tooltip is for the eye: as the button's own title it would be read out after the name, once more.
  const tip = make(document, 'span');
  tip.className = 'tip';
  // Not the button itself: its margin is the page's.
  tip.dir = tongue.dir;
  tip.append(icon, words);
  button.append(tip);
  const caret = make(document, 'button');
  caret.type = 'button';
  caret.className = 'caret';
  caret.setAttribute('aria-haspopup', 'menu');
  caret.append(drawing(document, icons.caret).icon);
  const live = make(document, 'span');
  live.setAttribute('role', 'status');
  for (const part of [button, caret, live]) part.lang = tongue.lang;
  if (sheet) root.adoptedStyleSheets = [sheet];
  else root.append(style, place);
  root.append(button, ...(full ? [caret] : []), live);

  for (const type of kept) {
    for (const part of [button, caret]) part.addEventListener(type, (event) => event.stopPropagation());
  }
  caret.addEventListener('click', (event) => {
    event.preventDefault();
    if (event.isTrusted) events.menuAsked();
  });

  button.addEventListener('click', (event) => {
    // Inside a link a press would follow it.
    event.preventDefault();
    if (!event.isTrusted) return;
    if (event.shiftKey) events.menuAsked();
    else events.pressed(event.detail);
  });
  button.addEventListener('pointerdown', (event) => {
    if (event.isTrusted) events.aimed();
  });
  button.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    if (event.isTrusted) events.menuAsked();
  });
  let heedsFrom = 0;
  button.addEventListener('keydown', (event) => {
    const presses = event.key === 'Enter' || event.key === ' ';
    // A key held down is one press.
    if (event.repeat || (presses && performance.now() < heedsFrom)) event.preventDefault();
    if (!event.isTrusted || event.repeat) return;
    // Shift+F10 opens a context menu by itself in Chromium only.
    if ((event.altKey && event.key === 'ArrowDown') || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault();
      events.menuAsked();
    }
  });
  // A pointer may rest here until the background sleeps again: it moves or goes down before it presses.
  for (const type of ['pointerenter', 'pointermove', 'pointerdown', 'focus']) {
    button.addEventListener(type, events.approached);
  }

  let focused = false;
  button.addEventListener('focus', () => {
    focused = true;
  });
  button.addEventListener('blur', () => {
    // Chromium may tell of it while the page is still taking the button away.
    queueMicrotask(() => {
      focused = !isConnected(host);
    });
  });

  let drawn = '';
  // What stands behind the words, where there is little room and where there is more.
  let few = '';
  let all = '';
  let usual = '';
  let shortest = '';
  let worded = false;
  return {
    host,
    part: button,
    lie(way: Way, exactly: string) {
      place.textContent = lying[way] + exactly;
    },
    squeeze(to: Words) {
      words.setAttribute('data-more', to === 'all' ? all : to === 'fewer' ? few : '');
      words.textContent = to === 'shortest' ? shortest : usual;
      for (const part of [tip, caret]) part.classList.toggle('tight', to === 'icon');
      return worded;
    },
    draw(face, heard) {
      const aloud = heard ? face.aloud : '';
      // The same text written again would be read again.
      if (aloud !== undefined && live.textContent !== aloud) live.textContent = aloud;
      const now = JSON.stringify(face);
      if (now === drawn) return false;
      drawn = now;
      button.setAttribute('aria-label', face.label);
      if (face.description) button.setAttribute('aria-description', face.description);
      else button.removeAttribute('aria-description');
      tip.title = face.description ? `${face.label} · ${face.description}` : face.label;
      if (face.press === 'menu') button.setAttribute('aria-haspopup', 'menu');
      else button.removeAttribute('aria-haspopup');
      caret.setAttribute('aria-label', face.menu);
      caret.hidden = face.press === 'nothing';
      const isQuiet = quiet.includes(face.style);
      worded = full || !isQuiet;
      few = face.left ?? '';
      all = [face.more, few].filter(Boolean).join(' · ');
      usual = worded ? face.words : '';
      shortest = worded ? (face.shortest ?? face.words) : '';
      words.textContent = usual;
      words.setAttribute('data-more', all);
      words.hidden = !worded;
      button.className = [face.style, full && isQuiet && face.style !== 'gone' ? 'full' : ''].filter(Boolean).join(' ');
      path.setAttribute('d', icons[face.icon === 'undo' && tongue.dir === 'rtl' ? 'undoRtl' : face.icon]);
      return true;
    },
    focus(unasked = false) {
      if (unasked) {
        if (!isNothingFocused(document)) return;
        heedsFrom = performance.now() + meantBefore;
      }
      button.focus({ preventScroll: unasked });
    },
    lostFocus: () => focused && !isConnected(host),
    reachByTab(yes) {
      button.tabIndex = yes ? 0 : -1;
    },
    bounds: () => button.getBoundingClientRect(),
  };
}

function drawing(document: Document, data: string) {
  const create = (tag: 'svg' | 'path') => Document.prototype.createElementNS.call(document, svgNamespace, tag);
  const icon = create('svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const path = create('path');
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  path.setAttribute('d', data);
  icon.append(path);
  return { icon, path };
}
