import { type CordonError, cordonError } from '../../../utils/errors';
import { fail, type Result } from '../../../utils/result';

/** What becomes of a request that was cut off: it never arrived, it was done, or the console is still at work on it. */
export type Fate = 'lost' | 'done' | 'later';

/** How long a request may take before it is given up, as the real sender has it (milliseconds). */
const timeout = 20_000;

/** How long a console takes at most (milliseconds). */
const slowest = 19_000;

interface Flight {
  readonly land: () => void;
  readonly cut: (fate: Fate) => void;
}

/** Requests on their way: each can be held, cut off, and done late. Times are epoch milliseconds. */
export function createFlights(now: () => number) {
  const flying = new Set<Flight>();
  const events: { readonly at: number; readonly run: () => void }[] = [];
  let held = false;
  /** What becomes of requests that time out. */
  let fateOfSlow: Fate = 'lost';
  let gate: Promise<void> | undefined;

  function after(milliseconds: number, run: () => void): void {
    events.push({ at: now() + milliseconds, run });
  }

  function fly<T>(work: () => Result<T, CordonError>): Promise<Result<T, CordonError>> | Result<T, CordonError> {
    if (!held) return work();
    const left = now();
    return new Promise((resolve) => {
      const flight: Flight = {
        land: () => {
          if (flying.delete(flight)) resolve(work());
        },
        cut: (fate) => {
          if (!flying.delete(flight)) return;
          if (fate === 'done') work();
          else if (fate === 'later') after(Math.max(0, left + slowest - now()), work);
          resolve(fail(cordonError('timeout')));
        },
      };
      flying.add(flight);
      after(timeout, () => flight.cut(fateOfSlow));
    });
  }

  return {
    fly,
    get gate() {
      return gate;
    },
    /** Requests that have left and are not answered. */
    count: () => flying.size,
    /** Requests from now on stay on their way until `landAll`, or time out after 20 s. */
    fill(fate: Fate = 'lost'): void {
      held = true;
      fateOfSlow = fate;
    },
    /** Answers all that is on its way, and holds nothing any more. */
    landAll(): void {
      held = false;
      for (const flight of [...flying]) flight.land();
    },
    /** Cuts off all that is on its way, and holds nothing any more. */
    cutAll(fate: Fate): void {
      held = false;
      for (const flight of [...flying]) flight.cut(fate);
    },
    /** When something is next to happen without anybody's doing. */
    next: () => (events.length > 0 ? Math.min(...events.map(({ at }) => at)) : undefined),
    /** Lets happen what is due. */
    happen(): void {
      for (const event of events.filter(({ at }) => at <= now())) {
        events.splice(events.indexOf(event), 1);
        event.run();
      }
    },
    /** Holds every call, before anything of it is decided, until released. */
    hold(): () => void {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        gate = undefined;
        release();
      };
    },
  };
}
