import type { SiteHandler } from './sites';

/** A request that came to the site that nobody should ever ask. */
export interface EvilRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface EvilSite {
  readonly requests: EvilRequest[];
  readonly handler: SiteHandler;
}

/**
 * The site to which redirects of the lab lead. It answers as if a block had been made, to everyone, so that only a client
 * that refuses to follow stays clean.
 */
export function createEvilSite(): EvilSite {
  const requests: EvilRequest[] = [];
  return {
    requests,
    async handler(req, res) {
      const parts: Buffer[] = [];
      for await (const part of req as AsyncIterable<Buffer>) parts.push(part);
      requests.push({
        method: req.method ?? '',
        path: req.url ?? '',
        headers: { ...req.headers },
        body: Buffer.concat(parts).toString('utf8'),
      });
      res.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'access-control-allow-origin': req.headers.origin ?? '*',
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': 'authorization, content-type',
        'access-control-allow-methods': 'GET, POST, DELETE',
      });
      res.end('{"data":true}');
    },
  };
}
