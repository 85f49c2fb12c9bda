import { checkPaging, PAGING, page, type Route, type RouteCall, type RouteResult } from './api-route';
import { conversationRow, conversationShape, userOf } from './api-shapes';
import { clausesOf, fits, isText, type SearchFields } from './search-query';
import type { FeaturebaseWorld, LabConversation } from './world';

const PATH = '/v2/conversations';
const STATES = ['open', 'closed', 'snoozed'];
const isId = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{24}$/.test(value);

const FIELDS: SearchFields = {
  state: { operators: ['=', '!=', 'IN', 'NIN'], value: (value) => STATES.includes(String(value)) },
  userId: { operators: ['=', '!=', 'IN', 'NIN'], value: isId },
  participantId: { operators: ['=', '!=', 'IN', 'NIN'], value: isId },
  adminAssigneeId: { operators: ['=', '!=', 'IN', 'NIN'], value: (value) => value === null || isText(value) },
};
const SORTS = /^lastActivityAt:(?:asc|desc)$/;

function newestFirst(world: FeaturebaseWorld): LabConversation[] {
  const at = ({ messages }: LabConversation) => messages.at(-1)?.at ?? 0;
  return [...world.conversations.values()].sort((a, b) => at(b) - at(a));
}

function isBlocked({ world, toldBlocked }: RouteCall, conversation: LabConversation): boolean {
  const user = userOf(world, conversation);
  return user !== undefined && toldBlocked(user);
}

function row(call: RouteCall): (conversation: LabConversation) => object {
  const tells = call.world.switches.isBlocked === 'in-rows-too';
  return (conversation) => conversationRow(call.world, conversation, tells ? isBlocked(call, conversation) : undefined);
}

function list(call: RouteCall): RouteResult {
  return { answer: page(newestFirst(call.world), call.query.limit, call.query.cursor, row(call)) };
}

function get(call: RouteCall): RouteResult {
  const { world, id } = call;
  const conversation = world.conversations.get(id);
  // Assumption: the code is named as that of a contact is.
  if (!conversation) {
    return { status: 404, code: 'conversation_not_found', why: `conversation ${id} does not exist`, param: 'id' };
  }
  const told = world.switches.isBlocked === 'nowhere' ? undefined : isBlocked(call, conversation);
  return { answer: conversationShape(world, conversation, told) };
}

function valuesOf(world: FeaturebaseWorld, { state, participants }: LabConversation) {
  const admin = participants.find((id) => world.people.get(id)?.type === 'admin');
  const values: Record<string, readonly string[]> = {
    state: [state],
    userId: participants,
    participantId: participants,
    adminAssigneeId: admin === undefined ? [] : [admin],
  };
  return values;
}

function search(call: RouteCall): RouteResult {
  const { query, limit, cursor, sort } = call.body;
  const clauses = clausesOf(query, FIELDS);
  if (typeof clauses === 'string') {
    const code = clauses === 'query_too_broad' ? clauses : 'invalid_query';
    return { status: 400, code, why: clauses, param: 'query' };
  }
  const found = newestFirst(call.world).filter((each) => {
    const values = valuesOf(call.world, each);
    return fits(clauses, (field) => values[field] ?? []);
  });
  if (sort === 'lastActivityAt:asc') found.reverse();
  return {
    answer: { ...page(found, limit, cursor, row(call)), totalCount: found.length, totalCountCapped: false },
  };
}

/** Conversations: list, get and search by filter (vendor-apis §2.4; featurebase-node, `conversations.ts`). */
export const conversationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`^${PATH}$`),
    changes: false,
    query: { ...PAGING, tagIds: /^[0-9a-f]{24}(?:,[0-9a-f]{24})*$/ },
    handle: list,
  },
  {
    method: 'POST',
    path: new RegExp(`^${PATH}/search$`),
    changes: false,
    query: {},
    // Search by words is not imitated.
    fields: ['query'],
    optionalFields: ['limit', 'cursor', 'sort'],
    checkBody: (body) => checkPaging(body, SORTS),
    handle: search,
  },
  { method: 'GET', path: new RegExp(`^${PATH}/([^/]+)$`), changes: false, query: {}, handle: get },
];
