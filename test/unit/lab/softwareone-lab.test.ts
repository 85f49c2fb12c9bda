import { afterEach, describe, expect, it } from 'vitest';
import { type Lab, type LabOptions, labConsoleOf, startLab } from '../../lab/lab';
import { CAST } from '../../lab/softwareone/cast';
import { KEYS, keysOf, tokenIdsOf } from '../../lab/softwareone/tokens';
import type { SoftwareoneWorld } from '../../lab/softwareone/world';
import { callPlainThrough, callThrough } from './proxy-client';

const PORTAL = 'https://portal.platform.softwareone.com';
const API = 'https://api.platform.softwareone.com';
const CONTACTS = '/public/v1/notifications/contacts';
const opened: Lab[] = [];

async function open(options?: LabOptions) {
  const lab = await startLab(options);
  opened.push(lab);
  const softwareone = labConsoleOf<SoftwareoneWorld>(lab, 'softwareone');
  const world = (account: string) => {
    const found = softwareone.worlds.get(account);
    if (!found) throw new Error(`no account ${account}`);
    return found;
  };
  const call = (address: string, key: string, method = 'GET') =>
    callThrough(lab.proxyPort, `${API}${address}`, { method, headers: { authorization: `Bearer ${key}` } });
  const page = (path: string, cookie?: string) =>
    callThrough(lab.proxyPort, `${PORTAL}${path}`, cookie === undefined ? {} : { headers: { cookie } });
  return { lab, softwareone, world, call, page };
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((lab) => lab.close()));
});

describe('accounts behind one address', () => {
  it('have no token in common', () => {
    const [demo, acme] = [keysOf('demo'), keysOf('acme')].map((keys) => Object.values(keys));
    expect(new Set([...(demo ?? []), ...(acme ?? [])]).size).toBe(16);
    for (const id of Object.values(tokenIdsOf('acme'))) expect(id).toMatch(/^TKN-\d{4}-\d{4}$/);
    for (const key of Object.values(keysOf('acme'))) expect(key).toMatch(/^idt:TKN-\d{4}-\d{4}:[\w-]{43}$/);
  });

  it('are told apart by the token: a block is made in its own account alone', async () => {
    const { world, call } = await open();
    expect((await call(`${CONTACTS}/${CAST.priya}/block`, keysOf('acme').ops, 'POST')).status).toBe(200);
    expect(world('acme').contacts.get(CAST.priya)?.status).toBe('Blocked');
    expect(world('demo').contacts.get(CAST.priya)?.status).toBe('Active');
    expect([world('demo').requests.length, world('acme').requests.length]).toEqual([0, 1]);
    expect((await call(`${CONTACTS}/${CAST.wes}/block`, KEYS.ops, 'POST')).status).toBe(200);
    expect(world('acme').contacts.get(CAST.wes)?.status).toBe('Active');
    expect([world('demo').requests.length, world('acme').requests.length]).toEqual([1, 1]);
  });

  it('refuse a token that nobody was given, and keep the request', async () => {
    const { lab, world } = await open();
    for (const headers of [{}, { authorization: `Bearer ${KEYS.unknown}` }]) {
      expect((await callThrough(lab.proxyPort, `${API}${CONTACTS}`, { headers })).status).toBe(401);
    }
    expect(world('demo').requests.map(({ refusal }) => refusal)).toEqual([
      'no Authorization header',
      'the token is unknown',
    ]);
  });

  it('are told apart in the portal by the browser’s session, which can change', async () => {
    const { world, page } = await open();
    world('acme').contacts.delete(CAST.wes);
    const wes = `/console/contacts/${CAST.wes}`;
    expect((await page(wes)).status).toBe(200);
    const signedIn = await page('/sign-in/acme');
    expect([signedIn.status, signedIn.headers.location]).toEqual([302, '/']);
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0];
    expect((await page(wes, cookie)).status).toBe(404);
    expect((await page(wes, 'practice-account=nobody')).status).toBe(200);
    expect((await page('/sign-in/nobody')).status).toBe(404);
  });

  it('can be chosen', async () => {
    const { softwareone, call } = await open({ accounts: ['xoht0l'] });
    expect([...softwareone.worlds.keys()]).toEqual(['xoht0l']);
    expect((await call(`${CONTACTS}?limit=1&offset=0`, keysOf('xoht0l').ops)).status).toBe(200);
    expect(() => softwareone.onTrial()).toThrow('no account demo');
  });
});

