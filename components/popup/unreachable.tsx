import type { CordonError } from '../../utils/errors';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { usePort } from './port';

interface UnreachableProps {
  readonly error: CordonError;
  /** Nothing else is on the page, not even its title. */
  readonly alone: boolean;
  readonly onAgain: () => Promise<void>;
}

/** Cordon's own background did not answer: what is shown may be old. */
export function Unreachable({ error, alone, onAgain }: UnreachableProps) {
  const { t, errorSentence } = usePort();
  return (
    <>
      {alone && <h1 class="visually-hidden">{t('options_title')}</h1>}
      <div class="section">
        <ErrorLine text={errorSentence(error)} />
        <ActionButton onPress={() => void onAgain()}>{t('popup_retry')}</ActionButton>
      </div>
    </>
  );
}
