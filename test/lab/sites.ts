import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers the requests to one host of the offline internet; `req.url` is the path with its query. */
export type SiteHandler = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>;

export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** Reads `host:port`, with `[…]` around an IPv6 address; undefined where it is neither. */
export function parseDestination(authority: string, defaultPort: number): Destination | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[^\s:/@]+?)\.?(?::(\d{1,5}))?$/i.exec(authority);
  if (!match?.[1]) return undefined;
  return { host: match[1].toLowerCase(), port: match[2] === undefined ? defaultPort : Number(match[2]) };
}

function wildcardOf(host: string): string {
  return host.replace(/^[^.]+/, '*');
}

/**
 * The entry for a host: an exact one first, then a wildcard for one label, as in certificates. A key may carry a port
 * (`localhost:3000`); one without stands for the scheme's own port only.
 */
export function entryFor<Value>(
  entries: Readonly<Record<string, Value>>,
  { host, port }: Destination,
  schemePort: number,
): Value | undefined {
  const suffix = port === schemePort ? '' : `:${port}`;
  for (const name of [host, wildcardOf(host)]) {
    if (Object.hasOwn(entries, name + suffix)) return entries[name + suffix];
  }
  return undefined;
}
