const POLL_MS = 25;

/** Waits for the given milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Asks again until the answer is neither undefined nor false, then gives it; after `timeoutMs` throws an error that ends
 * with what `describe` says.
 */
export async function waitUntil<Value>(
  ask: () => Promise<Value | undefined | false> | Value | undefined | false,
  describe: () => string,
  timeoutMs: number,
): Promise<Value> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`After ${timeoutMs} ms still waiting: ${describe()}`);
    await pause(POLL_MS);
  }
}

/** Resolves to false if the promise has not settled after `timeoutMs`; a rejection passes through. */
export async function settlesWithin(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
