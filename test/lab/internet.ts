import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Destination, entryFor, parseDestination, type SiteHandler } from './sites';

export type { SiteHandler } from './sites';

export interface RefusedCall extends Destination {
  /** `CONNECT` for https; the request's own method for plain http. */
  readonly method: string;
}

export interface SilencedCall extends RefusedCall {
  readonly reason: string;
}

export interface InternetOptions {
  /** Handlers by host (`demo.acquire.io`, `*.acquire.io`, `localhost:3000`). */
  readonly sites: Readonly<Record<string, SiteHandler>>;
  /** Reasons by host: refused as well, but recorded apart. */
  readonly silenced?: Readonly<Record<string, string>>;
}

/** An internet that has only the given sites, behind a proxy on the loopback interface. */
export interface Internet {
  /** `http://127.0.0.1:port`, for a browser's `--proxy-server` or `network.proxy.*`. */
  readonly proxyUrl: string;
  readonly proxyPort: number;
  /** Every call to a host that is no site. A run that ends with one in here has failed. */
  readonly refused: RefusedCall[];
  readonly silenced: SilencedCall[];
  /** What site handlers threw: mistakes of the lab itself. */
  readonly crashes: unknown[];
  /** While true, open connections are cut and new ones are dropped without an answer. */
  setOffline(offline: boolean): void;
  /** Forgets what was recorded and goes online. */
  reset(): void;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}

const CERTIFICATE = {
  key: readFileSync(new URL('./certificate/lab.key', import.meta.url)),
  cert: readFileSync(new URL('./certificate/lab.crt', import.meta.url)),
};

function refuse(res: ServerResponse, status: number): void {
  res.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end();
}

/** Starts the offline internet: CONNECT to a site's port 443 ends TLS here, plain http goes to the site, all else is refused. */
export async function startInternet({ sites, silenced = {} }: InternetOptions): Promise<Internet> {
  const records = { refused: [] as RefusedCall[], silenced: [] as SilencedCall[], crashes: [] as unknown[] };
  const sockets = new Set<Socket>();
  const tunnels = new Map<number, Destination>();
  let offline = false;

  const recordRefusal = (to: Destination, method: string, schemePort: number): void => {
    const reason = entryFor(silenced, to, schemePort);
    if (reason === undefined) records.refused.push({ ...to, method });
    else records.silenced.push({ ...to, method, reason });
  };

  const serve = async (site: SiteHandler, req: IncomingMessage, res: ServerResponse): Promise<void> => {
    try {
      await site(req, res);
    } catch (error) {
      records.crashes.push(error);
      if (res.headersSent) res.destroy();
      else refuse(res, 500);
    }
  };

  const secureServer = createTlsServer(CERTIFICATE, (req, res) => {
    const tunnel = tunnels.get(req.socket.remotePort ?? 0);
    const named = parseDestination(req.headers.host ?? '', 443);
    const site = tunnel && entryFor(sites, tunnel, 443);
    if (!tunnel || !site) return refuse(res, 502);
    // The site was chosen by the tunnel: a request in it for another host must not pass as the tunnel's own.
    if (named?.host !== tunnel.host || named.port !== tunnel.port) {
      records.refused.push({ ...(named ?? { host: String(req.headers.host), port: 443 }), method: req.method ?? '' });
      return refuse(res, 421);
    }
    void serve(site, req, res);
  });
  secureServer.on('tlsClientError', (_error, socket) => socket.destroy());

  const proxy = createServer((req, res) => {
    const url = req.url?.startsWith('http://') && URL.canParse(req.url) ? new URL(req.url) : undefined;
    const to = url ? parseDestination(url.host, 80) : undefined;
    if (!url || !to) return refuse(res, 400);
    const site = entryFor(sites, to, 80);
    if (!site) recordRefusal(to, req.method ?? '', 80);
    if (offline) return void req.socket.destroy();
    if (!site) return refuse(res, 502);
    req.url = url.pathname + url.search;
    req.headers.host = url.host;
    void serve(site, req, res);
  });

  proxy.on('connect', (req, socket: Socket, head) => {
    const to = parseDestination(req.url ?? '', 443);
    const site = to && entryFor(sites, to, 443);
    if (!site) recordRefusal(to ?? { host: String(req.url), port: 0 }, 'CONNECT', 443);
    if (offline) return void socket.destroy();
    if (!to || !site)
      return void socket.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    const port = socket.remotePort ?? 0;
    tunnels.set(port, to);
    socket.once('close', () => tunnels.delete(port));
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    secureServer.emit('connection', socket);
  });

  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });

  for (const server of [proxy, secureServer]) {
    // Idle connections stay: a timer that closes them would turn into rare failures of tests.
    server.keepAliveTimeout = 0;
    server.on('clientError', (_error, socket) => socket.destroy());
  }

  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject);
    proxy.listen(0, '127.0.0.1', resolve);
  });
  const { port } = proxy.address() as AddressInfo;

  return {
    proxyUrl: `http://127.0.0.1:${port}`,
    proxyPort: port,
    ...records,
    setOffline(value) {
      offline = value;
      if (offline) cutAll();
    },
    reset() {
      offline = false;
      for (const list of Object.values(records)) list.length = 0;
    },
    close() {
      return new Promise((resolve) => {
        proxy.close(() => resolve());
        cutAll();
      });
    },
  };
}
