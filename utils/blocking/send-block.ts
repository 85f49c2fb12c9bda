import type { ConsoleApi, ConsoleState } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import type { Result } from '../result';
import { attemptsOf, type Block, changesEnd, isTooLate, mayBeDone } from './block';
import * as outcomes from './outcomes';
import { createPrepare } from './prepare';
import { isNo, mostAttempts } from './retry';
import { type Steps, type WorkerDeps, windowEnd } from './steps';
import { isOwn, recordsMade } from './whose-records';

/** The making of a block, from what is wanted to what the console's list shows of it. */
export function createSendBlock(deps: WorkerDeps, steps: Steps): (block: Block, api: ConsoleApi) => Promise<void> {
  const { clock } = deps;
  const { keep, renew, stop, wentWell } = steps;
  const prepare = createPrepare(deps, steps);

  async function sendBlock(block: Block, api: ConsoleApi): Promise<void> {
    const ready = await prepare(block, api);
    if (!ready?.contact || ready.wish.kind !== 'blocked') return;
    const now = clock.now();
    if (windowEnd(ready) > now) return;
    const over = isTooLate(ready, now);
    if (over && !mayBeDone(ready)) return stop(ready, cordonError('too-late'));
    if (await steps.isHeldBack(ready)) return;
    const mayBeThere = ready.sent;
    const leased = await keep(ready, (current) => outcomes.leased(current, now));
    if (!leased) return;
    const { contact, wish } = ready;
    // What the console certainly did nothing about is not called unknown.
    let doubt = mayBeDone(ready);
    if (mayBeThere) {
      const state = await api.readState(contact);
      if (!state.ok) return stop(leased, state.error, { doubt });
      const made = recordsMade(leased, state.value, api);
      // A mark that came after the console had said no is another's.
      const ours = api.endsBlocks || doubt ? made : made.filter((record) => isOwn(leased, record));
      if (ours.length > 0) return confirm(leased, api, state);
      if (ready.accepted) return stop(leased, cordonError('accepted-not-seen'));
      // A second record would be one too many; a mark that is set again is the same mark, so that there the repeat is harmless.
      if (state.value.blocked === undefined && api.endsBlocks) return stop(leased, cordonError('unknown-outcome'));
      if (state.value.blocked === undefined) await keep(leased, outcomes.unsure);
      else doubt = false;
      const records = newRecords(leased, state.value);
      const changes = changesEnd(leased);
      if (records.length > 0 && !leased.othersToo && !changes) {
        return stop(leased, cordonError('already-blocked'), { records, doubt });
      }
      if (over) return stop(leased, cordonError('too-late'), { doubt });
      if (ready.state.kind === 'retrying' && ready.state.attempts >= mostAttempts) {
        return stop(leased, ready.state.error, { doubt });
      }
      // The reading took its time: the request that follows has all of its own.
      if (!(await renew(leased)) || (await steps.isHeldBack(leased, { doubt }))) return;
    }
    const sent = await api.block(contact.id, wish.until);
    if (!sent.ok && isUnreadable(sent.error)) return readBack(leased, api, sent.error);
    if (!sent.ok && isConflict(sent.error)) return readConflict(leased, api, sent.error);
    if (!sent.ok && sent.error.code !== 'already-blocked') {
      return stop(leased, sent.error, { doubt: doubt || !isNo(sent.error) });
    }
    if (!sent.ok) return alreadyThere(leased, api, { mayBeOurs: mayBeThere, doubt });
    const { recordId } = sent.value;
    // With older records to end, the work is not done before the list shows the new one.
    const accepted = await keep(leased, (current) =>
      api.endsBlocks && current.ours.some((id) => current.before?.includes(id))
        ? outcomes.agreed(current, recordId ? [recordId] : [])
        : outcomes.accepted(current, recordId, api, clock.now()),
    );
    await wentWell(block.connectionId);
    if (accepted) await confirm(accepted, api, await api.readState(contact));
  }

  /** Something answered, and not as the console's API does: what it did about the request is for the console's list to say. */
  async function readBack(block: Block, api: ConsoleApi, error: CordonError): Promise<void> {
    if (!block.contact) return;
    const state = await api.readState(block.contact);
    if (state.ok && recordsMade(block, state.value, api).length > 0) return confirm(block, api, state);
    // Where the API itself answered in an unknown shape, its list may only be late.
    const told = state.ok && state.value.blocked !== undefined && error.code !== 'bad-answer';
    return stop(block, error, { doubt: !told });
  }

  /** A conflict, and nobody says with what: the list decides; what it does not show is sent once more, and then a person is asked. */
  async function readConflict(block: Block, api: ConsoleApi, error: CordonError): Promise<void> {
    if (!block.contact) return;
    const state = await api.readState(block.contact);
    if (state.ok && recordsMade(block, state.value, api).length > 0) return confirm(block, api, state);
    const told = state.ok && state.value.blocked !== undefined;
    const last = attemptsOf(block) > 0;
    return stop(block, told && last ? { ...error, code: 'conflict' } : error, { doubt: !told, last });
  }

  /** The console says that the contact is blocked already: by an earlier request of this wish, or by somebody else. */
  async function alreadyThere(
    block: Block,
    api: ConsoleApi,
    { mayBeOurs, doubt }: { readonly mayBeOurs: boolean; readonly doubt: boolean },
  ): Promise<void> {
    if (!block.contact) return;
    const state = await api.readState(block.contact);
    if (!state.ok || state.value.blocked !== undefined) return confirm(block, api, state, doubt);
    if (!mayBeOurs) return stop(block, cordonError('already-blocked'), { doubt });
    if (api.endsBlocks) return stop(block, cordonError('unknown-outcome'));
    // Whose the mark is cannot be told: it stands, and a person ends it.
    await keep(block, (current) => outcomes.accepted({ ...current, turned: false }, undefined, api, clock.now()));
    await wentWell(block.connectionId);
  }

  /** Holds what the console's list says against the wish, once, and then ends the records that a changed end replaces. */
  async function confirm(
    block: Block,
    api: ConsoleApi,
    state: Result<ConsoleState, CordonError>,
    doubt = mayBeDone(block),
  ): Promise<void> {
    const found = state.ok ? recordsMade(block, state.value, api) : [];
    if (block.state.kind === 'blocked') {
      if (!state.ok) return;
      await keep(block, (current) =>
        found.length > 0
          ? outcomes.confirmed(current, found, [], api, clock.now())
          : outcomes.checked(current, state.value, clock.now()),
      );
      return;
    }
    if (!state.ok) return stop(block, state.error, { doubt });
    if (found.length === 0) {
      if (block.accepted) return stop(block, cordonError('accepted-not-seen'));
      // The console says that it is there already, and does not show it: once more, then a person is asked.
      const again = attemptsOf(block) === 0;
      const { records } = state.value;
      return stop(block, cordonError(again ? 'unknown-outcome' : 'already-blocked'), { records, doubt });
    }
    const replaced = block.ours.filter((id) => block.before?.includes(id) && !found.some((record) => record.id === id));
    if (replaced.length > 0) {
      const made = found.map(({ id }) => id);
      if (!(await keep(block, (current) => outcomes.agreed(current, made)))) return;
    }
    for (const id of replaced) {
      if (!(await renew(block)) || (await steps.isHeldBack(block))) return;
      const lifted = await api.liftRecord(id);
      const missing = !lifted.ok && (lifted.error.code === 'gone' || lifted.error.code === 'nothing-lifted');
      if (!lifted.ok && !missing) return stop(block, lifted.error);
      // The list shows what the console says is not there: the next reading decides.
      if (missing && state.value.records.some((record) => record.id === id)) {
        return stop(block, cordonError('unknown-outcome'));
      }
    }
    await keep(block, (current) => outcomes.confirmed(current, found, replaced, api, clock.now()));
  }

  return sendBlock;
}

/** Whether what answered cannot be understood: another server in between, or the console in another shape. */
function isUnreadable({ code }: CordonError): boolean {
  return code === 'not-json' || code === 'bad-answer' || code === 'redirected';
}

/** A conflict of which the console does not say that it is the block itself. */
function isConflict({ code, status }: CordonError): boolean {
  return status === 409 && (code === 'unknown-outcome' || code === 'server-error');
}

/** The contact's records that were not there before Cordon sent. */
function newRecords(block: Block, state: ConsoleState): ConsoleState['records'] {
  const before: readonly string[] = block.before ?? [];
  return state.records.filter(({ id }) => !before.includes(id));
}
