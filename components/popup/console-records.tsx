import { useCallback, useEffect, useState } from 'preact/hooks';
import type { CordonError } from '../../utils/errors';
import type { BlockView, ConnectionView, RecordView } from '../../utils/messaging/protocol';
import { ErrorLine } from '../shared/field';
import { Name } from '../shared/name';
import { Rich } from '../shared/rich';
import { usePort } from './port';
import { RecordItem } from './record-item';

interface ConsoleRecordsProps {
  readonly connection: ConnectionView;
  readonly blocks: readonly BlockView[];
  readonly onDone: () => Promise<void>;
}

/** The console's own list of blocks, whoever made them. Each can be lifted; none is made here. */
export function ConsoleRecords({ connection, blocks, onDone }: ConsoleRecordsProps) {
  const { ask, t, errorSentence } = usePort();
  const [records, setRecords] = useState<readonly RecordView[]>();
  const [error, setError] = useState<CordonError>();
  const read = useCallback(async () => {
    const reply = await ask('list-records', { connectionId: connection.id });
    if (reply.ok) setRecords(reply.value);
    setError(reply.ok ? undefined : reply.error);
  }, [ask, connection.id]);
  useEffect(() => void read(), [read]);
  const blockOf = (record: RecordView) =>
    record.contactId === undefined
      ? undefined
      : blocks.find((block) => block.connectionId === connection.id && block.contactId === record.contactId);
  return (
    <section class="section" data-home="" tabIndex={-1} aria-label={t('popup_records')}>
      <p class="soft">
        <Rich
          say={(label) => t('popup_records_of', label ?? '')}
          parts={[<Name key="label" text={connection.label || connection.account} />]}
        />
      </p>
      {error && <ErrorLine text={errorSentence(error)} />}
      {!records && !error && <p class="note">{t('popup_records_reading')}</p>}
      {records?.length === 0 && <p class="soft">{t('popup_records_none')}</p>}
      {records && records.length > 0 && (
        <ul class="rows" aria-label={t('popup_records')}>
          {records.map((record) => (
            <RecordItem
              key={record.id}
              record={record}
              name={blockOf(record)?.name}
              block={blockOf(record)}
              connectionId={connection.id}
              onDone={async () => {
                await Promise.all([read(), onDone()]);
              }}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
