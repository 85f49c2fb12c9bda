import type { Agent, BrowserElement, Extension } from './firefox-privileged';
import type { Point } from './view';

interface EventUtils {
  synthesizeMouseAtPoint(x: number, y: number, event: object, window: Window): void;
  synthesizeKey(key: string, event: object, window: Window): void;
}

declare const Cc: unknown;
declare const Ci: unknown;
declare const WebExtensionPolicy: { getByID(id: string): { readonly extension: Extension } | null };
declare const ChromeUtils: {
  importESModule(url: string): {
    readonly ExtensionParent: {
      readonly apiManager: {
        readonly global: {
          browserActionFor(extension: Extension): { openPopup(window: Window, anyway: boolean): Promise<void> };
        };
      };
    };
  };
};
declare const Services: {
  readonly wm: { getMostRecentWindow(kind: string): Window };
  readonly scriptloader: { loadSubScript(url: string, scope: object): void };
};

/**
 * Runs inside Firefox, from its source: opens and works the toolbar's popup, which is no tab and so out of the driver's
 * reach. Uses nothing from outside its own braces.
 */
export function createPopupHands(): Pick<
  Agent,
  | 'openPopup'
  | 'popupState'
  | 'closePopup'
  | 'drawPopup'
  | 'movePointerInPopup'
  | 'pressInPopup'
  | 'pressKeyInPopup'
  | 'holdModifierInPopup'
> {
  const held = new Set<string>();
  const utils = new WeakMap<Window, EventUtils>();

  const currentWindow = (): Window => Services.wm.getMostRecentWindow('navigator:browser');

  const findPopup = (): BrowserElement | undefined => {
    const popup = currentWindow().document.querySelector<BrowserElement>('panel browser.webextension-popup-browser');
    const isLoaded = popup?.currentURI?.spec.startsWith('moz-extension:') && !popup.webProgress?.isLoadingDocument;
    return popup && isLoaded && popup.getBoundingClientRect().height > 0 ? popup : undefined;
  };

  const popupNow = (): BrowserElement => {
    const popup = findPopup();
    if (!popup) throw new Error('The popup is closed');
    return popup;
  };

  const windowOf = (popup: BrowserElement): Window => {
    const window = popup.ownerDocument.defaultView;
    if (!window) throw new Error('The window of the popup is closed');
    return window;
  };

  const eventsIn = (window: Window): EventUtils => {
    const loaded = utils.get(window);
    if (loaded) return loaded;
    const scope = { window, parent: window, _EU_Ci: Ci, _EU_Cc: Cc };
    Services.scriptloader.loadSubScript('chrome://remote/content/external/EventUtils.js', scope);
    const events = scope as unknown as EventUtils;
    utils.set(window, events);
    return events;
  };

  const modifiers = () => ({
    altKey: held.has('Alt'),
    ctrlKey: held.has('Control'),
    metaKey: held.has('Meta'),
    shiftKey: held.has('Shift'),
  });

  const mouse = (at: Point, event: object): void => {
    const popup = popupNow();
    const window = windowOf(popup);
    const { left, top } = popup.getBoundingClientRect();
    eventsIn(window).synthesizeMouseAtPoint(left + at.x, top + at.y, { ...modifiers(), ...event }, window);
  };

  return {
    openPopup: async (extensionId) => {
      const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
      if (!extension) throw new Error(`No extension ${extensionId}`);
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      await ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(currentWindow(), true);
    },
    popupState: () => {
      const popup = findPopup();
      if (!popup) return undefined;
      const { width, height } = popup.getBoundingClientRect();
      return { url: popup.currentURI?.spec ?? '', size: { width, height } };
    },
    closePopup: () => {
      const panel = findPopup()?.closest<Element & { hidePopup(): void }>('panel');
      panel?.hidePopup();
    },
    drawPopup: async () => {
      const popup = popupNow();
      const { width, height } = popup.getBoundingClientRect();
      const area = new DOMRect(0, 0, width, height);
      const image = await popup.browsingContext.currentWindowGlobal.drawSnapshot(area, 1, 'white');
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    movePointerInPopup: (to) => mouse(to, { type: 'mousemove' }),
    pressInPopup: (at, { button, count }) => {
      const index = { left: 0, middle: 1, right: 2 }[button];
      for (let clickCount = 1; clickCount <= count; clickCount += 1) mouse(at, { button: index, clickCount });
    },
    pressKeyInPopup: (key) => {
      const popup = popupNow();
      const window = windowOf(popup);
      popup.focus();
      eventsIn(window).synthesizeKey([...key].length > 1 ? `KEY_${key}` : key, modifiers(), window);
    },
    holdModifierInPopup: (key, isHeld) => {
      if (isHeld) held.add(key);
      else held.delete(key);
    },
  };
}
