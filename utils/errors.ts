/**
 * The closed list of what can go wrong. Each code has one sentence in every locale (`error_<code with underscores>`), which says
 * what happened and what to do.
 */
export const errorCodes = [
  // what the console's API answered
  'bad-key',
  'no-permission',
  'may-not-block',
  'gone',
  'refused',
  'conflict',
  'rate-limited',
  'server-error',
  'not-json',
  'bad-answer',
  'redirected',
  // what happened on the way there
  'no-network',
  'timeout',
  'no-access',
  'no-key',
  'locked',
  'unknown-outcome',
  // who is meant
  'names-differ',
  'id-as-name',
  'names-unchecked',
  'several-contacts',
  'no-contact-found',
  'cannot-read-contact',
  'cannot-read-conversation',
  'contact-changed',
  'moved',
  'not-seen',
  'no-reference',
  // what the wish was
  'too-late',
  'already-blocked',
  'others-blocks',
  'nothing-lifted',
  'accepted-not-seen',
  'still-blocked-by-rule',
  'braked',
  'overdue',
  'end-not-ours',
  // what was typed
  'empty-key',
  'bad-key-shape',
  'bad-account',
  'other-account',
  'unknown-account',
  'past-date',
  'bad-contact',
  'duplicate-connection',
  'wrong-passphrase',
  'weak-passphrase',
  'passphrases-differ',
  'passphrase-required',
  // what the organisation allows
  'by-policy',
  'protected',
  // Cordon itself
  'not-stored',
  'newer-data',
  'updated',
  'paused',
  'no-connection',
  'choose-connection',
  'not-allowed',
  'unknown-block',
  'question-changed',
  'too-late-to-undo',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An expected failure: its code, and where the console gave one, the HTTP status and the vendor's own code. Never a body or a name. */
export interface CordonError {
  readonly code: ErrorCode;
  readonly status?: number;
  readonly vendorCode?: string;
  /** Epoch milliseconds before which nothing should be sent again. */
  readonly notBefore?: number;
}

/** Makes an error value from the list. */
export function cordonError(code: ErrorCode, details: Omit<CordonError, 'code'> = {}): CordonError {
  return { code, ...details };
}
