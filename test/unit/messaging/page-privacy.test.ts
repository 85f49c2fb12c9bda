import { describe, expect, it } from 'vitest';
import type { ContactId, Reference } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { contact, conversation, createPageBench, demoPage } from './page-bench';

const day = 86_400_000;
type Bench = ReturnType<typeof createPageBench>;

const david = { rule: 'contact', contactId: '827' as ContactId, by: 'David Guetta' } as const;
const rule = { rule: 'email', values: ['alex@secret.example'], by: 'David Guetta' } as const;

/** Each state a block can be in, and how it gets there. */
const states: Readonly<Record<string, (bench: Bench) => Promise<Reference>>> = {
  waiting: async ({ press, heart }) => {
    await press(contact('827'));
    await heart.pass(1_000);
    return contact('827');
  },
  sending: async ({ press, heart }) => {
    await press(contact('827'));
    await heart.pass(4_000);
    heart.console.hold();
    await heart.pass(1_500);
    return contact('827');
  },
  retrying: async ({ press, heart }) => {
    heart.console.failNext('block', cordonError('server-error', { status: 503, notBefore: heart.now() + day / 2 }));
    await press(contact('827'));
    await heart.pass(6_000);
    return contact('827');
  },
  failed: async ({ press, heart }) => {
    heart.console.failNext('block', cordonError('refused', { status: 400, vendorCode: 'ERROR_INVALID_INPUT' }));
    await press(contact('827'));
    await heart.pass(6_000);
    return contact('827');
  },
  'names that differ': async ({ press, heart }) => {
    heart.console.converse('30', '827');
    await press(conversation('30'), 'Somebody');
    await heart.pass(6_000);
    return conversation('30');
  },
  'several contacts': async ({ press, heart }) => {
    heart.console.add({ id: '828', name: 'Somebody', email: 'one@secret.example' });
    heart.console.add({ id: '829', name: 'Somebody', email: 'two@secret.example' });
    await press({ kind: 'words', words: 'Somebody' }, 'Somebody');
    await heart.pass(6_000);
    return { kind: 'words', words: 'Somebody' };
  },
  'blocked by someone else': async ({ press, heart }) => {
    heart.console.record({ ...david, until: heart.now() + day });
    await press(contact('827'));
    await heart.pass(6_000);
    return contact('827');
  },
  'a lift that asks': async ({ press, page, heart }) => {
    const { id } = await press(contact('827'));
    await heart.pass(6_000);
    heart.console.record({ ...david, until: heart.now() + day });
    await page.lift({ blockId: id, seen: true }, demoPage);
    await heart.pass(6_000);
    return contact('827');
  },
  blocked: async ({ press, heart }) => {
    await press(contact('827'));
    await heart.pass(6_000);
    return contact('827');
  },
  expired: async ({ press, heart }) => {
    await press(contact('827'));
    await heart.pass(2 * day);
    return contact('827');
  },
  'lifted, and caught by a rule': async ({ press, page, heart }) => {
    const { id } = await press(contact('827'));
    await heart.pass(6_000);
    heart.console.record({ ...rule, values: [...rule.values], until: heart.now() + day });
    await page.lift({ blockId: id, seen: true }, demoPage);
    await heart.pass(6_000);
    return contact('827');
  },
  undone: async ({ press, page }) => {
    const { id } = await press(contact('827'));
    await page.undo({ blockId: id }, demoPage);
    return contact('827');
  },
  'pressed in the popup on a contact without a name': async ({ heart }) => {
    heart.console.add({ id: '900', email: 'nameless@secret.example' });
    await heart.press(contact('900'), { name: '', confirmed: true });
    await heart.pass(6_000);
    return contact('900');
  },
  'of a contact without a name': async ({ heart, press }) => {
    heart.console.add({ id: '900', email: 'nameless@secret.example' });
    await press(contact('900'), '#900');
    await heart.pass(6_000);
    return contact('900');
  },
};

describe('what a page sees of a block', () => {
  it.each(Object.entries(states))('%s: no e-mail, no record, no colleague', async (_, reach) => {
    const bench = createPageBench();
    const reference = await reach(bench);
    const view = await bench.see(reference);
    expect(view).toMatchObject({ connectionId: 'acquire:demo' });
    const text = JSON.stringify(view);
    for (const secret of ['@', 'secret', 'David', '"by"', '"records"', '"rules"', '"contacts"', '"email"']) {
      expect(text).not.toContain(secret);
    }
  });

  it('goes through every kind of state there is', async () => {
    const kinds = new Set<string | undefined>();
    for (const reach of Object.values(states)) {
      const bench = createPageBench();
      kinds.add((await bench.see(await reach(bench)))?.state.kind);
    }
    expect([...kinds].sort()).toEqual([
      'blocked',
      'expired',
      'failed',
      'lifted',
      'needs-you',
      'retrying',
      'sending',
      'undone',
      'waiting',
    ]);
  });

  it('is no e-mail either in the answers to block, undo and lift', async () => {
    const bench = createPageBench();
    bench.heart.console.add({ id: '900', email: 'nameless@secret.example' });
    await bench.heart.press(contact('900'), { name: '', confirmed: true });
    await bench.heart.pass(6_000);
    const again = await bench.press(contact('900'), '#900');
    const lifted = await bench.page.lift({ blockId: again.id, seen: true }, demoPage);
    const undone = await bench.page.undo({ blockId: again.id }, demoPage);
    for (const answer of [again, lifted, undone]) {
      expect(JSON.stringify(answer)).toContain('900');
      expect(JSON.stringify(answer)).not.toContain('@');
    }
  });

  it('may be an e-mail where the page itself shows it as the name', async () => {
    const bench = createPageBench();
    bench.heart.console.add({ id: '900', email: 'nameless@secret.example' });
    await bench.press(contact('900'), 'nameless@secret.example');
    await bench.heart.pass(6_000);
    expect(await bench.see(contact('900'))).toMatchObject({
      name: 'nameless@secret.example',
      state: { kind: 'blocked' },
    });
  });
});
