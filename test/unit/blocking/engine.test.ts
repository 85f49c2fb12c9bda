import { describe, expect, it } from 'vitest';
import type { ContactId, ConversationId, Reference } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { createHeart } from '../helpers/heart';

const contact = (id: string): Reference => ({ kind: 'contact', contactId: id as ContactId });
const conversation = (id: string): Reference => ({ kind: 'conversation', conversationId: id as ConversationId });
const day = 86_400_000;

function heartWithAlex() {
  const heart = createHeart();
  heart.console.add({ id: '827', name: 'Alex Morgan', email: 'alex@example.com' });
  return heart;
}

describe('one press', () => {
  it('sends nothing inside the window and one block after it, with the end counted from the press', async () => {
    const heart = heartWithAlex();
    const pressedAt = heart.now();
    await heart.press(contact('827'));
    await heart.pass(4_900);
    expect(heart.console.blocks()).toBe(0);
    await heart.pass(200);
    expect(heart.console.blocks()).toBe(1);
    expect(heart.console.records[0]?.until).toBe(pressedAt + day);
    expect((await heart.only()).state).toMatchObject({ kind: 'blocked', seen: true });
  });

  it('is stored before it is answered', async () => {
    const heart = heartWithAlex();
    const answer = await heart.press(contact('827'));
    expect(answer.ok && heart.store.blocks.has(answer.value.id)).toBe(true);
  });

  it('is refused, and nothing is sent, where it cannot be stored', async () => {
    const heart = heartWithAlex();
    heart.store.broken = true;
    expect(await heart.press(contact('827'))).toEqual({ ok: false, error: { code: 'not-stored' } });
    heart.store.broken = false;
    await heart.pass(60_000);
    expect(heart.console.calls).toEqual([]);
  });

  it('joins a block under way, from the same press and from others', async () => {
    const heart = heartWithAlex();
    await Promise.all([
      heart.press(contact('827'), { id: 'a' }),
      heart.press(contact('827'), { id: 'a' }),
      heart.press(contact('827'), { id: 'b' }),
      heart.press(contact('827'), { id: 'c' }),
    ]);
    await heart.pass(60_000);
    expect(heart.console.blocks()).toBe(1);
    expect((await heart.only()).id).toBe('a');
  });

  it('joins the block of the same contact that was pressed as a conversation', async () => {
    const heart = heartWithAlex();
    heart.console.converse('30', '827');
    await heart.press(contact('827'));
    await heart.pass(100);
    await heart.press(conversation('30'));
    await heart.pass(60_000);
    expect(heart.console.blocks()).toBe(1);
    const [found] = await heart.engine().find('acquire:demo', [conversation('30')]);
    expect(found?.state.kind).toBe('blocked');
  });

  it('with another time in the window changes the end and starts the window again', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(4_000);
    const changedAt = heart.now();
    await heart.press(contact('827'), { end: '7d', chosen: true });
    await heart.pass(4_000);
    expect(heart.console.blocks()).toBe(0);
    await heart.pass(2_000);
    expect(heart.console.records.map(({ until }) => until)).toEqual([changedAt + 7 * day]);
  });
});

describe('undo', () => {
  it('inside the window means that no request to block is ever made', async () => {
    const heart = heartWithAlex();
    const pressed = await heart.press(contact('827'));
    await heart.pass(4_000);
    if (pressed.ok) await heart.engine().undo(pressed.value.id);
    await heart.pass(3 * day);
    expect(heart.console.blocks()).toBe(0);
    expect((await heart.only()).state.kind).toBe('undone');
  });

  it('stays possible while resolving takes longer than the window', async () => {
    const heart = heartWithAlex();
    const release = heart.console.hold();
    const pressed = await heart.press(contact('827'));
    await heart.pass(8_000);
    expect(pressed.ok && (await heart.engine().undo(pressed.value.id)).ok).toBe(true);
    release();
    await heart.pass(60_000);
    expect(heart.console.blocks()).toBe(0);
  });

  it('is refused once the request has left', async () => {
    const heart = heartWithAlex();
    const pressed = await heart.press(contact('827'));
    await heart.pass(6_000);
    expect(pressed.ok && (await heart.engine().undo(pressed.value.id))).toEqual({
      ok: false,
      error: { code: 'too-late-to-undo' },
    });
  });
});

