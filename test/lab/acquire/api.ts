import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonAnswer } from '../shared/api-answer';
import { createApiServer, type Refused } from '../shared/api-server';
import { codeOf, errorAnswer, type Refusal } from './api-answer';
import { blockVisitorRoutes } from './api-block-visitor';
import { caseRoutes } from './api-cases';
import { contactRoutes } from './api-contacts';
import type { Route } from './api-route';
import { judge } from './strictness';
import type { AcquireWorld, LabRecord } from './world';

const ROUTES: readonly Route[] = [...blockVisitorRoutes, ...contactRoutes, ...caseRoutes];

/**
 * The Acquire REST API of one world, as far as the documents describe it (vendor-apis §1). It answers true where it took
 * the request, which is everything under `/api/v1/`, and logs every request in `world.requests` once it was read.
 */
export function createAcquireApi(world: AcquireWorld): (req: IncomingMessage, res: ServerResponse) => boolean {
  const lagging = new Set<LabRecord>();
  const refused = ({ status, code, why }: Refusal): Refused => ({
    refused: errorAnswer(status, code, world.switches.errorBody),
    why,
  });
  return createApiServer({
    world,
    takes: (target) => /^\/api\/v1(?:[/?]|$)/.test(target),
    judge(request) {
      const verdict = judge(world, ROUTES, request);
      return 'why' in verdict ? refused(verdict) : { sound: verdict };
    },
    work(sound) {
      const result = sound.route.handle({ world, lagging, ...sound });
      return 'answer' in result ? jsonAnswer(result.answer) : refused(result);
    },
    errorOf: (status) => errorAnswer(status, codeOf(status), world.switches.errorBody),
  });
}
