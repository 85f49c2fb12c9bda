import type { Browser } from 'webextension-polyfill';
import type { Clock } from './clock';

/** The alarm that wakes a background which was stopped meanwhile. */
export const driveAlarm = 'drive';

/** A timer longer than this does not outlive an idle background (milliseconds): the alarm has to do it. */
const longestTimer = 25_000;

/**
 * Calls `wake` at a time. Both ways are set: the timer is exact while the background lives, the alarm (30 s at the soonest in
 * Chromium) starts it again if it was stopped.
 */
export function createWaking(
  deps: { readonly alarms: Pick<Browser['alarms'], 'create' | 'clear'>; readonly clock: Clock },
  wake: () => void,
): (at: number | undefined) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (at) => {
    clearTimeout(timer);
    if (at === undefined) {
      void deps.alarms.clear(driveAlarm);
      return;
    }
    const delay = Math.max(0, at - deps.clock.now());
    if (delay <= longestTimer) timer = setTimeout(wake, delay);
    deps.alarms.create(driveAlarm, { when: Math.max(at, deps.clock.now() + 1_000) });
  };
}
