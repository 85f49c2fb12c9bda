// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { button, descriptions, endInbox, everybodyIs, labels, press, pressEvent, recycle, start } from './inbox-bench';

afterEach(() => {
  endInbox();
  vi.useRealTimers();
});

const allWait = everybodyIs(() => ({ kind: 'waiting', of: 'block', sendsAt: Date.now() + 5_000 }));

describe('a press on Undo', () => {
  it('undoes the block of the contact who is there', async () => {
    const { sent } = await start({ status: allWait });
    await press(1);
    expect(sent('undo').map(({ payload }) => payload)).toEqual([{ blockId: 'contact 2' }]);
  });

  it('never undoes that of a contact whose row came under the pointer', async () => {
    const { sent } = await start({ status: allWait });
    button(0).dispatchEvent(pressEvent('pointerdown'));
    recycle(0, 9, 'Priya Raman');
    await vi.waitFor(() => expect(labels()[0]).toBe('Undo block of Priya Raman'));
    await press(0);
    expect(sent('undo')).toEqual([]);
    expect(descriptions()[0]).toMatch(/^The page moved on to another contact/);
    // Seen and pressed again, it is meant.
    await new Promise((resolve) => setTimeout(resolve, 400));
    vi.useFakeTimers({ now: Date.now() + 1_000, toFake: ['Date'] });
    button(0).dispatchEvent(pressEvent('pointerdown'));
    await press(0);
    expect(sent('undo').map(({ payload }) => payload)).toEqual([{ blockId: 'contact 9' }]);
  });

  it('never undoes anything where the row changed and nothing was drawn yet', async () => {
    const { sent } = await start({ status: allWait });
    recycle(0, 9, 'Priya Raman');
    await press(0);
    expect(sent('undo')).toEqual([]);
  });

  it('by keys means who is shown, whatever a pointer once went down on', async () => {
    const { sent } = await start({ status: allWait });
    button(0).dispatchEvent(pressEvent('pointerdown'));
    recycle(0, 9, 'Priya Raman');
    await vi.waitFor(() => expect(labels()[0]).toBe('Undo block of Priya Raman'));
    await press(0, 0);
    expect(sent('undo').map(({ payload }) => payload)).toEqual([{ blockId: 'contact 9' }]);
  });

  it('says that it undoes while that is on its way', async () => {
    await start({ status: allWait, undo: () => new Promise(() => {}) });
    await press(0);
    expect(labels()[0]).toBe('Undoing for Alex Morgan');
  });
});
