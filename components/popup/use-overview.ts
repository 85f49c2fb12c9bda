import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { CordonError } from '../../utils/errors';
import type { Overview } from '../../utils/messaging/protocol';
import type { PopupPort } from './port';

/** What the background told last. After a failure the last overview stays, with the error beside it. */
export interface OverviewState {
  readonly overview?: Overview;
  readonly error?: CordonError;
  reload(): Promise<void>;
}

/** Keeps the overview fresh: read at the start, after every change that the background tells of, and on `reload`. */
export function useOverview(port: PopupPort): OverviewState {
  const [state, setState] = useState<{ overview?: Overview; error?: CordonError }>({});
  const read = useCallback(async () => {
    const reply = await port.ask('overview', { tabId: await port.tabId() });
    setState((last) => (reply.ok ? { overview: reply.value } : { ...last, error: reply.error }));
  }, [port]);
  const reload = useMemo(() => oneAtATime(read), [read]);
  useEffect(() => {
    void reload();
    return port.onChanged(() => void reload());
  }, [port, reload]);
  return { ...state, reload };
}

/** Runs `work` at most once at a time; calls that come meanwhile share one more run, so the last one sees the latest state. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = () => {
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(() => {
      next = undefined;
      return start();
    });
    return next;
  };
}
