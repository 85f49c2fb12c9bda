import type { ErrorCode } from '../errors';

/** What may stand in a log line: codes, counts and kinds. There is no field that could hold a name, an id, a key or an address. */
export interface LogFields {
  readonly code?: ErrorCode;
  readonly count?: number;
  readonly what?:
    | 'registration'
    | 'drive'
    | 'message'
    | 'broadcast'
    | 'migration'
    | 'menu'
    | 'injection'
    | 'question'
    | 'lock';
  /** The name of an unexpected exception's class, never its message. */
  readonly exception?: string;
}

/** Writes one line for whoever debugs the extension itself. */
export function logProblem(fields: LogFields): void {
  console.warn('Cordon', JSON.stringify(fields));
}

/** The class name of something thrown, which is all that is kept of it. */
export function exceptionName(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}
