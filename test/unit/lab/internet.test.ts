import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type Internet, type SiteHandler, startInternet } from '../../lab/internet';
import { callInOneConnection, callPlainThrough, callThrough, openSecure, openTunnel } from './proxy-client';

const hello: SiteHandler = (req, res) => {
  res.end(`${req.method} ${req.headers.host} ${req.url}`);
};

const opened: Internet[] = [];

async function open(sites: Record<string, SiteHandler>, silenced: Record<string, string> = {}): Promise<Internet> {
  const internet = await startInternet({ sites, silenced });
  opened.push(internet);
  return internet;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((internet) => internet.close()));
});

describe('sites', () => {
  it('listens on the loopback interface only, on a free port', async () => {
    const internet = await open({});
    expect(internet.proxyUrl).toBe(`http://127.0.0.1:${internet.proxyPort}`);
    expect(internet.proxyPort).toBeGreaterThan(0);
  });

  it('ends TLS for a site with the committed certificate and hands the request over', async () => {
    const { proxyPort } = await open({ 'demo.acquire.io': hello });
    const reply = await callThrough(proxyPort, 'https://demo.acquire.io/home?x=1');
    expect(reply).toMatchObject({ status: 200, body: 'GET demo.acquire.io /home?x=1' });
  });

  it.each(['demo.acquire.io', 'do.featurebase.app', 'portal.platform.softwareone.com', 'localhost'])(
    'has a certificate that is right for %s',
    async (host) => {
      const { proxyPort } = await open({ [host]: hello });
      const secure = await openSecure(proxyPort, host);
      expect(secure.authorized).toBe(true);
    },
  );

  it('serves plain http with the path alone, as to a server', async () => {
    const { proxyPort } = await open({ 'demo.acquire.io': hello });
    const reply = await callPlainThrough(proxyPort, 'http://demo.acquire.io/a?b=c');
    expect(reply.body).toBe('GET demo.acquire.io /a?b=c');
  });

  it('hands bodies over whole', async () => {
    const { proxyPort } = await open({
      'demo.acquire.io': async (req, res) => {
        const parts: Buffer[] = [];
        for await (const part of req) parts.push(part as Buffer);
        res.end(String(Buffer.concat(parts).length));
      },
    });
    const body = Buffer.alloc(300_000, 'x');
    expect((await callThrough(proxyPort, 'https://demo.acquire.io/', { method: 'POST', body })).body).toBe('300000');
  });

  it('knows wildcards for one label, and prefers the exact host', async () => {
    const { proxyPort, refused } = await open({
      '*.acquire.io': (_req, res) => void res.end('wildcard'),
      'demo.acquire.io': (_req, res) => void res.end('exact'),
    });
    expect((await callThrough(proxyPort, 'https://acme.acquire.io/')).body).toBe('wildcard');
    expect((await callThrough(proxyPort, 'https://demo.acquire.io/')).body).toBe('exact');
    await expect(openTunnel(proxyPort, 'a.b.acquire.io:443')).rejects.toThrow('refused: 502');
    await expect(openTunnel(proxyPort, 'acquire.io:443')).rejects.toThrow('refused: 502');
    expect(refused.map(({ host }) => host)).toEqual(['a.b.acquire.io', 'acquire.io']);
  });

  it('reads hosts without regard to case or a closing dot', async () => {
    const { proxyPort, refused } = await open({ 'demo.acquire.io': hello });
    await openTunnel(proxyPort, 'DEMO.Acquire.io.:443');
    expect(refused).toEqual([]);
  });

  it('serves a site on a port of its own only where the site names it', async () => {
    const { proxyPort, refused } = await open({ 'localhost:3000': hello, 'demo.acquire.io': hello });
    expect((await callPlainThrough(proxyPort, 'http://localhost:3000/')).body).toBe('GET localhost:3000 /');
    expect((await callPlainThrough(proxyPort, 'http://localhost:3001/')).status).toBe(502);
    await expect(openTunnel(proxyPort, 'demo.acquire.io:8443')).rejects.toThrow('refused: 502');
    expect(refused).toEqual([
      { host: 'localhost', port: 3001, method: 'GET' },
      { host: 'demo.acquire.io', port: 8443, method: 'CONNECT' },
    ]);
  });

  it('keeps a connection open for more than one request', async () => {
    const ports = new Set<number | undefined>();
    const { proxyPort } = await open({
      'demo.acquire.io': (req, res) => {
        ports.add(req.socket.remotePort);
        res.end(req.url);
      },
    });
    const replies = await callInOneConnection(proxyPort, [
      'https://demo.acquire.io/1',
      'https://demo.acquire.io/2',
      'https://demo.acquire.io/3',
    ]);
    expect(replies.map(({ body }) => body)).toEqual(['/1', '/2', '/3']);
    expect(ports.size).toBe(1);
  });

  it('refuses a request for one host in the tunnel of another', async () => {
    const { proxyPort, refused } = await open({ '*.acquire.io': hello });
    const call = { headers: { host: 'acme.acquire.io' } };
    expect((await callThrough(proxyPort, 'https://demo.acquire.io/', call)).status).toBe(421);
    expect(refused).toEqual([{ host: 'acme.acquire.io', port: 443, method: 'GET' }]);
  });

  it('refuses a request for another port in the tunnel of a site', async () => {
    const { proxyPort, refused } = await open({ 'demo.acquire.io': hello });
    const call = { headers: { host: 'demo.acquire.io:8443' } };
    expect((await callThrough(proxyPort, 'https://demo.acquire.io/', call)).status).toBe(421);
    expect(refused).toEqual([{ host: 'demo.acquire.io', port: 8443, method: 'GET' }]);
  });

  it('answers 500 for a site that throws, and keeps what it threw', async () => {
    const { proxyPort, crashes } = await open({
      'demo.acquire.io': () => {
        throw new Error('a mistake of the lab');
      },
      'acme.acquire.io': () => Promise.reject(new Error('a later one')),
    });
    expect((await callThrough(proxyPort, 'https://demo.acquire.io/')).status).toBe(500);
    expect((await callThrough(proxyPort, 'https://acme.acquire.io/')).status).toBe(500);
    expect(crashes).toEqual([new Error('a mistake of the lab'), new Error('a later one')]);
  });
});

