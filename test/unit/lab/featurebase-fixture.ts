import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFeaturebaseApi, createUnclaimed } from '../../lab/featurebase/api';
import { keysOf } from '../../lab/featurebase/keys';
import type { FeaturebaseWorld, LabRequest } from '../../lab/featurebase/world';
import { createFeaturebaseWorld } from '../../lab/featurebase/world-factory';
import type { ServedWorld } from '../../lab/shared/api-log';
import { type Call, callDirect, type Reply } from './proxy-client';

/** 12:00:20 on a fixed day: forty seconds of their minute are left. */
export const NOW = Date.UTC(2026, 10, 20, 12, 0, 20);

export const KEYS = keysOf('demo');
export const OTHER_KEYS = keysOf('acme');

export const AUTHORIZED = {
  authorization: `Bearer ${KEYS.full}`,
  'featurebase-version': '2026-01-01.nova',
};
export const JSON_BODY = { 'content-type': 'application/json' };

export interface FeaturebaseFixture {
  readonly port: number;
  readonly world: FeaturebaseWorld;
  readonly other: FeaturebaseWorld;
  readonly unclaimed: ServedWorld;
  /** A request with the full key and the version, unless the call has headers of its own. */
  call(path: string, call?: Call): Promise<Reply>;
  /** A POST, of JSON where a body is given. */
  post(path: string, body?: unknown): Promise<Reply>;
  /** The error in the envelope of a reply. */
  errorOf(reply: Reply): unknown;
  last(): LabRequest;
  close(): void;
}

/** The simulator of fresh worlds `demo` and `acme` on a server of its own. */
export async function startFeaturebase(): Promise<FeaturebaseFixture> {
  const world = createFeaturebaseWorld({ organisation: 'demo', now: () => NOW });
  const other = createFeaturebaseWorld({ organisation: 'acme', now: () => NOW });
  const unclaimed = createUnclaimed(() => NOW);
  const api = createFeaturebaseApi([world, other], unclaimed);
  const server = createServer((req, res) => void api(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const call = (path: string, options: Call = {}) => callDirect(port, path, { headers: AUTHORIZED, ...options });
  return {
    port,
    world,
    other,
    unclaimed,
    call,
    post: (path, body) =>
      call(
        path,
        body === undefined
          ? { method: 'POST' }
          : { method: 'POST', headers: { ...AUTHORIZED, ...JSON_BODY }, body: JSON.stringify(body) },
      ),
    errorOf: ({ body }) => JSON.parse(body).error,
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
