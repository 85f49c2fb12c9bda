import { EVERYONE, OPS_ONLY, pageOf, type Route } from './api-route';
import { messageView, participantView } from './api-shapes';
import { rowsOf } from './rql-filter';

const CHATS = '/public/v1/helpdesk/chats';
const MESSAGES = '/public/v1/notifications/messages';

const onlyId = { fields: new Set(['id']), lists: new Set<string>(), minds: () => true };

/** Chats and messages, as far as a client of contacts has a use for them. */
export const helpdeskRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`^${CHATS}$`),
    query: {},
    access: OPS_ONLY,
    takes: 'rql',
    handle({ world, query }) {
      const rows = [...world.chats.values()].map(({ id, title }) => ({ id, name: title }));
      return { answer: pageOf(rowsOf(rows, query, onlyId), query, world.switches.tellsTotal) };
    },
  },
  {
    method: 'GET',
    path: new RegExp(`^${CHATS}/([^/]+)/participants$`),
    query: {},
    access: ['ops', 'vendor', 'client'],
    takes: 'rql',
    handle({ world, id, query }) {
      const chat = world.chats.get(id);
      if (!chat) return { status: 404, why: `chat ${id} does not exist` };
      const rows = chat.participants.map((participant) => participantView(world, participant));
      return { answer: pageOf(rowsOf(rows, query, onlyId), query, world.switches.tellsTotal) };
    },
  },
  {
    method: 'GET',
    path: new RegExp(`^${MESSAGES}$`),
    query: {},
    access: EVERYONE,
    takes: 'rql',
    handle({ world, query }) {
      const rows = world.messages.map((message) => messageView(world, message));
      return { answer: pageOf(rowsOf(rows, query, onlyId), query, world.switches.tellsTotal) };
    },
  },
];
