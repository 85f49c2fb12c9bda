/** What a content script needs of the browser, and no more. */
export interface PageApi {
  readonly runtime: {
    readonly id: string | undefined;
    sendMessage(message: unknown): Promise<unknown>;
    readonly onMessage: {
      addListener(listener: Hear): void;
      removeListener(listener: Hear): void;
    };
  };
  readonly i18n: {
    getMessage(key: string, substitutions?: readonly string[]): string;
    getUILanguage(): string;
  };
}

/** Hears a message of the background. `answer` is called before it returns, or not at all. */
export type Hear = (message: unknown, sender: { readonly id?: string }, answer: (answer: unknown) => void) => void;

/**
 * Takes the browser's extension API once, or undefined where the page's markup stands in its place: an element with
 * `id="chrome"` or `id="browser"` shadows the global in Chromium's isolated world (webextension-polyfill issue 720).
 */
export function takePageApi(): PageApi | undefined {
  const globals: Record<string, unknown> = globalThis as never;
  for (const candidate of [globals.browser, globals.chrome]) {
    try {
      if (isPageApi(candidate)) return candidate;
    } catch {
      // A frame of another origin stands in its place, and lets nobody read it.
    }
  }
  return undefined;
}

function isPageApi(value: unknown): value is PageApi {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Element || value instanceof HTMLCollection || value instanceof Window) return false;
  const { runtime, i18n } = value as { runtime?: Partial<PageApi['runtime']>; i18n?: Partial<PageApi['i18n']> };
  return (
    typeof runtime?.sendMessage === 'function' &&
    typeof runtime.id === 'string' &&
    typeof runtime.onMessage?.addListener === 'function' &&
    typeof i18n?.getMessage === 'function'
  );
}
