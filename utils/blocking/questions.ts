import type { ErrorCode } from '../errors';

/** What a press raises, and only a person can say: who is meant, and whose blocks are touched. */
const fromPresses: readonly ErrorCode[] = [
  'names-differ',
  'id-as-name',
  'names-unchecked',
  'several-contacts',
  'not-seen',
  'already-blocked',
  'others-blocks',
];

/** What only time raises. */
const fromTime: readonly ErrorCode[] = ['overdue', 'end-not-ours', 'too-late'];

/** Whether a person is asked what is meant; else something went wrong that a person has to see to. */
export function isQuestion(code: ErrorCode): boolean {
  return fromPresses.includes(code) || fromTime.includes(code);
}

/** Whether this question comes from a press, so that whoever pressed stands before it. */
export function raisedInPage(code: ErrorCode): boolean {
  return fromPresses.includes(code);
}

/** Whether a person is asked about a block that stands and whose time is over. */
export function asksAboutEnd(code: ErrorCode): boolean {
  return code === 'overdue' || code === 'end-not-ours';
}
