import './like-a-browser';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acquireRecipe } from '../../../utils/consoles/acquire/recipe';
import { referenceKey } from '../../../utils/consoles/types';
import { createContactsWords } from '../../../utils/page/contacts-words';
import { createDiscovery } from '../../../utils/page/discover';
import type { FoundName } from '../../../utils/page/found';

/** How high the window is in these tests (pixels): a column is at least half of it. */
export const windowHeight = 900;

const ordinarySize = { width: 100, height: 20 };

/** Shows a page of test/fixtures/pages in the test's document, at its own address. */
export function openFixture(name: string): void {
  openPage(readFileSync(join(import.meta.dirname, `../../fixtures/pages/${name}.html`), 'utf8'));
}

/** Shows a page in the test's document. Its address is what its canonical link says, or the second argument. */
export function openPage(html: string, address?: string): void {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  document.documentElement.innerHTML = parsed.documentElement.innerHTML;
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href');
  const { happyDOM } = window as unknown as { readonly happyDOM: { setURL(url: string): void } };
  happyDOM.setURL(address ?? canonical ?? 'https://demo.acquire.io/');
  Element.prototype.getBoundingClientRect = boxOf;
}

/** happy-dom lays nothing out: sizes are those of `data-size="width x height"`, places those of `data-at="left, top"`. */
function boxOf(this: Element): DOMRect {
  const numbers = (name: string) => Element.prototype.getAttribute.call(this, name)?.split(/[x,]/).map(Number) ?? [];
  if (Element.prototype.closest.call(this, '[hidden]')) return new DOMRect(0, 0, 0, 0);
  const [width, height] = numbers('data-size');
  const [left, top] = numbers('data-at');
  return new DOMRect(left ?? 0, top ?? 0, width ?? ordinarySize.width, height ?? ordinarySize.height);
}

/** Looks over the page that is shown, as the inbox script does on Acquire. */
export function look(recipe = acquireRecipe) {
  return createDiscovery(document, recipe, createContactsWords(document, { innerHeight: windowHeight })).look();
}

/** What was found, in the order of the page. */
export function inOrder(names: readonly FoundName[]): readonly FoundName[] {
  return [...names].sort((one, other) =>
    Node.prototype.compareDocumentPosition.call(one.element, other.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
}

/** What was found, to be compared: who, by which words, and where. */
export function told(names: readonly FoundName[]): readonly (readonly [who: string, name: string, place: string])[] {
  return inOrder(names).map(({ reference, name, place }) => [referenceKey(reference), name, place]);
}

/** The names that found somebody else than the page's truth (`data-about` on the part that is about a contact) says. */
export function wrongPersons(names: readonly FoundName[]): readonly string[] {
  return names
    .filter(({ element, reference }) => truthOf(element) !== referenceKey(reference))
    .map(({ name, reference }) => `${name} taken for ${referenceKey(reference)}`);
}

function truthOf(element: Element): string | null | undefined {
  return Element.prototype.closest.call(element, '[data-about]')?.getAttribute('data-about');
}

const shadowing = [
  ...['querySelector', 'querySelectorAll', 'closest', 'matches', 'contains', 'compareDocumentPosition', 'getAttribute'],
  ...[
    'hasAttribute',
    'setAttribute',
    'removeAttribute',
    'getAttributeNames',
    'getBoundingClientRect',
    'getClientRects',
  ],
  ...[
    'textContent',
    'innerText',
    'innerHTML',
    'outerHTML',
    'tagName',
    'nodeName',
    'nodeType',
    'localName',
    'className',
  ],
  ...['classList', 'dataset', 'style', 'id', 'title', 'hidden', 'children', 'childNodes', 'childElementCount'],
  ...['firstChild', 'firstElementChild', 'lastChild', 'lastElementChild', 'parentNode', 'parentElement', 'nextSibling'],
  ...['nextElementSibling', 'previousSibling', 'previousElementSibling', 'isConnected', 'ownerDocument', 'getRootNode'],
  ...['after', 'before', 'append', 'prepend', 'remove', 'replaceWith', 'appendChild', 'insertBefore', 'removeChild'],
  ...['attachShadow', 'shadowRoot', 'addEventListener', 'removeEventListener', 'dispatchEvent', 'scrollWidth'],
  ...['clientWidth', 'clientHeight', 'offsetParent', 'focus', 'click', 'submit', 'elements', 'action', 'method'],
] as const;

/**
 * Puts a field for each name into every form, and lets it shadow the form's own property, as browsers do with `<input name="…">`
 * (happy-dom does not, and reads these properties itself: it still gets its own). Gives back the count of names.
 */
export function clobberForms(): number {
  const forms = [...document.querySelectorAll('form')];
  const fields = forms.flatMap((form) =>
    shadowing.map((name) => ({ form, name, field: document.createElement('input') })),
  );
  for (const { form, name, field } of fields) {
    field.setAttribute('name', name);
    form.append(field);
  }
  for (const { form, name, field } of fields) {
    const own = () => Reflect.get(Object.getPrototypeOf(form), name, form);
    Object.defineProperty(form, name, { configurable: true, get: () => (isReadByHappyDom() ? own() : field) });
  }
  return shadowing.length;
}

function isReadByHappyDom(): boolean {
  // After this function and the getter; happy-dom's forms are proxies, whose traps are not who reads.
  const readers = new Error().stack?.split('\n').slice(3) ?? [];
  return readers.find((line) => !line.includes('HTMLFormElement.js'))?.includes('node_modules') ?? false;
}
