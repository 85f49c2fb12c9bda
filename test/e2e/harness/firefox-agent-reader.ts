import type { AccessibleNode } from './controls';
import type { Accessible, Agent, BrowserElement, Out } from './firefox-privileged';
import type { ControlState } from './types';

interface AccessibilityService {
  getAccessibleFor(node: Element): Accessible | null;
  getStringRole(role: number): string;
}

interface BrowserFinder {
  getBrowserById(id: string): BrowserElement | null;
}

declare const Cc: Readonly<Record<string, { getService(kind: unknown): unknown }>>;
declare const Ci: {
  readonly nsIAccessibilityService: unknown;
  readonly nsIAccessibleStates: Readonly<Record<string, number>>;
  readonly nsIAccessibleScrollType: { readonly SCROLL_TYPE_ANYWHERE: number };
};
declare const ChromeUtils: { importESModule(url: string): Readonly<Record<string, BrowserFinder>> };
declare const Services: { readonly wm: { getEnumerator(kind: string): Iterable<{ readonly document: Document }> } };

/**
 * Runs inside Firefox, from its source: reads what assistive technology is told, closed shadow roots and frames of other
 * processes included. Uses nothing from outside its own braces.
 */
export function createReader(): Pick<
  Agent,
  'isOpen' | 'readNodes' | 'boxOf' | 'isInView' | 'reveal' | 'focus' | 'activate'
> {
  const service = Cc['@mozilla.org/accessibilityService;1']?.getService(
    Ci.nsIAccessibilityService,
  ) as AccessibilityService;
  const known = new Map<number, Accessible>();
  const ids = new WeakMap<Accessible, number>();
  let nextId = 1;

  const ROLES: Readonly<Record<string, string>> = {
    'date editor': 'date',
    'password text': 'textbox',
    summary: 'button',
    'text leaf': 'text',
  };
  const VALUED = ['combobox', 'date', 'progressbar', 'searchbox', 'slider', 'spinbutton', 'textbox'];
  const STATES: Readonly<Record<string, ControlState>> = {
    STATE_BUSY: 'busy',
    STATE_CHECKED: 'checked',
    STATE_COLLAPSED: 'collapsed',
    STATE_EXPANDED: 'expanded',
    STATE_FOCUSABLE: 'focusable',
    STATE_FOCUSED: 'focused',
    STATE_HASPOPUP: 'has-popup',
    STATE_INVALID: 'invalid',
    STATE_MIXED: 'mixed',
    STATE_PRESSED: 'pressed',
    STATE_READONLY: 'readonly',
    STATE_REQUIRED: 'required',
    STATE_SELECTED: 'selected',
    STATE_UNAVAILABLE: 'disabled',
  };

  const elementOf = (view: string): BrowserElement | null => {
    if (view === 'popup') {
      for (const window of Services.wm.getEnumerator('navigator:browser')) {
        const popup = window.document.querySelector<BrowserElement>('panel browser.webextension-popup-browser');
        if (popup) return popup;
      }
      return null;
    }
    const shared = 'chrome://remote/content/shared';
    try {
      return (
        ChromeUtils.importESModule(`${shared}/NavigableManager.sys.mjs`).NavigableManager?.getBrowserById(view) ?? null
      );
    } catch {
      // Where it was before Firefox 144.
      return ChromeUtils.importESModule(`${shared}/TabManager.sys.mjs`).TabManager?.getBrowserById(view) ?? null;
    }
  };

  const documentOf = (view: string): Accessible | null => {
    const element = elementOf(view);
    return (element && service.getAccessibleFor(element)?.firstChild) ?? null;
  };

  const isNameItsOwn = (node: Accessible): boolean => {
    try {
      return node.attributes?.getStringProperty('explicit-name') === 'true';
    } catch {
      return false;
    }
  };

  const statesOf = (node: Accessible, role: string): ControlState[] => {
    const bits: Out<number> = {};
    node.getState(bits, {});
    return Object.keys(STATES).flatMap((key) => {
      const state = STATES[key];
      const isSet = ((bits.value ?? 0) & (Ci.nsIAccessibleStates[key] ?? 0)) !== 0;
      if (!state || !isSet) return [];
      return state === 'readonly' && !VALUED.includes(role) ? [] : [state];
    });
  };

  const describe = (node: Accessible, parent: number | undefined): AccessibleNode => {
    let id = ids.get(node);
    if (id === undefined) {
      id = nextId++;
      ids.set(node, id);
      known.set(id, node);
    }
    const role = node.computedARIARole || ROLES[service.getStringRole(node.role)] || 'generic';
    // Firefox gives list items their content as name, which ARIA does not.
    const name = role === 'listitem' && !isNameItsOwn(node) ? '' : (node.name ?? '');
    return {
      id,
      parent,
      role: role === 'image' ? 'img' : role,
      name,
      description: node.description ?? '',
      value: VALUED.includes(role) ? node.value : '',
      states: statesOf(node, role),
    };
  };

  const boundsOf = (node: Accessible) => {
    const [x, y, width, height] = [{}, {}, {}, {}] as [Out<number>, Out<number>, Out<number>, Out<number>];
    node.getBoundsInCSSPixels(x, y, width, height);
    return { x: x.value ?? 0, y: y.value ?? 0, width: width.value ?? 0, height: height.value ?? 0 };
  };

  return {
    isOpen: (view) => elementOf(view) !== null,
    readNodes: (view) => {
      const read: AccessibleNode[] = [];
      const walk = (node: Accessible, parent: number | undefined): void => {
        const described = describe(node, parent);
        read.push(described);
        for (let child = node.firstChild; child; child = child.nextSibling) walk(child, described.id);
      };
      const root = documentOf(view);
      if (root) walk(root, undefined);
      return read;
    },
    boxOf: (view, id) => {
      const root = documentOf(view);
      const node = known.get(id);
      if (!root || !node) return undefined;
      try {
        const outer = boundsOf(root);
        const inner = boundsOf(node);
        if (inner.width === 0 && inner.height === 0) return undefined;
        return { ...inner, x: inner.x - outer.x, y: inner.y - outer.y };
      } catch {
        known.delete(id);
        return undefined;
      }
    },
    isInView: (view, id) => {
      const root = documentOf(view);
      const node = known.get(id);
      if (!root || !node) return false;
      try {
        const outer = boundsOf(root);
        const inner = boundsOf(node);
        const [x, y] = [inner.x + inner.width / 2 - outer.x, inner.y + inner.height / 2 - outer.y];
        return x >= 0 && y >= 0 && x < outer.width && y < outer.height;
      } catch {
        return false;
      }
    },
    reveal: (id) => {
      try {
        known.get(id)?.scrollTo(Ci.nsIAccessibleScrollType.SCROLL_TYPE_ANYWHERE);
      } catch {
        // The element is gone, as its box will tell.
        known.delete(id);
      }
    },
    focus: (id) => known.get(id)?.takeFocus(),
    activate: (id) => known.get(id)?.doAction(0),
  };
}
