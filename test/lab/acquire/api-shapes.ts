import { activeRecordsOf, wholeSeconds } from './changes';
import type { AcquireWorld, LabCase, LabContact, LabRecord } from './world';

type Json = Readonly<Record<string, unknown>>;

const MINUTE = 60_000;
const FIRST_CONTACT_AT = Date.UTC(2025, 0, 6, 8);

/** When a contact first came, epoch milliseconds; made from the id, which the world does not store. */
function createdAt(contact: LabContact): number {
  return FIRST_CONTACT_AT + (contact.id % 400_000) * 37 * MINUTE;
}

/** Dates as the search answers them: a space, and no zone (vendor-apis §1.5). */
export function spacedDate(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** `fields` of a contact; whatever is unknown is missing altogether, the name too (vendor-apis §1.5). */
export function fieldsOf(contact: LabContact): Json {
  const { name, firstName, lastName, email, phone, ip } = contact;
  return {
    ...(name === undefined ? {} : { name }),
    // Assumption: the documents show no first and last name; custom attributes exist.
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    city: 'Jaipur',
    state: 'Rajasthan',
    country: {
      name: 'India',
      name_official: 'Republic of India',
      cca2: 'IN',
      ccn3: '35',
      cca3: 'IND',
      calling_code1: 91,
    },
    countryId: '387',
    ip,
  };
}

/** A contact without its `fields`: all that a case embeds (ACQ conversation-or-cases/get.md). */
export function bareContact(contact: LabContact): Json {
  const created = createdAt(contact);
  return {
    dateCreated: wholeSeconds(created),
    dateUpdated: wholeSeconds(created + 9 * MINUTE),
    id: contact.id,
    clientType: 'web',
    clientName: 'Chrome',
    clientVersion: '88.0',
    clientOsName: 'Windows',
    clientOsVersion: '10',
    clientDeviceType: 'Desktop',
    clientDeviceVendor: null,
    clientDeviceModel: null,
    clientDetails: { ua: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', network: { type: '4g', speed: '18' } },
    archive: 'no',
    companyId: contact.company === undefined ? null : 1,
  };
}

/** A contact's company, as contacts embed it. */
export function companyOf(contact: LabContact): Json {
  return contact.company === undefined ? { fields: {} } : { id: 1, fields: { name: contact.company } };
}

/** `isBlocked`: follows the records of type `contact` that have not ended. */
export function blockedWord(world: AcquireWorld, contactId: number): string {
  return activeRecordsOf(world, contactId).length > 0 ? world.switches.blockedWord : 'NO';
}

/** One element of the contact list (ACQ customer/untitled.md). */
export function listedContact(world: AcquireWorld, contact: LabContact): Json {
  const cases = [...world.cases.values()].filter((item) => item.contactId === contact.id);
  const latest = cases.at(-1);
  return {
    ...bareContact(contact),
    fields: fieldsOf(contact),
    company: companyOf(contact),
    tags: [],
    ...(latest
      ? { caseId: String(latest.id), latestObjectType: 'case', channel: latest.channel, status: latest.status }
      : {}),
    title: `${contact.name ?? `#${contact.id}`} : `,
    agentList: [],
    totalCase: cases.length,
    msgUnread: cases.reduce((sum, item) => sum + item.unread, 0),
    isBlocked: blockedWord(world, contact.id),
    lastVisit: { id: contact.id + 1, contactId: contact.id, url: `https://${world.account}.acquire.io/simulate` },
    snoozeInContact: false,
  };
}

/** One case; `contactId` shows only where `select` asks for it (ACQ conversation-or-cases/get.md). */
export function bareCase({ id, channel, status }: LabCase): Json {
  return { id, channel, status, threadId: id };
}

/** Every column of a case that `select` may name and that the lab knows. */
export function caseColumns(item: LabCase): Json {
  const at = item.messages[0]?.at ?? FIRST_CONTACT_AT;
  return {
    ...bareCase(item),
    contactId: item.contactId,
    dateCreated: wholeSeconds(at),
    dateUpdated: wholeSeconds(item.messages.at(-1)?.at ?? at),
    closedBy: null,
    title: `#${item.contactId} : `,
    description: '',
  };
}

function recordData(world: AcquireWorld, record: LabRecord): Json | readonly string[] {
  if (record.type !== 'contact') return record.values ?? [];
  const contact = record.contactId === undefined ? undefined : world.contacts.get(record.contactId);
  return {
    id: record.contactId,
    ip: contact?.ip ?? '',
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
  };
}

/** A record as Get answers it: without its user. */
export function bareRecord(world: AcquireWorld, record: LabRecord): Json {
  const { id, dateCreated, blockTill, blockBy, type } = record;
  return { id, data: recordData(world, record), dateCreated, blockTill, blockBy, type };
}

/** A record as List answers it. `data` is an object for contacts and an array of strings for the other types. */
export function listedRecord(world: AcquireWorld, record: LabRecord): Json {
  const user = world.users.get(record.blockBy);
  return {
    ...bareRecord(world, record),
    user: {
      departments: [],
      roles: [],
      id: record.blockBy,
      name: user?.name ?? '',
      firstName: user?.name ?? '',
      lastName: '',
      photo: '',
      email: user?.email ?? '',
      clientId: '',
      parentId: 0,
      metaDetails: { isBotClient: false, label: '' },
      type: 'user',
      accessLevel: null,
    },
  };
}

/** A record as Add answers it (S0), whose user carries other keys than List's. */
export function addedRecord(world: AcquireWorld, record: LabRecord): Json {
  const user = world.users.get(record.blockBy);
  const { id, dateCreated, blockTill, blockBy, type } = record;
  const asSent = world.switches.addRecordData === 'ids' && record.contactId !== undefined;
  return {
    data: asSent ? [record.contactId] : recordData(world, record),
    blockTill,
    type,
    blockBy,
    id,
    dateCreated,
    user: {
      permissions: ['*/*'],
      id: blockBy,
      type: 'user',
      name: user?.name ?? '',
      firstName: user?.name ?? '',
      lastName: '',
      email: user?.email ?? '',
      preference: { accessLevel: ['account'], cobrowseAccessUrls: [] },
      photo: '',
      language: '',
      account: { uid: world.account, organization: '' },
      loginId: 900 + blockBy,
    },
  };
}