describe('who is meant', () => {
  it('never blocks where the names differ, and asks', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'), { name: 'Someone Else' });
    await heart.pass(day);
    expect(heart.console.blocks()).toBe(0);
    expect((await heart.only()).state).toMatchObject({ kind: 'needs-you', error: { code: 'names-differ' } });
  });

  it('blocks after the person has said that this contact is meant, with its window', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'), { name: 'Someone Else' });
    await heart.pass(1_000);
    await heart.engine().answer((await heart.only()).id, true, undefined, 5_000);
    await heart.pass(4_000);
    expect(heart.console.blocks()).toBe(0);
    await heart.pass(2_000);
    expect(heart.console.blocks()).toBe(1);
  });

  it('never takes a conversation for the contact with the same number', async () => {
    const heart = createHeart();
    heart.console.add({ id: '30', name: 'Alex Morgan' });
    heart.console.add({ id: '5', name: 'Alex Morgan' });
    heart.console.converse('30', '5');
    await heart.press(conversation('30'));
    await heart.pass(10_000);
    expect(heart.console.records.map((record) => record.contactId)).toEqual(['5']);
  });

  it('asks which of several contacts, and blocks the one that was chosen', async () => {
    const heart = heartWithAlex();
    heart.console.add({ id: '828', name: 'Alex Morgan' });
    await heart.press({ kind: 'words', words: 'Alex Morgan' });
    await heart.pass(day);
    expect((await heart.only()).state).toMatchObject({ kind: 'needs-you', error: { code: 'several-contacts' } });
    const again = createHeart();
    again.console.add({ id: '827', name: 'Alex Morgan' });
    again.console.add({ id: '828', name: 'Alex Morgan' });
    await again.press({ kind: 'words', words: 'Alex Morgan' });
    await again.pass(100);
    await again.engine().answer((await again.only()).id, true, '828' as ContactId, 5_000);
    await again.pass(10_000);
    expect(again.console.records.map((record) => record.contactId)).toEqual(['828']);
  });

  it('sends nothing where someone else has blocked the contact already', async () => {
    const heart = heartWithAlex();
    heart.console.record({ rule: 'contact', contactId: '827' as ContactId, until: heart.now() + day, by: 'David' });
    await heart.press(contact('827'));
    await heart.pass(60_000);
    expect(heart.console.blocks()).toBe(0);
    expect((await heart.only()).state).toMatchObject({ kind: 'needs-you', error: { code: 'already-blocked' } });
  });
});

describe('an unknown outcome', () => {
  it('reads back before it sends again, and sends no second block where the first arrived', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('timeout'), true);
    await heart.press(contact('827'));
    await heart.pass(60_000);
    expect(heart.console.blocks()).toBe(1);
    expect(heart.console.records).toHaveLength(1);
    expect((await heart.only()).state).toMatchObject({ kind: 'blocked', seen: true });
  });

  it('sends again where the first did not arrive', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('no-network'));
    await heart.press(contact('827'));
    await heart.pass(60_000);
    expect(heart.console.records).toHaveLength(1);
    expect(heart.console.blocks()).toBe(2);
  });

  it('after a kill during the request waits for the lease, then finds out what is true', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(4_000);
    const release = heart.console.hold();
    await heart.pass(1_500);
    expect((await heart.only()).state.kind).toBe('sending');
    await heart.restart();
    release();
    await heart.pass(60_000);
    expect(heart.console.records).toHaveLength(1);
    expect((await heart.only()).state.kind).toBe('blocked');
  });
});

