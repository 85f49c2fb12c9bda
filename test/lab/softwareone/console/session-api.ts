import type { IncomingMessage, ServerResponse } from 'node:http';
import { openEventStream } from '../../shared/console/events';
import { createSession, failure, type SessionAnswer, success } from '../../shared/console/session';
import { ANA } from '../tokens';
import type { LabChat, SoftwareoneWorld } from '../world';
import { addLine, portalControls } from './live';
import { chatDetail, chatRows, contactDetail, contactRows, messageRows } from './views';

const ONE = /^\/console\/(contacts|chats)\/([\w-]{1,40})$/;
const SAY = /^\/console\/chats\/([\w-]{1,40})\/messages$/;

function read(world: SoftwareoneWorld, url: URL): SessionAnswer {
  switch (url.pathname) {
    case '/console/state':
      return success({ agent: ANA, contacts: world.contacts.size, messages: world.messages.length });
    case '/console/contacts':
      return success(contactRows(world, url.searchParams.get('q') ?? ''));
    case '/console/messages':
      return success(messageRows(world));
    case '/console/chats':
      return success(chatRows(world));
    case '/console/tokens':
      // The secret stays out of a list, as on the real portal.
      return success(world.tokens.map(({ key, access, state }) => ({ id: key.split(':')[1], access, state })));
  }
  const [, kind, id = ''] = ONE.exec(url.pathname) ?? [];
  const contact = kind === 'contacts' ? world.contacts.get(id) : undefined;
  if (contact) return success(contactDetail(world, contact));
  const chat = kind === 'chats' ? world.chats.get(id) : undefined;
  return chat ? success(chatDetail(world, chat)) : failure(404, 'Not found');
}

function chatOf(world: SoftwareoneWorld, url: URL): LabChat | undefined {
  return world.chats.get(SAY.exec(url.pathname)?.[1] ?? '');
}

function write(
  world: SoftwareoneWorld,
  url: URL,
  { text }: Readonly<Record<string, unknown>>,
): SessionAnswer | undefined {
  const chat = chatOf(world, url);
  if (!chat) return undefined;
  if (typeof text !== 'string' || !text.trim()) return failure(400, 'Nothing to send');
  addLine(world, chat, null, text.trim());
  return success(chatDetail(world, chat));
}

/** What answers the portal's own private requests under `/console/`. */
export function createSessionApi(
  world: SoftwareoneWorld,
): (url: URL, req: IncomingMessage, res: ServerResponse) => void {
  return createSession({
    openEvents: (res, live) => openEventStream(world, res, live, (everyMs) => portalControls(world).startLive(everyMs)),
    read: (url) => read(world, url),
    canWrite: (url) => chatOf(world, url) !== undefined,
    write: (url, body) => write(world, url, body),
  });
}
