import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonAnswer } from '../shared/api-answer';
import { quietServing, type ServedWorld } from '../shared/api-log';
import { createApiServer } from '../shared/api-server';
import { dangerOf, isObjection, presentedKey } from '../shared/strictness';
import { codeOf, errorAnswer, refused } from './api-answer';
import { contactRoutes } from './api-contacts';
import { conversationRoutes } from './api-conversations';
import type { Route } from './api-route';
import { createRateWindow } from './rate-window';
import { danger, examine, keyOf, type SoundCall } from './strictness';
import type { FeaturebaseWorld } from './world';

// The searches stand before the paths with an id, which their names would fit.
const ROUTES: readonly Route[] = [...contactRoutes, ...conversationRoutes];

type Handler = (req: IncomingMessage, res: ServerResponse) => boolean;

/** What one contact's state is told to be: a change shows one reading late where the switch says so. */
function createTold(world: FeaturebaseWorld): (contactId: string) => boolean {
  const told = new Map<string, boolean>();
  return (id) => {
    const now = world.blocked.has(id);
    const before = told.get(id) ?? now;
    told.set(id, now);
    return world.switches.stateLags ? before : now;
  };
}

/** The API for the keys of one organisation. */
function createOrganisationApi(world: FeaturebaseWorld): Handler {
  const count = createRateWindow(world);
  const toldBlocked = createTold(world);
  type Sound = SoundCall & { readonly headers: Readonly<Record<string, string>> };
  return createApiServer<Sound>({
    world,
    takes: () => true,
    judge(request) {
      const { codes } = world.switches;
      const wrong = danger(world, request);
      if (wrong) return refused({ ...wrong, code: codeOf(wrong.status, codes) });
      const key = keyOf(world, request);
      if (isObjection(key)) return refused({ ...key, code: codeOf(401, codes) });
      const { over, headers } = count(key.key);
      if (over) return refused({ status: 429, code: codeOf(429, codes), why: 'over the limit of a minute' }, headers);
      const call = examine(world, ROUTES, key, request);
      return 'why' in call ? refused(call, headers) : { sound: { ...call, headers } };
    },
    work({ route, id, query, body }) {
      const result = route.handle({ world, id, query, body, toldBlocked });
      return 'answer' in result ? jsonAnswer(result.answer) : refused(result);
    },
    errorOf: (status) => errorAnswer(status, codeOf(status, world.switches.codes)),
    headersOf: ({ headers }) => headers,
  });
}

/** A log for requests whose key belongs to no organisation of the lab. */
export function createUnclaimed(now: () => number): ServedWorld {
  return { requests: [], switches: quietServing(), now };
}

/**
 * The Featurebase API at its one host, for several organisations: the key tells which one is meant. Every request is logged in
 * the `requests` of that organisation, or of `unclaimed` where the key is nobody's. Without CORS headers, as nothing documents any.
 */
export function createFeaturebaseApi(worlds: readonly FeaturebaseWorld[], unclaimed: ServedWorld): Handler {
  const apis = new Map(worlds.map((world) => [world, createOrganisationApi(world)]));
  const nobodys = createApiServer<never>({
    world: unclaimed,
    takes: () => true,
    judge(request) {
      const wrong = dangerOf(request, []) ?? presentedKey(request);
      const { status, why } = isObjection(wrong) ? wrong : { status: 401, why: 'the key is unknown' };
      return refused({ status, code: codeOf(status, 'words'), why });
    },
    work: (sound) => sound,
    errorOf: (status) => errorAnswer(status, codeOf(status, 'words')),
  });
  return (req, res) => {
    const presented = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
    const world = worlds.find(({ keys }) => keys.some(({ key }) => key === presented));
    return (world && apis.get(world)?.(req, res)) ?? nobodys(req, res);
  };
}
