import type { Contact, Reference } from '../consoles/types';

/**
 * Whether the name on the page is that of the contact (design §10): the same, when normalised for Unicode, case and space, as the
 * API's name, first and last name, or e-mail. `#id` agrees with an unnamed contact of that id, as do
 * the console's own words for one (`unnamedWords`), and text that was cut with "…"
 * agrees with a name that it begins, both only where the page gave the contact's own id. An id that was read from the name itself
 * proves nothing about that name: anybody may call himself `#827`.
 */
export function namesAgree(
  pageName: string,
  contact: Contact,
  reference: Reference,
  unnamedWords: readonly string[] = [],
): boolean {
  if (isOnlyText(reference)) return false;
  const shown = normalised(pageName);
  const both = [contact.firstName, contact.lastName].filter(Boolean).join(' ');
  const known = [contact.name, both, contact.email].map((text) => normalised(text ?? '')).filter((text) => text !== '');
  if (known.includes(shown)) return true;
  if (reference.kind !== 'contact') return false;
  const unnamed = normalised(contact.name ?? '') === '' && both.trim() === '';
  if (shown === `#${contact.id}` && (unnamed || normalised(contact.name ?? '') === shown)) return true;
  if (unnamed && unnamedWords.some((word) => normalised(word) === shown)) return true;
  const beginning = /^(.*\S)\s*(?:…|\.\.\.)$/.exec(shown)?.[1];
  return beginning !== undefined && [...beginning].length >= 2 && known.some((name) => name.startsWith(beginning));
}

/** Whether the page gave nothing but a text that looks like an id, in the place of a name. */
export function isOnlyText(reference: Reference): boolean {
  return reference.kind === 'contact' && reference.fromText === true;
}

// Bidirectional controls and zero-width marks change how a name looks, not what it is.
const invisible = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g;

function normalised(text: string): string {
  return text.normalize('NFKC').replace(invisible, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
