import { activeRecordsOf } from '../acquire/changes';
import { keysOf } from '../acquire/keys';
import type { AcquireWorld, LabRequest } from '../acquire/world';
import { expect } from './problem';

const BLOCK_PATH = '/api/v1/crm/block-visitor';
/** A press and the end that is asked for may lie this far apart from the length of the block, in milliseconds. */
const SLACK_MS = 15_000;

/** What the API of the practice console holds after a block. */
export interface Held {
  readonly recordId: number;
  /** Epoch milliseconds. */
  readonly until: number;
}

function isBlockOf({ method, path, body }: LabRequest, contactId: number): boolean {
  const data = (body as { readonly data?: unknown } | undefined)?.data;
  return method === 'POST' && path === BLOCK_PATH && Array.isArray(data) && data.includes(contactId);
}

/** Checks that the API got exactly one correct block of a contact, `hours` long from `pressedAt` on, and holds it. */
export function checkBlocked(world: AcquireWorld, contactId: number, hours: number, pressedAt: number): Held {
  const [request, ...more] = world.requests.filter((each) => isBlockOf(each, contactId));
  expect(request !== undefined && more.length === 0, 'The API did not get exactly one block request.');
  const { blockTill } = request.body as { readonly blockTill: string };
  const wanted = JSON.stringify({ data: [contactId], type: 'contact', blockTill });
  expect(JSON.stringify(request.body) === wanted, 'The block request asks for something else.');
  expect(
    request.headers.authorization === `Bearer ${keysOf(world.account).full}`,
    'The block request has no good key.',
  );
  const length = Date.parse(blockTill) - pressedAt;
  expect(Math.abs(length - hours * 3_600_000) < SLACK_MS, `The block is not ${hours} hours long.`);
  const [record, ...others] = activeRecordsOf(world, contactId);
  expect(record !== undefined && others.length === 0, 'The API does not hold exactly one block of the contact.');
  expect(record.blockTill === blockTill, 'The API holds another end than was asked for.');
  return { recordId: record.id, until: Date.parse(blockTill) };
}

/** Checks that the API never heard of a block of a contact. */
export function checkNeverSent(world: AcquireWorld, contactId: number): void {
  expect(!world.requests.some((each) => isBlockOf(each, contactId)), 'The undone block was sent all the same.');
  expect(activeRecordsOf(world, contactId).length === 0, 'The API holds a block that was undone.');
}

/** Checks that a contact's block was lifted by exactly one request, by the id of its record. */
export function checkLifted(world: AcquireWorld, contactId: number, recordId: number): void {
  const [request, ...more] = world.requests.filter(({ method, path }) => method === 'DELETE' && path === BLOCK_PATH);
  expect(request !== undefined && more.length === 0, 'The API did not get exactly one request to lift.');
  expect(JSON.stringify(request.query) === JSON.stringify({ id: String(recordId) }), 'Another block was lifted.');
  expect(activeRecordsOf(world, contactId).length === 0, 'The API still holds the block that was lifted.');
}
