import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { BlockView, ConnectionView } from '../../utils/messaging/protocol';
import { showable } from '../../utils/platform/hostile-text';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { MarkedLine } from '../shared/marked-line';
import { Rich } from '../shared/rich';
import { useStatus } from '../shared/status';
import { AccountText } from './account-text';
import { ConnectionEdit } from './connection-edit';
import { ConnectionRemove } from './connection-remove';
import { ConnectionState, sayReport } from './connection-state';
import { cardId } from './places';
import { usePort } from './port';
import { useAction } from './use-action';
import type { FormOutcome } from './use-view';

interface ConnectionCardProps {
  readonly connection: ConnectionView;
  readonly blocks: readonly BlockView[];
  readonly outcome: FormOutcome | undefined;
  readonly onRecords: () => void;
  readonly onDone: () => Promise<void>;
}

/** One connection: which account, whether it works, and what can be done with it. */
export function ConnectionCard({ connection, blocks, outcome, onRecords, onDone }: ConnectionCardProps) {
  const port = usePort();
  const { t } = port;
  const say = useStatus();
  const test = useAction();
  const [open, setOpen] = useState<'edit' | 'remove' | undefined>(outcome?.keyError ? 'edit' : undefined);
  const [asking, setAsking] = useState(false);
  const titleId = cardId(connection.id, 'title');
  const info = port.consoles.find(({ id }) => id === connection.consoleId);

  const runTest = async () => {
    const reply = await test.run(() => port.ask('test-connection', { connectionId: connection.id }));
    if (!reply) return;
    say(reply.ok ? sayReport(reply.value, port) : port.errorSentence(reply.error));
    await onDone();
  };
  const allowAccess = async (asked: Promise<boolean>) => {
    setAsking(true);
    const allowed = await asked;
    setAsking(false);
    if (allowed) return runTest();
    say(port.errorSentence({ code: 'no-access' }));
  };
  const close = (from: 'edit' | 'remove') => {
    setOpen(undefined);
    // After the render that brings the button back.
    setTimeout(() => document.getElementById(cardId(connection.id, from))?.focus());
  };
  const button = (part: 'test' | 'edit' | 'remove' | 'records', word: string, press: () => void, busy = false) => (
    <ActionButton look="quiet" id={cardId(connection.id, part)} describedBy={titleId} busy={busy} onPress={press}>
      {word}
    </ActionButton>
  );

  return (
    <li class="card" id={cardId(connection.id)} data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <AccountText titleId={titleId} heading="h3" {...connection} />
      <p class="account">
        <Rich say={(hosts) => t('popup_hosts', hosts ?? '')} parts={[<Hosts key="hosts" hosts={connection.hosts} />]} />
      </p>
      {connection.forbidden && <MarkedLine good={false} text={t('popup_connection_forbidden')} />}
      <ConnectionState connection={connection} testing={test.busy} />
      {test.error && <ErrorLine text={port.errorSentence(test.error)} />}
      {!connection.access && (
        <ActionButton
          look="primary"
          describedBy={titleId}
          // The browser must be asked inside the press itself, before anything is awaited.
          onPress={() => void allowAccess(port.requestAccess(connection.hosts))}
        >
          {t('popup_allow_access')}
        </ActionButton>
      )}
      {asking && port.formInTab && <p class="note">{t('popup_access_under')}</p>}
      {open === 'edit' && (
        <ConnectionEdit
          connection={connection}
          keyError={outcome?.keyError}
          onDone={onDone}
          onClose={() => close('edit')}
        />
      )}
      {open === 'remove' && (
        <ConnectionRemove connection={connection} blocks={blocks} onDone={onDone} onCancel={() => close('remove')} />
      )}
      {!open && (
        <div class="buttons">
          {button('test', t('popup_test'), () => void runTest(), test.busy)}
          {button('edit', t('popup_edit'), () => setOpen('edit'))}
          {button('remove', t('popup_remove'), () => setOpen('remove'))}
          {info?.listsBlocks && button('records', t('popup_records'), onRecords)}
        </div>
      )}
    </li>
  );
}

/** Each in one piece, and isolated: whatever stood between them would go astray where a line ends from right to left. */
function Hosts({ hosts }: { readonly hosts: readonly string[] }) {
  return (
    <>
      {hosts.map((pattern) => (
        <Fragment key={pattern}>
          <bdi class="whole host">{hostOf(pattern)}</bdi>{' '}
        </Fragment>
      ))}
    </>
  );
}

/** The host of a match pattern, as a person reads it. */
function hostOf(pattern: string): string {
  return showable(pattern.replace(/^\w+:\/\//, '').replace(/\/\*$/, ''));
}
