import { type ConversationId, type Reference, referenceKey } from '../consoles/types';
import { exceptionName, logProblem } from '../platform/log';
import { guarded, isOfConnection } from './guarded';
import type { WorkerDeps } from './steps';

/** How long a conversation is taken to be with the same contact (milliseconds). */
const keptFor = 600_000;

/** Remembers for a while which contact a conversation is with, so that a block made from a list also shows in its conversation. */
export function createMeanings(deps: Pick<WorkerDeps, 'apiOf' | 'clock' | 'circuits'>) {
  const { circuits, clock } = deps;
  const known = new Map<string, { readonly contact: Reference | undefined; readonly until: number }>();
  const keyOf = (connectionId: string, reference: Reference) => `${connectionId} ${referenceKey(reference)}`;
  // A page names many conversations at once, and nobody waits for what they mean: one question after the other.
  let queue: Promise<unknown> = Promise.resolve();

  async function ask(connectionId: string, conversation: ConversationId) {
    try {
      const api = (await circuits.open(connectionId)) ? undefined : await deps.apiOf(connectionId);
      const found = await (api && guarded(api, connectionId, circuits).contactsOf(conversation));
      if (found && !found.ok && isOfConnection(found.error))
        await circuits.failed(connectionId, found.error, conversation);
      return found;
    } catch (thrown) {
      // Nobody waits for this: an exception would be heard nowhere.
      logProblem({ what: 'drive', exception: exceptionName(thrown) });
      return undefined;
    }
  }

  async function learnNow(connectionId: string, reference: Extract<Reference, { kind: 'conversation' }>) {
    const key = keyOf(connectionId, reference);
    const found = await ask(connectionId, reference.conversationId);
    const [only, ...others] = found?.ok && !found.value.partly ? found.value.contacts : [];
    // Held back by the circuit: to be asked for when it lets through again.
    if (!found) known.delete(key);
    if (!only || others.length > 0) return false;
    known.set(key, { contact: { kind: 'contact', contactId: only.id }, until: clock.now() + keptFor });
    return true;
  }

  return {
    contactOf(connectionId: string, reference: Reference): Reference | undefined {
      const meaning = known.get(keyOf(connectionId, reference));
      return meaning && meaning.until > clock.now() ? meaning.contact : undefined;
    },
    /** Asks the console once. True where exactly one contact takes part; what fails is not asked again for a while. */
    learn(connectionId: string, reference: Reference): Promise<boolean> {
      const key = keyOf(connectionId, reference);
      if (reference.kind !== 'conversation' || (known.get(key)?.until ?? 0) > clock.now())
        return Promise.resolve(false);
      known.set(key, { contact: undefined, until: clock.now() + keptFor });
      const learnt = queue.then(() => learnNow(connectionId, reference));
      queue = learnt;
      return learnt;
    },
  };
}
