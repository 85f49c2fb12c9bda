import type { Page } from 'puppeteer-core';
import { keysOf } from '../../lab/acquire/keys';
import type { AcquireWorld } from '../../lab/acquire/world';
import { type Lab, labConsoleOf } from '../../lab/lab';
import type { LaunchOptions, Session } from '../harness/launch';
import { pause } from '../harness/wait';
import { findOnDisk } from './disk';
import { findInTexts, secretOf, wantedPlainly } from './forms';
import { saidIn } from './probe';

/** How long a page is asked for what it shows (milliseconds); one that is going answers no more. */
const longestAnswer = 3_000;

/** Looks at the end of a run for what must not be there. */
export interface Leaks {
  /** To be handed to the launch: the profile is searched once the browser has ended. */
  readonly whenClosed: NonNullable<LaunchOptions['whenClosed']>;
  /** Keys in a console or in a page that is open, and names in what Cordon's own scripts said. */
  findIn(session: Session): Promise<readonly string[]>;
  /** Keys in the profile. */
  readonly onDisk: readonly string[];
}

/** Every end-to-end run is a canary run: the lab's keys and names are nobody else's, so no file, page or console may hold them. */
export function watchForLeaks(lab: Lab): Leaks {
  const acquire = labConsoleOf<AcquireWorld>(lab, 'acquire').worlds;
  const trials = [...lab.consoles.values()].map((one) => one.onTrial());
  const full = [...acquire.keys()].map((account) => keysOf(account).full);
  const keys = [...new Set([...full, ...trials.map(({ typed }) => typed.key)])].map((key, index) =>
    wantedPlainly(`key ${index + 1}`, secretOf(key)),
  );
  const called = [...acquire.values()].flatMap(({ contacts }) => [...contacts.values()].map(({ name }) => name ?? ''));
  const names = new Set(
    [...called, ...trials.flatMap(({ people }) => people.map(({ name }) => name))].filter((name) =>
      /^\p{L}{3,} \p{L}{3,}$/u.test(name),
    ),
  );
  const onDisk: string[] = [];
  return {
    onDisk,
    async whenClosed(profileDir) {
      onDisk.push(...(await findOnDisk(profileDir, keys)));
    },
    async findIn(session) {
      const pages = await session.puppeteer.pages();
      const shown = await Promise.all(pages.map(htmlOf));
      const texts = {
        ...saidIn(session),
        ...Object.fromEntries(shown.map((html, index) => [`page ${index + 1}`, html])),
      };
      const said = session.messages.filter(({ from }) => from !== 'page').map(({ text }) => text);
      const named = said.filter((text) => [...names].some((name) => text.includes(name)));
      return [...findInTexts(texts, keys), ...named.map((text) => `a name in a console: ${text}`)];
    },
  };
}

async function htmlOf(page: Page): Promise<string> {
  const html = page.evaluate(() => document.documentElement.outerHTML).catch(() => '');
  return (await Promise.race([html, pause(longestAnswer)])) ?? '';
}
