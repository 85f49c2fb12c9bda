import { type Answer, htmlAnswer } from '../shared/api-answer';
import type { SoftwareoneSwitches } from './world';

/** A request that is not served; `why` goes into the lab's log and never to the client. */
export interface Refusal {
  readonly status: number;
  readonly why: string;
  /** The field that is wrong, where it is one. */
  readonly field?: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'One or more validation errors occurred.',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  504: 'Gateway Timeout',
};

/** Bad input: 400. */
export function badInput(why: string, field?: string): Refusal {
  return { status: 400, why, ...(field === undefined ? {} : { field }) };
}

/** An error as the documents show it: ProblemDetails of RFC 9110, with `errors` as a map or as a list. */
export function problemAnswer(
  status: number,
  { errors, errorBody }: Pick<SoftwareoneSwitches, 'errors' | 'errorBody'>,
  field = 'id',
): Answer {
  const title = TITLES[status] ?? 'Error';
  if (errorBody === 'html') return htmlAnswer(`<!doctype html><title>${status}</title><h1>${title}</h1>`, status);
  if (errorBody === 'empty') return { status, headers: {}, body: '' };
  const message = `The value of ${field} is not valid.`;
  const problem = {
    type: `https://tools.ietf.org/html/rfc9110#section-15.5.${status - 399}`,
    title,
    status,
    detail: 'See the errors property for details.',
    traceId: '00-0123456789abcdef0123456789abcdef-0123456789abcdef-00',
    ...(status === 400 && errors === 'map' ? { errors: { [field]: [message] } } : {}),
    ...(status === 400 && errors === 'array' ? { errors: [{ message, properties: [field] }] } : {}),
  };
  const type = errorBody === 'json' ? 'application/json' : 'application/problem+json';
  return { status, headers: { 'content-type': `${type}; charset=utf-8` }, body: JSON.stringify(problem) };
}
