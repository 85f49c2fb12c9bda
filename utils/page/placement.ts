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

/** What is put beside a name. The way decides how the host lies there, and only its own styles can say that. */
export interface Placed {
  readonly host: HTMLElement;
  /** `exactly` is added to the styles of that way. */
  lie(way: Way, exactly: string): void;
  /** Shows fewer words (1), the icon alone (2), or all words again (0). Whether there are fewer and more words. */
  squeeze(step: 0 | 1 | 2): boolean;
}

/** Puts hosts beside names. What kind of name it is is decided once for names of the same markup, since that reads styles. */
export function createPlacement(view: Window) {
  const decided = new Map<string, Way>();
  const placed = new WeakMap<HTMLElement, Way>();

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

  function lay(button: Placed, way: Way, exactly = ''): void {
    placed.set(button.host, way);
    button.lie(way, exactly);
  }

  return {
    /** Puts the host beside the name. */
    put(button: Placed, name: Element): void {
      const way = wayOf(name);
      if (way.startsWith('after') || way === 'in-column') Element.prototype.after.call(name, button.host);
      else Element.prototype.append.call(name, button.host);
      lay(button, way, way === 'in-column' ? besideName(name) : '');
      if (way !== 'inside-cut') return;
      button.squeeze(2);
      // A text that does not fit would take the button along behind the edge.
      if (isCutOff(name)) {
        Element.prototype.prepend.call(name, button.host);
        lay(button, 'float');
      }
      button.squeeze(0);
    },
    /** After the words on the button changed: they show only where the name and they fit. The host is not moved, so focus stays. */
    fit(button: Placed, name: Element): void {
      // In a row of its own kind the name is what gives way to longer words.
      const way = placed.get(button.host);
      if (way !== 'inside-cut' && way !== 'after-in-row') {
        // Elsewhere more words are shown where nothing grows for them.
        const around = parentOf(name);
        if (!button.squeeze(1) || !around) return;
        const { height } = rectOf(around);
        button.squeeze(0);
        if (rectOf(around).height > height || isCutOff(around)) button.squeeze(1);
        return;
      }
      for (const step of [0, 1, 2] as const) {
        button.squeeze(step);
        if (!isCutOff(name)) return;
      }
    },
    /** Whether the host still stands where it was put. */
    stands({ host }: Placed, name: Element): boolean {
      return isConnected(host) && (elementBefore(host) === name || contains(name, host));
    },
  };
}
