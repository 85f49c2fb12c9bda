export type BrowserKind = 'chromium' | 'firefox';

/** Paths of usable browsers by kind. */
export type FoundBrowsers = Partial<Record<BrowserKind, string>>;

/** Finds installed browsers; snap packages count as missing, since their sandbox hides profiles and extensions from tests. */
export function findBrowsers(): FoundBrowsers;

/** Paths of browsers that are there but are snap packages or stand-ins for them. */
export function findSnaps(): string[];
