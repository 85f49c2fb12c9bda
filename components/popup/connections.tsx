import type { BlockView, ConnectionView, PresetView } from '../../utils/messaging/protocol';
import { ActionButton } from '../shared/action-button';
import { ConnectionCard } from './connection-card';
import { addButton } from './places';
import { usePort } from './port';
import { Presets } from './presets';
import type { FormOutcome } from './use-view';

interface ConnectionsProps {
  readonly connections: readonly ConnectionView[];
  readonly blocks: readonly BlockView[];
  readonly presets: readonly PresetView[];
  /** What the form just did, to be said at its connection. */
  readonly outcome: FormOutcome | undefined;
  readonly onAdd: () => void;
  /** Opens the key step of a prepared connection. */
  readonly onPreset: (connectionId: string) => void;
  readonly onRecords: (connection: ConnectionView) => void;
  readonly onDone: () => Promise<void>;
}

/** All connections with their state, and the way to add one. */
export function Connections(props: ConnectionsProps) {
  const { connections, blocks, presets, outcome, onAdd, onPreset, onRecords, onDone } = props;
  const { t } = usePort();
  return (
    <section class="section" data-home="" tabIndex={-1} aria-labelledby="connections-title">
      <h2 id="connections-title">{t('popup_connections')}</h2>
      {connections.length > 0 && (
        <ul class="cards" aria-labelledby="connections-title">
          {connections.map((connection) => (
            <ConnectionCard
              key={connection.id}
              connection={connection}
              blocks={blocks.filter((block) => block.connectionId === connection.id)}
              outcome={outcome?.connectionId === connection.id ? outcome : undefined}
              onRecords={() => onRecords(connection)}
              onDone={onDone}
            />
          ))}
        </ul>
      )}
      <Presets presets={presets} onOpen={onPreset} heading="h3" />
      <ActionButton
        id={addButton}
        look={connections.length === 0 && presets.length === 0 ? 'primary' : 'plain'}
        onPress={onAdd}
      >
        {t('popup_add_connection')}
      </ActionButton>
    </section>
  );
}
