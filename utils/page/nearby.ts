import type { FoundName } from './found';

/** No page gets more buttons at once: of a longer list, only names near what is seen have one. */
const mostButtons = 200;
const nearness = '400px';

/** Chooses the names that get a button now: all of them, or on a long page those near what is seen. `changed` calls when others are. */
export function createNearby(changed: () => void) {
  const watched = new Set<Element>();
  const near = new Set<Element>();
  let observer: IntersectionObserver | undefined;

  function start(): IntersectionObserver {
    return new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting && watched.has(target)) near.add(target);
          else near.delete(target);
        }
        changed();
      },
      // The list may scroll by itself, inside the page.
      { rootMargin: nearness, scrollMargin: nearness },
    );
  }

  function stop(): void {
    observer?.disconnect();
    observer = undefined;
    watched.clear();
    near.clear();
  }

  return {
    of(names: readonly FoundName[]): readonly FoundName[] {
      if (names.length <= mostButtons) {
        stop();
        return names;
      }
      observer ??= start();
      const elements = new Set(names.map(({ element }) => element));
      for (const element of watched) {
        if (elements.has(element)) continue;
        observer.unobserve(element);
        watched.delete(element);
        near.delete(element);
      }
      for (const element of elements) {
        if (watched.has(element)) continue;
        watched.add(element);
        observer.observe(element);
      }
      return names.filter(({ element }) => near.has(element)).slice(0, mostButtons);
    },
    stop,
  };
}
