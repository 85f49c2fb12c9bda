/** Names of what scripts read of elements. A field of such a name takes the property's place on its form. */
const ofElements = [
  ...['querySelector', 'querySelectorAll', 'closest', 'matches', 'contains', 'compareDocumentPosition', 'getAttribute'],
  ...['hasAttribute', 'setAttribute', 'getBoundingClientRect', 'textContent', 'innerText', 'tagName', 'nodeName'],
  ...[
    'nodeType',
    'className',
    'classList',
    'dataset',
    'style',
    'title',
    'hidden',
    'children',
    'childNodes',
    'attributes',
  ],
  ...[
    'firstChild',
    'firstElementChild',
    'lastChild',
    'parentNode',
    'parentElement',
    'nextSibling',
    'nextElementSibling',
  ],
  ...['previousSibling', 'previousElementSibling', 'isConnected', 'ownerDocument', 'getRootNode', 'assignedSlot'],
  ...['after', 'before', 'append', 'prepend', 'remove', 'replaceWith', 'appendChild', 'insertBefore', 'removeChild'],
  ...['attachShadow', 'shadowRoot', 'openOrClosedShadowRoot', 'addEventListener', 'dispatchEvent', 'scrollWidth'],
  ...['clientWidth', 'offsetParent', 'scrollIntoView', 'animate', 'focus', 'click', 'elements', 'length'],
];

/** Names of what scripts read of the document and the window. A picture or form of such a name takes its place there. */
const ofDocuments = [
  ...['createElement', 'createElementNS', 'createTextNode', 'createTreeWalker', 'querySelector', 'querySelectorAll'],
  ...['getElementById', 'elementFromPoint', 'addEventListener', 'removeEventListener', 'dispatchEvent', 'body', 'head'],
  ...[
    'documentElement',
    'defaultView',
    'URL',
    'baseURI',
    'location',
    'readyState',
    'visibilityState',
    'hidden',
    'cookie',
  ],
  ...[
    'adoptedStyleSheets',
    'styleSheets',
    'activeElement',
    'contains',
    'children',
    'append',
    'nodeType',
    'implementation',
  ],
];
const ofWindows = [
  'chrome',
  'browser',
  'runtime',
  'navigation',
  'getComputedStyle',
  'IntersectionObserver',
  'performance',
];

/** A list of one contact that stands in a form, and everything that a hostile contact could put beside it. */
export const clobberedBody = ({ id, name }: { readonly id: number; readonly name: string }) => `
  <form id="chrome"><input name="runtime"><input name="i18n"></form>
  <form id="browser"><input name="runtime"></form>
  ${ofWindows.map((one) => `<a id="${one}"></a><a id="${one}"></a>`).join('')}
  ${ofDocuments.map((one) => `<img name="${one}" alt=""><form name="${one}"></form>`).join('')}
  <form id="list"><ul style="padding: 40px">
    <li style="padding: 12px"><form id="row">
      <b title="#${id}">${name}</b> <p>Where is my parcel?</p>
      ${ofElements.map((one) => `<input type="hidden" name="${one}"><input type="hidden" id="${one}">`).join('')}
    </form></li>
  </ul></form>`;

/** How many names are taken. */
export const clobberedNames = new Set([...ofElements, ...ofDocuments, ...ofWindows]).size;
