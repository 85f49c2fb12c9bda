import { type Reference, referenceKey } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import { isOver } from '../messaging/over';
import type { BlockView, BlockViewState } from '../messaging/protocol';
import type { Mount } from './mounts';
import type { Saving } from './wording';

/** A press that was not taken: what it asked for, and why it was not. */
export interface Refusal {
  readonly what: Saving;
  readonly error: CordonError;
}

/** A refusal of what stood then: once something else stands, it is of no more use to anybody. */
interface Noted extends Refusal {
  readonly whose: string;
  readonly stood: string;
}

/**
 * Remembers which presses were not taken. What the background refused is about the contact, wherever the page draws their name by
 * then; what was pressed by mistake is about that one button.
 */
export function createRefusals(viewOf: (reference: Reference) => BlockView | undefined) {
  const ofContacts = new Map<string, Noted>();
  const atButtons = new WeakMap<Mount, Noted>();

  function noted(reference: Reference, what: Saving, error: CordonError): Noted {
    return { what, error, whose: referenceKey(reference), stood: standing(viewOf(reference)) };
  }

  function ofContact(reference: Reference): Noted | undefined {
    const key = referenceKey(reference);
    const noted = ofContacts.get(key);
    if (noted?.stood === standing(viewOf(reference))) return noted;
    ofContacts.delete(key);
    return undefined;
  }

  return {
    /** The background has not taken it. */
    note(reference: Reference, what: Saving, error: CordonError): void {
      ofContacts.set(referenceKey(reference), noted(reference, what, error));
    },
    /** The press was not meant for who is there. */
    noteAt(mount: Mount, what: Saving, code: 'contact-changed' | 'moved'): void {
      atButtons.set(mount, noted(mount.found.reference, what, cordonError(code)));
    },
    /** What holds of the contact whose button this is now. */
    of(mount: Mount): Refusal | undefined {
      const { reference } = mount.found;
      const here = atButtons.get(mount);
      if (here?.whose !== referenceKey(reference)) return ofContact(reference);
      if (here.stood === standing(viewOf(reference))) return here;
      atButtons.delete(mount);
      return ofContact(reference);
    },
    /** Whether the background's refusal for this contact still holds. */
    holds: (reference: Reference): boolean => ofContact(reference) !== undefined,
    /** Something new is asked for this contact. */
    drop(mount: Mount, reference: Reference): void {
      atButtons.delete(mount);
      ofContacts.delete(referenceKey(reference));
    },
    forget(): void {
      ofContacts.clear();
    },
  };
}

function standing(view: BlockView | undefined): string {
  return view ? `${view.id} ${phaseOf(view.state)}` : '';
}

function phaseOf(state: BlockViewState): string {
  if (isOver(state)) return 'over';
  return state.kind === 'blocked' || state.kind === 'failed' ? state.kind : 'under way';
}
