import type { CordonError, ErrorCode } from '../../utils/errors';
import type { ConnectionView } from '../../utils/messaging/protocol';

const keyCodes: readonly ErrorCode[] = [
  'bad-key',
  'no-permission',
  'may-not-block',
  'no-key',
  'empty-key',
  'bad-key-shape',
  'other-account',
];

/** Whether an error is about the key, so that it is said at the key's field. */
export function isAboutKey(error: CordonError): boolean {
  return keyCodes.includes(error.code);
}

/** Why the key cannot block anyone, where that is what the test found: then only another key helps. */
export function keyProblem(connection: ConnectionView): CordonError | undefined {
  const error = connection.report?.checks[0]?.error;
  return error && isAboutKey(error) ? error : undefined;
}
