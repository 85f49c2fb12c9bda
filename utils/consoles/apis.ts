/// <reference types="vite/client" />
import type { Clock } from '../platform/clock';
import { consoleOf } from './index';
import type { ConsoleApi, ConsoleId, Send } from './types';

type CreateApi = (send: Send, clock: Clock) => ConsoleApi;

// By the name of the folder, so that a new console needs no line here.
const found = import.meta.glob<CreateApi>('./*/api.ts', { eager: true, import: 'createApi' });

/** The background half of a console, made for one connection. */
export function createApi(id: ConsoleId, send: Send, clock: Clock): ConsoleApi {
  const create = found[`./${id}/api.ts`];
  if (!create) throw new RangeError(`no API of ${id}`);
  return { ...create(send, clock), unnamed: consoleOf(id).unnamed };
}
