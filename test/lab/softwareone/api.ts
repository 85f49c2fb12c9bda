import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonAnswer } from '../shared/api-answer';
import { createApiServer, type Refused } from '../shared/api-server';
import { contactRoutes } from './api-contacts';
import { helpdeskRoutes } from './api-helpdesk';
import type { Route, RouteResult } from './api-route';
import { badInput, problemAnswer, type Refusal } from './problem';
import { RqlError } from './rql';
import { judge, type SoundRequest } from './strictness';
import type { SoftwareoneWorld } from './world';

const ROUTES: readonly Route[] = [...contactRoutes, ...helpdeskRoutes];

function handle(world: SoftwareoneWorld, { route, ...call }: SoundRequest): RouteResult {
  try {
    return route.handle({ world, ...call });
  } catch (error) {
    // A field that is not there shows only where the query meets the rows.
    if (error instanceof RqlError) return badInput(`RQL: ${error.message}`, 'query');
    throw error;
  }
}

/**
 * The SoftwareOne Marketplace API, as far as the documents describe it (vendor-apis §3). It answers true where it took the
 * request, which is everything under `/public/v1/`, and logs every request in `world.requests` once it was read.
 */
export function createSoftwareoneApi(world: SoftwareoneWorld): (req: IncomingMessage, res: ServerResponse) => boolean {
  const refused = ({ status, why, field }: Refusal): Refused => ({
    refused: problemAnswer(status, world.switches, field),
    why,
  });
  return createApiServer<SoundRequest>({
    world,
    takes: (target) => /^\/public\/v1(?:[/?]|$)/.test(target),
    judge(request) {
      const verdict = judge(world, ROUTES, request);
      return 'why' in verdict ? refused(verdict) : { sound: verdict };
    },
    work(sound) {
      const result = handle(world, sound);
      return 'answer' in result ? jsonAnswer(result.answer) : refused(result);
    },
    errorOf: (status) => problemAnswer(status, world.switches),
    // The platform's own clock.
    headersOf: () => ({ date: new Date(world.now()).toUTCString() }),
  });
}