describe('sites', () => {
  it('send plain http to https, and keep the request', async () => {
    const { lab, world } = await open();
    for (const address of [`http://api.platform.softwareone.com${CONTACTS}`, 'http://portal.platform.softwareone.com/'])
      expect(await callPlainThrough(lab.proxyPort, address)).toMatchObject({
        status: 301,
        headers: { location: address.replace('http:', 'https:') },
      });
    expect(lab.strays.map(({ why }) => why)).toEqual(['not https', 'not https']);
    expect(world('demo').requests).toEqual([]);
  });

  it('hold the API and the portal apart', async () => {
    const { lab, page } = await open();
    expect((await page(`${CONTACTS}/${CAST.priya}`)).status).toBe(404);
    for (const path of ['/administration/accounts/contacts', '/console/contacts'])
      expect((await callThrough(lab.proxyPort, `${API}${path}`)).status).toBe(404);
  });

  it('serve every page that the demo offers', async () => {
    const { softwareone, page } = await open();
    expect(softwareone.demoPages.length).toBeGreaterThan(1);
    for (const { address } of softwareone.demoPages) {
      expect(address.startsWith(`${PORTAL}/`), address).toBe(true);
      expect((await page(address.slice(PORTAL.length))).status, address).toBe(200);
    }
  });

  it('are as at first after a reset', async () => {
    const { lab, world, call } = await open();
    await call(`${CONTACTS}/${CAST.priya}/block`, KEYS.ops, 'POST');
    world('demo').now = () => 0;
    lab.reset();
    expect(world('demo').contacts.get(CAST.priya)?.status).toBe('Active');
    expect(world('demo').requests).toEqual([]);
    expect(world('demo').now()).toBeGreaterThan(0);
  });
});

describe('on trial', () => {
  it('offers enough people whom nobody else is called like, none of them blocked', async () => {
    const { softwareone, world } = await open();
    const { people, isBlocked, faults } = softwareone.onTrial();
    expect(people.length).toBeGreaterThan(faults.length + 12);
    const names = [...world('demo').contacts.values()].map(({ name }) => name);
    for (const { id, name } of people) {
      expect(names.filter((other) => other === name)).toHaveLength(1);
      expect(world('demo').contacts.get(id)?.name).toBe(name);
      expect(isBlocked({ id, name })).toBe(false);
    }
  });

  it('puts its faults before blocks and before nothing else', async () => {
    const { softwareone, world, call } = await open();
    const trial = softwareone.onTrial();
    const [person] = trial.people;
    if (!person) throw new Error('nobody');
    trial.fail({ status: 504 }, 2);
    expect((await call(`${CONTACTS}/${person.id}/unblock`, KEYS.ops, 'POST')).status).toBe(400);
    expect((await call(`${CONTACTS}/${person.id}`, KEYS.ops)).status).toBe(200);
    expect((await call(`${CONTACTS}/${person.id}/block`, KEYS.ops, 'POST')).status).toBe(504);
    expect(trial.isBlocked(person)).toBe(false);
    trial.heal();
    expect((await call(`${CONTACTS}/${person.id}/block`, KEYS.ops, 'POST')).status).toBe(200);
    expect(trial.isBlocked(person)).toBe(true);
    const blocks = world('demo').requests.map((request) => trial.isBlockOf(request, person));
    expect(blocks).toEqual([false, false, true, true]);
  });

  it('renames without a word to the pages that are open', async () => {
    const { softwareone, world, call } = await open();
    const trial = softwareone.onTrial();
    const [person] = trial.people;
    if (!person) throw new Error('nobody');
    let told = 0;
    world('demo').onChange.add(() => {
      told += 1;
    });
    trial.rename(person, 'Somebody Quite Different');
    expect(told).toBe(0);
    const answer = await call(`${CONTACTS}/${person.id}`, KEYS.ops);
    expect(answer.body).toContain('Somebody Quite Different');
    for (const part of person.name.split(' ')) expect(JSON.parse(answer.body).name).not.toContain(part);
    expect(JSON.parse(answer.body).user).toBeNull();
  });
});
