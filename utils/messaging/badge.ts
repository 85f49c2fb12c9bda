import type { Browser } from 'webextension-polyfill';
import type { Block } from '../blocking/block';
import { viewOf } from '../blocking/view';
import type { Clock } from '../platform/clock';

/** What the badge counts by. */
export interface BadgeDeps {
  readonly action: Pick<Browser['action'], 'setBadgeText' | 'setBadgeBackgroundColor'>;
  readonly blocks: () => Promise<readonly Block[]>;
  /** How many failures nobody has seen. */
  readonly unseenFailures: () => Promise<number>;
  readonly isLocked: () => Promise<boolean>;
  readonly clock: Clock;
}

/** Keeps the toolbar's badge at the number of things that wait for the person: questions, what is held until a person has seen to it, and failures until they were seen. */
export function createBadge({ action, blocks, unseenFailures, isLocked, clock }: BadgeDeps): () => void {
  return () => {
    void Promise.all([blocks(), unseenFailures(), isLocked()])
      .then(async ([all, failures, locked]) => {
        const waiting = failures + all.filter((block) => waitsForPerson(block, locked, clock.now())).length;
        await action.setBadgeBackgroundColor({ color: '#b3261e' });
        await action.setBadgeText({ text: waiting > 0 ? String(waiting) : '' });
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
