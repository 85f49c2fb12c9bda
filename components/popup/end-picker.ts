import { useRef, useState } from 'preact/hooks';
import { type EndChoice, type Preset, shortestBlock } from '../../utils/blocking/end';
import type { CordonError } from '../../utils/errors';
import type { ConnectionView } from '../../utils/messaging/protocol';
import { fromLocalField } from '../shared/local-time';
import type { PopupPort } from './port';

/** What `Block for` shows, and whether that is what the background has stored. */
export interface EndPicker {
  readonly selected: Preset | 'until';
  /** The chosen time, epoch milliseconds; undefined while `Until…` waits for one. */
  readonly until?: number | undefined;
  readonly error?: CordonError | undefined;
  choose(end: EndChoice): void;
  /** `Until…` is chosen, but no time yet: nothing is stored. */
  openUntil(): void;
  /** A `datetime-local` text. A time that has passed is said, and not stored. */
  typeUntil(text: string): void;
  /** Waits until all choices are stored. Not stored: a time is missing or has passed, or the last choice could not be stored. */
  settled(): Promise<{ readonly stored: boolean; readonly error?: CordonError }>;
}

interface Shown {
  readonly connectionId: string;
  readonly selected: Preset | 'until';
  readonly until?: number;
  readonly error?: CordonError;
  /** Shown again because a newer choice could not be stored. */
  readonly stored?: boolean;
}

/**
 * The choice of how long, as the person sees it: the stored one, or a newer one that is on its way. Choices are stored one after the
 * other, so that the last one pressed is the one that stays.
 */
export function useEndPicker(
  connection: ConnectionView | undefined,
  port: PopupPort,
  reload: () => Promise<void>,
): EndPicker {
  const [shown, setShown] = useState<Shown | null>(null);
  const latest = useRef<Shown | null>(null);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const connectionId = connection?.id ?? '';
  const mine = shown?.connectionId === connectionId ? shown : null;

  const show = (next: Shown | null) => {
    latest.current = next;
    setShown(next);
  };
  const choose = (end: EndChoice) => {
    const next: Shown =
      typeof end === 'object' ? { connectionId, selected: 'until', until: end.until } : { connectionId, selected: end };
    show(next);
    queue.current = queue.current.then(async () => {
      if (latest.current !== next) return;
      const reply = await port.ask('choose-end', { connectionId, end });
      if (reply.ok) await reload();
      if (latest.current !== next) return;
      show(reply.ok ? null : { ...storedEnd(connection), stored: true, error: reply.error });
    });
  };
  return {
    ...(mine ?? storedEnd(connection)),
    choose,
    openUntil: () => show({ connectionId, selected: 'until' }),
    typeUntil(text) {
      const until = fromLocalField(text);
      if (until !== undefined && until - port.now() >= shortestBlock) return choose({ until });
      const error: CordonError | undefined = until === undefined ? undefined : { code: 'past-date' };
      show({ connectionId, selected: 'until', ...(error && { error }) });
    },
    async settled() {
      const before = latest.current;
      await queue.current;
      const last = latest.current;
      if (last === null || last.connectionId !== connectionId) return { stored: true };
      return { stored: last.stored === true && last === before, ...(last.error && { error: last.error }) };
    },
  };
}

function storedEnd(connection: ConnectionView | undefined): Shown {
  const end = connection?.end ?? '1d';
  const connectionId = connection?.id ?? '';
  return typeof end === 'object'
    ? { connectionId, selected: 'until', until: end.until }
    : { connectionId, selected: end };
}
