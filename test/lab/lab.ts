import type { AcquireWorld, LabRequest } from './acquire/world';
import { BROWSER_TRAFFIC } from './browser-traffic';
import { createEvilSite, type EvilSite } from './evil-site';
import { type Internet, startInternet } from './internet';
import type { LabConsole, LabOptions, StrayRequest } from './lab-console';
import { labConsoles } from './lab-consoles';

export type { LabOptions, StrayRequest } from './lab-console';

/** The offline internet with its consoles, ready for a browser. */
export interface Lab {
  readonly proxyUrl: string;
  readonly proxyPort: number;
  readonly internet: Internet;
  /** Every imitated console, by its id. */
  readonly consoles: ReadonlyMap<string, LabConsole>;
  readonly evil: EvilSite;
  readonly strays: StrayRequest[];
  /** The world of an account of Acquire; throws where there is none. */
  world(account: string): AcquireWorld;
  /** What the API of an account of Acquire received, in order. */
  requestsOf(account: string): readonly LabRequest[];
  /** First state everywhere: worlds, logs, switches, and online. */
  reset(): void;
  close(): Promise<void>;
}

/** The console of this id, with the worlds that its own folder made; throws where there is none. */
export function labConsoleOf<World>(lab: Pick<Lab, 'consoles'>, id: string): LabConsole<World> {
  const found = lab.consoles.get(id);
  if (!found) throw new Error(`The lab has no console ${id}`);
  return found as LabConsole<World>;
}

/** Starts the lab with every console that has a folder here. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const strays: StrayRequest[] = [];
  const made = labConsoles.map(({ createLabConsole }) => createLabConsole(options, strays));
  const consoles = new Map(made.map((one) => [one.id, one]));
  const evil = createEvilSite();
  const sites = Object.assign({}, ...made.map((one) => one.sites), { 'evil.example': evil.handler }, options.sites);
  const internet = await startInternet({ sites, silenced: BROWSER_TRAFFIC });

  const world = (account: string): AcquireWorld => {
    const found = labConsoleOf<AcquireWorld>({ consoles }, 'acquire').worlds.get(account);
    if (!found) throw new Error(`The lab has no account ${account}`);
    return found;
  };

  return {
    proxyUrl: internet.proxyUrl,
    proxyPort: internet.proxyPort,
    internet,
    consoles,
    evil,
    strays,
    world,
    requestsOf: (account) => world(account).requests,
    reset() {
      for (const one of made) one.reset();
      evil.requests.length = 0;
      strays.length = 0;
      internet.reset();
    },
    close: () => internet.close(),
  };
}
