import { referenceKey } from '../consoles/types';
import type { Button } from './button';
import type { Discovering } from './discovery-door';
import { isConnected, isNothingFocused } from './dom';
import type { FoundName } from './found';

/** One name with its button. */
export interface Mount {
  /** What was read when the button was last drawn. A press holds what it reads then against this. */
  found: FoundName;
  readonly button: Button;
}

/** What buttons are made and placed by: it comes with the names, and before there are any there may be none. */
type Making = Pick<Discovering, 'createButton'> & {
  readonly placement: Pick<Discovering['placement'], 'put' | 'stands'>;
};

/** Keeps one button beside each name that was found, and takes away those whose names are gone. */
export function createMounts(make: (found: FoundName, createButton: Discovering['createButton']) => Mount) {
  const mounts = new Map<Element, Mount>();
  return {
    all: () => mounts.values(),
    count: () => mounts.size,
    /** Brings the buttons to what was found. True where anything changed. */
    sync(names: readonly FoundName[], { createButton, placement }: Making): boolean {
      let changed = false;
      const left = [...mounts.values()].find(({ button }) => button.lostFocus())?.found;
      const seen = new Set<Element>();
      for (const found of names) {
        seen.add(found.element);
        const known = mounts.get(found.element);
        const mount = known ?? make(found, createButton);
        if (!known) mounts.set(found.element, mount);
        const renamed = !known || !isSame(known.found, found);
        mount.found = found;
        if (!renamed && placement.stands(mount.button, found.element)) continue;
        placement.put(mount.button, found.element);
        changed = true;
      }
      for (const [element, mount] of mounts) {
        if (seen.has(element) && isConnected(element)) continue;
        mount.button.host.remove();
        mounts.delete(element);
        changed = true;
      }
      if (left && isNothingFocused(document)) {
        // Who was at a button that the page drew anew goes on from there.
        const again = [...mounts.values()].find(({ found }) => found.place === left.place && isSame(found, left));
        again?.button.focus();
      }
      return changed;
    },
    /** Takes all buttons away: the page is left as it was found. */
    clear(): void {
      for (const { button } of mounts.values()) button.host.remove();
      mounts.clear();
    },
  };
}

/** Whether two readings of a name mean the same contact by the same words. */
export function isSame(one: FoundName, other: FoundName): boolean {
  return one.name === other.name && referenceKey(one.reference) === referenceKey(other.reference);
}
