import { endOf, type Preset } from '../../utils/blocking/end';
import { useLock } from '../lock/use-lock';
import { ErrorLine } from '../shared/field';
import type { EndPicker } from './end-picker';
import { usePort } from './port';
import { useLimits } from './rules';
import { UntilField } from './until-field';
import { presetKeys } from './words';

interface BlockForProps {
  readonly picker: EndPicker;
  /** The console's own name. */
  readonly consoleName: string;
  readonly endsBlocks: boolean;
}

/** How long the next block lasts: the quick choices as chips, and a time of one's own. */
export function BlockFor({ picker, consoleName, endsBlocks }: BlockForProps) {
  const { t, now, formatTime, errorSentence } = usePort();
  const lock = useLock();
  const { presets } = useLimits(now);
  const chip = (choice: Preset | 'until', word: string, press: () => void) => (
    <label key={choice} class="chip">
      <input type="radio" name="block-for" value={choice} checked={picker.selected === choice} onChange={press} />
      <span>{word}</span>
    </label>
  );
  return (
    <div class="section block-for" role="radiogroup" aria-labelledby="block-for-title">
      <h2 id="block-for-title">{t('popup_block_for')}</h2>
      <div class="chips">
        {presets.map((preset) => chip(preset, t(presetKeys[preset]), () => picker.choose(preset)))}
        {chip('until', t('end_until'), picker.openUntil)}
      </div>
      {picker.selected === 'until' && <UntilField picker={picker} />}
      {picker.selected === 'for-good' && (
        <p class="note">
          {endsBlocks
            ? t('popup_for_good_note', consoleName, formatTime(endOf('for-good', now()).until))
            : t('popup_for_good_unended')}
        </p>
      )}
      {picker.selected !== 'for-good' && !endsBlocks && (
        <p class="note">
          {t(lock?.passphrase ? 'popup_unlocked_lifts_note' : 'popup_browser_lifts_note', consoleName)}
        </p>
      )}
      {picker.selected !== 'until' && picker.error && <ErrorLine text={errorSentence(picker.error)} />}
    </div>
  );
}
