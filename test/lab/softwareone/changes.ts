import type { ContactStatus, LabActor, LabContact, SoftwareoneWorld } from './world';

const EVENTS = { New: 'created', Active: 'activated', Blocked: 'blocked', Deleted: 'deleted' } as const;

/** Tells everyone who follows the world that something in it changed. */
export function notifyChange(world: SoftwareoneWorld): void {
  for (const listener of [...world.onChange]) listener();
}

/** The contact of this id; throws where there is none. */
export function contactOf(world: SoftwareoneWorld, id: string): LabContact {
  const contact = world.contacts.get(id);
  if (!contact) throw new Error(`The lab has no contact ${id}`);
  return contact;
}

/** Brings a contact to a status in somebody's name. A reason stays with a block only. */
export function setStatus(
  world: SoftwareoneWorld,
  id: string,
  status: ContactStatus,
  by: LabActor,
  reason: string | null = null,
): LabContact {
  const contact = contactOf(world, id);
  const event = { at: new Date(world.now()).toISOString(), by };
  contact.status = status;
  contact.blockedReason = status === 'Blocked' ? reason : null;
  Object.assign(contact.audit, { [EVENTS[status]]: event, updated: event });
  notifyChange(world);
  return contact;
}

/** Gives a contact another name; the old one is kept in `formerName`. */
export function renameContact(world: SoftwareoneWorld, id: string, name: string): void {
  const contact = contactOf(world, id);
  if (contact.name !== null) contact.formerName = contact.name;
  contact.name = name;
  notifyChange(world);
}
