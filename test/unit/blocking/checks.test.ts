import { describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { checkEvery, createChecks } from '../../../utils/blocking/checks';
import type { ConsoleApi, ConsoleState } from '../../../utils/consoles/types';
import { type CordonError, cordonError } from '../../../utils/errors';
import { fail, ok } from '../../../utils/result';
import { createMemoryStore } from '../helpers/memory-store';
import { aBlock, aRecord, everyState, ids, pressedAt, standing, until } from './a-block';

const contact = { id: aRecord('1').contactId ?? ('' as never), name: 'Alex Morgan' };

function bench(block: Block, state: ConsoleState | CordonError) {
  let now = pressedAt + checkEvery;
  let reads = 0;
  let open: { error: CordonError } | undefined;
  const store = createMemoryStore();
  store.blocks.set(block.id, block);
  const api: Pick<ConsoleApi, 'readState'> = {
    readState: async () => {
      reads += 1;
      return 'code' in state ? fail(state) : ok(state);
    },
  };
  const checks = createChecks({
    clock: { now: () => now },
    store,
    changed: () => {},
    apiOf: async () => api as ConsoleApi,
    circuits: {
      open: async () => open,
      failed: async () => undefined,
      succeeded: async () => {},
      close: async () => {},
    },
  });
  return {
    store,
    check: async () => checks.check(await store.all()),
    reads: () => reads,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    openCircuit: () => {
      open = { error: cordonError('bad-key') };
    },
    state: () => store.blocks.get(block.id)?.state,
  };
}

const shown: ConsoleState = { blocked: true, records: [aRecord('40')], rules: [] };
const none: ConsoleState = { blocked: false, records: [], rules: [] };
const blocked = aBlock({ contact, sent: true, ours: ids('40'), before: [], state: standing() });

describe('a check', () => {
  it('holds a standing block against the list, and notes when', async () => {
    const { check, reads, state } = bench(blocked, shown);
    await check();
    expect(reads()).toBe(1);
    expect(state()).toMatchObject({ kind: 'blocked', seen: true, checkedAt: pressedAt + checkEvery });
  });

  it('is not made again for ten minutes, however often it is asked for', async () => {
    const { check, reads, pass } = bench(blocked, shown);
    await Promise.all([check(), check(), check()]);
    pass(checkEvery - 1);
    await check();
    expect(reads()).toBe(1);
    pass(1);
    await check();
    expect(reads()).toBe(2);
  });

  it('that fails changes nothing, and is not repeated at once', async () => {
    const { check, reads, state } = bench(blocked, cordonError('server-error'));
    await check();
    await check();
    expect(reads()).toBe(1);
    expect(state()).toEqual(blocked.state);
  });

  it('asks nothing while the connection is held back', async () => {
    const { check, reads, openCircuit } = bench(blocked, shown);
    openCircuit();
    await check();
    expect(reads()).toBe(0);
  });

  it.each(everyState.filter(({ kind }) => kind !== 'blocked'))('leaves a block that is $kind alone', async (state) => {
    const { check, reads } = bench({ ...blocked, state }, none);
    await check();
    expect(reads()).toBe(0);
  });

  it('shows what somebody else lifted, and repairs nothing', async () => {
    const { check, state, store } = bench(blocked, none);
    await check();
    expect(state()).toMatchObject({ kind: 'lifted', elsewhere: true });
    expect(store.notes.map(({ what }) => what)).toEqual(['drifted']);
  });

  it('shows another end once, as the console’s', async () => {
    const moved: ConsoleState = { ...shown, records: [aRecord('40', { until: until + 3_600_000 })] };
    const { check, state, store, pass } = bench(blocked, moved);
    await check();
    pass(checkEvery);
    await check();
    expect(state()).toMatchObject({ kind: 'blocked', storedUntil: until + 3_600_000 });
    expect(store.notes.map(({ what }) => what)).toEqual(['drifted']);
  });

  it('does not write over what was wished while it was asking', async () => {
    const { check, store, state } = bench(blocked, none);
    store.onStep = () => {};
    const checking = check();
    store.blocks.set(blocked.id, { ...blocked, rev: 2, state: { kind: 'waiting', sendsAt: 0 } });
    await checking;
    expect(state()?.kind).toBe('waiting');
  });
});
