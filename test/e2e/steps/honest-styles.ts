import type { BrowserName } from '../harness/launch';

/** An honest page's way to look, and where Cordon asks before it blocks there: its browser cannot tell it from hiding. */
interface Honest {
  /** Runs in the page, from its source. */
  readonly make: () => void;
  readonly asksIn: readonly BrowserName[];
}

const inPage = (source: string) => new Function(source) as () => void;
const style = (selector: string, css: string) =>
  inPage(`document.querySelector(${JSON.stringify(selector)}).style.cssText += ${JSON.stringify(`;${css}`)};`);
const add = (parent: string, css: string) =>
  inPage(
    `const one = document.createElement('div'); one.style.cssText = ${JSON.stringify(css)}; document.querySelector(${JSON.stringify(parent)}).append(one);`,
  );

/** How honest pages look, by what of it could be taken for hiding. */
export const honest: Readonly<Record<string, Honest>> = {
  'nothing special': { make: () => {}, asksIn: [] },
  'a fade that has ended': {
    make: inPage(
      "document.querySelector('#row').animate([{ opacity: 0 }, { opacity: 1 }], { duration: 300, fill: 'none' });",
    ),
    asksIn: [],
  },
  'a sticky header': {
    make: add('body', 'position: sticky; top: 0; height: 40px; background: #eee; z-index: 99'),
    asksIn: [],
  },
  'a zoomed body': { make: style('body', 'zoom: 1.25'), asksIn: [] },
  'a link over the whole row': {
    make: add('#row', 'position: absolute; inset: 0; z-index: 1; cursor: pointer'),
    asksIn: [],
  },
  'a layer over the hovered row': {
    make: add('#row', 'position: absolute; inset: 0; background: rgb(0 0 0 / 0.04)'),
    asksIn: [],
  },
  'a rounded row that cuts off what is outside': {
    make: style('#row', 'border-radius: 12px; overflow: hidden'),
    asksIn: [],
  },
  'a row moved by a transform': { make: style('#row', 'transform: translateY(40px)'), asksIn: [] },
  'a dark reader’s filter on the whole page': {
    make: style('html', 'filter: invert(1) hue-rotate(180deg)'),
    asksIn: ['chromium'],
  },
  'a scaled list': { make: style('ul', 'transform: scale(0.9)'), asksIn: ['chromium'] },
  'a shadow by a filter': { make: style('ul', 'filter: drop-shadow(0 2px 4px #888)'), asksIn: ['chromium'] },
  'a frosted list': { make: style('ul', 'backdrop-filter: blur(4px)'), asksIn: ['chromium'] },
  'a slightly faint list': { make: style('ul', 'opacity: 0.9'), asksIn: ['chromium'] },
  'an empty layer for notices over the whole page': {
    make: add('body', 'position: fixed; inset: 0; z-index: 9999; pointer-events: none'),
    asksIn: ['chromium', 'firefox'],
  },
};
