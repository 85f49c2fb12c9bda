import { EVERYONE, OPS_ONLY, pageOf, type Route, type RouteCall, type RouteResult } from './api-route';
import { contactView, selects } from './api-shapes';
import { setStatus } from './changes';
import { badInput } from './problem';
import { rowsOf } from './rql-filter';
import type { LabContact, SoftwareoneSwitches } from './world';

const CONTACTS = '/public/v1/notifications/contacts';
const ID = '([^/]+)';

const FIELDS = ['id', 'name', 'email', 'status', 'blockedReason'];
const OF_GENERATION = {
  v4: ['userId', 'user.id', 'user.name', 'user.email'],
  v5: ['identity.id', 'identity.name', 'chat'],
} as const;
const AUDIT = ['created', 'updated', 'activated', 'blocked', 'deleted'].map((event) => `audit.${event}.at`);

function comparingOf({ generation, textCase }: SoftwareoneSwitches, audit: boolean) {
  return {
    // A filter on what is left out needs it selected (docs, RQL).
    fields: new Set([...FIELDS, ...OF_GENERATION[generation], ...(audit ? AUDIT : [])]),
    lists: new Set(generation === 'v5' ? ['optOuts', 'directories'] : ['optOuts']),
    minds: (field: string) => field !== 'status' && textCase === 'exact',
  };
}

function unknown({ world, id }: RouteCall): RouteResult {
  const status = Number(world.switches.unknownId);
  return { status, why: `contact ${id} does not exist` };
}

function isReadable(contact: LabContact | undefined, { deletedGet }: SoftwareoneSwitches): contact is LabContact {
  return contact !== undefined && (contact.status !== 'Deleted' || deletedGet === '200');
}

/** Whether the diagram of states leads from one status to the other, and what is answered where it does not. */
function obstacle(contact: LabContact, action: 'block' | 'unblock', switches: SoftwareoneSwitches): number | undefined {
  const { status } = contact;
  if (status === 'Deleted') return 400;
  if (action === 'block' && status === 'New') return switches.blockNew === '200' ? undefined : 400;
  const isRepeat = (status === 'Blocked') === (action === 'block');
  return isRepeat && switches.repeat !== '200' ? Number(switches.repeat) : undefined;
}

function change(call: RouteCall, action: 'block' | 'unblock'): RouteResult {
  const { world, id, token } = call;
  const contact = world.contacts.get(id);
  if (!contact) return unknown(call);
  const status = obstacle(contact, action, world.switches);
  if (status !== undefined) return { status, why: `${action} of a contact that is ${contact.status}`, field: 'status' };
  const wanted = action === 'block' ? 'Blocked' : 'Active';
  const isRepeat = contact.status === wanted || (action === 'unblock' && contact.status === 'New');
  // A repeat that is taken changes nothing: not who blocked, nor when.
  const changed = isRepeat ? contact : setStatus(world, id, wanted, token.actor);
  return { answer: contactView(changed, world.switches, true) };
}

export const contactRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`^${CONTACTS}$`),
    query: {},
    access: EVERYONE,
    takes: 'rql',
    handle({ world, query }) {
      const { switches } = world;
      const withAudit = !switches.auditOmitted || selects(query, 'audit');
      const all = [...world.contacts.values()].filter((contact) => isReadable(contact, switches));
      const views = all.map((contact) => contactView(contact, switches, true));
      const found = rowsOf(views, query, comparingOf(switches, withAudit));
      const rows = found.flatMap(({ id }) => {
        const contact = world.contacts.get(id);
        return contact ? [contactView(contact, switches, withAudit)] : [];
      });
      return { answer: pageOf(rows, query, switches.tellsTotal) };
    },
  },
  {
    method: 'GET',
    path: new RegExp(`^${CONTACTS}/${ID}$`),
    query: {},
    access: EVERYONE,
    takes: 'select',
    handle({ world, id, query }) {
      const contact = world.contacts.get(id);
      if (!isReadable(contact, world.switches)) return { status: 404, why: `contact ${id} does not exist` };
      const withAudit = !world.switches.auditOmitted || selects(query, 'audit');
      return { answer: contactView(contact, world.switches, withAudit) };
    },
  },
  ...(['block', 'unblock'] as const).map(
    (action): Route => ({
      method: 'POST',
      path: new RegExp(`^${CONTACTS}/${ID}/${action}$`),
      query: {},
      access: OPS_ONLY,
      takes: 'nothing',
      handle: (call) => change(call, action),
    }),
  ),
];

/** Whether an id has a shape that the platform could have given. */
export function checkId(id: string, prefix: string) {
  const shape = new RegExp(`^${prefix}(?:-\\d{4}){2,4}$`);
  return shape.test(id) ? undefined : badInput(`no id of the kind ${prefix}: ${id}`, 'id');
}