describe('every other host', () => {
  it('is refused and recorded, over https and over http', async () => {
    const { proxyPort, refused, silenced } = await open({ 'demo.acquire.io': hello });
    await expect(callThrough(proxyPort, 'https://evil.example/')).rejects.toThrow('refused: 502');
    const reply = await callPlainThrough(proxyPort, 'http://evil.example/x', { method: 'POST', body: 'y' });
    expect(reply.status).toBe(502);
    expect(refused).toEqual([
      { host: 'evil.example', port: 443, method: 'CONNECT' },
      { host: 'evil.example', port: 80, method: 'POST' },
    ]);
    expect(silenced).toEqual([]);
  });

  it('is recorded apart where there is a reason to expect it', async () => {
    const { proxyPort, refused, silenced } = await open({}, { 'settings.example': 'the browser asks at its start' });
    await expect(openTunnel(proxyPort, 'settings.example:443')).rejects.toThrow('refused: 502');
    expect(refused).toEqual([]);
    expect(silenced).toEqual([
      { host: 'settings.example', port: 443, method: 'CONNECT', reason: 'the browser asks at its start' },
    ]);
  });

  it.each(['[2001:db8::1]:443', '127.0.0.1:9', 'constructor:443', '__proto__:443'])(
    'is refused however it is written: %s',
    async (authority) => {
      const { proxyPort, refused } = await open({ 'demo.acquire.io': hello });
      await expect(openTunnel(proxyPort, authority)).rejects.toThrow('refused: 502');
      expect(refused).toHaveLength(1);
    },
  );

  it('is forgotten by a reset', async () => {
    const internet = await open({});
    await expect(openTunnel(internet.proxyPort, 'evil.example:443')).rejects.toThrow();
    internet.reset();
    expect(internet.refused).toEqual([]);
  });
});

