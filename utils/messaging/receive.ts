import { type CordonError, cordonError } from '../errors';
import { exceptionName, logProblem } from '../platform/log';
import { fail, type Result } from '../result';
import type { ExtensionMessages, PageMessages, Reply } from './protocol';
import { extensionSchemas, pageSchemas } from './schemas';

/** Who sent a message, as the browser tells it (a compromised page can forge none of it: chromium, compromised-renderers.md). */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
  readonly documentLifecycle?: string | undefined;
}

/** A page that passed the gate. */
export interface PageSender {
  readonly origin: string;
  readonly tabId: number;
  readonly frameId: number;
  /** Where the browser names documents. */
  readonly documentId?: string | undefined;
}

type Answer<T> = Promise<Result<T, CordonError>>;

/** One function for each message of a page. */
export type PageHandlers = {
  readonly [K in keyof PageMessages]: (
    payload: PageMessages[K]['send'],
    from: PageSender,
  ) => Answer<PageMessages[K]['get']>;
};

/** One function for each message of Cordon's own pages. */
export type ExtensionHandlers = {
  readonly [K in keyof ExtensionMessages]: (
    payload: ExtensionMessages[K]['send'],
  ) => Answer<ExtensionMessages[K]['get']>;
};

/** What the door needs to know. */
export interface ReceiveDeps {
  readonly ownId: string;
  /** The origin of Cordon's own pages, without a slash at the end. */
  readonly ownOrigin: string;
  /** Whether a connection serves this page, or would once the person has chosen it for the tab. */
  readonly serves: (page: PageSender) => Promise<boolean>;
  readonly page: PageHandlers;
  readonly extension: ExtensionHandlers;
}

/** No message of Cordon comes near this many characters, but for a long list of references. */
const largestMessage = 65_536;

const refusal: Reply<never> = fail(cordonError('not-allowed'));

/** The one door for messages: who asks, may they, is it well formed; then one handler. Every rejection is the same bare answer. */
export function createReceive(deps: ReceiveDeps): (message: unknown, sender: Sender) => Promise<Reply<unknown>> {
  return async (message, sender) => {
    try {
      if (sender.id !== deps.ownId) return refusal;
      if (isOwnPage(sender, deps.ownOrigin)) return await handle(message, extensionSchemas, deps.extension);
      const from = pageOf(sender);
      if (!from || !(await deps.serves(from))) return refusal;
      return await handle(message, pageSchemas, deps.page, from);
    } catch (thrown) {
      logProblem({ what: 'message', exception: exceptionName(thrown) });
      return refusal;
    }
  };
}

function isOwnPage(sender: Sender, ownOrigin: string): boolean {
  if (!URL.canParse(sender.url ?? '')) return false;
  const url = sender.url ?? '';
  return url.startsWith(`${ownOrigin}/`) && (sender.origin === undefined || sender.origin === ownOrigin);
}

function pageOf(sender: Sender): PageSender | undefined {
  const { origin, tab, frameId, documentId, documentLifecycle } = sender;
  if (origin === undefined || origin === 'null' || tab?.id === undefined) return undefined;
  if (documentLifecycle !== undefined && documentLifecycle !== 'active') return undefined;
  return { origin, tabId: tab.id, frameId: frameId ?? 0, documentId };
}

async function handle(
  message: unknown,
  schemas: Readonly<Record<string, { safeParse(value: unknown): { success: boolean; data?: unknown } }>>,
  handlers: object,
  from?: PageSender,
): Promise<Reply<unknown>> {
  if (typeof message !== 'object' || message === null || sizeOf(message) > largestMessage) return refusal;
  const { type, payload, ...rest } = message as { type?: unknown; payload?: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(schemas, type) || Object.keys(rest).length > 0) return refusal;
  const parsed = schemas[type]?.safeParse(payload);
  if (!parsed?.success) return refusal;
  const handler = (handlers as Record<string, (payload: unknown, from?: PageSender) => Promise<Reply<unknown>>>)[type];
  return handler ? handler(parsed.data, from) : refusal;
}

function sizeOf(message: object): number {
  try {
    return JSON.stringify(message).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
