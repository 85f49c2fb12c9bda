import type { ReceivedRequest } from '../shared/api-request';
import {
  checkBody,
  checkQuery,
  dangerOf,
  findOperation,
  isObjection,
  type Objection,
  presentedKey,
} from '../shared/strictness';
import { codeOf, type Refusal, refusal } from './api-answer';
import type { Route } from './api-route';
import type { AcquireWorld, LabKey } from './world';

/** A request in which nothing was found wrong. */
export interface SoundRequest {
  readonly route: Route;
  readonly id: number;
  readonly key: LabKey;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

function findKey(world: AcquireWorld, request: ReceivedRequest): LabKey | Objection {
  const presented = presentedKey(request);
  if (isObjection(presented)) return presented;
  const key = world.keys.find((item) => item.key === presented.key);
  if (key && !key.disabled) return key;
  if (key) return { status: 401, why: 'the key is disabled' };
  const account = presented.key.includes(':') ? presented.key.split(':')[0] : world.account;
  const why = account === world.account ? 'the key is unknown' : `the key of another account: ${account}`;
  return { status: 401, why };
}

function examine(world: AcquireWorld, routes: readonly Route[], request: ReceivedRequest): SoundRequest | Objection {
  const danger = dangerOf(
    request,
    world.keys.map(({ key }) => key),
  );
  if (danger) return danger;
  const route = findOperation(routes, request);
  if (isObjection(route)) return route;
  const key = findKey(world, request);
  if (isObjection(key)) return key;
  if (!key.permissions.includes(route.permission)) {
    return { status: 403, why: `the key lacks the permission ${route.permission}` };
  }
  const wrongQuery = checkQuery(route, request.query);
  if (wrongQuery) return wrongQuery;
  const body = checkBody(route, request);
  if (isObjection(body)) return body;
  const id = Number(route.path.exec(request.path)?.[1] ?? 0);
  return { route, id, key, query: Object.fromEntries(request.query), body: body.values };
}

/** Judges a request by what the documents show, and refuses everything else, with the reason for the lab's log. */
export function judge(world: AcquireWorld, routes: readonly Route[], request: ReceivedRequest): SoundRequest | Refusal {
  const found = examine(world, routes, request);
  return isObjection(found) ? refusal(found.status, codeOf(found.status), found.why) : found;
}
