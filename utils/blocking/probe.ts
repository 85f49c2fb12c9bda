/** So much work for one connection goes side by side: a console should not get a thousand requests at one moment. */
const sideBySide = 4;

/** Lets work for a connection go one at a time, or a few side by side. */
export interface Probe {
  go(connectionId: string, work: () => Promise<void>): Promise<void>;
  /** A block or a lift went well: from now on side by side. */
  wentWell(connectionId: string): void;
  /** Something is wrong with the connection itself: one at a time again. */
  wentWrong(connectionId: string): void;
}

/**
 * Makes the probe: whenever a connection had nothing to do, its work goes one at a time until something went well. So a rejected key
 * is tried with one request, however much waits for it, also where it worked an hour ago.
 */
export function createProbe(): Probe {
  const proven = new Set<string>();
  const going = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  const count = (connectionId: string) => going.get(connectionId) ?? 0;
  const hasRoom = (connectionId: string) => count(connectionId) < (proven.has(connectionId) ? sideBySide : 1);

  /** What came last goes first: a single press need not wait for a long list. */
  function callNext(connectionId: string): void {
    const line = waiting.get(connectionId) ?? [];
    while (line.length > 0 && hasRoom(connectionId)) {
      going.set(connectionId, count(connectionId) + 1);
      line.pop()?.();
    }
  }

  return {
    async go(connectionId, work) {
      if (hasRoom(connectionId)) going.set(connectionId, count(connectionId) + 1);
      else {
        await new Promise<void>((resolve) => {
          waiting.set(connectionId, [...(waiting.get(connectionId) ?? []), resolve]);
        });
      }
      try {
        await work();
      } finally {
        going.set(connectionId, count(connectionId) - 1);
        callNext(connectionId);
        // What worked before says nothing of the next time.
        if (count(connectionId) === 0) proven.delete(connectionId);
      }
    },
    wentWell(connectionId) {
      proven.add(connectionId);
      callNext(connectionId);
    },
    wentWrong: (connectionId) => void proven.delete(connectionId),
  };
}