describe('connections that break', () => {
  it('lets a site cut one before it answers', async () => {
    const { proxyPort } = await open({ 'demo.acquire.io': (req) => void req.socket.destroy() });
    await expect(callThrough(proxyPort, 'https://demo.acquire.io/')).rejects.toThrow();
  });

  it('lets a site cut one in the middle of a body', async () => {
    const { proxyPort } = await open({
      'demo.acquire.io': (req, res) => {
        res.writeHead(200, { 'content-length': '10' });
        res.write('half', () => req.socket.destroy());
      },
    });
    await expect(callThrough(proxyPort, 'https://demo.acquire.io/')).rejects.toThrow('aborted');
  });

  it('goes on after a client that does not speak TLS', async () => {
    const { proxyPort } = await open({ 'demo.acquire.io': hello });
    const tunnel = await openTunnel(proxyPort, 'demo.acquire.io:443');
    tunnel.on('error', () => {});
    tunnel.end('not a handshake\r\n\r\n');
    await once(tunnel.resume(), 'close');
    expect((await callThrough(proxyPort, 'https://demo.acquire.io/')).status).toBe(200);
  });

  it('tells a site that its client left', async () => {
    const arrived: IncomingMessage[] = [];
    let left = (): void => {};
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    const { proxyPort } = await open({
      'demo.acquire.io': (req, res) => {
        arrived.push(req);
        res.once('close', left);
      },
    });
    const secure = await openSecure(proxyPort, 'demo.acquire.io');
    secure.write('GET /slow HTTP/1.1\r\nhost: demo.acquire.io\r\n\r\n');
    await expect.poll(() => arrived.length).toBe(1);
    secure.destroy();
    await gone;
    expect(arrived[0]?.url).toBe('/slow');
  });
});

describe('offline', () => {
  it('drops new connections without an answer until it is online again', async () => {
    const internet = await open({ 'demo.acquire.io': hello });
    internet.setOffline(true);
    await expect(callThrough(internet.proxyPort, 'https://demo.acquire.io/')).rejects.not.toThrow('refused');
    await expect(callPlainThrough(internet.proxyPort, 'http://demo.acquire.io/')).rejects.toThrow();
    internet.setOffline(false);
    expect((await callThrough(internet.proxyPort, 'https://demo.acquire.io/')).status).toBe(200);
    expect(internet.refused).toEqual([]);
  });

  it('cuts what is open', async () => {
    const internet = await open({ 'demo.acquire.io': (_req, res) => void res.write('event: open\n\n') });
    const secure = await openSecure(internet.proxyPort, 'demo.acquire.io');
    secure.on('error', () => {});
    secure.write('GET /events HTTP/1.1\r\nhost: demo.acquire.io\r\n\r\n');
    await once(secure, 'data');
    internet.setOffline(true);
    await once(secure, 'close');
  });

  it('still records hosts that nobody may ask', async () => {
    const internet = await open({});
    internet.setOffline(true);
    await expect(openTunnel(internet.proxyPort, 'evil.example:443')).rejects.toThrow();
    expect(internet.refused).toEqual([{ host: 'evil.example', port: 443, method: 'CONNECT' }]);
  });
});

describe('close', () => {
  it('does not wait for open streams, and frees the port', async () => {
    const internet = await startInternet({ sites: { 'demo.acquire.io': (_req, res) => void res.write('x') } });
    const secure = await openSecure(internet.proxyPort, 'demo.acquire.io');
    secure.on('error', () => {});
    secure.write('GET /events HTTP/1.1\r\nhost: demo.acquire.io\r\n\r\n');
    await once(secure, 'data');
    await internet.close();
    await expect(openTunnel(internet.proxyPort, 'demo.acquire.io:443')).rejects.toThrow('ECONNREFUSED');
  });
});
