import type { Session } from '../../e2e/harness/launch';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something that starts a driver, and takes off what the driver answers to signals with: it would kill the browser
 * and end this process before anything is cleaned up.
 */
export async function withoutSignalHandlers<T>(start: () => Promise<T>): Promise<T> {
  const before = SIGNALS.map((signal) => process.listeners(signal));
  const started = await start();
  SIGNALS.forEach((signal, index) => {
    for (const listener of process.listeners(signal)) {
      if (!before[index]?.includes(listener)) process.off(signal, listener);
    }
  });
  return started;
}

/** Resolves once the browser or its last tab was closed, or this process was told to end. */
export function untilEnded({ puppeteer }: Session): Promise<void> {
  return new Promise((resolve) => {
    puppeteer.once('disconnected', () => resolve());
    // On macOS a browser outlives its windows.
    puppeteer.on('targetdestroyed', () => {
      if (!puppeteer.targets().some((target) => target.type() === 'page')) resolve();
    });
    for (const signal of SIGNALS) process.on(signal, () => resolve());
  });
}
