import { onWindow } from './dom.js';
import { currentSwitches } from './navigation.js';

const listeners = new Set();
let state = null;
let loading = false;
let stale = false;

/** Asks the console's own session API; null where the answer is not a good one. */
export async function ask(path, body) {
  try {
    const init = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const answer = await fetch(`/console/${path}`, init);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export function currentState() {
  return state;
}

export function subscribe(listener) {
  listeners.add(listener);
}

/** Loads the state again; while one load is under way, at most one more is put in line. */
export async function refresh() {
  if (loading) {
    stale = true;
    return;
  }
  loading = true;
  const answer = await ask('state');
  loading = false;
  if (answer) {
    state = answer;
    for (const listener of listeners) listener();
  }
  if (stale) {
    stale = false;
    refresh();
  }
}

function listen(live, onChange) {
  const stream = new EventSource(live ? `/console/events?live=${encodeURIComponent(live)}` : '/console/events');
  stream.addEventListener('open', onChange);
  stream.addEventListener('message', onChange);
  return stream;
}

/**
 * Follows the account from now on. A browser opens only six connections to a host, so one page holds the stream and tells
 * the others.
 */
export function follow() {
  const live = currentSwitches().get('live') ?? '';
  const channel = new BroadcastChannel(`account-changed ${live}`);
  channel.addEventListener('message', refresh);
  const hold = () => {
    const stream = listen(live, () => {
      channel.postMessage('changed');
      refresh();
    });
    return new Promise((release) => {
      // A page that is kept for the back button must not keep the connection too.
      onWindow('pagehide', () => {
        stream.close();
        release();
      });
    });
  };
  // Locks are for secure contexts only.
  if (navigator.locks) navigator.locks.request(`account-stream ${live}`, hold);
  else hold();
  onWindow('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
