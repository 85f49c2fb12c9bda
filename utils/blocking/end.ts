/** The quick choices of how long, with their length in hours. */
export const presetHours = { '1h': 1, '8h': 8, '1d': 24, '7d': 168, '30d': 720 } as const;

/** A quick choice that has a length. */
export type TimedPreset = keyof typeof presetHours;

/** A quick choice of how long. */
export type Preset = TimedPreset | 'for-good';

/** How long a block is to last: a quick choice, or until a time in epoch milliseconds. */
export type EndChoice = Preset | { readonly until: number };

/** All quick choices, in the order of the screens. */
export const presets: readonly Preset[] = ['1h', '8h', '1d', '7d', '30d', 'for-good'];

/** The choice of a connection for which nobody has chosen yet. */
export const defaultPreset: Preset = '1d';

/** When a block ends. `until` is epoch milliseconds; `forGood` where the person asked for no end, whatever the console can store. */
export interface End {
  readonly until: number;
  readonly forGood: boolean;
}

/** A wish that ends sooner than this is not worth sending (one minute, in milliseconds). */
export const shortestBlock = 60_000;

const hour = 3_600_000;

/** Turns a choice into an end, counted from the press (epoch milliseconds). Consoles that must store a date get ten years for good. */
export function endOf(choice: EndChoice, pressedAt: number): End {
  if (typeof choice === 'object') return { until: choice.until, forGood: false };
  if (choice === 'for-good') return { until: tenYearsFrom(pressedAt), forGood: true };
  return { until: pressedAt + presetHours[choice] * hour, forGood: false };
}

/** The quick choice that makes this end of this press (epoch milliseconds); undefined where none does, to the minute. */
export function presetOf(until: number, pressedAt: number): TimedPreset | undefined {
  const timed = presets.filter((preset) => preset !== 'for-good');
  return timed.find((preset) => Math.abs(until - endOf(preset, pressedAt).until) < shortestBlock);
}

function tenYearsFrom(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear() + 10, date.getUTCMonth(), date.getUTCDate(), 23, 59, 59, 0);
}

/** What ends an organisation allows. */
export interface EndLimits {
  /** The longest time a block may last (hours); undefined where there is no such rule. */
  readonly longestHours?: number | undefined;
  readonly forGood: boolean;
}

/** Whether a choice made at `now` (epoch milliseconds) stays within the limits. */
export function isAllowedEnd(choice: EndChoice, { longestHours, forGood }: EndLimits, now: number): boolean {
  if (choice === 'for-good') return forGood;
  if (longestHours === undefined) return true;
  const length = typeof choice === 'object' ? choice.until - now : presetHours[choice] * hour;
  return length <= longestHours * hour;
}

/** The choice itself where it is allowed, else the longest that is: for choices that were stored before the limits came. */
export function withinLimits(choice: EndChoice, limits: EndLimits, now: number): EndChoice {
  if (isAllowedEnd(choice, limits, now)) return choice;
  const latest = latestEnd(limits, now);
  return typeof choice === 'object' && latest !== undefined ? { until: latest } : longestPreset(limits);
}

/** The latest time that may be chosen at `now` (both epoch milliseconds); undefined where there is none. */
export function latestEnd({ longestHours }: EndLimits, now: number): number | undefined {
  return longestHours === undefined ? undefined : now + longestHours * hour;
}

/** The longest quick choice with a length that is allowed. The shortest always is. */
export function longestPreset({ longestHours = Number.POSITIVE_INFINITY }: EndLimits): TimedPreset {
  const timed = presets.filter((preset): preset is TimedPreset => preset !== 'for-good');
  return timed.filter((preset) => presetHours[preset] <= longestHours).at(-1) ?? '1h';
}
