import { referenceKey } from '../consoles/types';
import type { FoundName } from './found';
import type { Mount } from './mounts';
import type { Saving } from './wording';

/** A mount and what has happened to it. */
export interface Place extends Mount {
  /** What was under the pointer when it went down. */
  aimedAt: FoundName | undefined;
  /** Epoch milliseconds. */
  lastPress: number;
  /** Whose press is on its way: a row may be used for somebody else meanwhile. */
  saving: { readonly of: string; readonly what: Saving } | undefined;
  /** Whose button was pressed here last: what comes of that is said aloud here, and of other presses nothing is. */
  pressedFor: string | undefined;
}

/** What is on its way for the contact who is there now. */
export function savingOf({ saving, found }: Place): Saving | undefined {
  return saving?.of === referenceKey(found.reference) ? saving.what : undefined;
}
