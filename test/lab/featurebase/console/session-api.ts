import type { IncomingMessage, ServerResponse } from 'node:http';
import { openEventStream } from '../../shared/console/events';
import { escapeHtml } from '../../shared/console/sanitise';
import { createSession, failure, type SessionAnswer, success } from '../../shared/console/session';
import { ANA } from '../cast';
import { addMessage, notifyChange } from '../changes';
import type { FeaturebaseWorld, LabConversation } from '../world';
import { consoleControls } from './live';
import { createRowNames } from './row-names';
import { openView, stateView } from './views';

const STATES: readonly LabConversation['state'][] = ['open', 'closed', 'snoozed'];
const ONE = /^\/console\/conversations\/(\d{1,15})$/;
const ACTION = /^\/console\/conversations\/(\d{1,15})\/(messages|read|state)$/;

function conversationAt(world: FeaturebaseWorld, url: URL, path: RegExp): LabConversation | undefined {
  return world.conversations.get(path.exec(url.pathname)?.[1] ?? '');
}

function write(world: FeaturebaseWorld, url: URL, body: Readonly<Record<string, unknown>>): SessionAnswer | undefined {
  const conversation = conversationAt(world, url, ACTION);
  const action = ACTION.exec(url.pathname)?.[2];
  if (!conversation) return undefined;
  if (action === 'messages') {
    if (typeof body.text !== 'string' || !body.text.trim()) return failure(400, 'Nothing to send');
    if (!conversation.participants.includes(ANA)) conversation.participants.push(ANA);
    addMessage(world, conversation, ANA, escapeHtml(body.text.trim()).replace(/\r?\n/g, '<br>'));
  } else if (action === 'state') {
    const state = STATES.find((candidate) => candidate === body.state);
    if (!state) return failure(400, 'Unknown state');
    conversation.state = state;
    notifyChange(world);
  } else if (conversation.unread > 0) {
    conversation.unread = 0;
    notifyChange(world);
  }
  return success(openView(world, conversation));
}

/** What answers the console's own private requests under `/console/`. */
export function createSessionApi(
  world: FeaturebaseWorld,
): (url: URL, req: IncomingMessage, res: ServerResponse) => void {
  const rowName = createRowNames(world);
  return createSession({
    openEvents: (res, live) =>
      openEventStream(world, res, live, (everyMs) => consoleControls(world).startLive(everyMs)),
    read(url) {
      if (url.pathname === '/console/state') return success(stateView(world, rowName));
      const conversation = conversationAt(world, url, ONE);
      return conversation ? success(openView(world, conversation)) : failure(404, 'Not found');
    },
    canWrite: (url) => conversationAt(world, url, ACTION) !== undefined,
    write: (url, body) => write(world, url, body),
  });
}
