/**
 * Where happy-dom is not as browsers are, and utils/page would notice. Import this before anything of utils/page: happy-dom keeps
 * `textContent` on the kinds of nodes; browsers keep it on `Node.prototype`, which is where utils/page/dom.ts takes it from.
 */
function textContentOf(proto: object): (this: unknown) => string | null {
  const found = Object.getOwnPropertyDescriptor(proto, 'textContent')?.get;
  if (!found) throw new TypeError('happy-dom keeps textContent elsewhere now: this file is of no use any more');
  return found;
}

const ofElement = textContentOf(Element.prototype);
const ofCharacters = textContentOf(CharacterData.prototype);

Object.defineProperty(Node.prototype, 'textContent', {
  configurable: true,
  enumerable: true,
  get(this: Node) {
    if (this instanceof Element) return ofElement.call(this);
    return this instanceof CharacterData ? ofCharacters.call(this) : null;
  },
});

// Nor does it have the base of the document where that of any node is read.
Object.defineProperty(Node.prototype, 'baseURI', {
  configurable: true,
  get(this: Node) {
    return (this.ownerDocument ?? (this as Document)).location.href;
  },
});

// Browsers keep these for all elements.
for (const name of ['clientWidth', 'assignedSlot']) {
  if (name in Element.prototype) throw new TypeError(`happy-dom has ${name} where browsers have it`);
  Object.defineProperty(Element.prototype, name, { configurable: true, get: () => null });
}

// Browsers tell the window and the document of an event inside a root as one on its host.
const targetOf = Object.getOwnPropertyDescriptor(Event.prototype, 'target')?.get;
Object.defineProperty(Event.prototype, 'target', {
  configurable: true,
  get(this: Event) {
    let target: EventTarget | null = targetOf?.call(this);
    const current = this.currentTarget;
    const outside = current !== null && (!(current instanceof Node) || current instanceof Document);
    while (outside && target instanceof Node) {
      const root: Node = target.getRootNode();
      if (!(root instanceof ShadowRoot)) break;
      target = root.host;
    }
    return target;
  },
});

// happy-dom lays nothing out. What is at every point is what was last pressed, unless a test puts something over it.
let pressed: Element | null = null;
const over: Element[] = [];

/** Puts an element over all others; gives the way to take it away. */
export function putOver(element: Element): () => void {
  over.unshift(element);
  return () => over.splice(over.indexOf(element), 1);
}

for (const type of ['pointerover', 'pointerdown', 'click']) {
  window.addEventListener(
    type,
    ({ target }) => {
      if (target instanceof Element) pressed = target;
    },
    { capture: true },
  );
}
Document.prototype.elementFromPoint = () => over[0] ?? pressed;

// Observing a node once more replaces what is observed; happy-dom goes on with what was observed first.
const observed = new WeakMap<MutationObserver, Node>();
const observe = MutationObserver.prototype.observe;
MutationObserver.prototype.observe = function observeAnew(this: MutationObserver, target: Node, options) {
  if (observed.get(this) === target) this.disconnect();
  observed.set(this, target);
  observe.call(this, target, options);
};
