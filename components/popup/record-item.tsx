import { useState } from 'preact/hooks';
import type { BlockView, RecordView } from '../../utils/messaging/protocol';
import { showable } from '../../utils/platform/hostile-text';
import type { MessageKey } from '../../utils/platform/i18n';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { MarkedLine } from '../shared/marked-line';
import { Name } from '../shared/name';
import { Rich } from '../shared/rich';
import { useStatus } from '../shared/status';
import { usePort } from './port';
import { useAction } from './use-action';
import { callRecord, sayRecordEnd, sayRecordSince } from './words';

const ruleKeys = {
  contact: 'popup_rule_contact',
  email: 'popup_rule_email',
  ip: 'popup_rule_ip',
  other: 'popup_rule_other',
} as const satisfies Record<RecordView['rule'], MessageKey>;

interface RecordItemProps {
  readonly record: RecordView;
  /** The contact's name, where Cordon knows it. */
  readonly name: string | undefined;
  readonly connectionId: string;
  /** Cordon's own block of this contact, whose lift has a window. */
  readonly block: BlockView | undefined;
  readonly onDone: () => Promise<void>;
}

/** One entry of the console's list: what it blocks, until when, by whom, and the button that lifts it. */
export function RecordItem({ record, name, connectionId, block, onDone }: RecordItemProps) {
  const port = usePort();
  const { t } = port;
  const say = useStatus();
  const lift = useAction();
  const [asking, setAsking] = useState(false);
  const own = record.ours ? block : undefined;
  const undoable = own?.state.kind === 'waiting' && own.state.of === 'lift';
  const id = callRecord(record);
  const who = showable(name ?? '') || showable(record.name ?? '') || id;
  const titleId = `record-${record.id}`;
  /** What Cordon made, it can make again, and lifts after its window; the rest is gone for good, so it asks once. */
  const press = async () => {
    if (own) {
      await lift.run(() => port.ask(undoable ? 'undo' : 'lift', { blockId: own.id }));
      return onDone();
    }
    if (!asking) return setAsking(true);
    setAsking(false);
    const reply = await lift.run(() => port.ask('lift-record', { connectionId, recordId: record.id }));
    if (!reply) return;
    say(reply.ok ? t('popup_said_lifted', who) : port.errorSentence(reply.error));
    await onDone();
  };
  return (
    <li class="row" data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <div class="row-text">
        <p class="row-title" id={titleId}>
          <Name text={who} />
        </p>
        <p class="row-state">
          {t(ruleKeys[record.rule])}
          {who !== id && (
            <>
              {'\u00a0· '}
              <bdi>{id}</bdi>
            </>
          )}
          {[sayRecordEnd(record, port), sayRecordSince(record, port)].filter(Boolean).map((part) => `\u00a0· ${part}`)}
          {record.ours && `\u00a0· ${t('popup_by_cordon')}`}
          {!record.ours && record.by && (
            <>
              {'\u00a0· '}
              <Rich say={(by) => t('popup_by_name', by ?? '')} parts={[<Name key="by" text={record.by} />]} />
            </>
          )}
        </p>
        {record.reason && (
          <p class="row-state">
            <Rich
              say={(why) => t('popup_record_reason', why ?? '')}
              parts={[<Name key="why" text={record.reason} />]}
            />
          </p>
        )}
        {asking && <MarkedLine good={false} text={t('popup_lift_question')} />}
        {lift.error && <ErrorLine text={port.errorSentence(lift.error)} />}
      </div>
      <ActionButton
        name={t(undoable ? 'popup_undo_lift' : 'popup_lift_block', who)}
        busy={lift.busy}
        onPress={() => void press()}
      >
        {t(undoable ? 'popup_undo' : 'popup_lift')}
      </ActionButton>
      {asking && (
        <ActionButton look="quiet" onPress={() => setAsking(false)}>
          {t('popup_keep')}
        </ActionButton>
      )}
    </li>
  );
}
