import type { CordonError, ErrorCode } from '../../utils/errors';
import { ok, type Result } from '../../utils/result';
import type { Address, ConsoleChoice } from './port';

/** What is wrong with a connection form, at the place where it is said. */
export interface FormProblems {
  readonly account?: CordonError;
  readonly key?: CordonError;
  /** Said below the fields. */
  readonly whole?: CordonError;
}

const accountCodes: readonly ErrorCode[] = ['bad-account', 'duplicate-connection', 'by-policy'];
const keyCodes: readonly ErrorCode[] = ['empty-key', 'bad-key-shape', 'other-account'];

/** Reads what was typed, without a request. All that is wrong is said at once. */
export function readForm(
  chosen: ConsoleChoice,
  addressText: string,
  keyText: string,
): Result<{ readonly address: Address; readonly key: string }, FormProblems> {
  const address = chosen.connect.readAddress(addressText);
  // Without an account a key can still be seen to be empty or misshapen, but not to belong elsewhere.
  const key = chosen.connect.checkKey(keyText, address.ok ? address.value.account : '');
  if (address.ok && key.ok) return ok({ address: address.value, key: key.value });
  const sayKey = !key.ok && (address.ok || key.error.code !== 'other-account');
  return {
    ok: false,
    error: { ...(!address.ok && { account: address.error }), ...(sayKey && { key: key.error }) },
  };
}

/** Where an error of the background belongs in the form. */
export function placeOf(error: CordonError): FormProblems {
  if (accountCodes.includes(error.code)) return { account: error };
  return keyCodes.includes(error.code) ? { key: error } : { whole: error };
}
