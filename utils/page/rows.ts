import { attribute, childElements, closest, contains, parentOf, tagOf } from './dom';

const rows = 'tr, li, [role="row"], [role="listitem"], [role="option"], [role="treeitem"]';

/** Where a page has its headings. */
export const headings = 'h1, h2, h3, [role="heading"]';

/** What holds no text that a person is named by. */
export const notNames = 'head *, input, select, option, textarea, img, svg, svg *, script, style, template, noscript';

/**
 * The row of a list or grid that an element belongs to: by role or tag, else the nearest ancestor with siblings of its own kind,
 * cells of a row only where there is no more than one row.
 */
export function rowOf(element: Element): Element | undefined {
  const known = closest(element, rows);
  if (known) return known;
  let current = element;
  let cell: Element | undefined;
  for (let level = 0; level < 6; level += 1) {
    const parent = parentOf(current);
    if (!parent || tagOf(parent) === 'BODY') break;
    if (childElements(current).length > 0 && alike(current).length > 2) {
      if (!isCell(current)) return current;
      cell ??= current;
    }
    current = parent;
  }
  return cell;
}

/** The element and its siblings of the same kind. */
function alike(element: Element): readonly Element[] {
  const parent = parentOf(element);
  const kind = kindOf(element);
  return parent ? childElements(parent).filter((sibling) => kindOf(sibling) === kind) : [element];
}

/** Whether an element stands on one line with another of its kind, as the cells of a row do, and rows do not. */
function isCell(element: Element): boolean {
  const own = boxOf(element);
  return alike(element).some((sibling) => {
    const other = boxOf(sibling);
    const apart = own.right <= other.left || other.right <= own.left;
    return own.top === other.top && apart && own.width > 0 && other.width > 0;
  });
}

/** Where an element lies in the window. */
export function boxOf(element: Element): DOMRect {
  return Element.prototype.getBoundingClientRect.call(element);
}

function kindOf(element: Element): string {
  return `${tagOf(element)} ${attribute(element, 'class') ?? ''}`;
}

/** In a row the name comes first; what follows may be a preview of a message that says `#1`. Outside of rows only headings are names. */
export function isFirstText(element: Element): boolean {
  const found = rowOf(element);
  const row = found && isCell(found) ? parentOf(found) : found;
  if (!row) return closest(element, headings) !== null;
  const walker = Document.prototype.createTreeWalker.call(document, row, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (contains(element, node)) return true;
    if (!isInitials(node as Text)) return false;
  }
  return true;
}

/** Initials and icons may stand before a name; a word may not, and a word of two letters may be a whole name. */
export function isInitials(node: Text): boolean {
  const text = node.data.trim();
  if (text.length > 2) return false;
  if (!/[\p{L}\p{N}]/u.test(text) || closest(parentOf(node) as Element, '[aria-hidden="true"]')) return true;
  const around = parentOf(node);
  return [around, around && parentOf(around)].some((element) => element !== null && isSquare(boxOf(element)));
}

function isSquare({ width, height }: DOMRect): boolean {
  return width >= 16 && Math.abs(width - height) < 1;
}
