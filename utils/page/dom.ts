/**
 * Reads of the page's DOM that its markup cannot bend: a form with `<input name="querySelector">` shadows the method on itself, not
 * on the prototype that is asked here.
 */

const elementProto = Element.prototype;
const nodeProto = Node.prototype;
const documentProto = Document.prototype;

/** Reads a property as the prototype has it, whatever the node itself says. */
function reader<T>(proto: object | null, name: string): (node: Node) => T {
  if (!proto) throw new TypeError(`no ${name}`);
  const get = Object.getOwnPropertyDescriptor(proto, name)?.get;
  return get ? (node) => get.call(node) : reader(Object.getPrototypeOf(proto), name);
}

const parentElementOf = /* @__PURE__ */ reader<Element | null>(nodeProto, 'parentElement');
const textContentOf = /* @__PURE__ */ reader<string | null>(nodeProto, 'textContent');
const isConnectedOf = /* @__PURE__ */ reader<boolean>(nodeProto, 'isConnected');
const siblingOf = {
  previous: /* @__PURE__ */ reader<Node | null>(nodeProto, 'previousSibling'),
  next: /* @__PURE__ */ reader<Node | null>(nodeProto, 'nextSibling'),
};
const kindOf = /* @__PURE__ */ reader<number>(nodeProto, 'nodeType');
const childrenOf = /* @__PURE__ */ reader<HTMLCollection>(elementProto, 'children');
const tagNameOf = /* @__PURE__ */ reader<string>(elementProto, 'tagName');
const siblingElementOf = {
  previous: /* @__PURE__ */ reader<Element | null>(elementProto, 'previousElementSibling'),
  next: /* @__PURE__ */ reader<Element | null>(elementProto, 'nextElementSibling'),
};
const scrollWidthOf = /* @__PURE__ */ reader<number>(elementProto, 'scrollWidth');
const clientWidthOf = /* @__PURE__ */ reader<number>(elementProto, 'clientWidth');
const assignedSlotOf = /* @__PURE__ */ reader<Element | null>(elementProto, 'assignedSlot');
const rootElementOf = /* @__PURE__ */ reader<HTMLElement>(documentProto, 'documentElement');
const urlOf = /* @__PURE__ */ reader<string>(documentProto, 'URL');
const baseUriOf = /* @__PURE__ */ reader<string>(nodeProto, 'baseURI');
const sheetsOf = /* @__PURE__ */ reader<CSSStyleSheet[]>(documentProto, 'adoptedStyleSheets');
const focusedOf = /* @__PURE__ */ reader<Element | null>(documentProto, 'activeElement');
const visibilityOf = /* @__PURE__ */ reader<string>(documentProto, 'visibilityState');

/** All elements below a document, an element or a root that match. */
export function selectAll(root: Document | Element | ShadowRoot, selector: string): readonly Element[] {
  // By its kind: a document of a frame around is of another world's class.
  const kind = kindOf(root);
  const proto =
    kind === Node.ELEMENT_NODE ? elementProto : kind === Node.DOCUMENT_NODE ? documentProto : ShadowRoot.prototype;
  return Array.from(proto.querySelectorAll.call(root, selector));
}

/** An attribute's value. */
export function attribute(element: Element, name: string): string | null {
  return elementProto.getAttribute.call(element, name);
}

/** The nearest of the element and its ancestors that matches. */
export function closest(element: Element, selector: string): Element | null {
  return elementProto.closest.call(element, selector);
}

/** Whether the element matches. */
export function matches(element: Element, selector: string): boolean {
  return elementProto.matches.call(element, selector);
}

/** The parent element. */
export function parentOf(element: Node): Element | null {
  return parentElementOf(element);
}

