import { contains, elementAfter, isConnected, isCutOff, parentOf, rectOf } from './dom';
import type { Placed } from './placement';
import { rowOf } from './rows';

/** A button, and the name it stands beside. */
export interface Beside {
  readonly button: Placed;
  readonly name: Element;
}

/** How a row lies with one set of words on its button. */
interface Lie {
  readonly row: Element;
  readonly height: number;
  readonly width: number;
  /** The name, from the row's corner. */
  readonly name: { readonly left: number; readonly right: number; readonly top: number; readonly height: number };
  /** What holds more than it is wide. */
  readonly cut: ReadonlySet<Element>;
  /** What the button lies over. */
  readonly under: ReadonlySet<Element>;
  readonly inside: boolean;
  /** How much of the name's width the button takes from it. */
  readonly taken: number;
}

/** What a name that is cut off already may lose to words. */
const mostTaken = 1 / 3;
/** Browsers round (pixels). */
const near = 0.5;

/**
 * Decides how many of its words each button shows. They show only where no row grows, no name moves, and nothing is cut off or
 * covered for them. No host is moved, so focus stays. Sizes that change are followed.
 */
export function createFitting() {
  const byRow = new WeakMap<Element, Beside & { width: number; height: number }>();
  const fitted = new WeakSet<Element>();
  const resized = new ResizeObserver((entries) => {
    const changed: Beside[] = [];
    for (const { target } of entries) {
      const known = byRow.get(target);
      if (!known || !isConnected(known.button.host)) {
        resized.unobserve(target);
        continue;
      }
      const { width, height } = rectOf(target);
      if (width !== known.width || height !== known.height) changed.push(known);
    }
    fitAll(changed);
  });

  // Each step for all buttons before it is looked at: the browser then lays the page out once a step, not once a button.
  function fitAll(all: readonly Beside[]): void {
    for (const { button } of all) fitted.add(button.host);
    let open = all.filter(({ button }) => button.squeeze('icon')).map((beside) => ({ ...beside, bare: lieOf(beside) }));
    for (const { bare, button, name } of open) {
      if (!byRow.has(bare.row)) resized.observe(bare.row);
      byRow.set(bare.row, { button, name, width: bare.width, height: bare.height });
    }
    for (const words of ['all', 'fewer', 'shortest'] as const) {
      for (const { button } of open) button.squeeze(words);
      open = open.filter((beside) => !isFit(lieOf(beside, beside.bare.row), beside.bare));
    }
    for (const { button } of open) button.squeeze('icon');
  }

  return {
    fitAll,
    /** Whether the words were chosen for where the host stands now. */
    isFit: (host: Element) => fitted.has(host),
    /** The host was put somewhere else. */
    forget: (host: Element) => void fitted.delete(host),
  };
}

function isFit(lie: Lie, bare: Lie): boolean {
  const { name } = bare;
  const stays = isNear(lie.name.left, name.left) || isNear(lie.name.right, name.right);
  return (
    stays &&
    isNear(lie.name.top, name.top) &&
    isNear(lie.name.height, name.height) &&
    isNear(lie.height, bare.height) &&
    (lie.inside || !bare.inside) &&
    lie.taken <= mostTaken &&
    [...lie.cut].every((element) => bare.cut.has(element)) &&
    [...lie.under].every((element) => bare.under.has(element))
  );
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= near;
}

/** The row of the name, where that holds the button too; else what both stand in. */
function rowAround({ button, name }: Beside): Element {
  const row = rowOf(name);
  return row && contains(row, button.host) ? row : (parentOf(name) ?? name);
}

function lieOf(beside: Beside, row = rowAround(beside)): Lie {
  const { button, name } = beside;
  const [box, own, shown] = [rectOf(row), rectOf(name), button.bounds()];
  const cut = new Set<Element>();
  const under = new Set<Element>();
  const note = (element: Element) => {
    if (isCutOff(element)) cut.add(element);
  };
  note(name);
  let inRow = true;
  let above = 0;
  for (let around: Element | null = button.host; around && above < 3; around = parentOf(around)) {
    if (around !== button.host) note(around);
    if (around === row) inRow = false;
    if (!inRow) {
      above += 1;
      continue;
    }
    for (let next = elementAfter(around); next; next = elementAfter(next)) {
      note(next);
      if (areOver(shown, rectOf(next))) under.add(next);
    }
  }
  return {
    row,
    height: box.height,
    width: box.width,
    name: { left: own.left - box.left, right: own.right - box.left, top: own.top - box.top, height: own.height },
    cut,
    under,
    inside: shown.left >= box.left - near && shown.right <= box.right + near,
    taken: contains(name, button.host) && isCutOff(name) ? shown.width / own.width : 0,
  };
}

/** Lines may touch: a button is a little higher than they are. */
function areOver(button: DOMRect, other: DOMRect): boolean {
  const across = Math.min(button.right, other.right) - Math.max(button.left, other.left);
  const down = Math.min(button.bottom, other.bottom) - Math.max(button.top, other.top);
  return across > near && down > 4;
}
