import { rectOf } from './dom';
import type { Seen, SeenDeps, Sight, Watched } from './seen-door';
import { isOfSize, isShown, isShownForced, type Point, pointsOf } from './seen-shown';
import { createStill, settled } from './seen-still';

/** In its second version, where the browser has it, an observer tells whether anything covers, fades or bends what it observes. */
type Entry = IntersectionObserverEntry & { readonly isVisible?: boolean };

/** After a change of the page, where its buttons are is read when it is drawn, and not more often than this (milliseconds). */
const [drawn, readEvery] = [50, 250];

/**
 * Watches whether buttons are seen, from their mounting on: a page can make people press what they do not see (design §10). What it
 * cannot find seen it calls not seen, and a person is asked.
 */
export function createSeen({ view, now, standing }: SeenDeps): Seen {
  const all = new WeakMap<EventTarget, Watched>();
  const told = new WeakMap<Element, { readonly visible: boolean; readonly since: number }>();
  const still = createStill(now, standing);
  let aim: { readonly host: EventTarget; readonly at: Point; readonly sight: Sight } | undefined;
  let reading: ReturnType<typeof setTimeout> | undefined;
  let readAt = 0;

  const options: IntersectionObserverInit & { readonly trackVisibility: boolean; readonly delay: number } = {
    trackVisibility: true,
    delay: 100,
  };
  const observer =
    'isVisible' in IntersectionObserverEntry.prototype ? new IntersectionObserver(learn, options) : undefined;

  function learn(entries: readonly Entry[]): void {
    for (const { target, isIntersecting, isVisible = false } of entries) {
      // What has just come into view was covered by nothing; how long it has been there is another question.
      if (isIntersecting) note(target, isVisible);
      else told.delete(target);
    }
  }

  function note(part: Element, visible: boolean): void {
    const before = told.get(part);
    const uncovered = visible && before?.visible === false;
    told.set(part, { visible, since: uncovered ? now() : (before?.since ?? Number.NEGATIVE_INFINITY) });
  }

  /** `byPointer`: where the browser tells nothing, what the looks before found counts as long as the pointer stays. */
  function isSeen({ host, part }: Watched, points: readonly Point[], byPointer: boolean): boolean {
    const shown = (observer ? isShown : isShownForced)(view, host, points);
    if (observer) learn(observer.takeRecords());
    else if (byPointer) note(part, shown);
    else return shown;
    const known = told.get(part);
    return shown && known?.visible === true && now() - known.since >= settled;
  }

  // These are heard before the page hears them, which could uncover the button at that very moment.
  function over({ target, isTrusted, clientX, clientY }: PointerEvent): void {
    still.note();
    const watched = target && all.get(target);
    if (!watched || !isTrusted || observer) return;
    // What is found covered now is covered until another look finds that it is not.
    told.delete(watched.part);
    isSeen(watched, [[clientX, clientY]], true);
  }

  function down({ target, isTrusted, clientX, clientY }: PointerEvent): void {
    if (!isTrusted) return;
    const at: Point = [clientX, clientY];
    const watched = target && all.get(target);
    aim = undefined;
    if (!watched) return;
    const who = watched.who?.();
    const stood = who === undefined || still.stood(who, at);
    aim = { host: watched.host, at, sight: stood ? (isSeen(watched, [at], true) ? 'seen' : 'not-seen') : 'moved' };
  }

  return {
    watch(watched): void {
      all.set(watched.host, watched);
      observer?.observe(watched.part);
    },
    hear(event): void {
      if (event.type === 'pointerdown') down(event as PointerEvent);
      else if (event.type === 'pointerover') over(event as PointerEvent);
      else still.note();
    },
    changed(): void {
      if (reading !== undefined) return;
      reading = setTimeout(
        () => {
          reading = undefined;
          readAt = now();
          still.note();
        },
        Math.max(drawn, readAt + readEvery - now()),
      );
    },
    judge(host, byPointer, clicked) {
      const watched = all.get(host);
      const aimed = byPointer && aim?.host === host ? aim : undefined;
      aim = undefined;
      if (!watched) return 'not-seen';
      if (aimed && aimed.sight !== 'seen') return aimed.sight;
      const box = rectOf(clicked ?? watched.part);
      return isOfSize(box) && isSeen(watched, pointsOf(box, aimed?.at), aimed !== undefined) ? 'seen' : 'not-seen';
    },
    stop(): void {
      observer?.disconnect();
      clearTimeout(reading);
      still.stop();
    },
  };
}
