import { attribute, contains, elementBefore, isConnected, isCutOff, parentOf, rectOf, tagOf } from './dom';

/** Where a host stands so that it is beside the name, the name does not move, and no row grows. */
export type Way =
  /** After the name, as the next thing on its line. */
  | 'after'
  /** The same where the line is centred: it takes no width, or the name would move. */
  | 'after-centred'
  /** After the name in a column whose items stand in its middle: without height and width, moved to the name's end. */
  | 'in-column'
  /** After the name in a flex row, taking up the space behind it so that the button stays beside the name. */
  | 'after-in-row'
  /** Last inside the name. */
  | 'inside'
  | 'inside-centred'
  /** Last inside a name that cuts off what does not fit. */
  | 'inside-cut'
  /** First inside a name whose text is cut off, floated to its end: the text is cut before it. */
  | 'float';

/** How many of its words a button shows; the last is the icon alone. */
export type Words = 'all' | 'fewer' | 'shortest' | 'icon';

/** What is put beside a name. The way decides how the host lies there, and only its own styles can say that. */
export interface Placed {
  readonly host: HTMLElement;
  /** `exactly` is added to the styles of that way. */
  lie(way: Way, exactly: string): void;
  /** Shows so many of its words. Whether there are any. */
  squeeze(to: Words): boolean;
  /** Where what is seen of it lies in the window. */
  bounds(): DOMRect;
}

/**
 * Puts hosts beside names, with the icon alone: `createFitting` decides which words fit there. What kind of name it is is decided
 * once for names of the same markup, since that reads styles. `moved` is told of each host.
 */
export function createPlacement(view: Window, moved: (host: Element) => void) {
  const decided = new Map<string, Way>();

  function wayOf(name: Element): Way {
    const parent = parentOf(name);
    const kind = [name, parent]
      .map((element) => element && `${tagOf(element)}.${attribute(element, 'class')}`)
      .join('>');
    const way = decided.get(kind) ?? decide(name, parent);
    decided.set(kind, way);
    return way;
  }

  function decide(name: Element, parent: Element | null): Way {
    const own = view.getComputedStyle(name);
    const around = parent ? view.getComputedStyle(parent) : undefined;
    const column = around !== undefined && /flex$/.test(around.display) && !around.flexDirection.startsWith('row');
    if (around && /flex$/.test(around.display) && !column) return 'after-in-row';
    // There a name is as wide as its text: whatever stood inside would move the text by half its width.
    if (column && (own.alignSelf === 'center' || around.alignItems === 'center')) return 'in-column';
    const centred = own.textAlign.endsWith('center');
    if (own.display.startsWith('inline')) return centred ? 'after-centred' : 'after';
    if (own.overflowX !== 'visible' && own.whiteSpace.startsWith('nowrap')) return 'inside-cut';
    return centred ? 'inside-centred' : 'inside';
  }

  /** From the middle of the column, where the host is, to the end of the name, half its height up. */
  function besideName(name: Element): string {
    const { width, height } = rectOf(name);
    const { rowGap } = view.getComputedStyle(parentOf(name) ?? name);
    const gap = Number.parseFloat(rowGap) || 0;
    return `:host { inset-inline-start: ${width / 2 + 4}px !important; inset-block-start: ${-height / 2}px !important; margin-block: ${-12 - gap}px -12px !important; }`;
  }

  return {
    /** Puts the host beside the name. */
    put(button: Placed, name: Element): void {
      moved(button.host);
      const way = wayOf(name);
      if (way.startsWith('after') || way === 'in-column') Element.prototype.after.call(name, button.host);
      else Element.prototype.append.call(name, button.host);
      button.lie(way, way === 'in-column' ? besideName(name) : '');
      button.squeeze('icon');
      // A text that does not fit would take the button along behind the edge.
      if (way !== 'inside-cut' || !isCutOff(name)) return;
      Element.prototype.prepend.call(name, button.host);
      button.lie('float', '');
    },
    /** Whether the host still stands where it was put. */
    stands({ host }: Placed, name: Element): boolean {
      return isConnected(host) && (elementBefore(host) === name || contains(name, host));
    },
  };
}
