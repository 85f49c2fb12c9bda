import type { ReceivedRequest } from '../shared/api-request';
import { checkBody, dangerOf, findOperation, isObjection, type Objection, presentedKey } from '../shared/strictness';
import { checkId } from './api-contacts';
import type { Route } from './api-route';
import { badInput, type Refusal } from './problem';
import { parseRql, RqlError, type RqlQuery } from './rql';
import type { LabToken, SoftwareoneWorld } from './world';

/** A request in which nothing was found wrong. */
export interface SoundRequest {
  readonly route: Route;
  readonly id: string;
  readonly token: LabToken;
  readonly query: RqlQuery;
}

function findToken(world: SoftwareoneWorld, request: ReceivedRequest): LabToken | Objection {
  const presented = presentedKey(request);
  if (isObjection(presented)) return presented;
  const token = world.tokens.find(({ key }) => key === presented.key);
  if (!token) return { status: 401, why: 'the token is unknown' };
  return token.state === 'Active' ? token : { status: 401, why: `the token is ${token.state}` };
}

function readQuery({ takes }: Route, search: string): RqlQuery | Refusal {
  try {
    const query = parseRql(search);
    const { filter, order, select } = query;
    const paged = /(?:^|&)(?:limit|offset)=/.test(search);
    if (takes !== 'rql' && (filter || order.length > 0 || paged)) return badInput('a query where none is described');
    if (takes === 'nothing' && (select.length > 0 || search !== '')) return badInput('a query where none is described');
    return query;
  } catch (error) {
    if (error instanceof RqlError) return badInput(`RQL: ${error.message}`, 'query');
    throw error;
  }
}

/** Judges a request by what the documents show, and refuses everything else, with the reason for the lab's log. */
export function judge(
  world: SoftwareoneWorld,
  routes: readonly Route[],
  request: ReceivedRequest,
): SoundRequest | Refusal {
  const danger = dangerOf(
    request,
    world.tokens.map(({ key }) => key),
  );
  if (danger) return danger;
  const route = findOperation(routes, request);
  if (isObjection(route)) return route;
  const token = findToken(world, request);
  if (isObjection(token)) return token;
  if (!route.access.includes(token.access)) {
    return { status: Number(world.switches.forbidden), why: `a token of ${token.access} may not do this` };
  }
  const query = readQuery(route, request.search);
  if ('why' in query) return query;
  const body = checkBody(route, request);
  if (isObjection(body)) return body;
  const id = route.path.exec(request.path)?.[1] ?? '';
  const wrongId = id === '' ? undefined : checkId(id, route.path.source.includes('chats') ? 'CHT' : 'CTT');
  return wrongId ?? { route, id, token, query };
}
