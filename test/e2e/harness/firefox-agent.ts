import type { Browser } from 'puppeteer-core';
import { createControl } from './firefox-agent-control';
import { createListener } from './firefox-agent-log';
import { createPopupHands } from './firefox-agent-popup';
import { createReader } from './firefox-agent-reader';
import type { Agent, RawMessage } from './firefox-privileged';

const CHANNEL = 'harness';

interface ScriptAnswer {
  readonly type: 'success' | 'exception';
  readonly result?: { readonly value?: string };
  readonly exceptionDetails?: { readonly text: string };
}

/** The driver's WebDriver BiDi connection, which it does not show in public. */
interface BidiConnection {
  send(method: 'browsingContext.getTree', params: object): Promise<{ result: { contexts: { context: string }[] } }>;
  send(method: 'script.callFunction', params: object): Promise<{ result: ScriptAnswer }>;
  on(event: 'script.message', listener: (message: ChannelMessage) => void): void;
}

interface ChannelMessage {
  readonly channel: string;
  readonly data: { readonly value?: string };
}

/** The agent as seen from outside: every call is answered over the wire. */
export type RemoteAgent = {
  readonly [Name in Exclude<keyof Agent, 'listen'>]: (
    ...args: Parameters<Agent[Name]>
  ) => Promise<Awaited<ReturnType<Agent[Name]>>>;
};

const AGENT_SOURCE = `{ ...(${createReader})(), ...(${createControl})(), ...(${createPopupHands})(), ...(${createListener})() }`;

/**
 * Puts the agent into Firefox's first window, where it has all of Firefox's own powers. Needs
 * `--remote-allow-system-access`. `onMessage` gets what scripts log and throw from then on.
 */
export async function startAgent(browser: Browser, onMessage: (message: RawMessage) => void): Promise<RemoteAgent> {
  const { connection } = browser as unknown as { readonly connection: BidiConnection };
  const { contexts } = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result;
  const context = contexts[0]?.context;
  if (!context) throw new Error('Firefox has no window');

  const call = async (functionDeclaration: string, args: readonly object[]): Promise<string | undefined> => {
    const { result } = await connection.send('script.callFunction', {
      functionDeclaration,
      arguments: args,
      target: { context },
      awaitPromise: true,
    });
    if (result.type === 'exception') throw new Error(`In Firefox: ${result.exceptionDetails?.text}`);
    return result.result?.value;
  };

  connection.on('script.message', ({ channel, data }) => {
    if (channel === CHANNEL && data.value !== undefined) onMessage(JSON.parse(data.value));
  });
  await call(
    // Loaders of TypeScript may wrap functions in calls of their own `__name`.
    `(send) => { const __name = (of) => of; globalThis.cordonHarness = ${AGENT_SOURCE}; cordonHarness.listen(send); }`,
    [{ type: 'channel', value: { channel: CHANNEL } }],
  );

  const callMethod = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    const answer = await call('async (name, args) => JSON.stringify(await cordonHarness[name](...JSON.parse(args)))', [
      { type: 'string', value: name },
      { type: 'string', value: JSON.stringify(args) },
    ]);
    return answer === undefined ? undefined : JSON.parse(answer);
  };
  return new Proxy({} as RemoteAgent, {
    // A promise is told by its `then`: the agent is none.
    get: (_, name) => (name === 'then' ? undefined : (...args: unknown[]) => callMethod(String(name), args)),
  });
}
