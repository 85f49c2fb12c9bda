interface Named {
  readonly id: string;
  readonly label: string;
  readonly account: string;
}

/** What to call a connection where several are to be told apart: its label, with the account where another has the same one. */
export function nameAmong(connection: Named, all: readonly Named[]): string {
  const { id, label, account } = connection;
  const called = label || account;
  const isShared = all.some((other) => other.id !== id && (other.label || other.account) === called);
  return isShared && called !== account ? `${called} (${account})` : called;
}
