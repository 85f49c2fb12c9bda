import { ActionButton } from '../shared/action-button';
import { severalButton } from './places';
import { usePort } from './port';

/** The way to the blocking of several contacts at once. */
export function SeveralButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = usePort();
  return (
    <div class="section buttons">
      <ActionButton id={severalButton} look="quiet" onPress={onPress}>
        {t('popup_block_several')}
      </ActionButton>
    </div>
  );
}
