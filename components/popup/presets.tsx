import type { PresetView } from '../../utils/messaging/protocol';
import { ActionButton } from '../shared/action-button';
import { AccountText } from './account-text';
import { cardId } from './places';
import { usePort } from './port';

interface PresetsProps {
  readonly presets: readonly PresetView[];
  readonly onOpen: (connectionId: string) => void;
  /** The level of each heading. */
  readonly heading?: 'h2' | 'h3';
}

/** The connections that the organisation has prepared: each lacks only the person's own key. */
export function Presets({ presets, onOpen, heading = 'h2' }: PresetsProps) {
  const { t } = usePort();
  if (presets.length === 0) return null;
  return (
    <ul class="cards" aria-label={t('popup_presets')}>
      {presets.map((preset) => {
        const titleId = cardId(preset.connectionId, 'title');
        return (
          <li key={preset.connectionId} class="card" id={cardId(preset.connectionId)} data-home="" tabIndex={-1}>
            <AccountText titleId={titleId} heading={heading} {...preset} />
            <p class="note">{t('popup_preset_note')}</p>
            <ActionButton look="primary" describedBy={titleId} onPress={() => onOpen(preset.connectionId)}>
              {t('popup_preset_enter')}
            </ActionButton>
          </li>
        );
      })}
    </ul>
  );
}
