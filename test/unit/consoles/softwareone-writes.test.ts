import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST } from '../../lab/softwareone/cast';
import { ANA, DAVID, KEYS } from '../../lab/softwareone/tokens';
import { type Bench, CONTACTS, contactId, DAY, hugo, NOW, priya, recordId, startBench } from './softwareone-bench';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.close());

const block = (id: string) => bench.api.block(contactId(id), NOW + DAY);
const lift = (id: string) => bench.api.liftRecord(recordId(id));

describe('a block', () => {
  it('sends the documented request: no query, no body', async () => {
    expect(await block(CAST.priya)).toEqual({ ok: true, value: { recordId: CAST.priya } });
    expect(bench.arrived).toEqual([`POST ${CONTACTS}/${CAST.priya}/block`]);
    expect(bench.last()).toMatchObject({ method: 'POST', body: undefined, status: 200 });
    expect(bench.last().headers['content-type']).toBeUndefined();
    expect(['0', undefined]).toContain(bench.last().headers['content-length']);
  });

  it('blocks that contact and nobody else, in the name of the token', async () => {
    await block(CAST.priya);
    expect(bench.blocked()).toEqual([CAST.priya, CAST.blockedByDavid]);
    expect(bench.contact(CAST.priya).audit.blocked?.by).toEqual(ANA);
    expect(await bench.api.readState(priya)).toMatchObject({
      value: { blocked: true, records: [{ id: CAST.priya, madeAt: NOW, by: ANA.name, reason: undefined }] },
    });
  });

  it('of an id of three groups does not reach the one it begins with', async () => {
    await block(CAST.longTwin);
    expect(bench.blocked()).toEqual([CAST.longTwin, CAST.blockedByDavid]);
  });

  it.each([
    ['v4', 'Blocked'],
    ['v4', 'blocked'],
    ['v5', 'Blocked'],
    ['v5', 'BLOCKED'],
  ] as const)('is believed in the generation %s with the status %s', async (generation, statusCase) => {
    bench.set({ generation, statusCase });
    expect(await block(CAST.priya)).toMatchObject({ ok: true });
    expect(await lift(CAST.priya)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['another contact', { id: CAST.innocent, status: 'Blocked' }],
    ['the same contact, active', { id: CAST.priya, status: 'Active' }],
    ['the same contact, deleted', { id: CAST.priya, status: 'Deleted' }],
    ['no id', { status: 'Blocked' }],
    ['no status', { id: CAST.priya }],
    ['a status that is no text', { id: CAST.priya, status: true }],
    ['a longer id', { id: `${CAST.priya}-0001`, status: 'Blocked' }],
    ['a status that only begins so', { id: CAST.priya, status: 'BlockedPending' }],
    ['a list', [{ id: CAST.priya, status: 'Blocked' }]],
    ['an envelope', { data: { id: CAST.priya, status: 'Blocked' } }],
    ['nothing', null],
    ['true', true],
  ])('that is answered with %s is not a success', async (_, body) => {
    bench.say(JSON.stringify(body));
    expect(await block(CAST.priya)).toMatchObject({ ok: false, error: { code: 'bad-answer' } });
  });

  it.each([
    ['400', 'problem+json', { code: 'gone', status: 400, vendorCode: 'id' }],
    ['400', 'html', { code: 'gone', status: 400 }],
    ['400', 'empty', { code: 'gone', status: 400 }],
    ['404', 'problem+json', { code: 'gone', status: 404 }],
    ['404', 'empty', { code: 'gone', status: 404 }],
  ] as const)('of an unknown contact, answered with %s as %s, is gone', async (unknownId, errorBody, error) => {
    bench.set({ unknownId, errorBody });
    expect(await block(CAST.gone)).toEqual({ ok: false, error });
    expect(bench.blocked()).toEqual([CAST.blockedByDavid]);
  });

  it('of a deleted contact is gone', async () => {
    expect(await block(CAST.deleted)).toMatchObject({ ok: false, error: { code: 'gone', status: 400 } });
  });

  it.each(['400', '409'] as const)('of a contact that is blocked, answered with %s, says so', async (repeat) => {
    bench.set({ repeat });
    expect(await block(CAST.blockedByDavid)).toMatchObject({
      ok: false,
      error: { code: 'already-blocked', status: Number(repeat) },
    });
    expect(bench.contact(CAST.blockedByDavid).audit.blocked?.by).toEqual(DAVID);
  });

  it('of a contact that is blocked, where the console takes it, changes nothing', async () => {
    bench.set({ repeat: '200' });
    expect(await block(CAST.blockedByDavid)).toMatchObject({ ok: true });
    expect(await bench.api.readState(hugo)).toMatchObject({ value: { records: [{ by: DAVID.name }] } });
  });

  it('of a new contact is as the console says', async () => {
    bench.set({ blockNew: '400' });
    expect(await block(CAST.fresh)).toMatchObject({ ok: false, error: { code: 'refused', status: 400 } });
    bench.set({ blockNew: '200' });
    expect(await block(CAST.fresh)).toMatchObject({ ok: true });
  });

  it('that is refused, and of which nothing more can be read, stays refused', async () => {
    bench.answer((req, res) => {
      req.resume();
      res.writeHead(req.method === 'POST' ? 400 : 500).end();
    });
    expect(await block(CAST.priya)).toEqual({ ok: false, error: { code: 'refused', status: 400 } });
    expect(await lift(CAST.priya)).toEqual({ ok: false, error: { code: 'refused', status: 400 } });
  });

  it.each(['vendor', 'client', 'contact'] as const)('by a token of %s may not be, and says so', async (access) => {
    bench.useKey(KEYS[access]);
    const error = { code: 'may-not-block', status: 403 };
    expect(await block(CAST.priya)).toEqual({ ok: false, error });
    expect(await lift(CAST.blockedByDavid)).toEqual({ ok: false, error });
    expect(bench.blocked()).toEqual([CAST.blockedByDavid]);
    // The same token may look people up.
    expect(await bench.api.getContact(contactId(CAST.priya))).toMatchObject({ ok: true });
  });

  it('by another Operations account is in its name', async () => {
    bench.useKey(KEYS.otherOps);
    await block(CAST.priya);
    expect(bench.contact(CAST.priya).audit.blocked?.by).toEqual(DAVID);
  });
});

describe('a lift', () => {
  it('sends the documented request, and brings the contact back', async () => {
    expect(await lift(CAST.blockedByDavid)).toEqual({ ok: true, value: null });
    expect(bench.arrived).toEqual([`POST ${CONTACTS}/${CAST.blockedByDavid}/unblock`]);
    expect(bench.last().body).toBeUndefined();
    expect(bench.blocked()).toEqual([]);
  });

  it.each(['400', '409'] as const)('of what is not blocked, answered with %s, lifts nothing', async (repeat) => {
    bench.set({ repeat });
    expect(await lift(CAST.priya)).toMatchObject({
      ok: false,
      error: { code: 'nothing-lifted', status: Number(repeat) },
    });
  });

  it('of what is not blocked, where the console takes it, changes nothing', async () => {
    bench.set({ repeat: '200' });
    expect(await lift(CAST.priya)).toEqual({ ok: true, value: null });
    expect(bench.contact(CAST.priya).status).toBe('Active');
  });

  it.each(['400', '404'] as const)('of an unknown contact, answered with %s, is gone', async (unknownId) => {
    bench.set({ unknownId });
    expect(await lift(CAST.gone)).toMatchObject({ ok: false, error: { code: 'gone', status: Number(unknownId) } });
  });

  it.each([
    ['another contact', { id: CAST.innocent, status: 'Active' }],
    ['the same contact, still blocked', { id: CAST.priya, status: 'Blocked' }],
    ['the same contact, new', { id: CAST.priya, status: 'New' }],
    ['nothing', null],
  ])('that is answered with %s is not a success', async (_, body) => {
    bench.say(JSON.stringify(body));
    expect(await lift(CAST.priya)).toMatchObject({ ok: false, error: { code: 'bad-answer' } });
  });
});
