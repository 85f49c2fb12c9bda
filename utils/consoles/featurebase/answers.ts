import type * as z from 'zod/mini';
import { type CordonError, cordonError } from '../../errors';
import { fail, type Result } from '../../result';
import { readAnswer } from '../answer';
import type { ApiAnswer } from '../types';
import { pauseAfterLimit, retryAfter } from './rate-limit';
import { errorEnvelope } from './schema';

/**
 * Reads an answer of Featurebase. What its own client would send again (`x-should-retry`, else 408, 409, 429 and 500 and more;
 * featurebase-node, `client.ts`) is an error that is tried again.
 */
export function readFeaturebase<T>(answer: ApiAnswer, schema: z.ZodMiniType<T>, now: number): Result<T, CordonError> {
  const envelope = answer.status >= 400 ? errorEnvelope.safeParse(answer.json) : undefined;
  const vendorCode = envelope?.success ? envelope.data.error.code : undefined;
  const result = readAnswer(answer, schema, now, vendorCode);
  if (result.ok) return result;
  const error = again(answer, result.error);
  if (error.code === 'rate-limited') return fail({ ...error, notBefore: pauseAfterLimit(answer, now) });
  const pause = error.code === 'server-error' ? retryAfter(answer, now) : undefined;
  if (pause !== undefined) return fail({ ...error, notBefore: now + pause });
  // What is no id of the console's at all is not there either.
  return vendorCode === 'invalid_id' && error.code === 'refused' ? fail({ ...error, code: 'gone' }) : fail(error);
}

/** What an error means once it is known whether the console wants the request again. */
function again(answer: ApiAnswer, error: CordonError): CordonError {
  const { code, status = 0 } = error;
  const wanted = answer.header('x-should-retry')?.trim().toLowerCase();
  if (wanted === 'false') {
    if (code === 'rate-limited') return { ...error, code: 'refused' };
    // It may have been done, and is not to be sent again: only a look at the console can tell.
    return code === 'server-error' ? cordonError('bad-answer', { status }) : error;
  }
  const conflict = status === 409 && !isAlreadySo(error);
  return conflict || (wanted === 'true' && code === 'refused' && !isAlreadySo(error))
    ? { ...error, code: 'server-error' }
    : error;
}

/**
 * Whether the console says in its own words that the contact is so already. Assumption: nothing says what a second block, or a second
 * unblock, answers; most likely the same again. A bare 409 says only that two requests met, and not what came of either.
 */
export function isAlreadySo({ code, vendorCode = '' }: CordonError): boolean {
  return code === 'refused' && /^(?:already_|not_)(?:un)?blocked$/.test(vendorCode);
}

/** A change that the console wants sent again, though it understood it: nobody knows whether it was done, as if it were cut off. */
export function isUndecided({ code, status = 500 }: CordonError): boolean {
  return code === 'server-error' && status < 500 && status !== 408;
}
