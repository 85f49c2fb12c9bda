import { useRef, useState } from 'preact/hooks';
import type { CordonError } from '../../utils/errors';
import type { Reply } from '../../utils/messaging/protocol';

/** One thing that a press starts, its being under way, and why it failed last. */
export interface Action {
  readonly busy: boolean;
  readonly error: CordonError | undefined;
  /** Runs the work, unless some is under way; then the answer is undefined. */
  run<T>(work: () => Promise<Reply<T>>): Promise<Reply<T> | undefined>;
}

/** Guards a press against a second one while the first is under way, and keeps its error for the screen. */
export function useAction(): Action {
  const [state, setState] = useState<{ busy: boolean; error?: CordonError }>({ busy: false });
  const underWay = useRef(false);
  return {
    busy: state.busy,
    error: state.error,
    async run(work) {
      if (underWay.current) return undefined;
      underWay.current = true;
      setState({ busy: true });
      const reply = await work();
      underWay.current = false;
      setState(reply.ok ? { busy: false } : { busy: false, error: reply.error });
      return reply;
    },
  };
}
