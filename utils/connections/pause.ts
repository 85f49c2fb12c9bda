import type { Browser } from 'webextension-polyfill';
import * as z from 'zod/mini';
import type { Clock } from '../platform/clock';
import type { CordonDatabase } from '../platform/database';

/** The alarm at the end of a pause. */
export const pauseAlarm = 'pause';

/** How long a pause for a while lasts (milliseconds). */
const hour = 3_600_000;

/** A clock that is set right by so much has not gone back (milliseconds). */
const setRight = 60_000;

/** While it holds, no page has buttons and no press in a page is taken. Times are epoch milliseconds. */
export interface Pause {
  /** When it ends by itself; undefined: when somebody resumes. */
  readonly until?: number | undefined;
}

/** What a person may choose: an hour, or until they resume. */
export type PauseChoice = 'hour' | 'until-resumed';

/** Keeps the pause. */
export interface PauseKeeper {
  /** The pause that holds now by the clock. */
  current(): Promise<Pause | undefined>;
  pause(choice: PauseChoice): Promise<void>;
  resume(): Promise<void>;
  /** Ends a pause whose time is over, and sees to it that one that holds ends in time. */
  look(): Promise<void>;
  /** An alarm rang. */
  rang(name: string): void;
}

const storedPause = z.object({ since: z.number(), until: z.optional(z.number()) });
const place = 'pause';

/**
 * Makes it over the database: a stopped background and a closed browser forget no pause. `changed` is called when one begins or ends.
 */
export function createPause(deps: {
  readonly database: () => Promise<CordonDatabase>;
  readonly alarms: Pick<Browser['alarms'], 'create' | 'clear'>;
  readonly clock: Clock;
  readonly changed: () => Promise<void>;
}): PauseKeeper {
  const { clock, alarms } = deps;

  async function read() {
    const parsed = storedPause.safeParse(await (await deps.database()).get('singles', place));
    return parsed.success ? parsed.data : undefined;
  }

  /** A clock that went back must not make an hour longer. */
  function holds({ since, until }: z.infer<typeof storedPause>): boolean {
    const now = clock.now();
    return until === undefined || (now < until && now > since - setRight);
  }

  async function end(): Promise<void> {
    await (await deps.database()).delete('singles', place);
    await alarms.clear(pauseAlarm);
    await deps.changed();
  }

  async function look(): Promise<void> {
    const stored = await read();
    if (!stored) return;
    if (!holds(stored)) return end();
    // Firefox forgets alarms when it ends.
    if (stored.until !== undefined) alarms.create(pauseAlarm, { when: stored.until });
  }

  return {
    async current() {
      const stored = await read();
      return stored && holds(stored) ? { until: stored.until } : undefined;
    },
    async pause(choice) {
      const since = clock.now();
      const until = choice === 'hour' ? since + hour : undefined;
      await (await deps.database()).put('singles', { since, until }, place);
      if (until === undefined) await alarms.clear(pauseAlarm);
      else alarms.create(pauseAlarm, { when: until });
      await deps.changed();
    },
    resume: end,
    look,
    rang(name) {
      if (name === pauseAlarm) void look().catch(() => undefined);
    },
  };
}
