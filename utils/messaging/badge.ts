import type { Browser } from 'webextension-polyfill';
import type { Block } from '../blocking/block';
import { viewOf } from '../blocking/view';
import type { Clock } from '../platform/clock';

/** Two bars, as on players. */
const pausedSign = '||';

/** What the badge counts by. */
export interface BadgeDeps {
  readonly action: Pick<Browser['action'], 'setBadgeText' | 'setBadgeBackgroundColor' | 'setTitle'>;
  readonly blocks: () => Promise<readonly Block[]>;
  /** How many failures nobody has seen. */
  readonly unseenFailures: () => Promise<number>;
  readonly isLocked: () => Promise<boolean>;
  /** What the toolbar says while Cordon is paused; undefined while it is not. */
  readonly pausedTitle: () => Promise<string | undefined>;
  /** What the toolbar says otherwise. */
  readonly title: string;
  readonly clock: Clock;
}

/**
 * Keeps the toolbar's badge at the number of things that wait for the person: questions, what is held until a person has seen to it, and
 * failures until they were seen. Where there is none and Cordon is paused, it shows that.
 */
export function createBadge(deps: BadgeDeps): () => void {
  const { action, blocks, unseenFailures, isLocked, pausedTitle, title, clock } = deps;
  return () => {
    void Promise.all([blocks(), unseenFailures(), isLocked(), pausedTitle()])
      .then(async ([all, failures, locked, paused]) => {
        const waiting = failures + all.filter((block) => waitsForPerson(block, locked, clock.now())).length;
        await action.setBadgeBackgroundColor({ color: waiting > 0 ? '#b3261e' : '#595f70' });
        await action.setBadgeText({ text: waiting > 0 ? String(waiting) : paused === undefined ? '' : pausedSign });
        await action.setTitle({ title: paused ?? title });
      })
      .catch(() => undefined);
  };
}

function waitsForPerson(block: Block, locked: boolean, now: number): boolean {
  const { state } = viewOf(block, now);
  switch (state.kind) {
    case 'needs-you':
    case 'held':
      return true;
    case 'blocked':
      // Its end is over, and only an unlocked Cordon can lift it.
      return locked && state.overdue;
    default:
      return false;
  }
}
