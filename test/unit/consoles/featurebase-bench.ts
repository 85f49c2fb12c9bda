import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from '../../../utils/connections/connection';
import { createSend } from '../../../utils/connections/send';
import { createApi } from '../../../utils/consoles/featurebase/api';
import type { ConsoleApi, Contact, ContactId, ConversationId, RecordId } from '../../../utils/consoles/types';
import type { CordonError } from '../../../utils/errors';
import type { Result } from '../../../utils/result';
import { createEvilSite, type EvilRequest } from '../../lab/evil-site';
import { createFeaturebaseApi, createUnclaimed } from '../../lab/featurebase/api';
import { CAST } from '../../lab/featurebase/cast';
import { keysOf } from '../../lab/featurebase/keys';
import type { FeaturebaseSwitches, FeaturebaseWorld, LabFault, LabRequest } from '../../lab/featurebase/world';
import { createFeaturebaseWorld } from '../../lab/featurebase/world-factory';
import type { ServedWorld } from '../../lab/shared/api-log';

/** 12:00:20 on a fixed day: these worlds do not depend on the day of the run, and forty seconds of their minute are left. */
export const NOW = Date.UTC(2026, 10, 20, 12, 0, 20);
export const DAY = 86_400_000;

export const KEYS = keysOf('demo');
/** The keys of a second organisation behind the same API. */
export const OTHER_KEYS = keysOf('acme');

/** The last date that there is: the end of every mark. */
export const LAST_DATE = 8_640_000_000_000_000;

export const contactId = (id: string) => id as ContactId;
export const conversationId = (id: string) => id as ConversationId;
export const recordId = (id: string) => id as RecordId;

/** The real client on one side, the lab's simulator behind a server on the other. */
export interface Bench {
  readonly world: FeaturebaseWorld;
  /** The organisation `acme`, which has the same conversation ids. */
  readonly other: FeaturebaseWorld;
  /** Where requests are logged whose key is nobody's. */
  readonly unclaimed: ServedWorld;
  readonly api: ConsoleApi;
  /** Every address that arrived, in raw form, whatever served it. */
  readonly arrived: string[];
  readonly evil: readonly EvilRequest[];
  readonly evilOrigin: string;
  useKey(key: string | undefined): void;
  set(switches: Partial<FeaturebaseSwitches>): void;
  /** Puts a fault before every answer. */
  fault(kind: LabFault['kind']): void;
  /** Answers by hand in place of the simulator. */
  answer(handler: ((req: IncomingMessage, res: ServerResponse) => void) | undefined): void;
  /** Answers every request with this text. */
  say(text: string, type?: string, status?: number, headers?: Readonly<Record<string, string>>): void;
  /** The requests that changed something, or would have. */
  writes(): LabRequest[];
  last(): LabRequest;
  close(): Promise<void>;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

function connectionAt(apiOrigin: string): Connection {
  return {
    schema: 1,
    id: 'featurebase:demo',
    consoleId: 'featurebase',
    account: 'demo',
    label: 'Demo',
    apiOrigin,
    pages: ['https://demo.featurebase.app/*'],
    hosts: ['https://demo.featurebase.app/*', `${apiOrigin}/*`],
    via: 'direct',
    end: '1d',
    createdAt: NOW,
  };
}

/** Fresh worlds `demo` and `acme` on a server of their own, and the real client that talks to it with demo's full key. */
export async function startBench(): Promise<Bench> {
  const world = createFeaturebaseWorld({ organisation: 'demo', now: () => NOW });
  const other = createFeaturebaseWorld({ organisation: 'acme', now: () => world.now() });
  const unclaimed = createUnclaimed(() => world.now());
  const simulator = createFeaturebaseApi([world, other], unclaimed);
  const evil = createEvilSite();
  const arrived: string[] = [];
  let key: string | undefined = KEYS.full;
  let byHand: Parameters<Bench['answer']>[0];
  const server = createServer((req, res) => {
    arrived.push(`${req.method} ${req.url}`);
    if (byHand) return byHand(req, res);
    simulator(req, res);
  });
  const evilServer = createServer((req, res) => void evil.handler(req, res));
  const connection = connectionAt(await listen(server));
  const evilOrigin = await listen(evilServer);
  const send = createSend(connection, 'in-use', {
    fetch,
    vault: { open: async () => key },
    hasAccess: async () => true,
  });
  return {
    world,
    other,
    unclaimed,
    api: createApi(send, { now: () => world.now() }),
    arrived,
    evil: evil.requests,
    evilOrigin,
    useKey(next) {
      key = next;
    },
    set(switches) {
      Object.assign(world.switches, switches);
    },
    fault(kind) {
      world.switches.faults.push({ times: 1_000, kind });
    },
    answer(handler) {
      byHand = handler;
    },
    say(text, type = 'application/json', status = 200, headers = {}) {
      byHand = (req, res) => {
        req.resume();
        res.writeHead(status, { ...(type && { 'content-type': type }), ...headers }).end(text);
      };
    },
    writes: () => world.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search')),
    last() {
      const entry = world.requests.at(-1);
      if (!entry) throw new Error('nothing arrived');
      return entry;
    },
    async close() {
      world.switches.hold = false;
      await Promise.all([stop(server), stop(evilServer)]);
    },
  };
}

/** Priya, as far as a state needs her. */
export const priya: Contact = { id: contactId(CAST.priya), name: 'Priya Raman', email: 'priya.raman@mail.example' };

type Call = (api: ConsoleApi) => Promise<Result<unknown, CordonError>>;

/** Every method that sends and answers with a result, each called for things that the world has. */
export const methods: Readonly<Record<string, Call>> = {
  getContact: (api) => api.getContact(priya.id),
  findContacts: (api) => api.findContacts('Priya'),
  contactsOf: (api) => api.contactsOf(conversationId(CAST.priyaConversation)),
  readState: (api) => api.readState(priya),
  block: (api) => api.block(priya.id, NOW + DAY),
  getRecord: (api) => api.getRecord(recordId(CAST.blockedByDavid)),
  liftRecord: (api) => api.liftRecord(recordId(CAST.blockedByDavid)),
};

/** What each method answers. */
export async function callAll(api: ConsoleApi): Promise<Record<string, Result<unknown, CordonError>>> {
  const answers: Record<string, Result<unknown, CordonError>> = {};
  for (const [name, call] of Object.entries(methods)) answers[name] = await call(api);
  return answers;
}

/** The same answer for each method. */
export function each<T>(answer: T): Record<string, T> {
  return Object.fromEntries(Object.keys(methods).map((name) => [name, answer]));
}
