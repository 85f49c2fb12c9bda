import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from '../../../utils/connections/connection';
import { createSend } from '../../../utils/connections/send';
import { createApi } from '../../../utils/consoles/softwareone/api';
import type { ConsoleApi, Contact, ContactId, ConversationId, RecordId, Send } from '../../../utils/consoles/types';
import type { CordonError } from '../../../utils/errors';
import type { Result } from '../../../utils/result';
import { createEvilSite, type EvilRequest } from '../../lab/evil-site';
import { createSoftwareoneApi } from '../../lab/softwareone/api';
import { CAST } from '../../lab/softwareone/cast';
import { KEYS } from '../../lab/softwareone/tokens';
import type {
  LabContact,
  LabFault,
  LabRequest,
  SoftwareoneSwitches,
  SoftwareoneWorld,
} from '../../lab/softwareone/world';
import { createSoftwareoneWorld } from '../../lab/softwareone/world-factory';

/** Noon on a fixed day: these worlds do not depend on the day of the run. */
export const NOW = Date.UTC(2026, 10, 20, 12);
export const DAY = 86_400_000;
/** The last date that there is. */
export const FOREVER = 8_640_000_000_000_000;
export const CONTACTS = '/public/v1/notifications/contacts';

export const contactId = (id: string) => id as ContactId;
export const conversationId = (id: string) => id as ConversationId;
export const recordId = (id: string) => id as RecordId;

/** The real client on one side, the lab's simulator behind a server on the other. */
export interface Bench {
  readonly world: SoftwareoneWorld;
  readonly api: ConsoleApi;
  readonly send: Send;
  readonly connection: Connection;
  /** Every address that arrived, in raw form, with its method, whatever served it. */
  readonly arrived: string[];
  /** What came to the host that nobody should ask. */
  readonly evil: readonly EvilRequest[];
  readonly evilOrigin: string;
  useKey(key: string | undefined): void;
  set(switches: Partial<SoftwareoneSwitches>): void;
  /** Puts a fault before every answer, or before those to requests of one method. */
  fault(kind: LabFault['kind'], method?: string): void;
  /** Answers by hand in place of the simulator. */
  answer(handler: ((req: IncomingMessage, res: ServerResponse) => void) | undefined): void;
  /** Answers every request with this text. */
  say(text: string, type?: string, status?: number, headers?: Readonly<Record<string, string>>): void;
  contact(id: string): LabContact;
  /** Every contact that is blocked. */
  blocked(): string[];
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

/** A connection with its API at this origin. */
export function connectionAt(apiOrigin: string): Connection {
  return {
    schema: 1,
    id: 'softwareone:TKN-1000-0001',
    consoleId: 'softwareone',
    account: 'TKN-1000-0001',
    label: 'Operations',
    apiOrigin,
    hosts: [`${apiOrigin}/*`],
    via: 'direct',
    end: '1d',
    createdAt: NOW,
  };
}

/** A fresh world on a server of its own, and the real client that talks to it with a token of Operations. */
export async function startBench(): Promise<Bench> {
  const world = createSoftwareoneWorld({ now: () => NOW });
  const simulator = createSoftwareoneApi(world);
  const evil = createEvilSite();
  const arrived: string[] = [];
  let key: string | undefined = KEYS.ops;
  let byHand: Parameters<Bench['answer']>[0];
  const server = createServer((req, res) => {
    arrived.push(`${req.method} ${req.url}`);
    if (byHand) return byHand(req, res);
    if (!simulator(req, res)) res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
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
    fault(kind, method) {
      world.switches.faults.push({ times: 1_000, kind, ...(method ? { method } : {}) });
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
    contact(id) {
      const found = world.contacts.get(id);
      if (!found) throw new Error(`no contact ${id}`);
      return found;
    },
    blocked: () => [...world.contacts.values()].filter(({ status }) => status === 'Blocked').map(({ id }) => id),
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

/** Priya and Hugo, as far as a state needs them. */
export const priya: Contact = { id: contactId(CAST.priya) };
export const hugo: Contact = { id: contactId(CAST.blockedByDavid) };

type Call = (api: ConsoleApi) => Promise<Result<unknown, CordonError>>;

/** Every method that answers with a result, each called for things that the world has. */
export const methods: Readonly<Record<string, Call>> = {
  getContact: (api) => api.getContact(contactId(CAST.priya)),
  findContacts: (api) => api.findContacts('Priya'),
  contactsOf: (api) => api.contactsOf(conversationId(CAST.priyaChat)),
  readState: (api) => api.readState(priya),
  block: (api) => api.block(contactId(CAST.priya), NOW + DAY),
  getRecord: (api) => api.getRecord(recordId(CAST.blockedByDavid)),
  liftRecord: (api) => api.liftRecord(recordId(CAST.blockedByDavid)),
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
