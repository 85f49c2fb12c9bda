import type { RqlQuery } from './rql';
import type { LabContact, LabMessage, LabParticipant, SoftwareoneSwitches, SoftwareoneWorld } from './world';

const PREFIX = '/v1/notifications/contacts';

/** Whether a `select` asks for a field that is left out without it. */
export function selects({ select }: RqlQuery, field: string): boolean {
  return select.some((name) => name.replace(/^\+/, '') === field);
}

function statusWord(status: string, { statusCase }: SoftwareoneSwitches): string {
  if (statusCase === 'blocked') return status.toLowerCase();
  return statusCase === 'BLOCKED' ? status.toUpperCase() : status;
}

/** A contact as the API gives it, in the generation of the switch. */
export function contactView(contact: LabContact, switches: SoftwareoneSwitches, withAudit: boolean) {
  const { id, name, email, blockedReason, user } = contact;
  const status = statusWord(contact.status, switches);
  const common = {
    id,
    href: `${PREFIX}/${id}`,
    name,
    email,
    blockedReason,
    optOuts: [{ id: 'NTC-1234-9876', href: '/v1/notifications/categories/NTC-1234-9876', name: 'Orders' }],
    status,
    ...(withAudit ? { audit: contact.audit } : { $meta: { omitted: ['audit'] } }),
  };
  if (switches.generation === 'v4') {
    return { ...common, userId: user?.id ?? null, user: user && { ...user, href: `/accounts/users/${user.id}` } };
  }
  const identity = user && { id: user.id, name: user.name, icon: `/accounts/users/${user.id}/icon`, revision: 3 };
  return {
    ...common,
    revision: 7,
    identity,
    directories: user ? [{ id: 'DIR-1000-0001', name: 'Staff' }] : [],
    chat: user !== null,
  };
}

/** Someone in a chat, with the contact inside. */
export function participantView(world: SoftwareoneWorld, { id, contactId, account, status }: LabParticipant) {
  const contact = world.contacts.get(contactId);
  const view = contact && contactView(contact, world.switches, false);
  const inside = view && {
    id: view.id,
    name: view.name,
    email: view.email,
    status: view.status,
    blockedReason: view.blockedReason,
  };
  const identity = contact?.user ? { id: contact.user.id, name: contact.user.name } : null;
  return { id, contact: inside ?? null, identity, account: { id: 'ACC-1000-0001', type: account }, status };
}

/** A message of the grid, with its contact inside. */
export function messageView(world: SoftwareoneWorld, message: LabMessage) {
  const { id, subject, category, status } = message;
  const contact = world.contacts.get(message.contactId);
  const inside = contact && { id: contact.id, name: contact.name, email: contact.email };
  return { id, subject, category: { id: 'NTC-1234-9876', name: category }, contact: inside ?? null, status };
}
