// An address carries these as they are; the rest of a text is written as percent signs.
const quote = '%22';

/** What has a meaning in RQL, and control characters. The vendor's own app strips the first four from what is typed; `*` is its wildcard. */
const signs = /["\\()*\p{Cc}\p{Cf}]+/u;

/** A text as a quoted value of a query: nothing in it can end the quotes, open a bracket or stand for other text. */
export function quoted(text: string): string {
  return `${quote}${encoded(text.split(signs).join(''))}${quote}`;
}

/** A quoted pattern for `ilike`: whatever holds the text. What had to be stripped from it may be anything there. */
export function containing(text: string): string {
  const parts = text.split(signs).filter((part) => part !== '');
  return `${quote}*${parts.map(encoded).join('*')}*${quote}`;
}

/** Whether anything of a text is left to look for. */
export function isSearchable(text: string): boolean {
  return text.split(signs).some((part) => part.trim() !== '');
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/'/g, '%27');
}
