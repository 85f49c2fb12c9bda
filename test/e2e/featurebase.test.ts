import { describe, expect, it } from 'vitest';
import { CAST } from '../lab/featurebase/cast';
import { createFeaturebaseConsole } from '../lab/featurebase/console';
import { keysOf } from '../lab/featurebase/keys';
import type { FeaturebaseWorld } from '../lab/featurebase/world';
import { labConsoleOf } from '../lab/lab';
import type { SiteHandler } from '../lab/sites';
import type { View } from './harness/launch';
import { ready, windowAbout } from './steps/cordon-window';
import { fillForm } from './steps/on-trial';
import { browsers, eventually, useStage } from './steps/stage';

const ownDomain = 'feedback.acme.example';
const windowOver = { timeoutMs: 30_000 };

describe.each(browsers)('Featurebase in %s', (browser) => {
  const stage = useStage(browser, { sites: { [ownDomain]: (req, res) => ownSite()(req, res) } });
  const worldOf = (organisation: string) => {
    const world = labConsoleOf<FeaturebaseWorld>(stage().lab, 'featurebase').worlds.get(organisation);
    if (!world) throw new Error(`the lab has no organisation ${organisation}`);
    return world;
  };
  let own: SiteHandler | undefined;
  /** The organisation `acme` has its dashboard at its own domain too. */
  const ownSite = () => {
    const console_ = own ?? createFeaturebaseConsole(worldOf('acme'));
    own = (req, res) => void console_(req, res);
    return own;
  };
  const blockRequests = (world: FeaturebaseWorld) =>
    world.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/block')).map(({ path }) => path);

  async function connectOrganisation(address: string, key: string, account: string): Promise<void> {
    const { session, lab } = stage();
    await session.answerPrompts('agree');
    const form = await session.openExtensionPage('options.html#connect');
    const trial = labConsoleOf(lab, 'featurebase').onTrial();
    await fillForm(form, { ...trial, typed: { ...trial.typed, address } }, key);
    await form.waitForControl({ role: 'button', name: 'Test', description: account });
    await form.close();
  }

  async function openConversation(id: string, site = 'demo.featurebase.app'): Promise<View> {
    return stage().session.openPage(`https://${site}/dashboard/inbox/conversation/${id}`);
  }

  it('connects', async () => {
    await connectOrganisation('demo', keysOf('demo').full, 'demo');
    expect(worldOf('demo').requests.length).toBeGreaterThan(0);
  });

  it('asks which of two contacts of one name is meant, and blocks who was chosen and nobody else', async () => {
    const world = worldOf('demo');
    const [first, , third] = CAST.alexes;
    const page = await openConversation(CAST.alexesConversation);
    await page.press({ role: 'button', name: 'Block Alex Morgan', nth: 0 });
    const window = await windowAbout(stage().session, 'Alex Morgan');
    await window.waitForText('More than one contact may be meant');
    await window.waitForControl({ ...ready('Block Alex Morgan'), description: new RegExp(`#${first}$`) });
    await window.press({ ...ready('Block Alex Morgan'), description: new RegExp(`#${third}$`) });
    await window.waitForClose();
    await page.bringToFront();
    await page.waitForControl({ role: 'button', name: /^Alex Morgan, blocked until/, nth: 0 }, windowOver);
    expect(blockRequests(world)).toEqual([`/v2/contacts/${third}/block`]);
    expect([world.blocked.has(first), world.blocked.has(third)]).toEqual([false, true]);
    await page.close();
  });

  it('takes among several who take part the one whose name stands there, and asks nobody', async () => {
    const world = worldOf('demo');
    const before = blockRequests(world).length;
    const page = await openConversation(CAST.severalConversation);
    await page.press({ role: 'button', name: 'Block Grace Okafor', nth: 0 });
    await page.waitForControl({ role: 'button', name: /^Grace Okafor, blocked until/, nth: 0 }, windowOver);
    expect(blockRequests(world).slice(before)).toEqual([`/v2/contacts/${CAST.grace}/block`]);
    await page.close();
  });

  it('offers those it could read where too many take part, and names the popup', async () => {
    const world = worldOf('demo');
    const before = blockRequests(world).length;
    const strangers = [...world.people.values()]
      .filter(({ type }) => type === 'customer' || type === 'lead')
      .slice(0, 54);
    const participants = world.conversations.get(CAST.wesConversation)?.participants ?? [];
    participants.push(...strangers.map(({ id }) => id).filter((id) => !participants.includes(id)));
    const page = await openConversation(CAST.wesConversation);
    await page.press({ role: 'button', name: 'Block Wes Calloway', nth: 0 });
    const window = await windowAbout(stage().session, 'Wes Calloway');
    await window.waitForText('or block by id or e-mail in the popup if it is not listed');
    // Who is called as the page says comes first.
    const [offered] = (await window.controls()).filter(({ name }) => name.startsWith('Block '));
    expect(offered?.name).toBe('Block Wes Calloway');
    await window.press({ ...ready('Block Wes Calloway'), description: new RegExp(`#${CAST.wes}$`) });
    await window.waitForClose();
    await eventually(
      () => world.blocked.has(CAST.wes),
      (is) => is,
      20_000,
    );
    expect(blockRequests(world).slice(before)).toEqual([`/v2/contacts/${CAST.wes}/block`]);
    await page.close();
  });

  it('connects an organisation by its own domain, and blocks there with its key', async () => {
    const [demo, acme] = [worldOf('demo'), worldOf('acme')];
    await connectOrganisation(`https://${ownDomain}/dashboard`, keysOf('acme').full, ownDomain);
    const asked = demo.requests.length;
    const page = await openConversation(CAST.priyaConversation, ownDomain);
    await page.press({ role: 'button', name: 'Block Priya Raman', nth: 0 });
    await page.waitForControl({ role: 'button', name: /^Priya Raman, blocked until/, nth: 0 }, windowOver);
    expect([acme.blocked.has(CAST.priya), demo.blocked.has(CAST.priya)]).toEqual([true, false]);
    expect(demo.requests).toHaveLength(asked);
    // Only the host that was connected: at the organisation's other address nothing is shown.
    const elsewhere = await openConversation(CAST.priyaConversation, 'acme.featurebase.app');
    await elsewhere.waitForText('Priya Raman');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await elsewhere.waitForNoControl({ role: 'button', name: /Priya Raman, blocked|^Block /, nth: 0 });
    await elsewhere.close();
    await page.close();
  });
});
