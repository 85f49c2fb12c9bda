import type { Connection } from '../../../utils/connections/connection';
import { createSend, type SendDeps } from '../../../utils/connections/send';
import type { WhichKey } from '../../../utils/connections/vault';
import type { ApiRequest } from '../../../utils/consoles/types';
import { DEMO_KEYS } from '../../lab/acquire/keys';

/** The key of these tests. */
export const key = DEMO_KEYS.full;

/** A harmless request. */
export const simple: ApiRequest = { method: 'GET', path: '/api/v1/crm/block-visitor' };

/** One call of `fetch`. */
export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A send over a fetch that only writes down what it is asked for. */
export function createSendBench(
  connection: Connection,
  options: { access?: boolean; key?: string | undefined } = { key },
) {
  const sent: Sent[] = [];
  const opened: [string, WhichKey][] = [];
  const deps: SendDeps = {
    fetch: async (url, init = {}) => {
      sent.push({ url: String(url), init });
      return new Response('{"data":true}', { headers: { 'content-type': 'application/json' } });
    },
    vault: {
      open: async (id, which) => {
        opened.push([id, which]);
        return options.key;
      },
    },
    hasAccess: async () => options.access ?? true,
  };
  return { send: createSend(connection, 'in-use', deps), deps, sent, opened };
}

/** The Authorization header of a call. */
export function credentialOf({ init }: Sent): string | null {
  return new Headers(init.headers).get('authorization');
}
