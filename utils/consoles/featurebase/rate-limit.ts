import { serverTimeOf } from '../answer';
import type { ApiAnswer } from '../types';

/** Limits count requests in fixed windows of one minute, without lockout (help.featurebase.app, "Rate limits"). */
const window = 60_000;

const aSecond = 1_000;

/**
 * When a request that was turned away may be sent again (epoch milliseconds): by `Retry-After-Ms` or `Retry-After` (which the
 * vendor's own client obeys), else when the window ends by `X-RateLimit-Reset`, else after a whole window.
 */
export function pauseAfterLimit(answer: ApiAnswer, now: number): number {
  return now + (retryAfter(answer, now) ?? untilReset(answer, now) ?? window);
}

/**
 * When the next request may be sent (epoch milliseconds), where an answer says that none is left in this window; undefined where it does
 * not. So none has to be turned away.
 */
export function restAfter(answer: ApiAnswer, now: number): number | undefined {
  const left = numberIn(answer.header('x-ratelimit-remaining')) === 0 ? untilReset(answer, now) : undefined;
  return left === undefined ? undefined : now + left;
}

/** Whether it is too early for the next request. No window is longer than one: a clock that was set back stops nothing for longer. */
export function isResting(until: number, now: number): boolean {
  return until > now && until - now <= window;
}

/** How long the console asked to be left alone (milliseconds), on a refusal of any kind; undefined where it did not say. */
export function retryAfter(answer: ApiAnswer, now: number): number | undefined {
  const milliseconds = numberIn(answer.header('retry-after-ms'));
  if (milliseconds !== undefined) return Math.max(0, milliseconds);
  const value = answer.header('retry-after')?.trim();
  if (!value) return undefined;
  const seconds = numberIn(value);
  if (seconds !== undefined) return Math.max(0, seconds * aSecond);
  const left = dateIn(value) - (serverTimeOf(answer) ?? now);
  return Number.isNaN(left) ? undefined : Math.max(0, left);
}

// Assumption: nothing says whether the reset is a moment (in seconds since 1970) or the seconds that are left. Both are read, and
// milliseconds and dates too; no window is longer than a minute, so a wrong reading cannot stop a connection for long.
function untilReset(answer: ApiAnswer, now: number): number | undefined {
  const value = answer.header('x-ratelimit-reset')?.trim();
  if (!value) return undefined;
  const at = serverTimeOf(answer) ?? now;
  const number = numberIn(value);
  const left =
    number === undefined
      ? dateIn(value) - at
      : number > 1e11
        ? number - at
        : number > 1e8
          ? number * aSecond - at
          : number * aSecond;
  return Number.isNaN(left) ? undefined : Math.min(Math.max(left, aSecond), window);
}

function numberIn(value: string | null): number | undefined {
  return value !== null && /^\s*\d{1,15}(?:\.\d{1,9})?\s*$/.test(value) ? Number(value) : undefined;
}

/** A date as HTTP or ISO 8601 writes one; `Date.parse` alone takes nearly everything for a date. */
function dateIn(value: string): number {
  return /^(?:[A-Z][a-z]{2}, \d\d |\d{4}-\d\d-\d\dT)/.test(value) ? Date.parse(value) : Number.NaN;
}
