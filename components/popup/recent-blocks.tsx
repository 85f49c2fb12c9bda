import { useState } from 'preact/hooks';
import type { BlockView, ConnectionView } from '../../utils/messaging/protocol';
import { ActionButton } from '../shared/action-button';
import { BlockItem } from './block-item';
import { usePort } from './port';

/** So many recent blocks are shown at first. */
export const shownAtFirst = 6;

interface RecentBlocksProps {
  readonly blocks: readonly BlockView[];
  /** Told beside each name where there is more than one, and whose console says more of an error. */
  readonly connections: readonly ConnectionView[];
  /** Whether there are buttons in pages, and a field above, to block by. */
  readonly hint: boolean;
  readonly onDone: () => Promise<void>;
}

/** Whether it waits for something, which it says. */
function waits({ state }: BlockView): boolean {
  return state.kind === 'held' || state.kind === 'retrying';
}

/** The latest blocks with their states: first what waits and why, then newest first. */
export function RecentBlocks({ blocks, connections, hint, onDone }: RecentBlocksProps) {
  const { t, formatNumber } = usePort();
  const [all, setAll] = useState(false);
  const ordered = [...blocks.filter(waits), ...blocks.filter((block) => !waits(block))];
  const shown = all ? ordered : ordered.slice(0, shownAtFirst);
  const connectionOf = (id: string) => connections.find((one) => one.id === id);
  const labelOf = ({ connectionId }: BlockView) => {
    const connection = connections.length > 1 ? connectionOf(connectionId) : undefined;
    return connection && (connection.label || connection.account);
  };
  return (
    <section class="section" data-home="" tabIndex={-1} aria-labelledby="recent-title">
      <h2 id="recent-title">{t('popup_recent')}</h2>
      {blocks.length === 0 && <p class="soft">{t(hint ? 'popup_recent_none' : 'popup_recent_none_yet')}</p>}
      {blocks.length > 0 && (
        <ul class="rows" aria-labelledby="recent-title">
          {shown.map((block) => (
            <BlockItem
              key={block.id}
              block={block}
              where={labelOf(block)}
              consoleId={connectionOf(block.connectionId)?.consoleId}
              onDone={onDone}
            />
          ))}
        </ul>
      )}
      {blocks.length > shown.length && (
        <ActionButton look="quiet" onPress={() => setAll(true)}>
          {t('popup_recent_all', formatNumber(blocks.length))}
        </ActionButton>
      )}
    </section>
  );
}
