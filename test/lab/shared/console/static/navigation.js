import { closestTo, onDocument, onWindow } from './dom.js';

/** Switches of the console's pages, which stay on while the agent moves about. */
const SWITCHES = ['live', 'resort'];
const listeners = new Set();

export function currentSwitches() {
  const query = new URLSearchParams(location.search);
  return new Map(SWITCHES.filter((name) => query.has(name)).map((name) => [name, query.get(name)]));
}

function withSwitches(path) {
  const url = new URL(path, location.origin);
  for (const [name, value] of currentSwitches()) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  return url.pathname + url.search;
}

export function navigate(path, { replace = false } = {}) {
  const target = withSwitches(path);
  if (target === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', target);
  for (const listener of listeners) listener();
}

/** Calls `listener` whenever the address changes, and makes plain clicks on the console's own links stay in the page. */
export function startRouter(listener) {
  listeners.add(listener);
  onWindow('popstate', listener);
  onDocument('click', (event) => {
    const link = closestTo(event, 'a[href]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.origin !== location.origin) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}
