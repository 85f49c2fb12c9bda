import type { CordonError } from '../../utils/errors';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { usePort } from './port';

interface UnreachableProps {
  readonly error: CordonError;
  readonly onAgain: () => Promise<void>;
}

/** Cordon's own background did not answer: what is shown may be old. */
export function Unreachable({ error, onAgain }: UnreachableProps) {
  const { t, errorSentence } = usePort();
  return (
    <div class="section">
      <ErrorLine text={errorSentence(error)} />
      <ActionButton onPress={() => void onAgain()}>{t('popup_retry')}</ActionButton>
    </div>
  );
}
