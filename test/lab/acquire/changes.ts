import type { AcquireWorld, LabRecord } from './world';

/** Tells everyone who follows the world that something in it changed. */
export function notifyChange(world: AcquireWorld): void {
  for (const listener of [...world.onChange]) listener();
}

/** Whether a record still blocks. */
export function isActive(record: LabRecord, now: number): boolean {
  return Date.parse(record.blockTill) > now;
}

/** The records of type `contact` that block a contact now, oldest first. */
export function activeRecordsOf(world: AcquireWorld, contactId: number): LabRecord[] {
  const now = world.now();
  return world.records.filter((record) => record.contactId === contactId && isActive(record, now));
}

/** Stores a new record for a contact and tells the followers; `blockTill` is stored as given. */
export function addContactRecord(
  world: AcquireWorld,
  contactId: number,
  blockTill: string,
  blockBy: number,
): LabRecord {
  const record: LabRecord = {
    id: world.nextRecordId,
    type: 'contact',
    contactId,
    blockTill,
    blockBy,
    dateCreated: wholeSeconds(world.now()),
  };
  world.nextRecordId += 1;
  world.records.push(record);
  notifyChange(world);
  return record;
}

/** Puts another end on a record; undefined where there is no such record. */
export function moveEnd(world: AcquireWorld, recordId: number, blockTill: string): LabRecord | undefined {
  const index = world.records.findIndex((record) => record.id === recordId);
  const old = world.records[index];
  if (!old) return undefined;
  const record = { ...old, blockTill };
  world.records[index] = record;
  notifyChange(world);
  return record;
}

/** Deletes a record by its own id; false where there is no such record. */
export function removeRecord(world: AcquireWorld, recordId: number): boolean {
  const index = world.records.findIndex((record) => record.id === recordId);
  if (index < 0) return false;
  world.records.splice(index, 1);
  notifyChange(world);
  return true;
}

/** Gives a contact another name, as contacts can themselves; the old one is kept in `formerName`. */
export function renameContact(world: AcquireWorld, contactId: number, name: string): void {
  const contact = world.contacts.get(contactId);
  if (!contact) return;
  if (contact.name !== undefined) contact.formerName = contact.name;
  contact.name = name;
  notifyChange(world);
}

/** Merges one contact into another: its id disappears and its cases move (vendor-apis §1.5, irreversible). */
export function mergeContact(world: AcquireWorld, from: number, into: number): void {
  world.contacts.delete(from);
  for (const [id, item] of world.cases) {
    if (item.contactId === from) world.cases.set(id, { ...item, contactId: into });
  }
  notifyChange(world);
}

/** ISO 8601 in UTC without fractions of a second, as the documented `dateCreated` values are. */
export function wholeSeconds(epochMs: number): string {
  return new Date(Math.floor(epochMs / 1000) * 1000).toISOString();
}
