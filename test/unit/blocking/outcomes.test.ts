import { describe, expect, it } from 'vitest';
import { type Block, dueAt, isLive } from '../../../utils/blocking/block';
import * as failures from '../../../utils/blocking/failures';
import * as outcomes from '../../../utils/blocking/outcomes';
import { longestPause, mostAttempts, verdictOn } from '../../../utils/blocking/retry';
import { notListedYet, recordsMade } from '../../../utils/blocking/whose-records';
import type { ConsoleState } from '../../../utils/consoles/types';
import { cordonError, errorCodes } from '../../../utils/errors';
import { aBlock, aRecord, everyState, ids, pressedAt, standing, until } from './a-block';

const now = pressedAt + 60_000;
const at = { now, online: true, random: () => 0.5 };
const day = 86_400_000;
const ends = { endsBlocks: true };
const endsNot = { endsBlocks: false };
const blocked = aBlock({ sent: true, turned: true, ours: ids('40'), before: [], state: standing() });

function listing(...records: ConsoleState['records']): ConsoleState {
  return { blocked: records.length > 0, records, rules: [] };
}

function sending(fields: Partial<Block> = {}): Block {
  return aBlock({
    sent: true,
    before: [],
    ...fields,
    state: { kind: 'sending', leaseEnds: now + 1, attempts: 0 },
  });
}

describe('every error at every work', () => {
  const works = everyState.filter((state) => isLive(aBlock({ state })));

  it.each(errorCodes.flatMap((code) => works.map((state) => [code, state.kind, state] as const)))(
    '%s while %s leaves a block that waits with a time, waits for a person, or says why it ended',
    (code, _, state) => {
      const { block, note } = failures.failedWith(aBlock({ state }), cordonError(code), at);
      const verdict = verdictOn(cordonError(code), now);
      expect(block.state).toMatchObject({
        kind: { retry: 'retrying', held: 'held', 'needs-you': 'needs-you', failed: 'failed' }[verdict],
        error: { code },
      });
      // What is held has a last moment: then it is too late, and that is said.
      expect(dueAt(block) !== undefined).toBe(verdict === 'retry' || verdict === 'held');
      if (verdict === 'retry') expect(dueAt(block)).toBeGreaterThanOrEqual(now);
      if (verdict === 'held') expect(dueAt(block)).toBe(until - 60_000 + 1);
      expect(note?.what).toBe({ retry: undefined, held: undefined, 'needs-you': 'asked', failed: 'failed' }[verdict]);
    },
  );

  it.each(errorCodes)('%s inside the window keeps it open, or says at once what will not change', (code) => {
    const block = aBlock({ state: { kind: 'waiting', sendsAt: now + 1 } });
    const after = failures.failedWith(block, cordonError(code), at).block;
    // Who must unlock is told at once.
    const passes = code !== 'locked' && ['retry', 'held'].includes(verdictOn(cordonError(code), now));
    expect(after.state).toEqual(passes ? block.state : expect.objectContaining({ error: { code } }));
  });

  it.each(errorCodes)('%s at a changed end leaves the block that stands, or waits', (code) => {
    const changing = sending({ ours: ids('40'), previous: { wish: blocked.wish, state: blocked.state } });
    const { block } = failures.failedWith(changing, cordonError(code), at);
    const waits = ['retry', 'held'].includes(verdictOn(cordonError(code), now));
    if (waits) expect(block.previous).toEqual(changing.previous);
    else expect(block).toMatchObject({ wish: blocked.wish, state: { ...blocked.state, notChanged: { code } } });
  });
});

