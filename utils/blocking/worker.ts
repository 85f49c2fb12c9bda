import type { ConsoleApi } from '../consoles/types';
import { cordonError } from '../errors';
import { exceptionName, logProblem } from '../platform/log';
import { type Block, dueAt, isLive, isTooLate, mayBeDone } from './block';
import { guarded } from './guarded';
import * as outcomes from './outcomes';
import { createProbe } from './probe';
import { resumed } from './recovery';
import { createSendBlock } from './send-block';
import { createSendLift } from './send-lift';
import { createSteps, type WorkerDeps, windowEnd } from './steps';

/** How often a block is looked at that is overdue while nothing can be sent for its connection (milliseconds). */
const rarestLook = 3_600_000;

/** Takes one block as far as it goes now: reads who it is, waits for its window, sends, reads back, stores each step before the next. */
export function createWorker(deps: WorkerDeps): (id: string) => Promise<void> {
  const { clock, store, circuits } = deps;
  const probe = createProbe();
  const steps = createSteps(deps, probe);
  const { keep, stop } = steps;
  const sendBlock = createSendBlock(deps, steps);
  const { sendLift, endBlock } = createSendLift(deps, steps);

  async function work(block: Block, api: ConsoleApi): Promise<void> {
    try {
      if (block.state.kind === 'blocked') await endBlock(block, api);
      else await (block.wish.kind === 'blocked' ? sendBlock(block, api) : sendLift(block, api));
    } catch (thrown) {
      // Nobody knows how far it came: the next try reads what is true, and there is an end of trying.
      logProblem({ what: 'drive', exception: exceptionName(thrown) });
      const left = await store.get(block.id);
      if (left && isLive(left)) await stop(left, cordonError('unknown-outcome'));
    }
  }

  return async (id) => {
    const block = await store.get(id);
    if (block && isDue(block, clock.now())) await probe.go(block.connectionId, () => advance(id));
  };

  async function advance(id: string): Promise<void> {
    const stored = await store.get(id);
    const now = clock.now();
    if (!stored || !isDue(stored, now)) return;
    const block =
      stored.state.kind === 'needs-you' ? await keep(stored, (current) => ({ block: resumed(current, now) })) : stored;
    if (!block) return;
    // Nothing is sent for it, so that this needs no connection.
    if (isTooLate(block, now) && isNeverMade(block) && windowEnd(block) <= now) {
      return stop(block, cordonError('too-late'));
    }
    const open = await circuits.open(block.connectionId);
    const api = open ? undefined : await deps.apiOf(block.connectionId);
    if (!api && block.state.kind === 'blocked') {
      const rarest = open?.until === undefined ? rarestLook : 0;
      await keep(block, (current) => outcomes.lookedLater(current, now, rarest, open?.until));
    } else if (open) await steps.isHeldBack(block);
    else if (!api) await stop(block, cordonError('no-connection'));
    else await work(block, guarded(api, block.connectionId, circuits));
  }
}

/** Whether the block waits, and nothing of it is on the console. */
function isNeverMade(block: Block): boolean {
  return (isLive(block) || block.state.kind === 'held') && !mayBeDone(block);
}

/** Whether there is something to do for the block now. In its window a block is prepared at once. */
function isDue(block: Block, now: number): boolean {
  return block.state.kind === 'waiting' || (dueAt(block) ?? Number.POSITIVE_INFINITY) <= now;
}
