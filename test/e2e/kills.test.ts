import { describe, expect, it } from 'vitest';
import {
  blockRequests,
  browsers,
  connect,
  eventually,
  recordsOf,
  useSomeone,
  useStage,
  whileHeld,
} from './steps/stage';

/** A lease of 25 seconds, the alarm that looks at what was left, and as much again on a slow machine (milliseconds). */
const untilAwake = 90_000;

const listPath = '/api/v1/crm/block-visitor';

describe.each(browsers)('a background killed once in %s', (browser) => {
  const stage = useStage(browser);
  const someone = useSomeone(stage);

  it('connects', async () => {
    await connect(stage());
    expect(stage().world.requests.length).toBeGreaterThan(0);
  });

  it('before the request makes the block, once', async () => {
    const { session, world } = stage();
    const { id, name, page, block, blocked } = await someone();
    await whileHeld(world, async () => {
      await page.press(block);
      await page.waitForControl({ role: 'button', name: `Undo block of ${name}` });
      await session.killBackground();
    });
    expect(recordsOf(world, id)).toHaveLength(0);
    await page.waitForControl(blocked, { timeoutMs: untilAwake });
    expect(recordsOf(world, id)).toHaveLength(1);
  }, 150_000);

  it.each(['before-work', 'after-work'] as const)(
    'during the request (%s) claims nothing, and leaves exactly one block',
    async (holdAt) => {
      const { session, world } = stage();
      const { id, page, block, blocked } = await someone();
      const readsBefore = world.requests.length;
      await page.press(block);
      await eventually(
        () =>
          world.requests.slice(readsBefore).filter(({ path, status }) => path === listPath && status === 200).length,
        (reads) => reads > 0,
      );
      const sent = blockRequests(world).length;
      Object.assign(world.switches, { holdAt, hold: true });
      try {
        await eventually(
          () => blockRequests(world).length - sent,
          (count) => count === 1,
        );
        await session.killBackground();
        expect((await page.controls()).filter(({ name: said }) => said.includes('blocked until'))).toEqual([]);
      } finally {
        world.switches.hold = false;
      }
      await page.waitForControl(blocked, { timeoutMs: untilAwake });
      expect(recordsOf(world, id)).toHaveLength(1);
      expect(blockRequests(world).length - sent).toBe(holdAt === 'after-work' ? 1 : 2);
    },
    150_000,
  );

  it('after the request still says what is so, and sends nothing again', async () => {
    const { session, world } = stage();
    const { id, page, block, blocked } = await someone();
    await page.press(block);
    await page.waitForControl(blocked, { timeoutMs: 20_000 });
    const sent = blockRequests(world).length;
    await session.killBackground();
    await page.reload();
    await page.waitForControl(blocked);
    expect(blockRequests(world).length).toBe(sent);
    expect(recordsOf(world, id)).toHaveLength(1);
  });
});
