import type { CDPSession } from 'puppeteer-core';
import { waitUntil } from './wait';

const KILL_TIMEOUT_MS = 5_000;

/** The extension's service worker, which only exists while it runs. `control` belongs to the browser, not to a page. */
export function createChromiumBackground(control: CDPSession, origin: string) {
  const findTarget = async (): Promise<string | undefined> => {
    const { targetInfos } = await control.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(`${origin}/`))?.targetId;
  };

  return {
    isRunning: async (): Promise<boolean> => (await findTarget()) !== undefined,
    kill: async (): Promise<void> => {
      const targetId = await findTarget();
      if (targetId === undefined) throw new Error('The background is not running');
      await control.send('Target.closeTarget', { targetId });
      await waitUntil(
        async () => (await findTarget()) !== targetId,
        () => 'the background did not end',
        KILL_TIMEOUT_MS,
      );
    },
  };
}
