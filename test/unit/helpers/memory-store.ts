import type { Block } from '../../../utils/blocking/block';
import type { BlockStore } from '../../../utils/blocking/block-store';
import type { JournalEntry } from '../../../utils/blocking/journal';

/** A store in memory, with what a test looks at and breaks. */
export interface MemoryStore extends BlockStore {
  readonly blocks: Map<string, Block>;
  readonly notes: JournalEntry[];
  broken: boolean;
  /** Called as each step is about to be written. */
  onStep: () => void;
}

/**
 * A store in memory with the same promise as the real one: each step is one after the other. `copies` gives away copies as a
 * database does; without them it is faster, and whoever changes a block in place changes the store.
 */
export function createMemoryStore(copies = true): MemoryStore {
  const copy = <T>(value: T): T => (copies ? structuredClone(value) : value);
  const store: MemoryStore = {
    blocks: new Map(),
    notes: [],
    broken: false,
    onStep: () => {},
    journal: async () => [...store.notes].reverse(),
    tidy: async () => {},
    all: async () => copy([...store.blocks.values()]),
    get: async (id) => copy(store.blocks.get(id)),
    async step(decide) {
      if (store.broken) throw new DOMException('full', 'QuotaExceededError');
      const { put = [], drop = [], note = [], result } = decide(copy([...store.blocks.values()]));
      store.onStep();
      for (const block of put) store.blocks.set(block.id, copy(block));
      for (const id of drop) store.blocks.delete(id);
      store.notes.push(...note);
      return result;
    },
  };
  return store;
}
