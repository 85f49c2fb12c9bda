import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from '../../../utils/connections/connection';
import { createSend } from '../../../utils/connections/send';
import { createApi } from '../../../utils/consoles/acquire/api';
import type { ConsoleApi, Contact, ContactId, ConversationId, RecordId, Send } from '../../../utils/consoles/types';
import type { CordonError } from '../../../utils/errors';
import type { Result } from '../../../utils/result';
import { createAcquireApi as createSimulator } from '../../lab/acquire/api';
import { DEMO_KEYS } from '../../lab/acquire/keys';
import type { AcquireSwitches, AcquireWorld, LabFault, LabRequest } from '../../lab/acquire/world';
import { createAcquireWorld } from '../../lab/acquire/world-factory';
import { createEvilSite, type EvilRequest } from '../../lab/evil-site';

/** Noon on a fixed day: these worlds do not depend on the day of the run. */
export const NOW = Date.UTC(2026, 10, 20, 12);
export const DAY = 86_400_000;

export const contactId = (id: number) => String(id) as ContactId;
export const conversationId = (id: number) => String(id) as ConversationId;
export const recordId = (id: number) => String(id) as RecordId;

/** The real client on one side, the lab's simulator behind a server on the other. */
export interface Bench {
  readonly world: AcquireWorld;
  readonly api: ConsoleApi;
  readonly send: Send;
  readonly connection: Connection;
  /** Every address that arrived, in raw form, whatever served it. */
  readonly arrived: string[];
  /** What came to the host that nobody should ask. */
  readonly evil: readonly EvilRequest[];
  readonly evilOrigin: string;
  useKey(key: string | undefined): void;
  set(switches: Partial<AcquireSwitches>): void;
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

/** A connection of the account `demo` with its API at this origin. */
export function connectionAt(apiOrigin: string): Connection {
  return {
    schema: 1,
    id: 'acquire:demo',
    consoleId: 'acquire',
    account: 'demo',
    label: 'Demo',
    apiOrigin,
    hosts: [`${apiOrigin}/*`],
    via: 'direct',
    end: '1d',
    createdAt: NOW,
  };
}

/** A fresh world `demo` on a server of its own, and the real client that talks to it with the full key. */
export async function startBench(): Promise<Bench> {
  const world = createAcquireWorld({ account: 'demo', now: () => NOW });
  const simulator = createSimulator(world);
  const evil = createEvilSite();
  const arrived: string[] = [];
  let key: string | undefined = DEMO_KEYS.full;
  let byHand: Parameters<Bench['answer']>[0];
  const server = createServer((req, res) => {
    arrived.push(req.url ?? '');
    if (byHand) return byHand(req, res);
    // What is not the API is a page that looks like success, as a sign-in page behind a gateway may.
    if (!simulator(req, res)) res.writeHead(200, { 'content-type': 'application/json' }).end('{"data":true}');
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
    api: createApi(send, { now: () => world.now() }),
    send,
    connection,
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
    writes: () => world.requests.filter(({ method, path }) => method !== 'GET' && path !== '/api/v1/crm/contact/list'),
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
export const priya: Contact = { id: contactId(5), name: 'Priya Raman', email: 'priya.raman@mail.example' };

type Call = (api: ConsoleApi) => Promise<Result<unknown, CordonError>>;

/** Every method that answers with a result, each called for things that the world has. */
export const methods: Readonly<Record<string, Call>> = {
  getContact: (api) => api.getContact(contactId(5)),
  findContacts: (api) => api.findContacts('Priya'),
  contactsOf: (api) => api.contactsOf(conversationId(30)),
  readState: (api) => api.readState(priya),
  block: (api) => api.block(contactId(5), NOW + DAY),
  getRecord: (api) => api.getRecord(recordId(2)),
  liftRecord: (api) => api.liftRecord(recordId(2)),
  listRecords: (api) => api.listRecords(),
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