describe('trying again', () => {
  it('never comes before the console allows, nor later than its bounds', () => {
    for (let attempts = 0; attempts < mostAttempts - 1; attempts += 1) {
      for (const random of [0, 0.5, 0.999]) {
        const block = aBlock({ state: { kind: 'retrying', at: now, attempts, error: cordonError('timeout') } });
        const error = cordonError('server-error', { notBefore: now + 10_000 });
        const due = dueAt(failures.failedWith(block, error, { ...at, random: () => random }).block) ?? 0;
        expect(due).toBeGreaterThanOrEqual(now + 10_000);
        expect(due).toBeLessThanOrEqual(now + 10_000 + 300_000);
      }
    }
  });

  it('ends after eight attempts, and asks once more what came of the last request', () => {
    const last = { kind: 'sending', leaseEnds: now, attempts: mostAttempts - 1 } as const;
    const asked = failures.failedWith(aBlock({ sent: true, state: last }), cordonError('timeout'), at).block;
    expect(asked.state).toMatchObject({ kind: 'retrying', attempts: mostAttempts });
    const over = { ...last, attempts: mostAttempts };
    const ended = failures.failedWith(aBlock({ sent: true, state: over }), cordonError('timeout'), at).block;
    expect(ended.state).toMatchObject({ kind: 'needs-you' });
    const unsent = { kind: 'retrying', at: now, attempts: mostAttempts - 1, error: cordonError('timeout') } as const;
    expect(failures.failedWith(aBlock({ state: unsent }), cordonError('timeout'), at).block.state.kind).toBe(
      'needs-you',
    );
  });

  it('counts no attempt while the machine is offline, and none for a pause the console named', () => {
    const block = sending();
    const offline = failures.failedWith(block, cordonError('no-network'), { ...at, online: false }).block;
    expect(offline.state).toMatchObject({ kind: 'retrying', at: now + 30_000, attempts: 0, since: now });
    const online = failures.failedWith(block, cordonError('no-network'), at).block;
    expect(online.state).toMatchObject({ kind: 'retrying', attempts: 0, since: now });
    const paused = failures.failedWith(block, cordonError('rate-limited', { notBefore: now + 5_000 }), at).block;
    expect(paused.state).toMatchObject({ kind: 'retrying', attempts: 0 });
    const unnamed = failures.failedWith(block, cordonError('rate-limited'), at).block;
    expect(unnamed.state).toMatchObject({ kind: 'retrying', attempts: 1 });
  });

  it('does not wait out a pause of more than a day', () => {
    const error = cordonError('rate-limited', { notBefore: now + longestPause + 1 });
    expect(failures.failedWith(sending(), error, at).block.state.kind).toBe('needs-you');
  });

  it('reads afresh what was there before, unless a request may have left', () => {
    const error = cordonError('timeout');
    expect(failures.failedWith(aBlock({ before: ids('7') }), error, at).block.before).toBeUndefined();
    expect(failures.failedWith(sending({ before: ids('7') }), error, at).block.before).toEqual(['7']);
  });
});

describe('held back', () => {
  const error = cordonError('rate-limited');

  it('waits for a person, or until a time and a little after', () => {
    expect(failures.heldBack(sending(), { error }, at).block.state).toEqual({ kind: 'held', error });
    const timed = failures.heldBack(sending(), { error, until: now + 1_000 }, at).block;
    expect(timed.state).toMatchObject({ kind: 'retrying', attempts: 0, at: now + 2_000 });
  });

  it('never shortens the window', () => {
    const block = aBlock({ state: { kind: 'waiting', sendsAt: now + 2 } });
    expect(failures.heldBack(block, { error, until: now + 1 }, at).block).toBe(block);
    expect(failures.heldBack(block, { error }, at).block).toBe(block);
  });
});

describe('whose record it is', () => {
  const block = sending({ before: ids('7') });

  it.each([
    ['the one the console told of', sending({ ours: ids('9') }), [aRecord('9', { until: until + day })], ['9']],
    ['a new one with the end that was asked', block, [aRecord('7'), aRecord('8', { until: until + 999 })], ['8']],
    ['not a new one with another end', block, [aRecord('8', { until: until + 1_000 })], []],
    ['not one that was there before', block, [aRecord('7')], []],
    ['none of two that are alike, where the console named none', block, [aRecord('8'), aRecord('9')], []],
    [
      'not one that is like the one that the console told of',
      sending({ ours: ids('9') }),
      [aRecord('8', { by: 'David', madeAt: 1 }), aRecord('9', { by: 'Key', madeAt: 1 })],
      ['9'],
    ],
    [
      'both of two from one request: the same maker, one moment',
      sending({ ours: ids('9') }),
      [aRecord('8', { by: 'Key', madeAt: 1_000 }), aRecord('9', { by: 'Key', madeAt: 2_000 })],
      ['9', '8'],
    ],
    [
      'its own older one, where the end was moved',
      sending({ ours: ids('7'), before: ids('7') }),
      [aRecord('7')],
      ['7'],
    ],
  ])('%s', (_, sent, records, made) => {
    expect(recordsMade(sent, listing(...records), ends).map(({ id }) => id)).toEqual(made);
  });

  it('a mark on a console that ends no blocks, unless it was set before', () => {
    expect(recordsMade(sending(), listing(aRecord('827', { until: 1 })), endsNot)).toHaveLength(1);
    expect(recordsMade(sending({ before: ids('827') }), listing(aRecord('827')), endsNot)).toEqual([]);
  });

  it('is told by the console, and believed only of what was not there before', () => {
    expect(outcomes.accepted(sending(), ids('9')[0], endsNot, now).block.ours).toEqual(['9']);
    expect(outcomes.accepted(sending({ before: ids('9') }), ids('9')[0], endsNot, now).block.ours).toEqual([]);
  });

  it('waits a minute for one that was accepted, never named, and is not listed', () => {
    const unseen = standing({ seen: false, checkedAt: now });
    const lift = aBlock({ wish: { kind: 'not-blocked' }, previous: { wish: blocked.wish, state: unseen } });
    expect(notListedYet(lift, listing(), now)).toEqual({ unlisted: [], wait: true });
    expect(notListedYet(lift, listing(), now + 60_000).wait).toBe(false);
    expect(notListedYet({ ...lift, ours: ids('9') }, listing(), now)).toEqual({ unlisted: ['9'], wait: false });
    const seen = { ...lift, previous: { wish: blocked.wish, state: standing() } };
    expect(notListedYet({ ...seen, ours: ids('9') }, listing(), now)).toEqual({ unlisted: [], wait: false });
  });
});

