import type { LabConsole, LabOptions, StrayRequest } from '../lab-console';
import type { ServedWorld } from '../shared/api-log';
import { accountSites, type PartialHandler } from '../shared/site-answers';
import { createFeaturebaseApi, createUnclaimed } from './api';
import { CAST } from './cast';
import { createFeaturebaseConsole } from './console';
import { featurebaseOnTrial } from './on-trial';
import type { FeaturebaseWorld } from './world';
import { createFeaturebaseWorld, resetFeaturebaseWorld } from './world-factory';

const API_HOST = 'do.featurebase.app';

/** The console's pages and the API. */
export const hosts: readonly string[] = ['https://*.featurebase.app/*'];

/** Featurebase on the lab's internet. */
export interface FeaturebaseLab extends LabConsole<FeaturebaseWorld> {
  /** Requests to the one API whose key is no organisation's. */
  readonly unclaimed: ServedWorld;
}

/** For each account a practice console at `https://{account}.featurebase.app/dashboard`, and one API at `https://do.featurebase.app`. */
export function createLabConsole(options: LabOptions, strays: StrayRequest[]): FeaturebaseLab {
  const { accounts = ['demo', 'acme'], seed, now } = options;
  const chosen = { ...(seed === undefined ? {} : { seed }), ...(now === undefined ? {} : { now }) };
  const worlds = new Map(accounts.map((name) => [name, createFeaturebaseWorld({ organisation: name, ...chosen })]));
  const clocks = new Map([...worlds.values()].map((world) => [world, world.now]));
  const unclaimed = createUnclaimed(now ?? Date.now);
  const api = [createFeaturebaseApi([...worlds.values()], unclaimed)];
  const consoles = new Map(
    [...worlds].map(([name, world]): [string, PartialHandler[]] => [name, [createFeaturebaseConsole(world)]]),
  );
  const handlersOf = (host: string) =>
    host === API_HOST ? api : consoles.get(host.replace(/\.featurebase\.app$/, ''));
  const dashboard = 'https://demo.featurebase.app/dashboard';
  return {
    id: 'featurebase',
    name: 'Featurebase',
    sites: { '*.featurebase.app': accountSites(handlersOf, strays) },
    worlds,
    unclaimed,
    demoPages: [
      { title: 'Inbox', address: `${dashboard}/inbox/conversation/${CAST.wesConversation}` },
      { title: 'A conversation of several', address: `${dashboard}/inbox/conversation/${CAST.severalConversation}` },
    ],
    onTrial() {
      const world = worlds.get('demo');
      if (!world) throw new Error('The lab has no account demo');
      return featurebaseOnTrial(world);
    },
    reset() {
      for (const [world, clock] of clocks) {
        world.now = clock;
        resetFeaturebaseWorld(world, seed);
      }
      unclaimed.requests.length = 0;
    },
  };
}
