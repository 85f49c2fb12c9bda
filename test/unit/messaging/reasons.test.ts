import { describe, expect, it } from 'vitest';
import { extensionSchemas, pageSchemas } from '../../../utils/messaging/schemas';
import { acmePage, contact, createPageBench, demoOtherTab, demoPage } from './page-bench';

const alex = contact('827');
const said = { reason: 'Spam', note: 'Three chats.' };
const unknown = { ok: false, error: { code: 'unknown-block' } };

describe('a page', () => {
  it('learns the reasons to choose from, whether one is asked for, and who works here', async () => {
    const { page, rules } = createPageBench();
    expect(await page.wake({}, demoPage)).toMatchObject({ value: { reasons: [], reasonRequired: false } });
    rules.set({ reasons: ['Spam', 'Threats'], reasonRequired: true, agentName: 'Kim' });
    expect(await page.wake({}, demoPage)).toMatchObject({
      value: { reasons: ['Spam', 'Threats'], reasonRequired: true, agentName: 'Kim' },
    });
  });

  it('says why of a block that it was shown, and sees that again', async () => {
    const { page, press, see } = createPageBench();
    const { id } = await press(alex);
    expect(await page.describe({ blockId: id, ...said }, demoPage)).toMatchObject({ ok: true, value: { id, ...said } });
    expect(await page.describe({ blockId: id, reason: '' }, demoPage)).toMatchObject({ ok: true });
    const view = await see(alex);
    expect([view?.reason, view?.note]).toEqual([undefined, 'Three chats.']);
  });

  it('says nothing of a block that it was not shown, nor of another connection’s', async () => {
    const { page, press, heart } = createPageBench();
    const { id } = await press(alex);
    for (const from of [demoOtherTab, acmePage])
      expect(await page.describe({ blockId: id, ...said }, from)).toEqual(unknown);
    expect(await page.describe({ blockId: 'nobody', ...said }, demoPage)).toEqual(unknown);
    expect(JSON.stringify(await heart.engine().all())).not.toContain('Spam');
  });

  it('sends with a press what was written before it', async () => {
    const { page, heart, see } = createPageBench();
    const press = { pressId: 'p', reference: alex, name: 'Alex Morgan', seen: true, ...said };
    expect(await page.block(press, demoPage)).toMatchObject({ ok: true, value: said });
    await heart.pass(10_000);
    expect(await see(alex)).toMatchObject({ ...said, times: 1, state: { kind: 'blocked' } });
  });

  it('may say why as often as it likes: no brake counts it, and nothing is sent for it', async () => {
    const { page, press, heart, rules } = createPageBench();
    rules.set({ brakes: { perMinute: 1, perDay: 1 } });
    const { id } = await press(alex);
    for (const reason of ['a', 'b', 'c']) await page.describe({ blockId: id, reason }, demoPage);
    expect(await heart.only()).toMatchObject({ reason: 'c', rev: 1, state: { kind: 'waiting' } });
  });
});

describe.each([
  ['a page', pageSchemas.describe],
  ['Cordon’s own pages', extensionSchemas.describe],
])('the message of %s', (_, schema) => {
  const fits = (payload: unknown) => schema.safeParse(payload).success;

  it('takes what has the length that is kept, and no more', () => {
    expect(fits({ blockId: 'b1', reason: 'x'.repeat(80), note: 'y'.repeat(500) })).toBe(true);
    expect(fits({ blockId: 'b1', reason: 'x'.repeat(81) })).toBe(false);
    expect(fits({ blockId: 'b1', note: 'y'.repeat(501) })).toBe(false);
    expect(fits({ blockId: 'b1', reason: 5 })).toBe(false);
    expect(fits({ reason: 'Spam' })).toBe(false);
    expect(fits({ blockId: 'b1', reason: 'Spam', seen: true })).toBe(false);
  });
});