describe('errors', () => {
  it.each(['no-permission', 'refused', 'not-json', 'redirected', 'bad-answer'] as const)(
    '%s ends the block with its reason, is not tried again by itself, and can be by the person',
    async (code) => {
      const heart = heartWithAlex();
      heart.console.failNext('block', cordonError(code));
      await heart.press(contact('827'));
      await heart.pass(3_600_000);
      expect(heart.console.blocks()).toBe(1);
      const block = await heart.only();
      const asks = ['no-permission', 'not-json', 'bad-answer', 'redirected'].includes(code);
      expect(block.state).toEqual({ kind: asks ? 'needs-you' : 'failed', error: { code } });
      await heart.engine().retry(block.id);
      await heart.pass(1_000);
      expect((await heart.only()).state.kind).toBe('blocked');
    },
  );

  it('a rejected key holds the block, and the person can have it tried again', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('bad-key'));
    await heart.press(contact('827'));
    await heart.pass(3_600_000);
    expect(heart.console.blocks()).toBe(1);
    const block = await heart.only();
    expect(block.state).toEqual({ kind: 'held', error: { code: 'bad-key' } });
    await heart.engine().retry(block.id);
    await heart.pass(1_000);
    expect((await heart.only()).state.kind).toBe('blocked');
  });

  it('gives up after a bounded number of attempts', async () => {
    const heart = heartWithAlex();
    for (let index = 0; index < 50; index += 1) heart.console.failNext('block', cordonError('server-error'));
    await heart.press(contact('827'));
    await heart.pass(day / 2);
    expect(heart.console.blocks()).toBe(8);
    expect((await heart.only()).state).toMatchObject({ kind: 'needs-you', error: { code: 'server-error' } });
  });

  it('never sends before the console allows', async () => {
    const heart = heartWithAlex();
    const allowed = heart.now() + 600_000;
    heart.console.failNext('block', cordonError('rate-limited', { notBefore: allowed }));
    await heart.press(contact('827'));
    await heart.pass(599_000);
    expect(heart.console.blocks()).toBe(1);
    await heart.pass(120_000);
    expect(heart.console.blocks()).toBe(2);
  });

  it('never makes a block whose time is over', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('contact', cordonError('rate-limited', { notBefore: heart.now() + 2 * 3_600_000 }));
    await heart.press(contact('827'), { end: '1h' });
    await heart.pass(day);
    expect(heart.console.blocks()).toBe(0);
    expect((await heart.only()).state).toMatchObject({ kind: 'needs-you', error: { code: 'too-late' } });
  });

  it('keeps a block whose connection is gone, and says so', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    heart.connected.value = false;
    await heart.pass(10_000);
    expect((await heart.only()).state).toEqual({ kind: 'failed', error: { code: 'no-connection' } });
  });
});

describe('a lift', () => {
  async function blockedHeart() {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(10_000);
    return { heart, id: (await heart.only()).id };
  }

  it('removes the record after its own window', async () => {
    const { heart, id } = await blockedHeart();
    await heart.engine().lift(id, 5_000);
    await heart.pass(4_000);
    expect(heart.console.records).toHaveLength(1);
    await heart.pass(2_000);
    expect(heart.console.records).toHaveLength(0);
    expect((await heart.only()).state.kind).toBe('lifted');
  });

  it('undone in its window leaves the block standing, and shown', async () => {
    const { heart, id } = await blockedHeart();
    await heart.engine().lift(id, 5_000);
    await heart.engine().undo(id);
    await heart.pass(60_000);
    expect(heart.console.records).toHaveLength(1);
    expect((await heart.only()).state.kind).toBe('blocked');
  });

  it('asks before it removes what Cordon did not make, then removes all records of the contact', async () => {
    const { heart, id } = await blockedHeart();
    heart.console.record({ rule: 'contact', contactId: '827' as ContactId, until: heart.now() + day, by: 'David' });
    await heart.engine().lift(id, 5_000);
    await heart.pass(6_000);
    expect(heart.console.records).toHaveLength(2);
    expect((await heart.only()).state).toMatchObject({ kind: 'needs-you', records: [{ by: 'David' }] });
    await heart.engine().answer(id, true, undefined, 5_000);
    await heart.pass(1_000);
    expect(heart.console.records).toHaveLength(0);
  });

  it('names the rule that still blocks the contact', async () => {
    const { heart, id } = await blockedHeart();
    heart.console.record({ rule: 'email', values: ['alex@example.com'], until: heart.now() + day });
    await heart.engine().lift(id, 5_000);
    await heart.pass(6_000);
    expect((await heart.only()).state).toMatchObject({ kind: 'lifted', rules: [{ values: ['alex@example.com'] }] });
    expect(heart.console.records).toHaveLength(1);
  });

  it('does not claim to have lifted what still stands', async () => {
    const { heart, id } = await blockedHeart();
    heart.console.failNext('lift', cordonError('nothing-lifted'));
    await heart.engine().lift(id, 5_000);
    await heart.pass(6_000);
    expect((await heart.only()).state).toEqual({ kind: 'failed', error: { code: 'nothing-lifted' } });
  });
});

describe('windows', () => {
  it('close with the tab: the block goes out at once', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'), { tabId: 7 });
    await heart.pass(1_000);
    await heart.engine().tabClosed(7);
    await heart.pass(100);
    expect(heart.console.blocks()).toBe(1);
  });

  it('close with the browser: the block goes out at the next start', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'), { tabId: 7 });
    await heart.pass(1_000);
    await heart.restart();
    await heart.engine().browserStarted();
    await heart.pass(100);
    expect(heart.console.blocks()).toBe(1);
  });

  it('do not close with another tab', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'), { tabId: 7 });
    await heart.engine().tabClosed(8);
    await heart.pass(1_000);
    expect(heart.console.blocks()).toBe(0);
  });
});
