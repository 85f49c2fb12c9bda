import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReceive, type ExtensionHandlers, type Sender } from '../../../utils/messaging/receive';
import { messages } from './message-arbitrary';
import { isAllowed } from './message-oracle';
import { contact, conversation, createPageBench } from './page-bench';
import { extensionTypes, goodPage, ownId, ownOrigin, pagePayloads, refusal, served } from './receive-bench';

type Json = Record<string, unknown>;

const acme = 'https://acme.acquire.io';
const evil = 'https://evil.example';

/** Who sends, by what they may do: a page of the connection, a page of another connection, and four who may nothing. */
const senders: Readonly<Record<string, Sender>> = {
  'a page': goodPage,
  'a page of another account': { ...goodPage, url: `${acme}/inbox`, origin: acme, tab: { id: 9 } },
  'a page that is not connected': { ...goodPage, url: `${evil}/`, origin: evil },
  'a foreign frame in the page': { ...goodPage, origin: evil, frameId: 5 },
  'a sandboxed frame in the page': { ...goodPage, origin: 'null' },
  'another extension': { ...goodPage, id: 'other@example' },
};
const connectionOf: Readonly<Record<string, string>> = {
  'a page': 'acquire:demo',
  'a page of another account': 'acquire:acme',
};

/** What a page would press again and again, so that blocks are there to be undone, lifted and changed. */
const pressing = fc
  .tuple(
    fc.uuid(),
    fc.constantFrom(contact('827'), contact('828'), conversation('30')),
    fc.constantFrom('1h', '1d', 'for-good'),
    fc.constantFrom(true, true, true, false),
  )
  .map(([pressId, reference, end, seen]) => ({
    type: 'block',
    payload: { pressId, reference, name: 'Alex Morgan', end, seen },
  }));
const onBlock = fc.constantFrom('undo', 'lift', 'change-end', 'show').map((type) => ({ type, payload: 'a block' }));

const sent = fc.tuple(
  fc.oneof({ weight: 6, arbitrary: messages }, { weight: 2, arbitrary: pressing }, { weight: 2, arbitrary: onBlock }),
  fc.constantFrom(...Object.keys(senders)),
  fc.constantFrom(0, 0, 1_000, 7_000, 90_000_000),
);

/** The real door and page handlers over the real engine; the console is one in memory that counts what it is asked. */
function createBench() {
  const { heart, page } = createPageBench();
  heart.console.add({ id: '828', name: 'Alex Morgan' });
  heart.console.converse('30', '827');
  const reached: string[] = [];
  const extension = Object.fromEntries(
    extensionTypes.map((type) => [
      type,
      async () => {
        reached.push(type);
        return { ok: true, value: null };
      },
    ]),
  ) as unknown as ExtensionHandlers;
  const serves = async ({ origin }: { readonly origin: string }) => [served, acme].includes(origin);
  return { heart, reached, receive: createReceive({ ownId, ownOrigin, serves, page, extension }) };
}

/** Which contacts an allowed press names. */
function named({ payload }: Json): readonly string[] {
  const { reference } = payload as { reference: { contactId?: string; conversationId?: string; words?: string } };
  if (reference.contactId) return [reference.contactId];
  // The conversation of this console is Alex's; words may be anybody's.
  return reference.conversationId === '30' ? ['827'] : reference.words === undefined ? [] : ['827', '828'];
}

async function play(run: readonly (readonly [unknown, string, number])[], count: (allowed: boolean) => void) {
  const bench = createBench();
  const { heart } = bench;
  const wanted = new Set<string>();
  let mayLift = false;
  for (const [written, who, wait] of run) {
    const blocks = await heart.engine().all();
    const [block] = blocks;
    const { type, payload } = (written ?? {}) as Json;
    const aimed = { ...((pagePayloads as Json)[String(type)] as Json), blockId: block?.id ?? 'none' };
    const message =
      payload === 'a block'
        ? { type, payload: type === 'undo' || type === 'show' ? { blockId: aimed.blockId } : aimed }
        : written;
    const before = JSON.stringify([heart.console.calls, await heart.engine().all()]);
    const allowed = who in connectionOf && isAllowed(message, 'page');
    const reply = await bench.receive(message, senders[who] ?? {});
    count(allowed);
    if (!allowed) {
      expect(reply).toEqual(refusal);
      expect(JSON.stringify([heart.console.calls, await heart.engine().all()])).toBe(before);
    } else if (type === 'block') {
      for (const id of named(message as Json)) wanted.add(id);
      // Another end for the block that stands is a change: Cordon's own older record goes once the new one is there.
      if (blocks.some(({ connectionId }) => connectionId === connectionOf[who])) mayLift = true;
    } else if (type === 'lift' || type === 'change-end') {
      // Of another account's block nothing may be asked, well formed or not.
      if (block?.connectionId === connectionOf[who]) mayLift = true;
    }
    await heart.pass(wait);
  }
  await heart.pass(10_000);
  const writes = heart.console.calls.filter((call) => /^(?:block|lift) /.test(call));
  const forbidden = writes.filter((call) => {
    const [what, id = ''] = call.split(' ');
    return what === 'block' ? !wanted.has(id) : !mayLift;
  });
  expect(forbidden).toEqual([]);
  if (wanted.size === 0) expect(heart.console.calls).toEqual([]);
  expect(bench.reached).toEqual([]);
  return writes.length;
}

describe('the requests that messages lead to', () => {
  it('are only those that a page may ask for: ten thousand messages of six senders', async () => {
    const counted = { allowed: 0, refused: 0, writes: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 20, maxLength: 20 }), async (run) => {
        counted.writes += await play(run, (allowed) => {
          counted[allowed ? 'allowed' : 'refused'] += 1;
        });
      }),
      { numRuns: 500 },
    );
    // The other side of the oracle is not idle either: blocks were made and lifted.
    expect(counted.allowed + counted.refused).toBeGreaterThanOrEqual(10_000);
    expect(counted.allowed).toBeGreaterThan(500);
    expect(counted.writes).toBeGreaterThan(200);
  }, 240_000);
});
