import { now } from '../unit/components/fake-port';

/** Stops the clock at the fixtures' time, and lets timers run at once, so that every picture is the same each time. */
export function stopClock(): void {
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now] : given),
    get: (target, key) => (key === 'now' ? () => now : Reflect.get(target, key)),
  });
  const realTimeout = globalThis.setTimeout;
  globalThis.setTimeout = ((work: () => void, _wait = 0, ...given: unknown[]) =>
    realTimeout(work, 0, ...given)) as typeof setTimeout;
}
