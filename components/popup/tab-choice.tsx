import { useLayoutEffect, useRef } from 'preact/hooks';
import { nameAmong } from '../../utils/connections/connection-name';
import type { ConnectionView } from '../../utils/messaging/protocol';
import { showable } from '../../utils/platform/hostile-text';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { Name } from '../shared/name';
import { useStatus } from '../shared/status';
import { usePort } from './port';
import { useAction } from './use-action';

const titleId = 'which-connection';

interface TabChoiceProps {
  /** The connections that share the address of the tab in front. */
  readonly connections: readonly ConnectionView[];
  /** Whether the person asked for it, so that the focus goes there. */
  readonly asked: boolean;
  readonly onDone: () => Promise<void>;
}

/** Asks which of several connections serves the tab in front: its address does not say. */
export function TabChoice({ connections, asked, onDone }: TabChoiceProps) {
  const port = usePort();
  const { t } = port;
  const say = useStatus();
  const action = useAction();
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (asked) title.current?.focus();
  }, [asked]);
  const choose = async (connection: ConnectionView) => {
    const tabId = await port.tabId();
    const reply = await action.run(() => port.ask('choose-connection', { connectionId: connection.id, tabId }));
    if (!reply) return;
    say(
      reply.ok ? t('popup_said_chosen', showable(nameAmong(connection, connections))) : port.errorSentence(reply.error),
    );
    await onDone();
  };
  return (
    <section class="section" data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <h1 id={titleId} ref={title} tabIndex={-1}>
        {t('popup_which_connection')}
      </h1>
      <p class="soft">{t('popup_which_connection_note')}</p>
      <ul class="which" aria-labelledby={titleId}>
        {connections.map((connection) => (
          <li key={connection.id}>
            <ActionButton busy={action.busy} onPress={() => void choose(connection)}>
              <Name text={nameAmong(connection, connections)} />
            </ActionButton>
          </li>
        ))}
      </ul>
      {action.error && <ErrorLine text={port.errorSentence(action.error)} />}
    </section>
  );
}
