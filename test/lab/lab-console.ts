import type { ConsoleOnTrial } from './console-on-trial';
import type { SiteHandler } from './sites';

/** What a lab is made with. */
export interface LabOptions {
  /** Accounts of every console that has an address for each; `demo` and `acme` without it. */
  readonly accounts?: readonly string[];
  /** Seed of every account's cast; a seed of the account's own without it. */
  readonly seed?: number;
  /** Epoch milliseconds, for the worlds. */
  readonly now?: () => number;
  /** More sites, by host. */
  readonly sites?: Readonly<Record<string, SiteHandler>>;
}

/** A request that reached the lab and none of its accounts. */
export interface StrayRequest {
  readonly url: string;
  readonly method: string;
  readonly why: 'unknown account' | 'not https';
}

/** A page of a practice console to begin with, for the page that the demo opens. */
export interface DemoPage {
  readonly title: string;
  readonly address: string;
}

/**
 * One imitated console with its API: what `lab-console.ts` in its folder makes. `World` is whatever its own tests go by.
 */
export interface LabConsole<World = unknown> {
  /** As in `utils/consoles`. */
  readonly id: string;
  /** The product's name. */
  readonly name: string;
  /** What answers, by host. */
  readonly sites: Readonly<Record<string, SiteHandler>>;
  /** The accounts, by name. */
  readonly worlds: ReadonlyMap<string, World>;
  /** The demo's pages of the account `demo`. */
  readonly demoPages: readonly DemoPage[];
  /** The account `demo` as the tests of every console use it. */
  onTrial(): ConsoleOnTrial;
  /** First state everywhere: worlds, logs and switches. */
  reset(): void;
}

/** What `lab-console.ts` in a console's folder exports. */
export interface LabConsoleModule<World = unknown> {
  /** The match patterns of the console's pages and API, for the lab's builds. */
  readonly hosts: readonly string[];
  /** Makes the console's accounts. A request that reaches none of them belongs into `strays`. */
  createLabConsole(options: LabOptions, strays: StrayRequest[]): LabConsole<World>;
}
