import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser, type Session } from '../../e2e/harness/launch';
import type { AcquireWorld } from '../acquire/world';
import type { ConsoleOnTrial } from '../console-on-trial';
import { type Lab, startLab } from '../lab';
import { CHOOSER, createChooser } from './chooser';
import { untilEnded, withoutSignalHandlers } from './ending';
import type { Plan } from './plan';
import { firstPart, Problem } from './problem';
import { printRequests, type RequestPrinter } from './requests';

const ACCOUNT = 'demo';
const CONNECT_MS = 20_000;
const BUILDS = { chromium: 'chrome-mv3-lab', firefox: 'firefox-mv3-lab' } as const;

/** Where the practice console lives, on the lab's own internet. */
export const SITE = `https://${ACCOUNT}.acquire.io`;

/** The lab with a browser in it, connected to the practice consoles. `world` is the Acquire account that the tour goes through. */
export interface DemoStage {
  readonly lab: Lab;
  readonly world: AcquireWorld;
  /** Every practice console. */
  readonly consoles: readonly ConsoleOnTrial[];
  readonly session: Session;
  readonly requests: RequestPrinter;
  /** Resolves once the browser was closed or the demo was told to end. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

async function launch({ browser, tour }: Plan, { proxyPort }: Lab): Promise<Session> {
  const extensionDir = fileURLToPath(new URL(`../../../.output/${BUILDS[browser]}`, import.meta.url));
  if (!existsSync(extensionDir)) throw new Problem('The extension is not built yet: npm run demo does that first.');
  const options = { browser, extensionDir, proxyPort, headless: tour };
  try {
    return await withoutSignalHandlers(() => launchBrowser(options));
  } catch (error) {
    const hint = tour ? '' : ' Without a display, CORDON_DEMO=tour runs a tour instead.';
    throw new Problem(`The browser did not start: ${firstPart(error)}.${hint}`);
  }
}

/** Connects an account through Cordon's own form, as a person would. */
async function connect(session: Session, { name, typed }: ConsoleOnTrial): Promise<void> {
  const form = await session.openExtensionPage('options.html#connect');
  await form.choose({ role: 'combobox', name: 'Console' }, name);
  await form.fill({ role: 'textbox', name: typed.addressField }, typed.address);
  await form.fill({ role: 'textbox', name: 'API key' }, typed.key);
  await form.press({ role: 'button', name: 'Save and test' });
  await form.waitForNoControl({ role: 'textbox', name: 'API key' }, { timeoutMs: CONNECT_MS });
  await form.close();
}

/** Starts the lab and the browser, and connects Cordon. What the API receives is printed from the first request on. */
export async function openStage(plan: Plan): Promise<DemoStage> {
  const lab: Lab = await startLab({
    sites: { [new URL(CHOOSER).host]: createChooser(() => [...lab.consoles.values()]) },
  });
  const world = lab.world(ACCOUNT);
  const consoles = [...lab.consoles.values()].map((one) => one.onTrial());
  const requests = printRequests(consoles.map((one) => ({ ...one, keys: [one.typed.key] })));
  let session: Session | undefined;
  const close = async (): Promise<void> => {
    requests.stop();
    await session?.close();
    await lab.close();
  };
  try {
    session = await launch(plan, lab);
    console.log(`Connecting Cordon to ${consoles.map(({ name }) => name).join(', ')} in ${session.version}.`);
    const ended = untilEnded(session);
    await session.answerPrompts('agree');
    for (const one of consoles) await orStopped(connect(session, one), ended);
    return { lab, world, consoles, session, requests, ended, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits for work, unless the demo is ended before. */
export async function orStopped(work: Promise<void>, ended: Promise<void>): Promise<void> {
  const stopped = ended.then(() => {
    throw new Problem('The demo was stopped.');
  });
  await Promise.race([work, stopped]);
}
