import { type BrowserKind, findBrowsers } from '../browsers';
import { Problem } from './problem';

/** Which browser the demo opens, and whether it runs by itself. */
export interface Plan {
  readonly browser: BrowserKind;
  /** A scripted tour without a window; else a window that stays open. */
  readonly tour: boolean;
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function isKind(name: string | undefined): name is BrowserKind {
  return name === 'chromium' || name === 'firefox';
}

/**
 * Chromium where it is there, else Firefox; `npm run demo -- firefox` asks for one by name. The tour runs where there is no
 * display, or with `CORDON_DEMO=tour`.
 */
export function choosePlan(): Plan {
  const [wanted] = process.argv.slice(2);
  if (wanted !== undefined && !isKind(wanted))
    throw new Problem(`There is no ${wanted} here; ask for chromium or firefox.`);
  const found = findBrowsers();
  const browser = wanted ?? (found.chromium ? 'chromium' : 'firefox');
  return { browser, tour: process.env.CORDON_DEMO === 'tour' || !hasDisplay() };
}
