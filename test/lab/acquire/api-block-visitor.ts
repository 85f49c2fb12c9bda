import { badInput, type Refusal, refusal } from './api-answer';
import { ID, isId, notFound, type Route, type RouteCall, type RouteResult } from './api-route';
import { addedRecord, bareRecord, listedRecord } from './api-shapes';
import { activeRecordsOf, addContactRecord, isActive, moveEnd, removeRecord } from './changes';
import type { AcquireSwitches, LabRecord } from './world';

const PATH = '/api/v1/crm/block-visitor';
const END = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function isEnd(value: unknown): value is string {
  if (typeof value !== 'string' || !END.test(value)) return false;
  const time = Date.parse(value);
  return Number.isFinite(time) && new Date(time).toISOString() === value;
}

function checkAdd({ data, type, blockTill }: Readonly<Record<string, unknown>>): string | undefined {
  if (!Array.isArray(data) || data.length === 0) return 'data is no array with contact ids in it';
  if (!data.every(isId)) return 'data holds something that is no whole number above zero';
  if (new Set(data).size !== data.length) return 'data holds one contact twice';
  if (type !== 'contact') return 'type is not "contact"';
  // Every documented example has this form (vendor-apis §1.3); whether another one passes is not known.
  if (!isEnd(blockTill)) return 'blockTill is not in the form 2021-09-09T07:08:12.658Z';
  return undefined;
}

function storedEnd(asked: string, rule: AcquireSwitches['storedEnd']): string {
  if (rule === 'end-of-day') return `${asked.slice(0, 10)}T23:59:59.000Z`;
  return rule === 'whole-seconds' ? `${asked.slice(0, 19)}.000Z` : asked;
}

// Assumption: one wrong id refuses the whole request; nothing is done for the others.
function objection({ world }: RouteCall, ids: readonly number[], blockTill: string): Refusal | undefined {
  const { pastDate, unknownContact, repeat } = world.switches;
  if (pastDate === 'refuse' && Date.parse(blockTill) <= world.now()) return badInput('blockTill has passed');
  const stranger = ids.find((id) => !world.contacts.has(id));
  if (stranger !== undefined && unknownContact !== 'accept') return notFound(unknownContact, `contact ${stranger}`);
  const blocked = ids.find((id) => activeRecordsOf(world, id).length > 0);
  if (repeat === 'refuse-duplicate' && blocked !== undefined) {
    return refusal(400, 'ERROR_DUPLICATE_RECORD_FOUND', `contact ${blocked} is blocked already`);
  }
  return undefined;
}

function blockOne({ world, key, lagging }: RouteCall, contactId: number, blockTill: string): LabRecord {
  const end = storedEnd(blockTill, world.switches.storedEnd);
  const earlier = activeRecordsOf(world, contactId).at(-1);
  const moved = world.switches.repeat === 'extend' && earlier ? moveEnd(world, earlier.id, end) : undefined;
  if (moved) return moved;
  const record = addContactRecord(world, contactId, end, key.userId);
  if (world.switches.listLag) lagging.add(record);
  return record;
}

function add(call: RouteCall): RouteResult {
  const ids = call.body.data as readonly number[];
  const blockTill = String(call.body.blockTill);
  const refused = objection(call, ids, blockTill);
  if (refused) return refused;
  const records = ids.map((id) => blockOne(call, id, blockTill));
  const { world } = call;
  if (world.switches.addAnswer === 'true') return { answer: { data: true } };
  return { answer: { data: records.map((record) => addedRecord(world, record)) } };
}

function list({ world, lagging }: RouteCall): RouteResult {
  const { expiredStayListed, listShape, listLimit } = world.switches;
  const now = world.now();
  const shown = world.records.filter((record) => !lagging.has(record) && (expiredStayListed || isActive(record, now)));
  lagging.clear();
  const data = shown.slice(0, listLimit || shown.length).map((record) => listedRecord(world, record));
  return { answer: { data: listShape === 'bare' ? data : { offset: 0, count: shown.length, data } } };
}

function get({ world, id }: RouteCall): RouteResult {
  const record = world.records.find((item) => item.id === id);
  if (!record) return notFound(world.switches.unknownRecordGet, `record ${id}`);
  return { answer: { data: bareRecord(world, record) } };
}

function remove({ world, query }: RouteCall): RouteResult {
  const removed = removeRecord(world, Number(query.id)) && world.switches.deleteCounts === 'real';
  const affected = removed ? 1 : 0;
  const raw = {
    fieldCount: 0,
    affectedRows: affected,
    insertId: 0,
    serverStatus: 2,
    warningCount: 0,
    message: '',
    protocol41: true,
    changedRows: 0,
    parse: {},
    write: {},
  };
  return { answer: { data: { deleted: { raw, affected } } } };
}

/** The four documented operations on block records (vendor-apis §1.2); there is none that changes a record. */
export const blockVisitorRoutes: readonly Route[] = [
  // `select`, `relations`, `where` and `order` have a name in the documents and no meaning, so they are refused.
  { method: 'GET', path: new RegExp(`^${PATH}$`), permission: 'block-contacts', query: {}, handle: list },
  { method: 'GET', path: new RegExp(`^${PATH}/${ID}$`), permission: 'block-contacts', query: {}, handle: get },
  {
    method: 'POST',
    path: new RegExp(`^${PATH}$`),
    permission: 'block-contacts',
    query: {},
    fields: ['data', 'type', 'blockTill'],
    checkBody: checkAdd,
    handle: add,
  },
  {
    method: 'DELETE',
    path: new RegExp(`^${PATH}$`),
    permission: 'block-contacts',
    // The prose of the page says path, its address and its table say query: only the query is shown.
    query: { id: new RegExp(`^${ID}$`) },
    requiredQuery: 'id',
    handle: remove,
  },
];
