import type { ConsoleId } from '../consoles/types';

/** One id per account of a console, so that one account cannot be connected twice and its key cannot serve another. */
export function connectionIdOf(consoleId: ConsoleId, account: string): string {
  return `${consoleId}:${account}`;
}

/** The console of the connection of this id. */
export function consoleIdOf(connectionId: string): ConsoleId {
  return connectionId.split(':', 1)[0] ?? '';
}
