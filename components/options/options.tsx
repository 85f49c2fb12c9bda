import { DeleteEverything } from '../lock/delete-everything';
import { KeyProtection } from '../lock/key-protection';
import { Connections } from '../popup/connections';
import { Frame } from '../popup/frame';
import { stepsButton } from '../popup/places';
import type { PopupPort } from '../popup/port';
import { SeveralButton } from '../popup/several-button';
import { UnreadRules } from '../popup/unread-rules';
import { ActionButton } from '../shared/action-button';
import { Mark } from '../shared/icons';
import { Organisation } from './organisation';
import { SettingsSection } from './settings';

interface OptionsProps {
  readonly port: PopupPort;
  /** Whether the connection form is open from the start. */
  readonly startWithForm: boolean;
  /** Whether the first steps are. */
  readonly startWithSteps?: boolean | undefined;
  /** The prepared connection that the form starts with. */
  readonly preset?: string | undefined;
}

/** The options page: the connections, with the room and the staying power that a popup lacks. */
export function Options({ port, startWithForm, startWithSteps, preset }: OptionsProps) {
  return (
    <Frame
      port={port}
      look="options"
      startWithForm={startWithForm}
      startWithSteps={startWithSteps}
      preset={preset}
      main={({ overview, views, reload }) => (
        <>
          <header class="header">
            <div class="header-line">
              <Mark />
              <h1 class="header-text">{port.t('options_title')}</h1>
              <ActionButton id={stepsButton} look="quiet" onPress={() => views.open({ kind: 'steps' })}>
                {port.t('popup_first_steps')}
              </ActionButton>
            </div>
          </header>
          <UnreadRules keys={overview.rules.unread} />
          {overview.connections.length > 0 && overview.rules.severalMost > 0 && (
            <SeveralButton onPress={() => views.open({ kind: 'several', connectionId: overview.connections[0]?.id })} />
          )}
          <Connections
            connections={overview.connections}
            blocks={overview.blocks}
            presets={overview.rules.presets}
            onPreset={(connectionId) => views.open({ kind: 'form', connectionId })}
            outcome={views.outcome}
            onAdd={() => views.open({ kind: 'form' })}
            onRecords={(one) => views.open({ kind: 'records', connectionId: one.id })}
            onDone={reload}
          />
          <SettingsSection rules={overview.rules} onDone={reload} />
          <KeyProtection onDone={reload} />
          <Organisation rules={overview.rules} />
          <DeleteEverything blocks={overview.blocks} onDone={reload} />
        </>
      )}
    />
  );
}
