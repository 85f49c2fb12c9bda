import { useState } from 'preact/hooks';
import type { Overview } from '../../utils/messaging/protocol';
import { LockBar } from '../lock/lock-bar';
import { BlockFor } from './block-for';
import { Connections } from './connections';
import { ContactForm } from './contact-form';
import { useEndPicker } from './end-picker';
import { FirstRun } from './first-run';
import { countNeeds, NeedsYou } from './needs-you';
import { isBlockable, OpenContact } from './open-contact';
import { PauseSection } from './pause';
import { usePort } from './port';
import { RecentBlocks } from './recent-blocks';
import { SeveralButton } from './several-button';
import { TabChoice } from './tab-choice';
import { isWithoutButtons, TabHeader } from './tab-header';
import { UnreadRules } from './unread-rules';
import { useSeen } from './use-seen';
import type { Views } from './use-view';

interface MainViewProps {
  readonly overview: Overview;
  readonly views: Views;
  readonly onDone: () => Promise<void>;
}

/** What the popup opens with, from the tab in front down to the connections. */
export function MainView({ overview, views, onDone }: MainViewProps) {
  const port = usePort();
  const { connections, blocks, tabConnectionId, tabChoices, tabReport, paused, rules } = overview;
  const [chosenId, setChosenId] = useState('');
  const [choosing, setChoosing] = useState(false);
  useSeen(blocks);
  const served = connections.find((one) => one.id === tabConnectionId);
  const chosen = served ?? connections.find((one) => one.id === chosenId) ?? connections[0];
  const sharing = connections.filter(({ id }) => tabChoices?.includes(id));
  const asks = sharing.length > 1 && (choosing || !served);
  const picker = useEndPicker(chosen, port, onDone);
  const questions = blocks.filter((block) => block.state.kind === 'needs-you');
  const braked = blocks.filter(({ state }) => state.kind === 'held' && state.error.code === 'braked');
  const openPreset = (connectionId: string) => views.open({ kind: 'form', connectionId });
  if (!chosen) {
    return (
      <>
        <UnreadRules keys={rules.unread} />
        <FirstRun
          rules={rules}
          onAdd={() => views.open({ kind: 'form' })}
          onPreset={openPreset}
          onSteps={() => views.open({ kind: 'steps' })}
        />
      </>
    );
  }
  const open = served && !asks && overview.open?.connectionId === served.id ? overview.open : undefined;
  // What is told above, with all that can be done about it, is not told twice.
  const above = open?.block && !isBlockable(open.block) ? open.block.id : undefined;
  const recent = blocks.filter(({ id, state }) => state.kind !== 'needs-you' && id !== above);
  const info = port.consoles.find((one) => one.id === chosen.consoleId);
  const hasButtons = !served || !tabReport || !isWithoutButtons(tabReport);
  return (
    <>
      <UnreadRules keys={rules.unread} />
      {asks ? (
        <TabChoice
          connections={sharing}
          asked={choosing}
          onDone={async () => {
            setChoosing(false);
            await onDone();
          }}
        />
      ) : (
        <>
          <TabHeader
            served={served}
            // While Cordon is paused no page counts anything.
            report={paused ? undefined : tabReport}
            connections={connections}
            chosen={chosen}
            questions={countNeeds(questions, braked)}
            onChoose={setChosenId}
            onChooseAnother={sharing.length > 1 ? () => setChoosing(true) : undefined}
          />
          {open && <OpenContact open={open} picker={picker} endsBlocks={info?.endsBlocks ?? true} onDone={onDone} />}
          <BlockFor
            key={chosen.id}
            picker={picker}
            consoleName={info?.name ?? chosen.consoleId}
            endsBlocks={info?.endsBlocks ?? true}
          />
          <ContactForm key={`contact ${chosen.id}`} connectionId={chosen.id} picker={picker} onDone={onDone} />
          {rules.severalMost > 0 && (
            <SeveralButton onPress={() => views.open({ kind: 'several', connectionId: chosen.id })} />
          )}
        </>
      )}
      <NeedsYou questions={questions} braked={braked} onDone={onDone} />
      {(recent.length > 0 || blocks.length === 0) && (
        <RecentBlocks blocks={recent} connections={connections} hint={!asks && !paused && hasButtons} onDone={onDone} />
      )}
      {!paused && <PauseSection onDone={onDone} />}
      <Connections
        connections={connections}
        blocks={blocks}
        presets={rules.presets}
        onPreset={openPreset}
        outcome={views.outcome}
        onAdd={() => views.open({ kind: 'form' })}
        onRecords={(connection) => views.open({ kind: 'records', connectionId: connection.id })}
        onDone={onDone}
      />
      <LockBar onDone={onDone} />
    </>
  );
}
