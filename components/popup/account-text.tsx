import { showable } from '../../utils/platform/hostile-text';
import { Name } from '../shared/name';
import { usePort } from './port';

interface AccountTextProps {
  readonly titleId: string;
  readonly consoleId: string;
  readonly account: string;
  readonly label: string;
  /** The level of its heading: one below that of what it stands in. */
  readonly heading: 'h2' | 'h3';
}

/** What a prepared connection is called, and which account of which console it is. */
export function AccountText({ titleId, consoleId, account, label, heading: Heading }: AccountTextProps) {
  const { consoles } = usePort();
  return (
    <div class="card-head">
      <Heading id={titleId}>
        <Name text={label || account} />
      </Heading>
      <p class="account">
        {consoles.find(({ id }) => id === consoleId)?.name ?? consoleId} · <bdi class="whole">{showable(account)}</bdi>
      </p>
    </div>
  );
}
