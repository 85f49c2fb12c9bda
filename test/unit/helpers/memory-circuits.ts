import { type Circuit, closed } from '../../../utils/blocking/circuit';
import type { CircuitStore } from '../../../utils/blocking/circuits';

/** Circuits in memory. */
export function createMemoryCircuits(): CircuitStore {
  const circuits = new Map<string, Circuit>();
  return {
    read: async (id) => circuits.get(id) ?? closed,
    write: async (id, circuit) => {
      circuits.set(id, circuit);
    },
  };
}
