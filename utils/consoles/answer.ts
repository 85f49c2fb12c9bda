import type * as z from 'zod/mini';
import { type CordonError, cordonError } from '../errors';
import { fail, ok, type Result } from '../result';
import { lastDate } from './last-date';
import type { ApiAnswer } from './types';

/**
 * Reads an answer against its schema: success only where the status is 2xx, the body is JSON and fits. `vendorCode` is the
 * console's own error code, found by the console's adapter.
 */
export function readAnswer<T>(
  answer: ApiAnswer,
  schema: z.ZodMiniType<T>,
  now: number,
  vendorCode?: string,
): Result<T, CordonError> {
  if (answer.status < 200 || answer.status >= 300) return fail(errorOfStatus(answer, now, vendorCode));
  if (answer.json === undefined) {
    const empty = answer.text.trim() === '' || /json/i.test(answer.header('content-type') ?? '');
    return fail(cordonError(empty ? 'bad-answer' : 'not-json', { status: answer.status }));
  }
  const parsed = schema.safeParse(answer.json);
  return parsed.success ? ok(parsed.data) : fail(cordonError('bad-answer', { status: answer.status }));
}

function errorOfStatus(answer: ApiAnswer, now: number, vendorCode: string | undefined): CordonError {
  const { status } = answer;
  const details = { status, ...(vendorCode === undefined ? {} : { vendorCode }) };
  if (status === 401) return cordonError('bad-key', details);
  if (status === 403) return cordonError('no-permission', details);
  if (status === 404 || status === 410) return cordonError('gone', details);
  if (status === 429) return cordonError('rate-limited', { ...details, ...pauseOf(answer, now) });
  if (status === 408 || status >= 500) return cordonError('server-error', { ...details, ...pauseOf(answer, now) });
  return cordonError('refused', details);
}

/**
 * `Retry-After` in both forms of RFC 9110: seconds, or a date. What can be read as neither has no known end: after a 429 a person has
 * to see to it.
 */
function pauseOf(answer: ApiAnswer, now: number): { notBefore?: number } {
  const value = answer.header('retry-after')?.trim();
  if (!value) return {};
  const at = /^\d+$/.test(value) ? now + Number(value) * 1000 : Date.parse(value);
  if (Number.isNaN(at)) return answer.status === 429 ? { notBefore: lastDate } : {};
  return at > now ? { notBefore: Math.min(at, lastDate) } : {};
}

/** The console's own clock as it answered (epoch milliseconds, whole seconds), by the `Date` header. */
export function serverTimeOf(answer: ApiAnswer): number | undefined {
  const at = Date.parse(answer.header('date') ?? '');
  return Number.isNaN(at) ? undefined : at;
}
