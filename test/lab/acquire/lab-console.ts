import type { LabConsole, LabOptions, StrayRequest } from '../lab-console';
import { accountSites, type PartialHandler } from '../shared/site-answers';
import { createAcquireApi } from './api';
import { CAST } from './cast';
import { createAcquireConsole } from './console';
import { acquireOnTrial } from './on-trial';
import type { AcquireWorld } from './world';
import { createAcquireWorld, resetAcquireWorld } from './world-factory';

export const hosts: readonly string[] = ['https://*.acquire.io/*'];

/** For each account its API under `/api/v1/` and its practice console, at `https://{account}.acquire.io`. */
export function createLabConsole(options: LabOptions, strays: StrayRequest[]): LabConsole<AcquireWorld> {
  const { accounts = ['demo', 'acme'], seed, now } = options;
  const chosen = { ...(seed === undefined ? {} : { seed }), ...(now === undefined ? {} : { now }) };
  const worlds = new Map(accounts.map((account) => [account, createAcquireWorld({ account, ...chosen })]));
  const clocks = new Map([...worlds.values()].map((world) => [world, world.now]));
  // API and console share the account's host (vendor-apis §1.1).
  const handlers = new Map(
    [...worlds].map(([account, world]): [string, PartialHandler[]] => [
      account,
      [createAcquireApi(world), createAcquireConsole(world)],
    ]),
  );
  const handlersOf = (host: string) => handlers.get(host.replace(/\.acquire\.io$/, ''));
  const site = 'https://demo.acquire.io';
  return {
    id: 'acquire',
    name: 'Acquire',
    sites: { '*.acquire.io': accountSites(handlersOf, strays) },
    worlds,
    demoPages: [
      { title: 'Inbox', address: `${site}/conversations/case/${CAST.wesCase}?live=6000` },
      { title: 'Contacts', address: `${site}/contacts` },
    ],
    onTrial() {
      const world = worlds.get('demo');
      if (!world) throw new Error('The lab has no account demo');
      return acquireOnTrial(world);
    },
    reset() {
      for (const [world, clock] of clocks) {
        world.now = clock;
        resetAcquireWorld(world, seed);
      }
    },
  };
}
