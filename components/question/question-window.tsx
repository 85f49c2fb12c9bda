import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { QuestionCall } from '../../utils/messaging/protocol';
import { UnlockSheet } from '../lock/unlock-sheet';
import { LockProvider } from '../lock/use-lock';
import { waitsForUnlocking } from '../lock/waiting';
import { type PopupPort, PortProvider } from '../popup/port';
import { Unreachable } from '../popup/unreachable';
import { useOverview } from '../popup/use-overview';
import { useFocusHome } from '../shared/focus-home';
import { StatusLine, StatusProvider, useLiveText } from '../shared/status';
import { QuestionSheet } from './question-sheet';
import { useQueue } from './use-queue';

interface QuestionWindowProps {
  readonly port: PopupPort;
  /** The block whose question opened the window; empty where that is not told. */
  readonly first: string;
  /** Tells when the background calls the window forward. Returns the way to stop. */
  readonly onCall: (listener: (call: QuestionCall) => void) => () => void;
  readonly close: () => void;
}

/** The Cordon window: one question at a time, and nothing else. Closing it answers nothing. */
export function QuestionWindow({ port, first, onCall, close }: QuestionWindowProps) {
  const root = useRef<HTMLElement>(null);
  const { text, say } = useLiveText();
  const { overview, error, reload } = useOverview(port);
  const [wanted, setWanted] = useState({ id: first });
  const [calls, setCalls] = useState(0);
  const { current, place, total } = useQueue(overview?.blocks ?? [], wanted);
  // What was pressed a moment ago is still in its window, and cannot leave it.
  const waiting = (overview?.blocks ?? []).filter((one) => waitsForUnlocking(one) || one.state.kind === 'waiting');
  // A question leads nowhere before: what it is about cannot be sent.
  const unlocks = overview?.lock.locked === true && (waiting.length > 0 || current !== undefined);
  const over = overview !== undefined && !error && !current && !unlocks;
  useFocusHome(root);
  useEffect(
    () =>
      onCall(({ blockId, turn }) => {
        setCalls((count) => count + 1);
        if (turn) setWanted({ id: blockId });
        void reload();
      }),
    [onCall, reload],
  );
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) close();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [close]);
  useLayoutEffect(() => {
    if (over) close();
  }, [over]);
  const connections = overview?.connections ?? [];
  const where = connections.length > 1 ? connections.find(({ id }) => id === current?.connectionId) : undefined;
  return (
    <PortProvider value={port}>
      <StatusProvider value={say}>
        <LockProvider value={overview?.lock}>
          <StatusLine text={text} />
          <main class="question-window" ref={root} data-home="" tabIndex={-1}>
            {error && <Unreachable error={error} alone={!overview} onAgain={reload} />}
            {unlocks && <UnlockSheet waiting={waiting} onDone={reload} />}
            {current && !unlocks && (
              <QuestionSheet
                key={current.id}
                block={current}
                place={place}
                total={total}
                calls={calls}
                where={where && (where.label || where.account)}
                onDone={reload}
              />
            )}
          </main>
        </LockProvider>
      </StatusProvider>
    </PortProvider>
  );
}
