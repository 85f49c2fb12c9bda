import type { RulesView } from '../../utils/messaging/protocol';
import { ActionButton } from '../shared/action-button';
import { Mark } from '../shared/icons';
import { KeysInBrowsers } from './keys-in-browsers';
import { addButton, stepsButton } from './places';
import { usePort } from './port';
import { Presets } from './presets';

interface FirstRunProps {
  readonly rules: RulesView;
  readonly onAdd: () => void;
  readonly onPreset: (connectionId: string) => void;
  readonly onSteps: () => void;
}

/** What a person sees who has no connection yet: what Cordon does, and the one next step. */
export function FirstRun({ rules, onAdd, onPreset, onSteps }: FirstRunProps) {
  const { t } = usePort();
  return (
    <section class="first-run" data-home="" tabIndex={-1} aria-labelledby="first-run-title">
      <Mark />
      <h1 id="first-run-title">{t('popup_first_title')}</h1>
      {rules.firstRun && (
        <ol class="steps">
          <li>{t('popup_first_connect')}</li>
          <li>{t('popup_first_block')}</li>
          <li>{t('popup_first_undo')}</li>
        </ol>
      )}
      <Presets presets={rules.presets} onOpen={onPreset} />
      <ActionButton id={addButton} look={rules.presets.length === 0 ? 'primary' : 'plain'} onPress={onAdd}>
        {t('popup_add_connection')}
      </ActionButton>
      {rules.firstRun && (
        <ActionButton id={stepsButton} look="quiet" onPress={onSteps}>
          {t('popup_first_steps')}
        </ActionButton>
      )}
      <p class="note">{t('popup_first_promise')}</p>
      <KeysInBrowsers />
    </section>
  );
}
