import type { Block } from './block';
import { guarded, isOfConnection } from './guarded';
import { checked } from './outcomes';
import type { WorkerDeps } from './steps';

/** A confirmed state older than this is held against the console's list again (milliseconds). */
export const checkEvery = 600_000;

/** Holds standing blocks against the console, one after the other, each at most once in `checkEvery`. What cannot be read stays as it is. */
export function createChecks(deps: Pick<WorkerDeps, 'apiOf' | 'clock' | 'store' | 'changed' | 'circuits'>) {
  const { circuits, clock, store } = deps;
  const tried = new Map<string, number>();
  let queue: Promise<void> = Promise.resolve();

  async function checkOne(id: string): Promise<void> {
    const block = await store.get(id);
    if (!block?.contact || !isStale(block)) return;
    const { connectionId, contact } = block;
    tried.set(id, clock.now());
    const api = (await circuits.open(connectionId)) ? undefined : await deps.apiOf(connectionId);
    if (!api) return;
    const read = await guarded(api, connectionId, circuits).readState(contact);
    if (!read.ok) {
      // What is wrong with the connection is wrong for all: the next check need not find out the same.
      if (isOfConnection(read.error)) await circuits.failed(connectionId, read.error, contact.id);
      return;
    }
    const state = read.value;
    await store.step((blocks) => {
      const current = blocks.find((candidate) => candidate.id === id);
      if (!current || current.rev !== block.rev || current.state.kind !== 'blocked') return { result: undefined };
      const { block: next, note } = checked(current, state, clock.now());
      return { put: [next], note: note ? [note] : [], result: undefined };
    });
    deps.changed();
  }

  function isStale(block: Block): boolean {
    const now = clock.now();
    if (block.state.kind !== 'blocked' || Math.abs(now - block.state.checkedAt) < checkEvery) return false;
    return Math.abs(now - (tried.get(block.id) ?? 0)) >= checkEvery;
  }

  return {
    check(blocks: readonly Block[]): Promise<void> {
      const stale = blocks.filter(isStale);
      for (const { id } of stale) queue = queue.then(() => checkOne(id)).catch(() => undefined);
      return queue;
    },
  };
}
