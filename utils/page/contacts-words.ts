import { closest, isConnected, parentOf, selectAll, tagOf } from './dom';

// Where consoles put what contacts wrote, by role or by the field's usual words for it.
const wordsOfContacts = [
  '[role="log"]',
  '[role="feed"]',
  '[contenteditable]',
  'textarea',
  'blockquote',
  '[class*="message" i]',
  '[class*="timeline" i]',
  '[class*="transcript" i]',
  '[class*="bubble" i]',
  '[class*="email-body" i]',
].join(',');

const composers = 'textarea, [contenteditable=""], [contenteditable="true"], [role="textbox"][aria-multiline="true"]';

/** What is this much wider than the composer is more than its column (times), unless it is still lower than this part of the window. */
const columnWidth = 1.4;
const columnHeight = 0.5;

/**
 * Finds the parts of a page where contacts' own words stand. No reference is ever read there: a contact can write a link, a title or
 * an id that looks like the console's own. One of them is known by structure: the column that holds the composer.
 */
export function createContactsWords(document: Document, view: Pick<Window, 'innerHeight'>) {
  const columnOfComposer = new WeakMap<Element, Element>();

  function columnOf(composer: Element): Element {
    const known = columnOfComposer.get(composer);
    if (known && isConnected(known)) return known;
    // By geometry, not by markup: messages may hold any markup, and stand in this column.
    const box = (element: Element) => Element.prototype.getBoundingClientRect.call(element);
    const { width } = box(composer);
    let column = composer;
    for (let next = parentOf(composer); next && tagOf(next) !== 'HTML'; next = parentOf(next)) {
      if (box(next).width > width * columnWidth && box(column).height >= view.innerHeight * columnHeight) break;
      column = next;
    }
    columnOfComposer.set(composer, column);
    return column;
  }

  function isMarked(element: Element): boolean {
    return closest(element, wordsOfContacts) !== null;
  }

  return {
    /** The columns that hold a composer now: where the open conversation is. */
    columns(): readonly Element[] {
      return selectAll(document, composers)
        .filter((composer) => Element.prototype.getBoundingClientRect.call(composer).width > 0)
        .map(columnOf);
    },
    /** Whether an element stands where consoles mark contacts' words, by role or by name. */
    isMarked,
    /** Whether an element stands among contacts' words. `columns` are those of this moment. */
    includes(element: Element, columns: readonly Element[]): boolean {
      return isMarked(element) || columns.some((column) => Node.prototype.contains.call(column, element));
    },
  };
}
