import { useRef } from 'preact/hooks';
import type { ConsoleChoice } from './port';

/** What was typed as address, for each console of the form. Never stored. */
export interface Addresses {
  /** The address to show when the form turns from one console to another. */
  carryOver(from: ConsoleChoice | undefined, to: ConsoleChoice, typed: string): string;
}

/**
 * Keeps addresses while the form is open. One that only the console before understood waits there until the form turns back to it;
 * what is good for both, or not finished yet, goes along.
 */
export function useAddresses(): Addresses {
  const known = useRef(new Map<string, string>());
  return {
    carryOver(from, to, typed) {
      if (from) known.current.set(from.id, typed);
      const understood = (console: ConsoleChoice | undefined) => console?.connect.readAddress(typed).ok ?? false;
      return understood(from) && !understood(to) ? (known.current.get(to.id) ?? '') : typed;
    },
  };
}
