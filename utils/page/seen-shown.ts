import { contains, elementAt, flatParentOf, innerRootOf, rectOf, selectAll, withSheet } from './dom';

/** A point of a window. */
export type Point = readonly [x: number, y: number];

/** What is smaller or larger than this can hardly be told for what it is (pixels). */
const [smallest, largest] = [12, 100];

/** Fainter than this on the way from the root counts as hidden. */
const faintest = 0.7;

/** How far inside its corners a button must be free too: whoever sees the middle alone does not know what he presses (pixels). */
const inset = 3;

// Each hides what it is on where it is anything else. Mask and clip may leave just the place that is pressed.
const hiding = ['mask-image', 'mask-border-source', '-webkit-mask-box-image-source', 'clip-path', 'mix-blend-mode'];
const harmless = ['', 'none', 'normal'];

/** In which measure a filter leaves a button to be known. Those that are not named do so in any. */
const filters: Readonly<Record<string, (by: number) => boolean>> = {
  opacity: (by) => by >= faintest,
  blur: (by) => by <= 1,
  brightness: (by) => by >= 0.5 && by <= 2,
  contrast: (by) => by >= 0.5 && by <= 2,
  invert: (by) => Math.abs(by - 0.5) >= 0.3,
  url: () => false,
};

// In a layer, an important rule stands above all rules that are in none, whatever they select.
const forced = '@layer{*,::before,::after{pointer-events:auto!important}}';

/** The points of a box that must all be free. */
export function pointsOf({ left, right, top, bottom }: DOMRect, pressed: Point | undefined): readonly Point[] {
  const [x, far] = [left + inset, right - inset];
  const [y, low] = [top + inset, bottom - inset];
  return [[x, y], [far, y], [x, low], [far, low], pressed ?? [(left + right) / 2, (top + bottom) / 2]];
}

/** Whether a box has the size of something that can be told for what it is. */
export function isOfSize({ width, height }: DOMRect): boolean {
  return Math.min(width, height) >= smallest && height <= largest;
}

/** Whether a host is drawn as it should be, and lies on top at all these points. */
export function isShown(view: Window, host: Element, points: readonly Point[]): boolean {
  return isDrawn(view, host) && points.every(([x, y]) => elementAt(view.document, x, y) === host);
}

/**
 * The same where the browser itself does not tell what is covered (Firefox): what lets presses through is found too, in the frames
 * around as well. Where the page around is another site's, nobody can tell.
 */
export function isShownForced(view: Window, host: Element, points: readonly Point[]): boolean {
  const shown = withSheet(
    view.document,
    forced,
    () => isShown(view, host, points) && !isLetThrough(view, view.document, host, points),
  );
  if (!shown || view.parent === view) return shown;
  const frame = view.frameElement;
  if (!frame) return false;
  const { left, top } = rectOf(frame);
  const moved = points.map(([x, y]): Point => [x + left + frame.clientLeft, y + top + frame.clientTop]);
  return isShownForced(view.parent, frame, moved);
}

/** Whether nothing from the host up to the root makes it faint, or other than it is. */
function isDrawn(view: Window, host: Element): boolean {
  let opacity = 1;
  for (let element: Element | null = host; element; element = flatParentOf(element)) {
    const style = view.getComputedStyle(element);
    opacity *= Number(style.opacity || 1);
    if (opacity < faintest || hiding.some((name) => !harmless.includes(style.getPropertyValue(name)))) return false;
    for (const [, name = '', by] of style.filter.matchAll(/([a-z-]+)\(([\d.]*)/g)) {
      if (filters[name]?.(Number(by)) === false) return false;
    }
  }
  return true;
}

/**
 * Whether something at these points still lets presses through under the forced rule: it has a rule above that one, or stands in a
 * root of its own.
 */
function isLetThrough(view: Window, root: Document | ShadowRoot, host: Element, points: readonly Point[]): boolean {
  return selectAll(root, '*').some((element) => {
    const inner = element !== host && innerRootOf(element);
    if (inner && isLetThrough(view, inner, host, points)) return true;
    const { pointerEvents, visibility, opacity } = view.getComputedStyle(element);
    if (pointerEvents !== 'none' || visibility !== 'visible' || opacity === '0' || contains(element, host))
      return false;
    const { left, right, top, bottom } = rectOf(element);
    return points.some(([x, y]) => left <= x && x < right && top <= y && y < bottom);
  });
}
