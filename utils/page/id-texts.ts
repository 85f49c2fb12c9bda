import type { ContactId, Reference } from '../consoles/types';
import { beside, childElements, closest, contains, matches, parentOf, textOf } from './dom';
import type { compile } from './patterns';
import { headings, isInitials, notNames } from './rows';

/** A text that names a person, and the element beside whose text a button may stand. */
export interface PersonText {
  readonly element: Element;
  readonly name: string;
}

/** An id that stands as text in a grid or a heading. `reference` is undefined where it is cut off and nothing else says who it is. */
export interface IdText extends PersonText {
  readonly reference: Reference | undefined;
}

const cells = 'td, th, [role="gridcell"], [role="cell"], [role="rowheader"]';
const gridRows = 'tr, [role="row"]';
const controls = 'button, [role="button"], [role="checkbox"], [role="status"], time, label, option';
const marks = '[class*="status" i], [class*="badge" i], [class*="chip" i]';
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const dateOrClock = /\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{1,2}:\d{2}|\b(?:19|20)\d\d\b/;
const longestLine = 500;

/** Ids and e-mails are longer than no name, and a contact may write a text that takes patterns minutes. */
const longestId = 60;

/** A column whose texts are at most half as many as its rows holds statuses or types, once there are so many rows. */
const enoughRows = 3;
const rowsAsked = 50;

/**
 * Reads ids that consoles write as text: the whole text of a grid's cell, of a line in it, or of a part of a heading. In lists such a
 * text may be a preview of a message, so it is not read there. Made anew for each look at the page.
 */
export function createIdTexts(
  document: Document,
  { idText, idTextCut, idTextBegins }: ReturnType<typeof compile>,
  isContactsWord: (element: Element) => boolean,
) {
  const fewTexts = new Map<Element, Map<number, boolean>>();

  function isId(text: string): boolean {
    return text.length <= longestId && (idText?.test(text) === true || idTextCut?.test(text) === true);
  }

  /** The id that a text node is, where it stands in the right place. */
  function read(node: Text): IdText | undefined {
    const text = node.data.trim();
    if (text === '' || !isId(text)) return undefined;
    const element = parentOf(node);
    if (!element || !isWholeLine(node, element)) return undefined;
    if (matches(element, notNames) || isContactsWord(element) || !scopeOf(element)) return undefined;
    // The beginning of an id may be described so that whole ones begin like it too.
    const contactId = idText?.exec(text)?.[1] as ContactId | undefined;
    const reference: Reference | undefined = contactId ? { kind: 'contact', contactId } : emailBeside(element, text);
    return { ...personBeside(element, text), reference };
  }

  /** The only e-mail in the row of an id that is cut off, with what is left of the id. */
  function emailBeside(element: Element, idThere: string): Reference | undefined {
    const idBegins = idTextBegins?.exec(idThere)?.[1];
    const row = closest(element, gridRows);
    if (!idBegins || !row) return undefined;
    const [words, another] = emailsIn(linesIn(row, row).filter((line) => !isContactsWord(parentOf(line) ?? row)));
    return words && !another ? { kind: 'words', words, idBegins } : undefined;
  }

  /** Who the row or heading is about, where an id stands at this element: the button then stands there only if nothing better can be told. */
  function personBeside(element: Element, idThere: string): PersonText {
    const scope = scopeOf(element);
    if (!scope) return { element, name: idThere };
    const row = closest(scope, gridRows);
    const inScope = personAmong(linesIn(scope, scope), element);
    if (inScope) return inScope;
    if (!row || row === scope || !matches(scope, cells)) return { element, name: idThere };
    const lines = linesIn(row, row).filter((line) => !isOfFewTexts(line, row));
    const alone = linesIn(scope, scope).length === 0;
    const [only, another] = emailsIn(lines);
    return (alone && personAmong(lines, element)) || { element, name: (!another && only) || idThere };
  }

  /** The texts that may name somebody: no ids, dates, numbers, statuses, buttons or initials. */
  function linesIn(scope: Element, row: Element): readonly Text[] {
    const lines: Text[] = [];
    const walker = Document.prototype.createTreeWalker.call(document, scope, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const line = textOf(node);
      const around = parentOf(node);
      if (!around || !/\p{L}/u.test(line) || line.length > longestLine || isId(line) || isInitials(node as Text))
        continue;
      if (!email.test(line) && dateOrClock.test(line)) continue;
      if (matches(around, notNames) || closest(around, controls)) continue;
      const mark = closest(around, marks);
      if (mark && mark !== row && contains(row, mark)) continue;
      lines.push(node as Text);
    }
    return lines;
  }

  /** Whether the column of this line says the same again and again, as a status does. */
  function isOfFewTexts(line: Text, row: Element): boolean {
    const cell = closest(parentOf(line) ?? row, cells);
    const body = parentOf(row);
    if (!cell || !body) return false;
    const column = childElements(row).indexOf(cell);
    const known = fewTexts.get(body) ?? new Map<number, boolean>();
    fewTexts.set(body, known);
    const few = known.get(column) ?? hasFewTexts(body, column);
    known.set(column, few);
    return few;
  }

  return { isId, read, personBeside };
}

function emailsIn(lines: readonly Text[]): readonly string[] {
  return [...new Set(lines.map(textOf).filter((line) => email.test(line)))];
}

/** The only person among these lines: the only text that is no e-mail, or else the only e-mail. */
function personAmong(lines: readonly Text[], idElement: Element): PersonText | undefined {
  const named = lines.filter((line) => !email.test(textOf(line)));
  const [line, another] = named.length > 0 ? named : lines;
  const element = line && parentOf(line);
  if (!line || !element || another) return undefined;
  const name = textOf(line);
  // A bare text has no element of its own to stand beside.
  return { element: textOf(element) === name ? element : idElement, name };
}

function hasFewTexts(body: Element, column: number): boolean {
  const texts = childElements(body)
    .filter((row) => matches(row, gridRows))
    .slice(0, rowsAsked)
    .map((row) => childElements(row)[column])
    .map((cell) => (cell ? textOf(cell) : ''));
  return texts.length >= enoughRows && new Set(texts).size <= texts.length / 2;
}

/** The cell of a grid or the heading that an element stands in. */
function scopeOf(element: Element): Element | null {
  const cell = closest(element, cells);
  return cell && closest(cell, gridRows) ? cell : closest(element, headings);
}

/** Whether a text is all that its element says, or a line between breaks. */
function isWholeLine(node: Text, element: Element): boolean {
  return textOf(element) === textOf(node) || (['next', 'previous'] as const).every((way) => isBreak(beside(node, way)));
}

function isBreak(node: Node | null): boolean {
  return node === null || (node instanceof Element && matches(node, 'br'));
}
