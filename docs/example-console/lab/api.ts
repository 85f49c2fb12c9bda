import { jsonAnswer } from '../shared/api-answer';
import type { ReceivedRequest } from '../shared/api-request';
import { createApiServer, type Refused } from '../shared/api-server';
import type { PartialHandler } from '../shared/site-answers';
import {
  checkBody,
  checkQuery,
  dangerOf,
  findOperation,
  isObjection,
  type Objection,
  type Operation,
  presentedKey,
} from '../shared/strictness';
import { blockOf, type HelplineWorld } from './world';

interface Call {
  readonly world: HelplineWorld;
  /** The id in the path, where there is one. */
  readonly id: string;
  readonly search: string;
  readonly until: number;
}

interface Route extends Operation {
  /** The body of the 200, or why nothing was done. */
  handle(call: Call): { readonly answer: unknown } | Objection;
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;

function missing(id: string): Objection {
  return { status: 404, why: `${id} does not exist` };
}

function blockView(world: HelplineWorld, contact: string) {
  const { until = 0, madeAt = 0 } = blockOf(world, contact) ?? {};
  return { contact, until: new Date(until).toISOString(), madeAt: new Date(madeAt).toISOString(), by: 'Ana Lima' };
}

/** Every operation of the documents (docs, "API"), and no other. */
const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/contacts$/,
    query: { search: /^.{1,200}$/ },
    requiredQuery: 'search',
    handle({ world, search }) {
      const wanted = search.toLowerCase();
      const isHit = (text: string) => text.toLowerCase().includes(wanted);
      return {
        answer: { contacts: [...world.contacts.values()].filter((one) => isHit(one.name) || isHit(one.email)) },
      };
    },
  },
  {
    method: 'GET',
    path: /^\/api\/contacts\/([^/]+)$/,
    query: {},
    handle({ world, id }) {
      const contact = world.contacts.get(id);
      return contact ? { answer: contact } : missing(id);
    },
  },
  {
    method: 'GET',
    path: /^\/api\/tickets\/([^/]+)$/,
    query: {},
    handle({ world, id }) {
      const contact = world.tickets.get(id);
      return contact ? { answer: { id, contact } } : missing(id);
    },
  },
  {
    method: 'GET',
    path: /^\/api\/blocks$/,
    query: {},
    handle({ world }) {
      const blocked = [...world.blocks.keys()].filter((id) => blockOf(world, id));
      return { answer: { blocks: blocked.map((id) => blockView(world, id)) } };
    },
  },
  {
    method: 'POST',
    path: /^\/api\/contacts\/([^/]+)\/block$/,
    query: {},
    fields: ['until'],
    checkBody: ({ until }) => (isoTime.test(String(until)) ? undefined : 'until is no time in UTC'),
    handle({ world, id, until }) {
      if (!world.contacts.has(id)) return missing(id);
      if (!(until > world.now())) return { status: 400, why: 'until is over' };
      const isRepeat = blockOf(world, id) !== undefined;
      if (isRepeat && world.switches.repeat === 'refuse-409') return { status: 409, why: `${id} is blocked already` };
      world.blocks.set(id, { until, madeAt: world.now() });
      return { answer: blockView(world, id) };
    },
  },
  {
    method: 'DELETE',
    path: /^\/api\/contacts\/([^/]+)\/block$/,
    query: {},
    handle({ world, id }) {
      if (!world.contacts.has(id)) return missing(id);
      const lifted = blockOf(world, id) !== undefined;
      world.blocks.delete(id);
      return { answer: { contact: id, lifted } };
    },
  },
];

interface Sound extends Call {
  readonly route: Route;
}

/** Judges a request by what the documents show, and refuses everything else. */
function judge(world: HelplineWorld, request: ReceivedRequest): Sound | Objection {
  const danger = dangerOf(request, [world.key]);
  if (danger) return danger;
  const route = findOperation(routes, request);
  if (isObjection(route)) return route;
  const presented = presentedKey(request);
  if (isObjection(presented)) return presented;
  if (presented.key !== world.key) return { status: 401, why: 'the key is unknown' };
  const wrongQuery = checkQuery(route, request.query);
  if (wrongQuery) return wrongQuery;
  const body = checkBody(route, request);
  if (isObjection(body)) return body;
  const id = route.path.exec(request.path)?.[1] ?? '';
  const until = Date.parse(String(body.values.until));
  return { route, world, id, search: request.query.get('search') ?? '', until };
}

/** Helpline's API under `/api/`, as a request handler. Every request is logged in `world.requests`. */
export function createHelplineApi(world: HelplineWorld): PartialHandler {
  const errorOf = (status: number) => jsonAnswer({ status }, status);
  const refused = ({ status, why }: Objection): Refused => ({ refused: errorOf(status), why });
  return createApiServer<Sound>({
    world,
    takes: (target) => target.startsWith('/api/'),
    judge(request) {
      const verdict = judge(world, request);
      return isObjection(verdict) ? refused(verdict) : { sound: verdict };
    },
    work(sound) {
      const result = sound.route.handle(sound);
      return isObjection(result) ? refused(result) : jsonAnswer(result.answer);
    },
    errorOf,
  });
}
