import type { ConsoleApi } from '../consoles/types';
import type { CordonError } from '../errors';
import { fail, type Result } from '../result';
import type { Circuits } from './circuits';

/**
 * The API of a connection behind its circuit: while that is open no request leaves, not even one of work that began before it opened,
 * and the answer is why it is open. Whatever asks, the circuit hears at once of a pause and of a rejected key.
 */
export function guarded(
  api: ConsoleApi,
  connectionId: string,
  circuits: Pick<Circuits, 'open' | 'failed'>,
): ConsoleApi {
  async function behind<T>(send: () => Promise<Result<T, CordonError>>): Promise<Result<T, CordonError>> {
    const shut = await circuits.open(connectionId);
    if (shut) return fail(shut.until === undefined ? shut.error : { ...shut.error, notBefore: shut.until });
    const answer = await send();
    if (!answer.ok && (answer.error.code === 'rate-limited' || answer.error.code === 'bad-key')) {
      await circuits.failed(connectionId, answer.error, '');
    }
    return answer;
  }
  return {
    ...api,
    getContact: (id, readSince) => behind(() => api.getContact(id, readSince)),
    findContacts: (words) => behind(() => api.findContacts(words)),
    contactsOf: (conversation, readSince) => behind(() => api.contactsOf(conversation, readSince)),
    readState: (contact) => behind(() => api.readState(contact)),
    block: (id, until) => behind(() => api.block(id, until)),
    getRecord: (id) => behind(() => api.getRecord(id)),
    liftRecord: (id) => behind(() => api.liftRecord(id)),
    listRecords: () => behind(() => api.listRecords()),
  };
}

/** Whether an error of a mere reading says something of the whole connection: a key need not be able to read everything. */
export function isOfConnection({ code }: CordonError): boolean {
  return code === 'bad-key' || code === 'rate-limited' || code === 'not-json';
}
