import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LabConsole, LabOptions, StrayRequest } from '../lab-console';
import { accountSites } from '../shared/site-answers';
import { createSoftwareoneApi } from './api';
import { CAST } from './cast';
import { createSoftwareonePortal } from './console';
import { accountOfSession, signIn } from './console/sign-in';
import { softwareoneOnTrial } from './on-trial';
import type { SoftwareoneWorld } from './world';
import { createSoftwareoneWorld, resetSoftwareoneWorld } from './world-factory';

const portal = 'portal.platform.softwareone.com';
const api = 'api.platform.softwareone.com';

export const hosts: readonly string[] = [`https://${portal}/*`, `https://${api}/*`];

type Worlds = ReadonlyMap<string, SoftwareoneWorld>;

/** One API and one practice portal for all accounts: a token tells the API which is meant, the browser's session the portal. */
export function createLabConsole(options: LabOptions, strays: StrayRequest[]): LabConsole<SoftwareoneWorld> {
  const { accounts = ['demo', 'acme'], seed, now } = options;
  const chosen = { ...(seed === undefined ? {} : { seed }), ...(now === undefined ? {} : { now }) };
  const worlds: Worlds = new Map(accounts.map((account) => [account, createSoftwareoneWorld({ account, ...chosen })]));
  const clocks = new Map([...worlds.values()].map((world) => [world, world.now]));
  const [serving, showing] = [serveApi(worlds), servePortal(worlds)];
  const page = `https://${portal}/administration/accounts`;
  return {
    id: 'softwareone',
    name: 'SoftwareOne Marketplace',
    sites: {
      [api]: accountSites(() => [serving], strays),
      [portal]: accountSites(() => [showing], strays),
    },
    worlds,
    demoPages: [
      { title: 'Contacts', address: `${page}/contacts` },
      { title: 'One contact', address: `${page}/contacts/${CAST.wes}` },
      { title: 'Notifications', address: `${page}/notifications` },
    ],
    onTrial() {
      const world = worlds.get('demo');
      if (!world) throw new Error('The lab has no account demo');
      return softwareoneOnTrial(world);
    },
    reset() {
      for (const [world, clock] of clocks) {
        world.now = clock;
        resetSoftwareoneWorld(world, seed);
      }
    },
  };
}

function serveApi(worlds: Worlds) {
  const served = [...worlds.values()].map((world) => ({ world, serve: createSoftwareoneApi(world) }));
  return (req: IncomingMessage, res: ServerResponse): boolean => {
    const presented = req.headers.authorization ?? '';
    // A token that nobody was given belongs to no account; the first one refuses it and keeps the request.
    const meant = served.find(({ world }) => world.tokens.some(({ key }) => presented.endsWith(key))) ?? served[0];
    return meant?.serve(req, res) ?? false;
  };
}

function servePortal(worlds: Worlds) {
  const served = new Map([...worlds].map(([account, world]) => [account, createSoftwareonePortal(world)]));
  const accounts = [...worlds.keys()];
  return (req: IncomingMessage, res: ServerResponse): boolean =>
    signIn(accounts, req, res) || (served.get(accountOfSession(accounts, req) ?? '')?.(req, res) ?? false);
}
