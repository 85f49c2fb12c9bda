import type { ServerResponse } from 'node:http';

/** An answer ready to be sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };

/** A JSON answer; a string is sent as it is, so that a fault can send JSON that is broken. */
export function jsonAnswer(body: unknown, status = 200): Answer {
  return { status, headers: JSON_TYPE, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** An HTML answer, as a gateway or a sign-in page gives. */
export function htmlAnswer(html: string, status = 200): Answer {
  return { status, headers: HTML_TYPE, body: html };
}

/** Sends an answer whole. No CORS header is ever sent: nothing documents one, so a call from a page must fail. */
export function send(res: ServerResponse, { status, headers, body }: Answer): void {
  res.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  res.end(body);
}

/** Sends the head and half of the body, then cuts the connection. */
export function sendHalf(res: ServerResponse, { status, headers, body }: Answer): void {
  const bytes = Buffer.from(body);
  res.writeHead(status, { ...headers, 'content-length': Math.max(bytes.length, 2) });
  res.write(bytes.subarray(0, Math.max(1, Math.floor(bytes.length / 2))), () => res.socket?.destroy());
}
