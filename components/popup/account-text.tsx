import { showable } from '../../utils/platform/hostile-text';
import { Name } from '../shared/name';
import { usePort } from './port';

interface AccountTextProps {
  readonly titleId: string;
  readonly consoleId: string;
  readonly account: string;
  readonly label: string;
}

/** What a prepared connection is called, and which account of which console it is. */
export function AccountText({ titleId, consoleId, account, label }: AccountTextProps) {
  const { consoles } = usePort();
  return (
    <div class="card-head">
      <h3 id={titleId}>
        <Name text={label || account} />
      </h3>
      <p class="account">
        {consoles.find(({ id }) => id === consoleId)?.name ?? consoleId} · <bdi>{showable(account)}</bdi>
      </p>
    </div>
  );
}
