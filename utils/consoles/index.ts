import type { ConsoleInfo } from './console-info';
import * as registry from './registry';
import type { ConsoleId } from './types';

/** Every console that Cordon knows, in the order of their ids. The folder of each also holds `api.ts`, for the background alone. */
export const consoles: readonly ConsoleInfo[] = Object.values(registry);

/** Whether a stored or received text is the id of a console that this version knows. */
export function isConsoleId(id: string): boolean {
  return consoles.some((info) => info.id === id);
}

/** The console of this id. */
export function consoleOf(id: ConsoleId): ConsoleInfo {
  const found = consoles.find((info) => info.id === id);
  if (!found) throw new RangeError(`no console ${id}`);
  return found;
}