describe('what was there before', () => {
  it.each([
    ['not blocked: Cordon turned it', aBlock(), listing(), true],
    ['blocked by others: Cordon did not', aBlock(), listing(aRecord('7')), false],
    ['blocked by what Cordon itself made: it did', aBlock({ ours: ids('7') }), listing(aRecord('7')), true],
    ['blocked, and no record says by whom', aBlock(), { blocked: true, records: [], rules: [] }, false],
  ])('%s', (_, block, state, turned) => {
    expect(outcomes.read(block, state, now).block.turned).toBe(turned);
  });

  it('does not change who turned a block whose end is changed', () => {
    const changing = { ...blocked, previous: { wish: blocked.wish, state: blocked.state } };
    expect(outcomes.read(changing, listing(aRecord('7')), now).block.turned).toBe(true);
    expect(outcomes.read({ ...changing, turned: false }, listing(), now).block.turned).toBe(false);
  });
});

describe('a standing block and its list', () => {
  it.each(everyState.filter(({ kind }) => kind !== 'blocked'))('says nothing of a block that is $kind', (state) => {
    const block = aBlock({ state });
    expect(outcomes.checked(block, listing(), now).block).toBe(block);
    expect(outcomes.timeOver(block, listing(), now).block).toBe(block);
  });

  it('that lacks the record says so: lifted elsewhere before its end, ended after', () => {
    const before = outcomes.checked(blocked, listing(), now);
    expect(before).toMatchObject({ block: { state: { kind: 'lifted', elsewhere: true } }, note: { what: 'drifted' } });
    expect(outcomes.checked(blocked, listing(), until).note?.what).toBe('ended');
  });

  it('that lacks what was accepted a moment ago is only late', () => {
    const unseen = { ...blocked, state: standing({ seen: false, checkedAt: now }) };
    expect(outcomes.checked(unseen, listing(), now + 59_999).block).toBe(unseen);
    expect(outcomes.checked(unseen, listing(), now + 60_000).block.state.kind).toBe('lifted');
    const another = listing(aRecord('99', { until: until + day }));
    expect(outcomes.checked(unseen, another, now + 1).block).toBe(unseen);
  });

  it('that shows the record late makes it Cordon’s', () => {
    const unseen = { ...blocked, ours: [], state: standing({ seen: false, checkedAt: now }) };
    const seen = outcomes.checked(unseen, listing(aRecord('41')), now + 1).block;
    expect(seen).toMatchObject({ ours: ['41'], state: { seen: true, checkedAt: now + 1 } });
  });
});

describe('the time is over', () => {
  const cordons = { ...blocked, state: standing({ endedBy: 'cordon' }) };
  const there = { ...listing(aRecord('40')), serverNow: until };

  it('by both clocks: lifted by Cordon itself, only what is its own', () => {
    const { block } = outcomes.timeOver(cordons, there, until);
    expect(block).toMatchObject({ wish: { kind: 'not-blocked' }, automatic: true, sent: false });
    expect(dueAt(block)).toBe(until);
  });

  it('not by the console’s clock: not yet, and looked at again when it will be', () => {
    const { block } = outcomes.timeOver(cordons, { ...there, serverNow: until - 5_000 }, until + 77);
    expect(block.state).toMatchObject({ kind: 'blocked', liftAt: until + 77 + 5_000 });
  });

  it('by a clock of this machine that is years ahead: looked at again within a day', () => {
    const { block } = outcomes.timeOver(cordons, { ...there, serverNow: until - 900 * day }, until);
    expect(dueAt(block)).toBe(until + day);
  });

  it('and the console names no time: not lifted by this machine’s clock alone', () => {
    const { block } = outcomes.timeOver(cordons, listing(aRecord('40')), until);
    expect(block.state.kind).toBe('blocked');
  });

  it.each([
    ['the contact was blocked before', { ...cordons, turned: false }, there, until, 'end-not-ours'],
    ['the record is not Cordon’s', { ...cordons, ours: [] }, there, until, 'end-not-ours'],
    ['it is more than a week late', cordons, { ...there, serverNow: until + 8 * day }, until + 8 * day, 'overdue'],
  ])('and %s: asked, not done', (_, block, state, when, code) => {
    const asked = outcomes.timeOver(block, state, when).block;
    expect(asked.state).toEqual({ kind: 'needs-you', error: { code }, records: state.records });
    expect(asked.previous?.state).toEqual(block.state);
  });

  it('and somebody has lifted it already: said, and nothing to do', () => {
    const { block, note } = outcomes.timeOver(cordons, { ...there, blocked: false, records: [] }, until);
    expect(block.state).toMatchObject({ kind: 'lifted', elsewhere: true });
    expect(note?.what).toBe('ended');
  });
});
