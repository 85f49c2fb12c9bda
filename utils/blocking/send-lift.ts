import type { ConsoleApi, ConsoleRecord, ConsoleState } from '../consoles/types';
import { cordonError } from '../errors';
import { type Block, endOfBlock, mayBeDone } from './block';
import * as outcomes from './outcomes';
import { isNo } from './retry';
import { type Steps, type WorkerDeps, windowEnd } from './steps';
import { returned } from './succession';
import { isOwn, notListedYet, oursIn, toLiftUnseen } from './whose-records';

/** The lifting of a block, and the end of one that its console does not end. */
export function createSendLift({ clock, circuits }: Pick<WorkerDeps, 'clock' | 'circuits'>, steps: Steps) {
  const { keep, renew, stop, wentWell } = steps;

  async function sendLift(block: Block, api: ConsoleApi): Promise<void> {
    if (windowEnd(block) > clock.now() || !block.contact) return;
    const state = await api.readState(block.contact);
    if (!state.ok) return stop(block, state.error);
    if (block.declined) return settle(block, state.value);
    const untold = state.value.blocked === undefined;
    const ours = oursIn(block, state.value, api);
    const isOurs = (record: ConsoleRecord) => isOwn({ ...block, ours }, record);
    const own = state.value.records.filter(isOurs);
    if (block.automatic && !mayBeDone(block) && (own.length === 0 || isLong(block, clock.now()))) {
      return askInstead(block, state.value);
    }
    const others = state.value.records.filter((record) => !isOurs(record) && !isNamed(block, record));
    if (others.length > 0 && !block.automatic) {
      return stop(block, cordonError('others-blocks'), { records: others });
    }
    const known = (block.automatic ? own : state.value.records).map(({ id }) => id);
    const unseen = untold ? toLiftUnseen(ours, block.contact, api) : [];
    // What the console accepted a moment ago, and does not list yet, would outlive a lift by the list.
    const { unlisted, wait } = notListedYet(block, state.value, clock.now());
    if (wait && unseen.length === 0) return stop(block, cordonError('accepted-not-seen'));
    if (await steps.isHeldBack(block)) return;
    const leased = await keep(block, (current) => outcomes.leased(current, clock.now(), ours));
    if (!leased) return;
    let done = 0;
    for (const id of new Set([...known, ...unlisted, ...unseen])) {
      if (!(await renew(leased))) return;
      const lifted = await api.liftRecord(id);
      if (lifted.ok) done += 1;
      // A record that is gone already is what was wanted; the list decides below.
      const missing = !lifted.ok && (lifted.error.code === 'nothing-lifted' || lifted.error.code === 'gone');
      const nothing = !lifted.ok && isNo(lifted.error) && done === 0 && (known.length > 0 || !mayBeDone(block));
      if (!lifted.ok && !missing) return stop(leased, lifted.error, nothing ? { doubt: false } : {});
    }
    if (!(await renew(leased))) return;
    const after = await api.readState(block.contact);
    if (!after.ok) return stop(leased, after.error);
    const left = after.value.records.filter((record) => !block.automatic || isOurs(record));
    if (left.length > 0) return stop(leased, cordonError('nothing-lifted'), { doubt: false });
    // Where the console does not tell, only its yes to the one mark that there is says that the contact is not blocked.
    const proven = after.value.blocked !== undefined || (!api.endsBlocks && done > 0);
    if (!proven) return stop(leased, cordonError(done > 0 ? 'unknown-outcome' : 'nothing-lifted'));
    await wentWell(block.connectionId);
    const rules = [...after.value.rules, ...after.value.records];
    await keep(leased, (current) => outcomes.lifted(current, rules, false, clock.now()));
  }

  /** The lift is not wanted any more, and may be done: nothing is sent, and what is true is said. */
  async function settle(block: Block, state: ConsoleState): Promise<void> {
    await keep(block, (current) => outcomes.settled(current, state, clock.now()));
  }

  /** Cordon lifts nothing by itself that it does not see to be its own, nor what is overdue for long. */
  async function askInstead(block: Block, state: ConsoleState): Promise<void> {
    await keep(block, (current) =>
      current.previous
        ? outcomes.timeOver(returned(current, current.previous), state, clock.now())
        : { block: current },
    );
  }

  /** A block that its console does not end has come to its end. */
  async function endBlock(block: Block, api: ConsoleApi): Promise<void> {
    if (!block.contact) return;
    const state = await api.readState(block.contact);
    const now = clock.now();
    if (state.ok) {
      const ended = await keep(block, (current) => outcomes.timeOver(current, state.value, now));
      if (ended?.wish.kind === 'not-blocked') await sendLift(ended, api);
      return;
    }
    await circuits.failed(block.connectionId, state.error, block.contact.id);
    await keep(block, (current) => outcomes.lookedLater(current, now));
  }

  return { sendLift, endBlock };
}

/** Whether a person agreed to the removal of this record: one that was made since has only its id. */
function isNamed({ named = [] }: Block, { id, madeAt }: ConsoleRecord): boolean {
  return named.some((one) => one.id === id && one.madeAt === madeAt);
}

function isLong({ previous }: Block, now: number): boolean {
  return previous !== undefined && now - endOfBlock(previous) > outcomes.longestOverdue;
}
