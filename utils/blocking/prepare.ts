import { type ConsoleApi, type Contact, referenceKey } from '../consoles/types';
import { cordonError } from '../errors';
import { type Block, changesEnd, isAbout, isLive } from './block';
import { described } from './description';
import { hasEnd, withEnd } from './ends';
import * as outcomes from './outcomes';
import { resolveContact } from './resolve';
import { type Steps, type WorkerDeps, windowEnd } from './steps';
import { inheritedFrom, laterChoice, met, timesOf } from './succession';
import { isOwn, notListedYet } from './whose-records';

/** What was read longer ago than this is read again before anything is sent by it: somebody may have blocked meanwhile (milliseconds). */
const freshFor = 30_000;

/** What must be known before a block is sent: who is meant, and what was there before Cordon. */
export function createPrepare(
  { clock, store, changed, objection }: Pick<WorkerDeps, 'clock' | 'store' | 'changed' | 'objection'>,
  { keep, stop }: Steps,
): (block: Block, api: ConsoleApi) => Promise<Block | undefined> {
  /** Makes the contact certain, and reads what was there before Cordon. */
  async function prepare(block: Block, api: ConsoleApi): Promise<Block | undefined> {
    let known = block;
    if (!known.contact) {
      const found = await resolveContact(known, api);
      if (!found.ok) return stop(known, found.error.error, { contacts: found.error.contacts }).then(() => undefined);
      const joined = await joinContact(known, found.value);
      if (joined === 'wait') return stop(known, cordonError('unknown-outcome')).then(() => undefined);
      if (!joined) return undefined;
      known = joined;
    }
    // Asked each time: the rules may have changed in the window. What may have left is not stopped any more, but looked for.
    const against = known.sent ? undefined : await objection?.(known, api);
    if (against) return stop(known, against).then(() => undefined);
    if (!known.contact || isRead(known, api)) return known;
    const state = await api.readState(known.contact);
    if (!state.ok) return stop(known, state.error).then(() => undefined);
    const foreign = state.value.records.filter((record) => !isOwn(known, record));
    if (foreign.length > 0 && !known.othersToo && !changesEnd(known)) {
      return stop(known, cordonError('already-blocked'), { records: foreign }).then(() => undefined);
    }
    // A changed end is a new record, found in the list, and then the older one removed: without the list it would be one too many.
    const unlisted = state.value.blocked === undefined && api.endsBlocks && changesEnd(known);
    if (unlisted || notListedYet(known, state.value, clock.now()).wait) {
      return stop(known, cordonError('accepted-not-seen')).then(() => undefined);
    }
    return keep(known, (current) => outcomes.read(current, state.value, clock.now()));
  }

  /** Whether what was there before need not be read again. */
  function isRead(block: Block, { endsBlocks }: ConsoleApi): boolean {
    if (!block.before) return false;
    const now = clock.now();
    if (block.sent || windowEnd(block) > now) return true;
    // A mark says nothing of who set it: what it was is only known if it is read right before.
    return endsBlocks && block.readAt !== undefined && Math.abs(now - block.readAt) <= freshFor;
  }

  /**
   * Writes down who is meant. Where another block of that contact is under way, this one becomes part of it, with the end that was
   * chosen for it; where that one is just being lifted, or is sent with another end, this one has to wait. Where all others give way, an
   * end chosen later for one of them stays.
   */
  async function joinContact(worked: Block, contact: Contact): Promise<Block | 'wait' | undefined> {
    const joined = await store.step<Block | 'wait' | undefined>((blocks) => {
      const current = blocks.find((block) => block.id === worked.id);
      if (!current || current.rev !== worked.rev || !isLive(current)) return { result: undefined };
      const key = referenceKey({ kind: 'contact', contactId: contact.id });
      const others = blocks.filter((block) => block.id !== current.id && isAbout(block, current.connectionId, key));
      const now = clock.now();
      for (const other of others) {
        const meeting = met(other, now);
        if (meeting.kind !== 'joins') continue;
        const wanted = joinedBy(meeting.block, current, now);
        if (!wanted) return { result: 'wait' };
        const keys = [...wanted.block.aliases, ...current.aliases, referenceKey(current.reference)];
        // What was written for this press is about the block that it becomes part of, unless that has words of its own.
        const { reason, note } = { ...current, ...wanted.block };
        const alias = { ...wanted.block, ...timesOf([wanted.block, current]), aliases: [...new Set(keys)] };
        return {
          put: [described(alias, { reason, note })],
          drop: [current.id],
          note: wanted.note ? [wanted.note] : [],
          result: undefined,
        };
      }
      if (others.some((other) => met(other, now).kind === 'leaving')) return { result: 'wait' };
      const wish = laterChoice(current, others, now);
      const { block } = outcomes.resolved(
        { ...current, ...wish, ...inheritedFrom([current, ...others], now) },
        contact,
      );
      return { put: [block], drop: others.map(({ id }) => id), result: block };
    });
    changed();
    return joined;
  }

  return prepare;
}

/** The block that stands or is made already, with the end that was chosen for the one that joins it; undefined where it cannot take it now. */
function joinedBy(standing: Block, { wish, chosenAt, state, tabId }: Block, now: number): outcomes.Outcome | undefined {
  const later = chosenAt !== undefined && chosenAt > (standing.chosenAt ?? 0);
  if (!later || wish.kind !== 'blocked' || hasEnd(standing, wish)) return { block: standing };
  const sendsAt = Math.max(now, ...[state, standing.state].map((one) => (one.kind === 'waiting' ? one.sendsAt : 0)));
  const changed = withEnd(standing, { end: wish, now, sendsAt, tabId });
  if (changed.ok) return changed.value;
  return changed.error.code === 'unknown-outcome' ? undefined : { block: standing };
}
