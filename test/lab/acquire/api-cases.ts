import { ID, listOf, notFound, type Route, type RouteCall, type RouteResult, selectColumns } from './api-route';
import { bareCase, bareContact, caseColumns } from './api-shapes';
import type { AcquireWorld, LabCase } from './world';

const PATH = '/api/v1/crm/objects/case';
const COLUMNS =
  'channel status dateCreated dateUpdated id contactId closedBy visitId title description closingState dateQueue ' +
  'datePending dateActive dateClosed queueId queueOrder meta parentId userId waitTime';
/** How many cases a list holds. Assumption: the documents show 2 and name no parameter for it. */
const LIST_LIMIT = 25;
const COMPARED = { status: 'status', channel: 'channel', id: 'id', contactId: 'contactId' } as const;

function answerOf(world: AcquireWorld, item: LabCase, query: RouteCall['query']): object {
  const contact = query.relations === 'contact' ? world.contacts.get(item.contactId) : undefined;
  const columns = query.select === undefined ? bareCase(item) : selectColumns(caseColumns(item), query.select);
  // The embedded contact has no `fields`, so no name: who it is must be asked for (ACQ conversation-or-cases/get.md).
  return contact ? { ...columns, contact: bareContact(contact) } : columns;
}

function get({ world, id, query }: RouteCall): RouteResult {
  const item = world.cases.get(id);
  if (!item) return notFound(world.switches.unknownRecordGet, `case ${id}`);
  return { answer: { data: answerOf(world, item, query) } };
}

function list({ world, query }: RouteCall): RouteResult {
  const [column, , value] = query.where?.split('|') ?? [];
  const all = [...world.cases.values()].sort((a, b) => a.id - b.id);
  const compared = Object.values(COMPARED).find((name) => name === column);
  const matching = compared ? all.filter((item) => String(item[compared]) === value) : all;
  const data = matching.slice(0, LIST_LIMIT).map((item) => answerOf(world, item, query));
  return { answer: { data: { page: 0, offset: 0, limit: LIST_LIMIT, count: matching.length, data } } };
}

/** Cases, which the console calls conversations: one of them, and a list (vendor-apis §1.6). */
export const caseRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`^${PATH}/${ID}$`),
    permission: 'cases',
    query: { select: listOf(COLUMNS), relations: /^contact$/ },
    handle: get,
  },
  {
    method: 'GET',
    path: new RegExp(`^${PATH}$`),
    permission: 'cases',
    query: {
      // `column|eq|value` is the one form that the documents give.
      where: new RegExp(`^(?:${Object.keys(COMPARED).join('|')})\\|eq\\|[\\w-]{1,40}$`),
      select: listOf(COLUMNS),
      relations: /^contact$/,
    },
    handle: list,
  },
];
