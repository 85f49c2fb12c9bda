import type { IncomingMessage } from 'node:http';

/** The largest body that the simulator reads, in bytes. */
export const BODY_LIMIT = 64 * 1024;

/** A request as it arrived, before anything was judged. */
export interface ReceivedRequest {
  readonly method: string;
  /** As sent, percent-encoding included. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The query as sent, without its question mark; empty where there is none. */
  readonly search: string;
  /** Path and query, decoded as far as they can be. */
  readonly decoded: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How often each header was sent, by its name in lower case. */
  readonly headerCounts: ReadonlyMap<string, number>;
  readonly body: ReceivedBody;
}

export type ReceivedBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken-off' }
  | { readonly kind: 'text'; readonly text: string; readonly json: unknown }
  | { readonly kind: 'not-json'; readonly text: string };

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function readBody(req: IncomingMessage): Promise<ReceivedBody> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of req as AsyncIterable<Buffer>) {
      size += part.length;
      // Read to the end all the same: a client that is still sending would see a broken connection, not the answer.
      if (size <= BODY_LIMIT) parts.push(part);
    }
  } catch {
    return { kind: 'broken-off' };
  }
  if (size > BODY_LIMIT) return { kind: 'too-large' };
  if (size === 0) return { kind: 'none' };
  const text = Buffer.concat(parts).toString('utf8');
  try {
    return { kind: 'text', text, json: JSON.parse(text) };
  } catch {
    return { kind: 'not-json', text };
  }
}

/** Reads a request to its end; never rejects. */
export async function receive(req: IncomingMessage): Promise<ReceivedRequest> {
  const target = req.url ?? '/';
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const headerCounts = new Map<string, number>();
  const headers: Record<string, string> = {};
  req.rawHeaders.forEach((text, index) => {
    if (index % 2 !== 0) return;
    const name = text.toLowerCase();
    headerCounts.set(name, (headerCounts.get(name) ?? 0) + 1);
    headers[name] = req.rawHeaders[index + 1] ?? '';
  });
  return {
    method: req.method ?? '',
    path,
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark)),
    search: mark < 0 ? '' : target.slice(mark + 1),
    decoded: decode(target),
    headers,
    headerCounts,
    body: await readBody(req),
  };
}
