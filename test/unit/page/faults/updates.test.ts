// @vitest-environment happy-dom
import '../like-a-browser';
import { afterEach, describe, expect, it } from 'vitest';
import { removeDeadButtons } from '../../../../utils/page/dead-buttons';
import { hosts, inside } from '../closed-roots';
import { button, endInbox, flush, labels, press, pressEvent, start } from '../inbox-bench';

afterEach(endInbox);

const updated = 'Extension updated: reload this page';

describe('an extension that was updated under a page', () => {
  it.each<[string, () => unknown]>([
    ['a press', () => press(0)],
    ['a right click', () => inside(hosts()[0] ?? document.body, 'button').dispatchEvent(pressEvent('contextmenu'))],
    ['coming near', () => button(0).dispatchEvent(new Event('pointerenter'))],
  ])('R24 is told by every button after %s, and no button does anything any more', async (_what, meet) => {
    const { fake, sent } = await start();
    fake.kill();
    const before = fake.sent.mock.calls.length;
    await meet();
    await flush();
    expect(labels()).toEqual([updated, updated]);
    await press(1);
    await press(0);
    expect(labels()).toEqual([updated, updated]);
    expect(fake.sent.mock.calls.length).toBe(before);
    expect(sent('block')).toEqual([]);
  });

  it('R24 while a press is on its way: the button does not stay at work for ever', async () => {
    let lose: ((error: Error) => void) | undefined;
    const { fake } = await start({
      block: () =>
        new Promise((_resolve, reject) => {
          lose = reject;
        }),
    });
    await press(0);
    fake.kill();
    lose?.(new Error('The message port closed before a response was received.'));
    await flush();
    expect(labels()).toEqual([updated, updated]);
  });

  it('R24 whose old script was ended with it: the new copy takes its dead buttons away', async () => {
    await start();
    const dead = hosts();
    expect(dead).toHaveLength(2);
    endInbox();
    // Firefox: nothing of the old copy runs any more, its buttons stand, and scripts of extensions see into closed roots.
    for (const host of dead) {
      Object.defineProperty(host, 'openOrClosedShadowRoot', { value: inside(host, 'button').getRootNode() });
    }
    const others = document.createElement('span');
    Object.defineProperty(others, 'openOrClosedShadowRoot', { value: others.attachShadow({ mode: 'closed' }) });
    document.body.append(...dead, others);
    removeDeadButtons(document);
    expect([...dead, others].map(({ isConnected }) => isConnected)).toEqual([false, false, true]);
  });
});
