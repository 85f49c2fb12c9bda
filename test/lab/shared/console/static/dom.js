// Messages keep `id` and `name`, which can hide what a document or a window offers; so these are taken before any is shown.
const createElement = document.createElement.bind(document);
const createTextNode = document.createTextNode.bind(document);
const { closest } = Element.prototype;

export const createElementNS = document.createElementNS.bind(document);
export const onWindow = window.addEventListener.bind(window);
export const onDocument = document.addEventListener.bind(document);
export const { body } = document;

/** The nearest element around an event's target that a selector fits, or null. */
export function closestTo(event, selector) {
  return event.target instanceof Element ? closest.call(event.target, selector) : null;
}

/** A new element; `props` are attributes, except `on…` functions, which become listeners. */
export function h(tag, props = {}, ...children) {
  const element = createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

/** A text node that is patched in place. */
export function textNode(text = '') {
  return createTextNode(text);
}

export function setText(node, text) {
  if (node.data !== text) node.data = text;
}

/** Sets an attribute, or takes it away where the value is null, and touches nothing that is right already. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}
