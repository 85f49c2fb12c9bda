import type { ErrorCode } from '../../utils/errors';
import type { BlockView, ExtensionMessages, OperationKind } from '../../utils/messaging/protocol';

/** After these, the same request would only fail the same way. */
const finalCodes: readonly ErrorCode[] = [
  'gone',
  'already-blocked',
  'no-contact-found',
  'contact-changed',
  'no-reference',
  'bad-contact',
  'past-date',
  'no-connection',
  'not-allowed',
  'by-policy',
  'protected',
  'unknown-block',
  'newer-data',
];

/** One thing that can be done about a block: the message, the word on the button and its whole accessible name. */
export interface Offer {
  readonly type: keyof Pick<ExtensionMessages, 'undo' | 'lift' | 'retry'>;
  readonly word: 'popup_undo' | 'popup_lift' | 'popup_retry';
  readonly name: (typeof undoNames)[OperationKind] | (typeof retryNames)[OperationKind] | 'popup_lift_block';
}

const undoNames = { block: 'popup_undo_block', change: 'popup_undo_change', lift: 'popup_undo_lift' } as const;
const retryNames = { block: 'popup_retry_block', change: 'popup_retry_change', lift: 'popup_retry_lift' } as const;

/** What can be done about a block in its state, what comes first first. */
export function offersFor({ state }: BlockView): readonly Offer[] {
  switch (state.kind) {
    case 'waiting':
      return [undo(state.of)];
    case 'held':
      if (state.error.code === 'braked') return [undo(state.of)];
      return state.error.code === 'locked' ? takeBack(state) : [...takeBack(state), retry(state.of)];
    case 'retrying':
      return takeBack(state);
    case 'blocked':
      return [lift];
    case 'failed': {
      const again = finalCodes.includes(state.error.code) ? [] : [retry(state.of)];
      return state.unknown && state.of === 'block' ? [...again, lift] : again;
    }
    default:
      return [];
  }
}

const lift: Offer = { type: 'lift', word: 'popup_lift', name: 'popup_lift_block' };

/** What waits is undone where nothing is left on the console; a block that may be made there is lifted. */
function takeBack({
  of,
  undoable,
}: {
  readonly of: OperationKind;
  readonly undoable?: boolean | undefined;
}): readonly Offer[] {
  if (undoable !== false) return [undo(of)];
  return of === 'block' ? [lift] : [];
}

function undo(of: OperationKind): Offer {
  return { type: 'undo', word: 'popup_undo', name: undoNames[of] };
}

function retry(of: OperationKind): Offer {
  return { type: 'retry', word: 'popup_retry', name: retryNames[of] };
}
