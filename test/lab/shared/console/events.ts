import type { ServerResponse } from 'node:http';
import { COMMON_HEADERS } from './respond';

const HEARTBEAT_MS = 15_000;
const LIVE_MS = { least: 20, most: 600_000 };

function liveInterval(asked: string | null): number | undefined {
  const ms = Number(asked);
  if (!asked || !Number.isFinite(ms) || ms <= 0) return undefined;
  return Math.min(Math.max(ms, LIVE_MS.least), LIVE_MS.most);
}

/**
 * Keeps an event stream open that says `changed` after every change of the world. With `live` (milliseconds, as text) the
 * account is busy for as long as the stream is open: `startLive` begins that and returns what ends it.
 */
export function openEventStream(
  world: { readonly onChange: Set<() => void> },
  res: ServerResponse,
  live: string | null,
  startLive: (everyMs: number) => () => void,
): void {
  res.writeHead(200, { ...COMMON_HEADERS, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  res.write('retry: 1000\n\n');
  let told = true;
  const onChange = () => {
    if (!told) return;
    told = false;
    setImmediate(() => {
      told = true;
      if (!res.destroyed) res.write('data: changed\n\n');
    });
  };
  world.onChange.add(onChange);
  const heartbeat = setInterval(() => res.write(':\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  const everyMs = liveInterval(live);
  const stopLive = everyMs === undefined ? undefined : startLive(everyMs);
  res.on('close', () => {
    world.onChange.delete(onChange);
    clearInterval(heartbeat);
    stopLive?.();
  });
}
