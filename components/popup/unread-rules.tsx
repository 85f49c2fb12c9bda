import { showable } from '../../utils/platform/hostile-text';
import { WarnIcon } from '../shared/icons';
import { usePort } from './port';

/** Which rules of the organisation could not be read, so that nobody wonders why they do not hold. */
export function UnreadRules({ keys }: { readonly keys: readonly string[] }) {
  const { t } = usePort();
  if (keys.length === 0) return null;
  return (
    <ul class="section checks">
      {keys.map((key) => (
        <li key={key} class="line line-warn">
          <WarnIcon />
          <span>{t('popup_rule_unread', showable(key))}</span>
        </li>
      ))}
    </ul>
  );
}
