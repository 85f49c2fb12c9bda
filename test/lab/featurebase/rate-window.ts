import type { FeaturebaseWorld } from './world';

const WINDOW = 60_000;

/** What the limits say of one request. */
export interface Counted {
  readonly over: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

function resetHeader(world: FeaturebaseWorld, endsAt: number): Record<string, string> {
  switch (world.switches.reset) {
    case 'epoch-seconds':
      return { 'x-ratelimit-reset': String(Math.ceil(endsAt / 1_000)) };
    case 'epoch-milliseconds':
      return { 'x-ratelimit-reset': String(endsAt) };
    case 'seconds-left':
      return { 'x-ratelimit-reset': String(Math.ceil((endsAt - world.now()) / 1_000)) };
    case 'absent':
      return {};
  }
}

function retryHeader(world: FeaturebaseWorld, endsAt: number): Record<string, string> {
  const left = endsAt - world.now();
  switch (world.switches.retryAfter) {
    case 'absent':
      return {};
    case 'seconds':
      return { 'retry-after': String(Math.ceil(left / 1_000)) };
    case 'date':
      return { 'retry-after': new Date(Math.ceil(endsAt / 1_000) * 1_000).toUTCString() };
    case 'milliseconds':
      return { 'retry-after-ms': String(left) };
  }
}

/**
 * Counts requests in fixed windows of one minute by the world's clock: all of a workspace together, and each key's own
 * (help.featurebase.app, "Rate limits"). A request that is turned away counts as well.
 */
export function createRateWindow(world: FeaturebaseWorld): (key: string) => Counted {
  let window = Number.NaN;
  const counts = new Map<string, number>();
  return (key) => {
    const current = Math.floor(world.now() / WINDOW);
    if (current !== window) counts.clear();
    window = current;
    const count = (name: string) => {
      const next = (counts.get(name) ?? 0) + 1;
      counts.set(name, next);
      return next;
    };
    const ofAll = { limit: world.limits.workspace, used: count('') };
    const ofKey = { limit: world.limits.key, used: count(key) };
    // Assumption: the headers tell of the limit that is nearer.
    const nearer = ofAll.limit - ofAll.used < ofKey.limit - ofKey.used ? ofAll : ofKey;
    const over = nearer.used > nearer.limit;
    const endsAt = (current + 1) * WINDOW;
    return {
      over,
      headers: {
        'x-ratelimit-limit': String(nearer.limit),
        'x-ratelimit-remaining': String(Math.max(0, nearer.limit - nearer.used)),
        ...resetHeader(world, endsAt),
        ...(over ? retryHeader(world, endsAt) : {}),
      },
    };
  };
}
