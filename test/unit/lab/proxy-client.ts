import { readFileSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

const LAB_CERTIFICATE = readFileSync(new URL('../../lab/certificate/lab.crt', import.meta.url));

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Call {
  readonly method?: string;
  /** An array sends a header more than once, in raw form `[name, value, name, value]`. */
  readonly headers?: Readonly<Record<string, string>> | readonly string[];
  readonly body?: string | Buffer;
}

/** Opens a CONNECT tunnel; rejects with `refused: <status>` where the proxy says no. */
export function openTunnel(proxyPort: number, authority: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const req = plainRequest({ host: '127.0.0.1', port: proxyPort, method: 'CONNECT', path: authority, agent: false });
    req.on('connect', (res, socket) => {
      if (res.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`refused: ${res.statusCode}`));
    });
    req.on('error', reject);
    req.end();
  });
}

/** TLS in a tunnel, with the lab's certificate as the only trusted one. */
export async function openSecure(proxyPort: number, host: string): Promise<TLSSocket> {
  const socket = await openTunnel(proxyPort, `${host}:443`);
  return new Promise((resolve, reject) => {
    const secure = connectTls({ socket, servername: host, ca: LAB_CERTIFICATE });
    secure.once('secureConnect', () => resolve(secure));
    secure.once('error', reject);
  });
}

function exchange(
  send: typeof plainRequest | typeof secureRequest,
  options: RequestOptions,
  body: Call['body'],
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const req = send(options, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => {
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts).toString('utf8') });
      });
      res.on('error', reject);
    });
    req.on('error', reject);
    req.end(body);
  });
}

function lengthOf(body: Call['body']): string {
  return String(body === undefined ? 0 : Buffer.byteLength(body));
}

function optionsOf(url: URL, { method = 'GET', headers = {}, body }: Call): RequestOptions {
  const length = body === undefined ? {} : { 'content-length': lengthOf(body) };
  const sent = Array.isArray(headers)
    ? ['host', url.host, ...headers, ...Object.entries(length).flat()]
    : { host: url.host, ...length, ...headers };
  return { method, headers: sent as NonNullable<RequestOptions['headers']>, path: url.pathname + url.search };
}

/** One https request through the proxy; rejects where the connection is cut. */
export async function callThrough(proxyPort: number, address: string, call: Call = {}): Promise<Reply> {
  const url = new URL(address);
  const secure = await openSecure(proxyPort, url.hostname);
  try {
    const options = { ...optionsOf(url, call), createConnection: () => secure };
    return await exchange(secureRequest, options, call.body);
  } finally {
    secure.destroy();
  }
}

/** One plain http request through the proxy. */
export async function callPlainThrough(proxyPort: number, address: string, call: Call = {}): Promise<Reply> {
  const url = new URL(address);
  const agent = new Agent({ keepAlive: false });
  const options = { ...optionsOf(url, call), host: '127.0.0.1', port: proxyPort, path: address, agent };
  return exchange(plainRequest, options, call.body);
}

/** Several https requests, one after the other, on one connection. */
export async function callInOneConnection(proxyPort: number, addresses: readonly string[]): Promise<Reply[]> {
  const first = new URL(addresses[0] ?? '');
  const secure = await openSecure(proxyPort, first.hostname);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = () => secure;
  const replies: Reply[] = [];
  try {
    for (const address of addresses) {
      replies.push(await exchange(plainRequest, { ...optionsOf(new URL(address), {}), agent }, undefined));
    }
    return replies;
  } finally {
    agent.destroy();
  }
}

/** One plain http request straight to a server of the test. */
export async function callDirect(port: number, path: string, call: Call = {}): Promise<Reply> {
  const options = optionsOf(new URL('http://demo.acquire.io'), call);
  return exchange(plainRequest, { ...options, host: '127.0.0.1', port, path, agent: false }, call.body);
}
