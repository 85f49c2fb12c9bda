import { describe, expect, it } from 'vitest';
import { blockRequests, browsers, connect, eventually, ordinaryContacts, recordsOf, useStage } from './steps/stage';

describe.each(browsers)('blocking several in %s', (browser) => {
  const stage = useStage(browser);

  it('shows every name first, leaves out what is not certain, is undone with one press, and blocks all of them', async () => {
    const { session, world } = stage();
    await connect(stage());
    const [first, second, third] = ordinaryContacts(world);
    if (!first || !second || !third) throw new Error('the cast is used up');
    const popup = await session.openExtensionPage('popup.html');
    const lookUp = async () => {
      await popup.fill(
        { role: 'textbox', name: 'Ids or e-mails, one per line' },
        [first.id, `#${second.id}`, first.id, third.name, 999_999_999].join('\n'),
      );
      await popup.press({ role: 'button', name: /^Look up/ });
      await popup.waitForControl({ role: 'button', name: 'Block 2 contacts' });
    };
    await popup.press({ role: 'button', name: 'Block several' });
    await lookUp();
    for (const { name } of [first, second]) await popup.waitForText(name);
    await popup.waitForText(/Left out: 2/);
    await popup.press({ role: 'button', name: 'Block 2 contacts' });
    await popup.press({ role: 'button', name: /^Undo all 2/ });
    await popup.waitForText(/On the way: 0/);
    await popup.press({ role: 'button', name: 'Block others' });
    await lookUp();
    expect(blockRequests(world)).toEqual([]);
    await popup.press({ role: 'button', name: 'Block 2 contacts' });
    await popup.waitForText(/Blocked: 2/, { timeoutMs: 40_000 });
    await eventually(
      () => [first, second, third].map(({ id }) => recordsOf(world, id).length),
      (counts) => counts.join() === '1,1,0',
    );
    expect(blockRequests(world)).toHaveLength(2);
    await popup.close();
  });
});
