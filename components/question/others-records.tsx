import type { RecordView } from '../../utils/messaging/protocol';
import { usePort } from '../popup/port';
import { sayRecordEnd, sayRecordSince } from '../popup/words';
import { Name } from '../shared/name';
import { Rich } from '../shared/rich';

/** The console's blocks that are not Cordon's: who made each, until when, since when and why, as far as the console says so. */
export function OthersRecords({ records }: { readonly records: readonly RecordView[] }) {
  const port = usePort();
  const { t } = port;
  return (
    <ul class="plain-list">
      {records
        .filter((record) => !record.ours)
        .map((record) => (
          <li key={record.id}>
            {record.by ? (
              <Rich
                say={(by) => t('popup_record_by', by ?? '', sayRecordEnd(record, port))}
                parts={[<Name key="by" text={record.by} />]}
              />
            ) : (
              t('popup_record_by_someone', sayRecordEnd(record, port))
            )}
            {record.madeAt !== undefined && `\u00a0· ${sayRecordSince(record, port)}`}
            {record.reason && (
              <p class="row-state">
                <Rich
                  say={(why) => t('popup_record_reason', why ?? '')}
                  parts={[<Name key="why" text={record.reason} />]}
                />
              </p>
            )}
          </li>
        ))}
    </ul>
  );
}
