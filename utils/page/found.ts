import type { Reference } from '../consoles/types';

/** A contact's name on the page, and who it is. */
export interface FoundName {
  readonly element: Element;
  /** The text as it stands there. Hostile. */
  readonly name: string;
  readonly reference: Reference;
  readonly place: 'list' | 'heading';
}

/** What a look at the page found. `ambiguous` counts names with several ids, which get no button. */
export interface Discovery {
  readonly names: readonly FoundName[];
  readonly ambiguous: number;
}

/**
 * How certain the source of a candidate is: what the console wrote as markup comes before text in the place of a name or of an id, and
 * a contact's id before a conversation's.
 */
export const sources = ['markup', 'text', 'conversation', 'address'] as const;

/** One reading of a name; a look at the page weighs all of a row. */
export interface Candidate extends FoundName {
  readonly source: (typeof sources)[number];
  /** Of an id that is cut off: whoever it is, it is not known. */
  readonly cut?: boolean;
}
