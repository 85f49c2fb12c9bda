import { useRef } from 'preact/hooks';
import type { BlockViewState } from '../../utils/messaging/protocol';
import { BlockedIcon, BusyIcon, OverIcon, RingIcon, WarnIcon } from '../shared/icons';

/** A block's state for the eye alone; the words beside it say the same. */
export function BlockStateIcon({ state, now }: { readonly state: BlockViewState; readonly now: number }) {
  const sendsAt = state.kind === 'waiting' ? state.sendsAt : now;
  // The ring is full when it is first seen: how long the whole window was is not told.
  const whole = useRef<{ readonly sendsAt: number; readonly length: number }>({ sendsAt: 0, length: 1 });
  if (whole.current.sendsAt !== sendsAt) whole.current = { sendsAt, length: Math.max(1, sendsAt - now) };
  switch (state.kind) {
    case 'waiting':
      return <RingIcon left={Math.max(0, Math.min(1, (sendsAt - now) / whole.current.length))} />;
    case 'sending':
    case 'retrying':
      return <BusyIcon />;
    case 'held':
    case 'needs-you':
    case 'failed':
      return <WarnIcon />;
    case 'blocked':
      return <BlockedIcon />;
    case 'lifted':
    case 'undone':
    case 'expired':
      return <OverIcon />;
  }
}
