import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ConnectionView, Overview } from '../../utils/messaging/protocol';
import { showable } from '../../utils/platform/hostile-text';
import { KeysInBrowsers } from '../popup/keys-in-browsers';
import { addButton } from '../popup/places';
import { type PopupPort, usePort } from '../popup/port';
import { Presets } from '../popup/presets';
import type { Views } from '../popup/use-view';
import { ViewHead } from '../popup/view-head';
import { ActionButton } from '../shared/action-button';
import { GoodIcon } from '../shared/icons';
import { Practice } from './practice';

interface FirstStepsProps {
  readonly overview: Overview;
  readonly views: Views;
}

/** The way from nothing to the first block, in steps that say by themselves what is done. */
export function FirstSteps({ overview, views }: FirstStepsProps) {
  const port = usePort();
  const { t } = port;
  const { connections, draft, rules } = overview;
  const [practised, setPractised] = useState(false);
  const works = connections.find(isTested);
  // What the organisation has prepared, nobody has to choose.
  const prepared = rules.presets.length > 0;
  const chosen = connections.length > 0 || draft !== undefined;
  const done = [...(prepared ? [] : [chosen]), works !== undefined, practised];
  const step = (index: number) => ({ done: done[index] === true, current: done.indexOf(false) === index });
  const first = prepared ? 0 : 1;
  return (
    <>
      <ViewHead title={t('popup_first_steps')} onBack={views.back} focusTitle />
      <ol class="steps first-steps">
        {!prepared && (
          <Step title={t('options_step_choose')} {...step(0)}>
            <p class="soft">{t('options_step_choose_note')}</p>
            {!works && (
              <ConsoleChoices rules={rules} onChoose={(consoleId) => views.open({ kind: 'form', consoleId })} />
            )}
          </Step>
        )}
        <Step title={t(prepared ? 'options_step_key' : 'options_step_connect')} {...step(first)}>
          <p class="soft">{t('options_step_connect_note')}</p>
          {works ? (
            <p>{t('options_step_works', showable(works.label || works.account))}</p>
          ) : (
            <Missing overview={overview} views={views} prepared={prepared} current={step(first).current} />
          )}
          {!works && <KeysInBrowsers />}
        </Step>
        <Step title={t('options_step_practise')} {...step(first + 1)}>
          <p class="soft">{t('options_step_practise_note')}</p>
          <Practice settings={rules.settings} onBlocked={() => setPractised(true)} />
        </Step>
      </ol>
      <div class="buttons">
        <ActionButton look={done.includes(false) ? 'plain' : 'primary'} onPress={views.back}>
          {t('options_steps_close')}
        </ActionButton>
      </div>
    </>
  );
}

interface StepProps {
  readonly title: string;
  readonly done: boolean;
  readonly current: boolean;
  readonly children: ComponentChildren;
}

function Step({ title, done, current, children }: StepProps) {
  const { t } = usePort();
  return (
    <li data-home="" tabIndex={-1} aria-current={current ? 'step' : undefined}>
      <div class="step">
        <div class="step-head">
          <h2>{title}</h2>
          {done && (
            <p class="line line-good">
              <GoodIcon />
              <span>{t('options_step_done')}</span>
            </p>
          )}
        </div>
        {children}
      </div>
    </li>
  );
}

interface ConsoleChoicesProps {
  readonly rules: Overview['rules'];
  readonly onChoose: (consoleId: string) => void;
}

function ConsoleChoices({ rules, onChoose }: ConsoleChoicesProps) {
  const { t, consoles } = usePort();
  const allowed = consoles.filter(({ id }) => rules.consoles?.includes(id) ?? true);
  return (
    <ul class="buttons" aria-label={t('options_step_choose')}>
      {allowed.map(({ id, name }) => (
        <li key={id}>
          <ActionButton onPress={() => onChoose(id)}>{name}</ActionButton>
        </li>
      ))}
    </ul>
  );
}

interface MissingProps extends FirstStepsProps {
  readonly prepared: boolean;
  /** Whether it is this step's turn. */
  readonly current: boolean;
}

/** What the connecting lacks: all of it, or what a connection that is there already says of its key. */
function Missing({ overview, views, prepared, current }: MissingProps) {
  const port = usePort();
  const { t } = port;
  const [first] = overview.connections;
  if (prepared && !first) {
    return (
      <Presets presets={overview.rules.presets} onOpen={(connectionId) => views.open({ kind: 'form', connectionId })} />
    );
  }
  if (!first) {
    return (
      <ActionButton id={addButton} look={current ? 'primary' : 'plain'} onPress={() => views.open({ kind: 'form' })}>
        {t('options_step_enter')}
      </ActionButton>
    );
  }
  return (
    <>
      <p>{whyNot(first, port)}</p>
      <ActionButton onPress={views.back}>{t('options_step_look')}</ActionButton>
    </>
  );
}

/** Whether its key was tried, and did what a block needs. */
function isTested({ access, hasKey, report }: ConnectionView): boolean {
  const [first] = report?.checks ?? [];
  return access && hasKey && first !== undefined && first.error === undefined;
}

function whyNot({ access, hasKey, report }: ConnectionView, { t, errorSentence }: PopupPort): string {
  if (!access) return errorSentence({ code: 'no-access' });
  if (!hasKey) return errorSentence({ code: 'no-key' });
  const error = report?.checks[0]?.error;
  return error ? errorSentence(error) : t('popup_not_tested');
}
