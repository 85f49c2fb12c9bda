const roots = new WeakMap<Element, ShadowRoot>();
const attachShadow = Element.prototype.attachShadow;

// The product's roots are closed: the test notes them when they are made.
Element.prototype.attachShadow = function attachNoted(this: Element, init: ShadowRootInit): ShadowRoot {
  const root = attachShadow.call(this, init);
  roots.set(this, root);
  return root;
};

/** The element inside a host's closed root that matches. */
export function inside(host: Element, selector: string): HTMLElement {
  const found = roots.get(host)?.querySelector<HTMLElement>(selector);
  if (!found) throw new RangeError(`no ${selector} in the root`);
  return found;
}

/** Every host of a closed root in the document, in its order. */
export function hosts(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('*')].filter((element) => roots.has(element));
}

/** Makes an event one that a person caused: scripts cannot. */
export function trusted<E extends Event>(event: E): E {
  Object.defineProperty(event, 'isTrusted', { value: true });
  return event;
}
