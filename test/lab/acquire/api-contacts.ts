import { ID, listOf, notFound, type Route, type RouteCall, type RouteResult, selectColumns } from './api-route';
import { bareCase, bareContact, blockedWord, companyOf, fieldsOf, listedContact, spacedDate } from './api-shapes';
import type { AcquireWorld, LabContact } from './world';

const PATH = '/api/v1/crm/objects/contact';
const COLUMNS =
  'id clientName clientType clientVersion dateUpdated dateCreated clientOsName clientOsVersion clientDeviceType ' +
  'clientDeviceVendor clientDeviceModel clientDetails companyId';
/** How many contacts a list without a limit holds. Assumption: no document says. */
const DEFAULT_LIMIT = 25;
const SEARCHED = ['name', 'email', 'phone'] as const;

/** Newest first, as in the documented lists. */
function newestFirst(world: AcquireWorld): LabContact[] {
  return [...world.contacts.values()].sort((a, b) => b.id - a.id);
}

function list({ world, query }: RouteCall): RouteResult {
  const limit = query.limit === undefined ? DEFAULT_LIMIT : Number(query.limit);
  const shown = newestFirst(world).slice(0, limit);
  const cases = [...world.cases.values()];
  const counts = {
    total: world.contacts.size,
    records: shown.length,
    pending: cases.filter(({ status }) => status === 'pending').length,
    active: cases.filter(({ status }) => status === 'active').length,
  };
  return { answer: { data: { list: shown.map((contact) => listedContact(world, contact)), counts } } };
}

function relation(world: AcquireWorld, contact: LabContact, name: string): object {
  if (name === 'fields') return { fields: fieldsOf(contact) };
  if (name === 'company') return { company: companyOf(contact) };
  if (name !== 'cases') return { [name]: [] };
  const own = [...world.cases.values()].filter((item) => item.contactId === contact.id);
  return { cases: own.map((item) => ({ ...bareCase(item), contactId: contact.id })) };
}

function get({ world, id, query }: RouteCall): RouteResult {
  const contact = world.contacts.get(id);
  const { unknownRecordGet, contactShowsBlocked, fieldsOnlyIfAsked } = world.switches;
  if (!contact) return notFound(unknownRecordGet, `contact ${id}`);
  // The example has company, cases and fields, and does not show what was asked. Assumption: they are the default.
  const shown = query.relations ? [query.relations] : ['company', 'cases', ...(fieldsOnlyIfAsked ? [] : ['fields'])];
  const data = Object.assign(
    selectColumns(bareContact(contact), query.select),
    contactShowsBlocked ? { isBlocked: blockedWord(world, id) } : {},
    ...shown.map((name) => relation(world, contact, name)),
  );
  return { answer: { data } };
}

function checkSearch({ payload, page, limit, search }: Readonly<Record<string, unknown>>): string | undefined {
  const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (typeof search !== 'string' || search.trim() === '') return 'search is no text, or empty';
  if (!isCount(page) || !isCount(limit)) return 'page or limit is no whole number from 0 up';
  // Its filters are not described anywhere.
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload) || Object.keys(payload).length > 0) {
    return 'payload is not the empty object of the documents';
  }
  return undefined;
}

function matchRow(contact: LabContact, key: (typeof SEARCHED)[number], value: string) {
  const { dateCreated, dateUpdated, ...columns } = bareContact(contact);
  return {
    ...columns,
    meta: {},
    field_id: SEARCHED.indexOf(key) + 1,
    value,
    owner: 'contact',
    object: 'contact',
    key,
    type: 'text',
    system: 'yes',
    mainContactId: contact.id,
    contactId: contact.id,
    dateCreated: spacedDate(Date.parse(String(dateCreated))),
    dateUpdated: spacedDate(Date.parse(String(dateUpdated))),
    fields: fieldsOf(contact),
    tags: [],
    company: companyOf(contact),
  };
}

// Assumption: any part of a field matches, without regard to case, and rows count rather than contacts. The documented
// rows are field matches, so that one contact is there once for each field that matches.
function search({ world, body }: RouteCall): RouteResult {
  const wanted = String(body.search).trim().toLowerCase();
  const rows = newestFirst(world).flatMap((contact) =>
    SEARCHED.flatMap((key) => {
      const value = contact[key];
      return value?.toLowerCase().includes(wanted) ? [matchRow(contact, key, value)] : [];
    }),
  );
  const { searchLimit, searchCounts, searchFirstPage } = world.switches;
  // Assumption: a limit of 0, as in the documented body, is none.
  const limit = Math.min(Number(body.limit) || rows.length, searchLimit || rows.length);
  const from = Math.max(0, Number(body.page) - searchFirstPage) * limit;
  const contacts = new Set(rows.map(({ contactId }) => contactId));
  const filteredCount = searchCounts === 'rows' ? rows.length : contacts.size;
  return { answer: { data: { list: rows.slice(from, from + limit), counts: { filteredCount } } } };
}

const RELATION = /^(?:company|cases|fields|tags|visits|timeline)$/;

/** Contacts: list, get and search (vendor-apis §1.5). */
export const contactRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`^${PATH}$`),
    permission: 'contacts',
    query: { limit: /^[1-9]\d{0,3}$/, relations: RELATION },
    handle: list,
  },
  {
    method: 'GET',
    path: new RegExp(`^${PATH}/${ID}$`),
    permission: 'contacts',
    // "Can be one of": more than one relation is not documented for a single contact.
    query: { select: listOf(COLUMNS), relations: RELATION },
    handle: get,
  },
  {
    method: 'POST',
    path: /^\/api\/v1\/crm\/contact\/list$/,
    permission: 'contacts',
    query: {},
    fields: ['payload', 'page', 'limit', 'search'],
    checkBody: checkSearch,
    handle: search,
  },
];
