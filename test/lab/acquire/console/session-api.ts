import type { IncomingMessage, ServerResponse } from 'node:http';
import { openEventStream } from '../../shared/console/events';
import { escapeHtml } from '../../shared/console/sanitise';
import { createSession, failure, type SessionAnswer, success } from '../../shared/console/session';
import { notifyChange } from '../changes';
import type { AcquireWorld, LabCase } from '../world';
import { addMessage, consoleControls } from './live';
import { createRowNames } from './row-names';
import { contactDetailView, contactPageView, conversationView, stateView } from './views';

type RowName = (item: LabCase) => string;

const STATUSES: readonly LabCase['status'][] = ['active', 'pending', 'closed'];
const CASE_ACTION = /^\/console\/cases\/(\d{1,15})\/(messages|read|status)$/;
const ONE = /^\/console\/(cases|contacts)\/(\d{1,15})$/;

function read(world: AcquireWorld, rowName: RowName, url: URL): SessionAnswer {
  if (url.pathname === '/console/state') return success(stateView(world, rowName));
  if (url.pathname === '/console/contacts') {
    const page = Math.max(0, Math.trunc(Number(url.searchParams.get('page')) || 0));
    return success(contactPageView(world, page, url.searchParams.get('q') ?? ''));
  }
  const [, kind, id] = ONE.exec(url.pathname) ?? [];
  const item = kind === 'cases' ? world.cases.get(Number(id)) : undefined;
  if (item) return success(conversationView(world, item));
  const contact = kind === 'contacts' ? world.contacts.get(Number(id)) : undefined;
  return contact ? success(contactDetailView(world, contact)) : failure(404, 'Not found');
}

function caseOf(world: AcquireWorld, url: URL): LabCase | undefined {
  return world.cases.get(Number(CASE_ACTION.exec(url.pathname)?.[1]));
}

function write(world: AcquireWorld, url: URL, body: Readonly<Record<string, unknown>>): SessionAnswer | undefined {
  const item = caseOf(world, url);
  const action = CASE_ACTION.exec(url.pathname)?.[2];
  if (!item) return undefined;
  if (action === 'messages') {
    if (typeof body.text !== 'string' || !body.text.trim()) return failure(400, 'Nothing to send');
    addMessage(world, item, 'agent', escapeHtml(body.text.trim()).replace(/\r?\n/g, '<br>'));
  } else if (action === 'status') {
    const status = STATUSES.find((candidate) => candidate === body.status);
    if (!status) return failure(400, 'Unknown status');
    item.status = status;
    notifyChange(world);
  } else if (item.unread > 0) {
    item.unread = 0;
    notifyChange(world);
  }
  return success(conversationView(world, item));
}

/** What answers the console's own private requests under `/console/`. */
export function createSessionApi(world: AcquireWorld): (url: URL, req: IncomingMessage, res: ServerResponse) => void {
  const rowName = createRowNames(world);
  return createSession({
    openEvents: (res, live) =>
      openEventStream(world, res, live, (everyMs) => consoleControls(world).startLive(everyMs)),
    read: (url) => read(world, rowName, url),
    canWrite: (url) => caseOf(world, url) !== undefined,
    write: (url, body) => write(world, url, body),
  });
}
