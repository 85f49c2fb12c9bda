import type { IncomingMessage, ServerResponse } from 'node:http';
import { readObject, sendJson } from './respond';

/** What a practice console answers to one of its own pages. */
export interface SessionAnswer {
  readonly status: number;
  readonly value: unknown;
}

/** A refusal of the console's own. */
export function failure(status: number, error: string): SessionAnswer {
  return { status, value: { error } };
}

/** A good answer. */
export function success(value: unknown): SessionAnswer {
  return { status: 200, value };
}

/** What one console's private API is made of. */
export interface SessionParts {
  /** Keeps the stream of `/console/events` open. */
  openEvents(res: ServerResponse, live: string | null): void;
  read(url: URL): SessionAnswer;
  /** Does what a POST asks for; undefined where there is no such path. */
  write(url: URL, body: Readonly<Record<string, unknown>>): SessionAnswer | undefined;
  /** Whether there is something to write to at this path. */
  canWrite(url: URL): boolean;
}

async function write(parts: SessionParts, url: URL, req: IncomingMessage): Promise<SessionAnswer> {
  if (!parts.canWrite(url)) return failure(404, 'Not found');
  // A form on another site can send no JSON type without asking first.
  if (!req.headers['content-type']?.startsWith('application/json')) return failure(415, 'JSON only');
  const body = await readObject(req);
  return body ? (parts.write(url, body) ?? failure(404, 'Not found')) : failure(400, 'Not a JSON object');
}

/** What answers a practice console's own private requests, under `/console/`. */
export function createSession(parts: SessionParts): (url: URL, req: IncomingMessage, res: ServerResponse) => void {
  return (url, req, res) => {
    const send = ({ status, value }: SessionAnswer) => sendJson(res, status, value);
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (isRead && url.pathname === '/console/events') parts.openEvents(res, url.searchParams.get('live'));
    else if (isRead) send(parts.read(url));
    else if (req.method !== 'POST') send(failure(405, 'Method not allowed'));
    else write(parts, url, req).then(send, () => res.destroy());
  };
}
