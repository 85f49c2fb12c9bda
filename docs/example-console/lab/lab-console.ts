import type { LabConsole, LabOptions, StrayRequest } from '../lab-console';
import { accountSites } from '../shared/site-answers';
import { createHelplineApi } from './api';
import { helplineOnTrial } from './on-trial';
import { createHelplinePages } from './pages';
import { createHelplineWorld, type HelplineWorld, resetHelplineWorld } from './world';

export const hosts: readonly string[] = ['https://*.helpline.example/*'];

/** For each account its API under `/api/` and its practice pages, at `https://{account}.helpline.example`. */
export function createLabConsole(options: LabOptions, strays: StrayRequest[]): LabConsole<HelplineWorld> {
  const { accounts = ['demo', 'acme'], now } = options;
  const worlds = new Map(accounts.map((account) => [account, createHelplineWorld(account, now)]));
  const handlers = new Map(
    [...worlds].map(([account, world]) => [account, [createHelplineApi(world), createHelplinePages(world)]]),
  );
  const handlersOf = (host: string) => handlers.get(host.replace(/\.helpline\.example$/, ''));
  return {
    id: 'helpline',
    name: 'Helpline',
    sites: { '*.helpline.example': accountSites(handlersOf, strays) },
    worlds,
    demoPages: [{ title: 'Contacts', address: 'https://demo.helpline.example/contacts' }],
    onTrial() {
      const world = worlds.get('demo');
      if (!world) throw new Error('The lab has no account demo');
      return helplineOnTrial(world);
    },
    reset() {
      for (const world of worlds.values()) resetHelplineWorld(world);
    },
  };
}