/** The text, with white space folded and ends trimmed. */
export function textOf(element: Node): string {
  return String(textContentOf(element) ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

// The scripts of one frame each have this file of their own, and mean the same elements.
const shared = Symbol.for('cordon elements');
const world = globalThis as unknown as Record<symbol, WeakSet<Element> | undefined>;
world[shared] ??= new WeakSet();
const ours = world[shared];

/** Notes an element as Cordon's own. Where one stands inside a name, the name must be read as before. */
export function markAsOurs(element: Element): void {
  ours.add(element);
}

/** The child elements, but for Cordon's own. */
export function childElements(element: Element): readonly Element[] {
  return Array.from(childrenOf(element)).filter((child) => !ours.has(child));
}

/** What stands before or after a node in the same element, but for white space, comments and Cordon's own. */
export function beside(node: Node, way: 'previous' | 'next'): Node | null {
  let found: Node | null = node;
  do found = siblingOf[way](found);
  while (found && (found instanceof Element ? ours.has(found) : textOf(found) === '' || found instanceof Comment));
  return found;
}

/** The tag's name in capitals. */
export function tagOf(element: Element): string {
  return tagNameOf(element);
}

/** Whether the node is in a document. */
export function isConnected(node: Node): boolean {
  return isConnectedOf(node);
}

/** Whether one node contains the other. */
export function contains(outer: Node, inner: Node): boolean {
  return nodeProto.contains.call(outer, inner);
}

/** Whether `first` stands before `second` in the document. */
export function isBefore(first: Node, second: Node): boolean {
  return (nodeProto.compareDocumentPosition.call(first, second) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** The element before this one in the same parent. */
export function elementBefore(element: Element): Element | null {
  return siblingElementOf.previous(element);
}

/** The element after this one in the same parent. */
export function elementAfter(element: Element): Element | null {
  return siblingElementOf.next(element);
}

/** Whether the element holds more than it is wide. */
export function isCutOff(element: Element): boolean {
  return scrollWidthOf(element) > clientWidthOf(element);
}

/** Where an element lies in the window. */
export function rectOf(element: Element): DOMRect {
  return elementProto.getBoundingClientRect.call(element);
}

/** A new element. A picture of that name would take the place of the document's own method. */
export function make<K extends keyof HTMLElementTagNameMap>(document: Document, tag: K): HTMLElementTagNameMap[K] {
  return documentProto.createElement.call(document, tag) as HTMLElementTagNameMap[K];
}

/** Hears events of the document. */
export function hear(
  document: Document,
  type: string,
  listener: (event: Event) => void,
  options?: AddEventListenerOptions,
): void {
  EventTarget.prototype.addEventListener.call(document, type, listener, options);
}

/** The root element. */
export function rootOf(document: Document): HTMLElement {
  return rootElementOf(document);
}

/** The address of the page. */
export function addressOf(document: Document): string {
  return urlOf(document);
}

/** What the page's links are relative to. */
export function baseOf(document: Document): string {
  return baseUriOf(document);
}

/** Whether the page is seen. */
export function isVisible(document: Document): boolean {
  return visibilityOf(document) === 'visible';
}

/** Whether no element of the page has the keyboard. */
export function isNothingFocused(document: Document): boolean {
  const focused = focusedOf(document);
  return focused === null || tagOf(focused) === 'BODY' || tagOf(focused) === 'HTML';
}

/** The topmost element at a point of the window; what stands in a root counts as its host. */
export function elementAt(document: Document, x: number, y: number): Element | null {
  return documentProto.elementFromPoint.call(document, x, y);
}

// Firefox shows closed roots to extensions.
type Opened = Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null };

/** The root that an element has of its own, closed ones in Firefox only. */
export function innerRootOf(element: Element): ShadowRoot | null {
  const { openOrClosedShadowRoot: root } = element as Opened;
  return root instanceof ShadowRoot ? root : null;
}

/** What an element is drawn in: the slot that it was given to, its parent, or the host of its root. */
export function flatParentOf(element: Element): Element | null {
  const open = assignedSlotOf(element);
  if (open) return open;
  const parent = parentOf(element);
  const inner = parent && innerRootOf(parent);
  const slot =
    inner && selectAll(inner, 'slot').find((one) => (one as HTMLSlotElement).assignedNodes().includes(element));
  if (slot || parent) return slot ?? parent;
  const root = nodeProto.getRootNode.call(element);
  return root instanceof ShadowRoot ? root.host : null;
}

/** Does something while the document has one more sheet of styles, which nobody ever sees: it is gone in the same task. */
export function withSheet<T>(document: Document, styles: string, work: () => T): T {
  const remove = addSheet(document, styles);
  try {
    return work();
  } finally {
    remove();
  }
}

function addSheet(document: Document, styles: string): () => void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    const before = Array.from(sheetsOf(document));
    Reflect.set(documentProto, 'adoptedStyleSheets', [...before, sheet], document);
    return () => Reflect.set(documentProto, 'adoptedStyleSheets', before, document);
  } catch {
    // Firefox lets extensions do so from 153 on. An element is found by whoever watches the document.
    const style = make(document, 'style');
    style.textContent = styles;
    rootOf(document).append(style);
    return () => style.remove();
  }
}
