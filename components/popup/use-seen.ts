import { useEffect } from 'preact/hooks';
import type { BlockView } from '../../utils/messaging/protocol';
import { usePort } from './port';

/** Says that the list of blocks is on the screen, so that the badge need not count what failed. A page in the background shows nothing. */
export function useSeen(blocks: readonly BlockView[]): void {
  const port = usePort();
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState === 'visible' && blocks.some(isNews)) void port.ask('seen', {});
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [blocks, port]);
}

function isNews({ state }: BlockView): boolean {
  return (
    state.kind === 'failed' ||
    state.kind === 'needs-you' ||
    (state.kind === 'blocked' && state.notChanged !== undefined)
  );
}
