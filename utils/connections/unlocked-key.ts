import type { Clock } from '../platform/clock';

/** The browser's memory for one of its runs, as far as it is needed here. No content script reaches it. */
export interface SessionArea {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** A data key that lies open in memory. */
export interface OpenKey {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When it was unlocked (epoch milliseconds). */
  readonly at: number;
}

/** Where the unlocked data key lives: in memory, so that a stopped background stays unlocked and a closed browser does not. */
export interface UnlockedKey {
  /** The open key of this name; undefined where it is locked, or has been open for longer than it may be (milliseconds). */
  read(id: string, longest: number): Promise<OpenKey | undefined>;
  put(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Forgets the open key of this name, or all. */
  forget(id?: string): Promise<void>;
}

const prefix = 'unlocked ';

/** A clock that is put right a little is no reason to lock (milliseconds). */
const clockMayErr = 60_000;

/** Makes it over the browser's `storage.session`. */
export function createUnlockedKey(session: SessionArea, clock: Clock): UnlockedKey {
  return {
    async read(id, longest) {
      const stored = (await session.get(null))[prefix + id];
      const { key, at } = (stored ?? {}) as { readonly key?: unknown; readonly at?: unknown };
      if (typeof key !== 'string' || typeof at !== 'number') return undefined;
      const age = clock.now() - at;
      // A clock that was set back must not keep it open.
      if (age < -clockMayErr || age >= longest) return undefined;
      return { bytes: bytesOf(key), at };
    },
    async put(id, bytes) {
      await session.set({ [prefix + id]: { key: textOf(bytes), at: clock.now() } });
    },
    async forget(id) {
      if (id !== undefined) return session.remove([prefix + id]);
      const names = Object.keys(await session.get(null));
      await session.remove(names.filter((name) => name.startsWith(prefix)));
    },
  };
}

/** A memory of this context alone, for where the browser has none. */
export function createOwnMemory(): SessionArea {
  const items = new Map<string, unknown>();
  return {
    get: async () => Object.fromEntries(items),
    async set(added) {
      for (const [name, value] of Object.entries(added)) items.set(name, value);
    },
    async remove(names) {
      for (const name of names) items.delete(name);
    },
  };
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
