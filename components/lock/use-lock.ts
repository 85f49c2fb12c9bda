import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { LockView } from '../../utils/messaging/protocol';

const LockContext = createContext<LockView | undefined>(undefined);

/** Hands what is known of the lock to every component below. */
export const LockProvider = LockContext.Provider;

/** How the keys are protected and whether Cordon is locked, as far as that is known. */
export function useLock(): LockView | undefined {
  return useContext(LockContext);
}
