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
import { codeOf, type Refusal } from './api-answer';
import type { Route } from './api-route';
import type { FeaturebaseWorld, LabKey } from './world';

/** A request in which nothing was found wrong. */
export interface SoundCall {
  readonly route: Route;
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The versions that have the endpoints imitated here (help.featurebase.app, "API versioning"). */
const VERSIONS = ['2026-01-01.nova', '2026-08-19.orbit'];

/** The key of a request, or why it gets a 401. */
export function keyOf(world: FeaturebaseWorld, request: ReceivedRequest): LabKey | Objection {
  const presented = presentedKey(request);
  if (isObjection(presented)) return presented;
  const key = world.keys.find((item) => item.key === presented.key);
  if (!key) return { status: 401, why: 'the key is unknown' };
  return key.deleted ? { status: 401, why: 'the key was deleted' } : key;
}

/** Mistakes that no client may make, whatever it asks for. */
export function danger(world: FeaturebaseWorld, request: ReceivedRequest): Objection | undefined {
  return dangerOf(
    request,
    world.keys.map(({ key }) => key),
  );
}

function versionProblem({ headers, headerCounts }: ReceivedRequest): string | undefined {
  if ((headerCounts.get('featurebase-version') ?? 0) > 1) return 'more than one Featurebase-Version';
  const version = headers['featurebase-version'];
  // Without the header the organisation's own default counts, which the lab leaves at an older version.
  if (version === undefined) return 'no Featurebase-Version, so an older version would count';
  return VERSIONS.includes(version) ? undefined : `Featurebase-Version ${version} does not have this endpoint`;
}

/** Judges a request with a good key by what the documents show, and refuses everything else. */
export function examine(
  world: FeaturebaseWorld,
  routes: readonly Route[],
  key: LabKey,
  request: ReceivedRequest,
): SoundCall | Refusal {
  const { codes, oldVersion } = world.switches;
  const refusal = ({ status, why }: Objection): Refusal => ({ status, code: codeOf(status, codes), why });
  const route = findOperation(routes, request);
  if (isObjection(route)) return refusal(route);
  const version = versionProblem(request);
  // Assumption: no code is documented for it.
  if (version) return { status: Number(oldVersion), code: 'unsupported_version', why: version };
  if (route.changes && key.scope === 'read') return refusal({ status: 403, why: 'the key may only read' });
  const wrongQuery = checkQuery(route, request.query);
  if (wrongQuery) return refusal(wrongQuery);
  const body = checkBody(route, request);
  if (isObjection(body)) return refusal(body);
  const id = route.path.exec(request.path)?.[1] ?? '';
  return { route, id, query: Object.fromEntries(request.query), body: body.values };
}
