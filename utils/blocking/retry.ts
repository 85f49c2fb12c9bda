import type { CordonError } from '../errors';
import type { BlockState } from './block';

/** How often something is tried before a person is asked. */
export const mostAttempts = 8;

/** The shortest and the longest time between two tries (milliseconds). */
const base = 2_000;
export const cap = 300_000;

/** While the machine says itself that it has no network, it is tried this often (milliseconds). */
const whileOffline = 30_000;

/** A day: a longer pause that a console asks for is not waited out silently, nor is longer trouble (milliseconds). */
export const longestPause = 86_400_000;

/** What an error means for the work: try again, ask a person, or end. `now` is epoch milliseconds. */
export function verdictOn(error: CordonError, now: number): 'retry' | 'held' | 'needs-you' | 'failed' {
  if ((error.notBefore ?? now) - now > longestPause) return 'needs-you';
  switch (error.code) {
    case 'no-network':
    case 'timeout':
    case 'server-error':
    case 'rate-limited':
    case 'unknown-outcome':
    case 'accepted-not-seen':
      return 'retry';
    case 'bad-key':
    case 'no-access':
    case 'no-key':
    case 'locked':
    case 'braked':
      return 'held';
    case 'names-differ':
    case 'id-as-name':
    case 'names-unchecked':
    case 'several-contacts':
    case 'not-seen':
    case 'others-blocks':
    case 'already-blocked':
    case 'too-late':
    // What a person can mend, on the console or in the network, and then wants tried again.
    case 'conflict':
    case 'no-permission':
    case 'may-not-block':
    case 'cannot-read-contact':
    case 'cannot-read-conversation':
    case 'not-json':
    case 'bad-answer':
    case 'redirected':
      return 'needs-you';
    default:
      return 'failed';
  }
}

/**
 * When to try again (epoch milliseconds): full jitter, `random(0, min(cap, base · 2^attempts))`, and never before the console
 * allows. `random` gives a number from 0 to 1.
 */
export function nextTry(attempts: number, error: CordonError, now: number, random: () => number): number {
  const delay = random() * Math.min(cap, base * 2 ** attempts);
  return Math.max(now, error.notBefore ?? 0) + Math.round(delay);
}

/** What was tried so far, when, and with what chances. */
export interface Tries {
  readonly attempts: number;
  /** When it went wrong first. */
  readonly since?: number | undefined;
  readonly error: CordonError;
  readonly now: number;
  readonly online: boolean;
  readonly random: () => number;
  /** Nobody asked for it, so that nobody would ask again: tried for a day, however often. */
  readonly forDay: boolean;
  /** A request has just left: after the last one the console is asked once more what came of it. */
  readonly sending: boolean;
}

/**
 * The wait before the next try; undefined where a person has to hear of it. After 8 attempts or a day there is an end. A dead network is
 * no attempt, nor is a pause that the console named.
 */
export function waitAfter(tries: Tries): Extract<BlockState, { kind: 'retrying' }> | undefined {
  const { error, now } = tries;
  const since = Math.min(tries.since ?? now, now);
  if (now - since >= longestPause) return undefined;
  const noNetwork = error.code === 'no-network';
  const paused = error.code === 'rate-limited' && error.notBefore !== undefined;
  const attempts = tries.attempts + (noNetwork || paused ? 0 : 1);
  const most = tries.sending ? mostAttempts + 1 : mostAttempts;
  if (attempts >= most && !tries.forDay && !noNetwork && !paused) return undefined;
  const state = { kind: 'retrying', attempts, since, error } as const;
  const earliest = Math.max(now, error.notBefore ?? 0);
  if (noNetwork && !tries.online) return { ...state, at: Math.max(now + whileOffline, earliest) };
  if (!noNetwork && attempts <= mostAttempts) return { ...state, at: nextTry(attempts, error, now, tries.random) };
  // The longer it lasts, the more rarely: about as long again as it has lasted.
  const spread = noNetwork ? Math.min(cap - base, now - since) : cap - base;
  return { ...state, at: earliest + base + Math.round(tries.random() * spread) };
}

/** Until when a console may still be at work on a request that was cut off (epoch milliseconds); 0 where none was. */
export function cutOffUntil(state: BlockState): number {
  if (state.kind !== 'retrying') return 0;
  const { error } = state;
  return isCutOff(error) || error.code === 'unknown-outcome' ? (error.notBefore ?? 0) : 0;
}

/** Whether a request ended without an answer, so that the console may still be at work on it. */
export function isCutOff({ code, status }: CordonError): boolean {
  return code === 'timeout' || code === 'no-network' || status === 504;
}

/** Whether nothing was done: the console understood and said no, or the request never left. After any other error nobody knows. */
export function isNo({ code }: CordonError): boolean {
  switch (code) {
    case 'bad-key':
    case 'no-permission':
    case 'may-not-block':
    case 'gone':
    case 'refused':
    case 'rate-limited':
    case 'no-access':
    case 'no-key':
    case 'locked':
    case 'not-allowed':
      return true;
    default:
      return false;
  }
}
