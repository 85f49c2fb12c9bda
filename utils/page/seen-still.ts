import type { Point } from './seen-shown';

/** A button that has stood where it is for less long was not what the person aimed at (milliseconds). */
export const settled = 300;

/** Between two readings of where the buttons are, but for a press (milliseconds). */
const apart = 50;

/** Where the button of a contact stands in the window. */
export interface Standing {
  readonly who: string;
  readonly box: DOMRect;
}

/** Remembers for a moment where the buttons stood. `now` gives milliseconds of a clock that only runs forward. */
export function createStill(now: () => number, standing: () => readonly Standing[]) {
  // The first is the newest that is old enough, so that it tells where all stood then.
  const looks: { readonly at: number; readonly standing: readonly Standing[] }[] = [];
  let later: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    const at = now();
    looks.push({ at, standing: standing() });
    while (looks[1] && at - looks[1].at >= settled) looks.shift();
  }

  return {
    /** Reads where the buttons are: now, or a moment after it was done last, since they may have moved after that. */
    note(): void {
      const wait = apart - (now() - (looks.at(-1)?.at ?? -apart));
      if (wait <= 0) look();
      else
        later ??= setTimeout(() => {
          later = undefined;
          look();
        }, wait);
    },
    stop(): void {
      clearTimeout(later);
    },
    /** Whether a button of this contact, and of nobody else, has been at this point of the window all the while. */
    stood(who: string, [x, y]: Point): boolean {
      look();
      const [first] = looks;
      return (
        first !== undefined &&
        now() - first.at >= settled &&
        looks.every(({ standing }) =>
          standing.some(
            ({ who: other, box }) =>
              other === who && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom,
          ),
        )
      );
    },
  };
}
