import type { Refusal } from './api-answer';
import { checkPaging, PAGING, page, type Route, type RouteCall, type RouteResult } from './api-route';
import { contactShape } from './api-shapes';
import { blockContact, isContact, unblockContact } from './changes';
import { clausesOf, fits, isText, type SearchFields } from './search-query';
import type { LabPerson } from './world';

const PATH = '/v2/contacts';
const ID = '([^/]+)';

const FIELDS: SearchFields = {
  externalId: { operators: ['=', '!=', 'IN', 'NIN'], value: isText },
  email: { operators: ['=', '!=', 'IN', 'NIN'], value: isText },
  name: { operators: ['=', '!=', 'IN', 'NIN', '~'], value: isText },
  type: { operators: ['=', '!=', 'IN', 'NIN'], value: (value) => value === 'customer' || value === 'lead' },
};
const SORTS = /^(?:createdAt|lastActivity|postsCreated|commentsCreated):(?:asc|desc)$/;

function contactsOf({ world }: RouteCall): LabPerson[] {
  return [...world.people.values()].filter(isContact);
}

/** Refuses what is no id at all, and what is nobody's, with the two documented codes. */
function contactOf({ world, id }: RouteCall): LabPerson | Refusal {
  if (!/^[0-9a-f]{24}$/.test(id)) return { status: 400, code: 'invalid_id', why: `no ObjectId: ${id}`, param: 'id' };
  const person = world.people.get(id);
  if (isContact(person)) return person;
  if (person?.type === 'guest' && world.switches.guests === 'accept') return person;
  return { status: 404, code: 'contact_not_found', why: `contact ${id} does not exist`, param: 'id' };
}

function isRefusal(value: LabPerson | Refusal): value is Refusal {
  return 'why' in value;
}

function refuseRepeat({ world }: RouteCall, code: string): Refusal | undefined {
  const { repeat } = world.switches;
  if (repeat === 'same-answer') return undefined;
  const why = 'it is so already';
  if (repeat === 'bare-409') return { status: 409, code: 'conflict', why };
  return { status: repeat === 'refuse-409' ? 409 : 400, code, why };
}

function block(call: RouteCall): RouteResult {
  const person = contactOf(call);
  if (isRefusal(person)) return person;
  // Assumption: a block by key is written to nobody in particular.
  const isNew = blockContact(call.world, person.id, 'an API key');
  const refusal = isNew ? undefined : refuseRepeat(call, 'already_blocked');
  return refusal ?? { answer: { id: person.id, object: 'contact', blocked: true } };
}

function unblock(call: RouteCall): RouteResult {
  const person = contactOf(call);
  if (isRefusal(person)) return person;
  const wasBlocked = unblockContact(call.world, person.id);
  const refusal = wasBlocked ? undefined : refuseRepeat(call, 'not_blocked');
  return refusal ?? { answer: { id: person.id, object: 'contact', unblocked: true } };
}

function list(call: RouteCall): RouteResult {
  const type = call.query.contactType ?? 'customer';
  const found = contactsOf(call).filter((person) => type === 'all' || person.type === type);
  const { limit, cursor } = call.query;
  return { answer: page(found, limit, cursor, (person) => contactShape(call.world, person)) };
}

function get(call: RouteCall): RouteResult {
  const person = contactOf(call);
  // Guests have no entry of their own, whatever blocking them answers.
  if (!isRefusal(person) && !isContact(person)) {
    return { status: 404, code: 'contact_not_found', why: 'a guest is no contact', param: 'id' };
  }
  return isRefusal(person) ? person : { answer: contactShape(call.world, person) };
}

function valuesOf({ email, name, type, userId }: LabPerson): Record<string, readonly string[]> {
  return { email: email === undefined ? [] : [email], name: [name], type: [type], externalId: userId ? [userId] : [] };
}

function search(call: RouteCall): RouteResult {
  const { query, limit, cursor } = call.body;
  const clauses = clausesOf(query, FIELDS);
  if (typeof clauses === 'string') {
    const code = clauses === 'query_too_broad' ? clauses : 'invalid_query';
    return { status: 400, code, why: clauses, param: 'query' };
  }
  const found = contactsOf(call).filter((person) => fits(clauses, (field) => valuesOf(person)[field] ?? []));
  const answer = page(found, limit, cursor, (person) => contactShape(call.world, person));
  return { answer: { ...answer, totalCount: found.length, totalCountCapped: false } };
}

/** Contacts: list, get, search, block and unblock (vendor-apis §2.2 and §2.3). */
export const contactRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`^${PATH}$`),
    changes: false,
    query: { ...PAGING, contactType: /^(?:customer|lead|all)$/ },
    handle: list,
  },
  {
    method: 'POST',
    path: new RegExp(`^${PATH}/search$`),
    changes: false,
    query: {},
    fields: ['query'],
    optionalFields: ['limit', 'cursor', 'sort'],
    checkBody: (body) => checkPaging(body, SORTS),
    handle: search,
  },
  { method: 'GET', path: new RegExp(`^${PATH}/${ID}$`), changes: false, query: {}, handle: get },
  { method: 'POST', path: new RegExp(`^${PATH}/${ID}/block$`), changes: true, query: {}, handle: block },
  { method: 'POST', path: new RegExp(`^${PATH}/${ID}/unblock$`), changes: true, query: {}, handle: unblock },
];
