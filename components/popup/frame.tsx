import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { EndLimits } from '../../utils/blocking/end';
import type { Overview } from '../../utils/messaging/protocol';
import { LockedNotice } from '../lock/locked-notice';
import { PassphraseNeeded } from '../lock/passphrase-needed';
import { LockProvider } from '../lock/use-lock';
import { useFocusHome } from '../shared/focus-home';
import { StatusLine, StatusProvider, useLiveText } from '../shared/status';
import { FirstSteps } from '../steps/first-steps';
import { BlockSeveral } from './block-several';
import { ConnectionForm } from './connection-form';
import { ConsoleRecords } from './console-records';
import { PausedNotice } from './pause';
import { type PopupPort, PortProvider } from './port';
import { LimitsProvider, ReasonsProvider } from './rules';
import { Unreachable } from './unreachable';
import { useBlockNews } from './use-block-news';
import { useOverview } from './use-overview';
import { useView, type View, type Views } from './use-view';
import { ViewHead } from './view-head';

/** What a page's main view is made from. */
export interface MainParts {
  readonly overview: Overview;
  readonly views: Views;
  readonly reload: () => Promise<void>;
}

interface FrameProps {
  readonly port: PopupPort;
  readonly look: 'popup' | 'options';
  readonly startWithForm: boolean;
  readonly startWithSteps?: boolean | undefined;
  /** The prepared connection that the form starts with. */
  readonly preset?: string | undefined;
  readonly main: (parts: MainParts) => ComponentChildren;
}

const anyEnd: EndLimits = { forGood: true };

/** What the popup and the options page share: the views over the main one, the live region, and the keyboard's place. */
export function Frame({ port, look, startWithForm, startWithSteps, preset, main }: FrameProps) {
  const root = useRef<HTMLElement>(null);
  const { text, say } = useLiveText();
  const { overview, error, reload } = useOverview(port);
  const views = useView(overview, port, startWithForm ? 'form' : startWithSteps ? 'steps' : undefined, preset);
  const { view } = views;
  useFocusHome(root);
  useBlockNews(overview?.blocks, port, say);
  const connection = overview?.connections.find((one) => one.id === view.connectionId);
  const { lock, rules } = overview ?? {};
  const reasons = { reasons: rules?.settings.reasons ?? [], required: rules?.reasonRequired ?? false };
  // Where there is nothing to protect yet, the form asks first.
  const mustSet = lock?.passphraseRequired === true && !lock.passphrase;
  const asksToSet = mustSet && (view.kind === 'form' || (overview?.connections.length ?? 0) > 0);
  return (
    <PortProvider value={port}>
      <StatusProvider value={say}>
        <LockProvider value={lock}>
          <LimitsProvider value={overview?.rules ?? anyEnd}>
            <ReasonsProvider value={reasons}>
              <StatusLine text={text} />
              <main class={look} ref={root} data-home="" tabIndex={-1}>
                {error && <Unreachable error={error} alone={!overview} onAgain={reload} />}
                {overview && lock?.locked && <LockedNotice blocks={overview.blocks} onDone={reload} />}
                {overview && <PausedNotice paused={overview.paused} onDone={reload} />}
                {asksToSet && <PassphraseNeeded onDone={reload} />}
                {overview && view.kind === 'main' && main({ overview, views, reload })}
                {overview && view.kind === 'form' && !mustSet && (
                  <ConnectionForm
                    draft={draftFor(overview.draft, view)}
                    connections={overview.connections}
                    rules={overview.rules}
                    preset={overview.rules.presets.find((one) => one.connectionId === view.connectionId)}
                    onOutcome={(done) => void reload().then(() => views.settle(done))}
                    onCancel={() => void reload().then(views.back)}
                  />
                )}
                {overview && view.kind === 'steps' && <FirstSteps overview={overview} views={views} />}
                {overview && view.kind === 'several' && (
                  <>
                    <ViewHead title={port.t('popup_several_title')} onBack={views.back} />
                    <BlockSeveral
                      connections={overview.connections}
                      first={view.connectionId}
                      blocks={overview.blocks}
                      most={overview.rules.severalMost}
                      onDone={reload}
                    />
                  </>
                )}
                {overview && view.kind === 'records' && connection && (
                  <>
                    <ViewHead title={port.t('popup_records')} onBack={views.back} focusTitle />
                    <ConsoleRecords connection={connection} blocks={overview.blocks} onDone={reload} />
                  </>
                )}
              </main>
            </ReasonsProvider>
          </LimitsProvider>
        </LockProvider>
      </StatusProvider>
    </PortProvider>
  );
}

/** What was typed, where it is for the console that was chosen to begin with. */
function draftFor(draft: Overview['draft'], { consoleId }: View): Overview['draft'] {
  if (consoleId === undefined || draft?.consoleId === consoleId) return draft;
  return { consoleId, address: '', label: '' };
}
