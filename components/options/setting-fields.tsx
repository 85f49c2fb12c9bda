import { useEffect, useState } from 'preact/hooks';
import { presets, type TimedPreset } from '../../utils/blocking/end';
import type { ExtensionMessages, RulesView } from '../../utils/messaging/protocol';
import { usePort } from '../popup/port';
import { useLimits } from '../popup/rules';
import { presetKeys } from '../popup/words';
import { Setting } from './setting';

/** Stores some settings; true where that worked. */
export type SaveSettings = (part: ExtensionMessages['change-settings']['send']) => Promise<boolean>;

interface SettingProps {
  readonly rules: RulesView;
  readonly save: SaveSettings;
}

interface NumberProps extends SettingProps {
  readonly name: 'undoSeconds' | 'retentionDays';
  readonly label: string;
  readonly note: string;
  /** The largest number; the smallest is 0. */
  readonly most: number;
}

/** A whole number. What is none, or out of bounds, is said and not stored. */
export function NumberSetting({ name, label, note, most, rules, save }: NumberProps) {
  const { t } = usePort();
  const stored = String(rules.settings[name]);
  const [text, setText] = useText(stored);
  const [refused, setRefused] = useState(false);
  const change = async (typed: string) => {
    const number = Number(typed);
    const good = typed.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= most;
    setRefused(!good);
    return good && typed !== stored ? save({ [name]: number }) : false;
  };
  return (
    <Setting
      name={name}
      label={label}
      hint={t('options_range', '0', String(most))}
      note={note}
      error={refused ? t('options_number_error', '0', String(most)) : undefined}
      rules={rules}
      change={change}
    >
      {(links, changed) => (
        <input
          {...links}
          type="number"
          inputMode="numeric"
          min={0}
          max={most}
          step={1}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onChange={(event) => changed(event.currentTarget.value)}
        />
      )}
    </Setting>
  );
}

/** The choice that a new connection begins with. */
export function EndSetting({ rules, save }: SettingProps) {
  const { t, now } = usePort();
  const allowed = useLimits(now).presets;
  const timed = presets.filter((preset): preset is TimedPreset => preset !== 'for-good' && allowed.includes(preset));
  const [shown, setShown] = useText(rules.settings.defaultEnd);
  const change = async (chosen: string) => {
    const defaultEnd = timed.find((preset) => preset === chosen);
    return defaultEnd && defaultEnd !== rules.settings.defaultEnd ? save({ defaultEnd }) : false;
  };
  return (
    <Setting
      name="defaultEnd"
      label={t('options_default_end')}
      note={t('options_default_end_note')}
      rules={rules}
      change={change}
    >
      {({ readOnly, ...links }, changed) => (
        <select
          {...links}
          disabled={readOnly}
          value={shown}
          onInput={(event) => setShown(event.currentTarget.value)}
          onChange={(event) => changed(event.currentTarget.value)}
        >
          {timed.map((preset) => (
            <option key={preset} value={preset}>
              {t(presetKeys[preset])}
            </option>
          ))}
        </select>
      )}
    </Setting>
  );
}

/** Whether the buttons in lists are reached with the Tab key. */
export function CheckSetting({ rules, save }: SettingProps) {
  const { t } = usePort();
  const { listTabStops } = rules.settings;
  return (
    <Setting
      name="listTabStops"
      look="check"
      label={t('options_tab_stops')}
      note={t('options_tab_stops_note')}
      rules={rules}
      change={() => save({ listTabStops: !listTabStops })}
    >
      {({ readOnly, ...links }, changed) => (
        <input
          {...links}
          type="checkbox"
          // Browsers draw a disabled one too pale to see whether it is set.
          aria-disabled={readOnly || undefined}
          checked={listTabStops}
          onClick={(event) => readOnly && event.preventDefault()}
          onChange={() => changed('')}
        />
      )}
    </Setting>
  );
}

const mostReasons = 20;
const longestReason = 80;

/** The team's own reasons, one on each line. */
export function ReasonsSetting({ rules, save }: SettingProps) {
  const { t } = usePort();
  const stored = rules.settings.reasons.join('\n');
  const [text, setText] = useText(stored);
  const [refused, setRefused] = useState(false);
  const change = async (typed: string) => {
    const reasons = [...new Set(typed.split(/[\r\n]+/).map((line) => line.trim()))].filter((line) => line !== '');
    const good = reasons.length <= mostReasons && reasons.every((reason) => reason.length <= longestReason);
    setRefused(!good);
    return good && reasons.join('\n') !== stored ? save({ reasons }) : false;
  };
  return (
    <Setting
      name="reasons"
      label={t('options_reasons')}
      hint={t('options_reasons_hint')}
      note={t('options_reasons_note')}
      error={refused ? t('options_reasons_error', String(mostReasons), String(longestReason)) : undefined}
      rules={rules}
      change={change}
    >
      {(links, changed) => (
        <textarea
          {...links}
          rows={4}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onChange={(event) => changed(event.currentTarget.value)}
        />
      )}
    </Setting>
  );
}

/** A text being typed, which gives way to the stored one whenever that changes. */
function useText(stored: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(stored);
  useEffect(() => setText(stored), [stored]);
  return [text, setText];
}
