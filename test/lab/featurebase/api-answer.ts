import { type Answer, jsonAnswer } from '../shared/api-answer';
import type { Refused } from '../shared/api-server';
import type { FeaturebaseSwitches } from './world';

/** A request that is not served; `why` goes into the lab's log and never to the client. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly why: string;
  readonly param?: string;
}

const TYPES: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'authorization_error',
  429: 'rate_limit_error',
};

// Assumption: of these only the types are documented.
const WORDS: Readonly<Record<number, string>> = {
  401: 'invalid_api_key',
  403: 'insufficient_permissions',
  429: 'rate_limit_exceeded',
  500: 'internal_error',
};

function typeOf(status: number): string {
  return TYPES[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error');
}

/** The likeliest code for a status, where nothing more is known. */
export function codeOf(status: number, codes: FeaturebaseSwitches['codes']): string {
  if (status === 404) return 'not_found';
  if (status >= 400 && status < 500 && !TYPES[status]) return 'invalid_request';
  return codes === 'types' ? typeOf(status) : (WORDS[status] ?? typeOf(status));
}

/** An error in the documented envelope. */
export function errorAnswer(status: number, code: string, param?: string): Answer {
  const message = 'An error occurred';
  return jsonAnswer(
    { error: { type: typeOf(status), code, message, ...(param === undefined ? {} : { param }), status } },
    status,
  );
}

/** The answer to a refused request, with the headers that go with it. */
export function refused({ status, code, why, param }: Refusal, headers: Answer['headers'] = {}): Refused {
  const answer = errorAnswer(status, code, param);
  return { refused: { ...answer, headers: { ...answer.headers, ...headers } }, why };
}
