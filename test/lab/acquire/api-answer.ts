import { type Answer, htmlAnswer, jsonAnswer } from '../shared/api-answer';
import type { AcquireSwitches } from './world';

/** The codes of the vendor's table of errors (vendor-apis §1.7). */
export type ErrorCode =
  | 'ERROR_INVALID_INPUT'
  | 'ERROR_RECORD_NOT_FOUND'
  | 'ERROR_DUPLICATE_RECORD_FOUND'
  | 'ERROR_UNAUTHORIZED'
  | 'ERROR_UNAUTHORIZED_ACCESS'
  | 'ERROR_SERVER_ERROR';

/** A request that is not served; `why` goes into the lab's log and never to the client. */
export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly why: string;
}

// The vendor's own words, the second one included, which is a slip of the documents.
const TEXTS: Readonly<Record<ErrorCode, string>> = {
  ERROR_INVALID_INPUT: 'Invalid request',
  ERROR_RECORD_NOT_FOUND: 'No credentials in the request body',
  ERROR_DUPLICATE_RECORD_FOUND: 'Already exists',
  ERROR_UNAUTHORIZED: 'Missing, incorrect, or invalid API Key',
  ERROR_UNAUTHORIZED_ACCESS: 'Invalid request',
  ERROR_SERVER_ERROR: 'Internal server error',
};

/** A refusal with its status and why. */
export function refusal(status: number, code: ErrorCode, why: string): Refusal {
  return { status, code, why };
}

/** Bad input: 400, or another status where one is given. */
export function badInput(why: string, status = 400): Refusal {
  return refusal(status, 'ERROR_INVALID_INPUT', why);
}

/** How an error looks. Assumption: no document shows one, so the form is a switch. */
export function errorAnswer(status: number, code: ErrorCode, form: AcquireSwitches['errorBody']): Answer {
  const message = TEXTS[code];
  switch (form) {
    case 'code-object':
      return jsonAnswer({ error: { code, message } }, status);
    case 'code-string':
      return jsonAnswer({ error: code, message }, status);
    case 'html':
      return htmlAnswer(`<!doctype html><title>${status}</title><h1>${status}</h1><p>${message}</p>`, status);
    case 'empty':
      return { status, headers: {}, body: '' };
  }
}

/** The likeliest code for a status, for faults that give nothing but a status. */
export function codeOf(status: number): ErrorCode {
  if (status === 401) return 'ERROR_UNAUTHORIZED';
  if (status === 403) return 'ERROR_UNAUTHORIZED_ACCESS';
  if (status === 404) return 'ERROR_RECORD_NOT_FOUND';
  return status >= 500 ? 'ERROR_SERVER_ERROR' : 'ERROR_INVALID_INPUT';
}
