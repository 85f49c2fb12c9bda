import type { RulesView } from '../../utils/messaging/protocol';
import { usePort } from '../popup/port';
import { useAction } from '../popup/use-action';
import { ErrorLine } from '../shared/field';
import { useStatus } from '../shared/status';
import { CheckSetting, EndSetting, NumberSetting, ReasonsSetting, type SaveSettings } from './setting-fields';

interface SettingsProps {
  readonly rules: RulesView;
  readonly onDone: () => Promise<void>;
}

/** What holds for all connections of this browser profile. Each change is stored at once. */
export function SettingsSection({ rules, onDone }: SettingsProps) {
  const port = usePort();
  const { t } = port;
  const say = useStatus();
  const action = useAction();
  const save: SaveSettings = async (part) => {
    const reply = await action.run(() => port.ask('change-settings', part));
    if (!reply) return false;
    say(reply.ok ? t('popup_saved') : port.errorSentence(reply.error));
    await onDone();
    return reply.ok;
  };
  return (
    <section class="section settings" data-home="" tabIndex={-1} aria-labelledby="settings-title">
      <h2 id="settings-title">{t('options_settings')}</h2>
      {action.error && <ErrorLine text={port.errorSentence(action.error)} />}
      <NumberSetting
        name="undoSeconds"
        label={t('options_undo')}
        note={t('options_undo_note')}
        most={60}
        rules={rules}
        save={save}
      />
      <EndSetting rules={rules} save={save} />
      <NumberSetting
        name="retentionDays"
        label={t('options_retention')}
        note={t('options_retention_note')}
        most={365}
        rules={rules}
        save={save}
      />
      <CheckSetting rules={rules} save={save} />
      <ReasonsSetting rules={rules} save={save} />
    </section>
  );
}
