import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAcquireApi } from '../../lab/acquire/api';
import { DEMO_KEYS } from '../../lab/acquire/keys';
import type { AcquireWorld, LabRequest } from '../../lab/acquire/world';
import { createAcquireWorld } from '../../lab/acquire/world-factory';
import { type Call, callDirect, type Reply } from './proxy-client';

export const BLOCK_VISITOR = '/api/v1/crm/block-visitor';
export const CONTACT = '/api/v1/crm/objects/contact';
export const CASE = '/api/v1/crm/objects/case';
export const SEARCH = '/api/v1/crm/contact/list';

/** Noon on a fixed day: the worlds of these tests do not depend on the day of the run. */
export const NOW = Date.UTC(2026, 10, 20, 12);
export const TOMORROW = '2026-11-21T12:00:00.000Z';

export const AUTHORIZED = { authorization: `Bearer ${DEMO_KEYS.full}` };
export const JSON_BODY = { 'content-type': 'application/json' };

export interface ApiFixture {
  readonly port: number;
  readonly world: AcquireWorld;
  /** A request with the full key, unless the call has headers of its own. */
  call(path: string, call?: Call): Promise<Reply>;
  /** A POST of JSON with the full key. */
  post(path: string, body: unknown): Promise<Reply>;
  block(ids: readonly number[], blockTill?: string): Promise<Reply>;
  /** The JSON of a GET that must be answered with 200. */
  read(path: string): Promise<Record<string, unknown>>;
  /** The last logged request. */
  last(): LabRequest;
  close(): void;
}

/** The simulator of a fresh world `demo` on a server of its own. */
export async function startApi(): Promise<ApiFixture> {
  const world = createAcquireWorld({ account: 'demo', now: () => NOW });
  const api = createAcquireApi(world);
  const server = createServer((req, res) => {
    if (!api(req, res)) res.writeHead(418).end('not the API');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const call = (path: string, options: Call = {}) => callDirect(port, path, { headers: AUTHORIZED, ...options });
  const post = (path: string, body: unknown) =>
    call(path, { method: 'POST', headers: { ...AUTHORIZED, ...JSON_BODY }, body: JSON.stringify(body) });
  return {
    port,
    world,
    call,
    post,
    block: (data, blockTill = TOMORROW) => post(BLOCK_VISITOR, { data, type: 'contact', blockTill }),
    async read(path) {
      const reply = await call(path);
      if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}`);
      return JSON.parse(reply.body);
    },
    last() {
      const entry = world.requests.at(-1);
      if (!entry) throw new Error('nothing was logged');
      return entry;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
