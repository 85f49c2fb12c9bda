// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QuestionWindow } from '../../../components/question/question-window';
import { timeToRead } from '../../../components/question/use-time-to-read';
import type { RecordId } from '../../../utils/consoles/types';
import type { BlockView, BlockViewState, QuestionCall } from '../../../utils/messaging/protocol';
import { block, connection, contactId, type FakePort, fakePort, now } from './fake-port';
import { type Screen, settle, show } from './screen';

const alexandra = { id: contactId('750940'), name: 'Alexandra M', email: 'alex@example.com' };
const differ: BlockViewState = {
  kind: 'needs-you',
  of: 'block',
  error: { code: 'names-differ' },
  contacts: [alexandra],
};
const asking = (changes: Partial<BlockView> = {}) => block(differ, { contactId: undefined, ...changes });
const priya = asking({ id: 'b2', name: 'Priya', pressedAt: now + 1 });
const sam = asking({ id: 'b3', name: 'Sam', pressedAt: now + 2 });

let screen: Screen;
let closed = 0;
let call: (call: Omit<QuestionCall, 'type'>) => Promise<void>;

beforeEach(() => {
  vi.useFakeTimers();
  closed = 0;
});
afterEach(() => {
  screen.close();
  vi.useRealTimers();
});

async function open(port: FakePort, first = 'b1') {
  const listeners = new Set<(call: QuestionCall) => void>();
  call = async (what) => {
    await act(() => {
      for (const listener of listeners) listener({ type: 'question', ...what });
    });
    await settle();
  };
  const onCall = (listener: (call: QuestionCall) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const close = () => {
    closed += 1;
  };
  screen = await show(<QuestionWindow port={port} first={first} onCall={onCall} close={close} />);
}

const asked = (...blocks: BlockView[]) => fakePort({ connections: [connection()], blocks });
const title = () => screen.root.querySelector('h1')?.textContent;

async function pass(milliseconds: number) {
  await act(() => void vi.advanceTimersByTime(milliseconds));
  await settle();
}

async function becomes(port: FakePort, ...blocks: BlockView[]) {
  port.overview = { ...port.overview, blocks };
  await act(() => port.tell());
  await settle();
}

async function key(name: string) {
  await act(() => void document.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })));
}

describe('the Cordon window', () => {
  it('asks in its heading and its live region, with both names, e-mail and id; its title names nobody', async () => {
    await open(asked(asking()));
    expect(title()).toBe('Cordon: a question about Alex Morgan');
    expect(document.title).toBe('Cordon: a question');
    expect(screen.said()).toBe(
      'Cordon: a question about Alex Morgan. The name on the page is not the name on the console; make sure who is meant.',
    );
    expect(screen.text()).toContain('On the pageAlex Morgan');
    expect(screen.text()).toContain('On the consoleAlexandra Malex@example.com · #750940');
    expect(closed).toBe(0);
  });

  it('has the keyboard at its heading, so that no key on its way answers', async () => {
    await open(asked(asking()));
    expect(document.activeElement?.tagName).toBe('H1');
  });

  it.each([
    ['Block', true],
    ['Cancel', false],
  ])('%s answers the question that was read', async (word, yes) => {
    const port = asked(asking({ rev: 4 }));
    await open(port);
    await pass(timeToRead);
    await screen.press(word);
    expect(port.sent('answer')).toEqual([{ blockId: 'b1', yes, contactId: undefined, rev: 4 }]);
  });

  it('offers the contacts to choose from, and no other yes', async () => {
    const other = { id: contactId('9'), name: 'Alex M', email: 'm@example.com' };
    const port = asked(asking({}));
    port.overview = {
      ...port.overview,
      blocks: [
        block({ kind: 'needs-you', of: 'block', error: { code: 'several-contacts' }, contacts: [alexandra, other] }),
      ],
    };
    await open(port);
    await pass(timeToRead);
    expect(screen.buttons('Block')).toEqual([]);
    await screen.press('Block Alex M');
    expect(port.sent('answer')).toMatchObject([{ yes: true, contactId: '9' }]);
  });

  it('names who else blocks the contact, and until when', async () => {
    const record = { rule: 'contact', values: [], until: now + 1_000, by: 'Ana Ruiz', ours: false } as const;
    const records = [{ ...record, id: '1' as RecordId }];
    await open(
      asked(
        block(
          { kind: 'needs-you', of: 'block', error: { code: 'already-blocked' }, records },
          { email: 'alex@example.com', contactName: 'Alex Morgan' },
        ),
      ),
    );
    expect(screen.text()).toContain('Already blocked by someone else until');
    expect(screen.text()).toContain('By Ana Ruiz, until');
    expect(screen.text()).toContain('alex@example.com · #750940');
    expect(screen.buttons(`Keep at least until <${new Date(now + 86_400_000).toISOString()}>`)).toHaveLength(1);
  });

  it('says for which connection it asks where there are several', async () => {
    const port = asked(asking());
    await open(port);
    expect(screen.text()).not.toContain('Support EU');
    const other = connection({ id: 'acquire:acme', label: 'Support US' });
    port.overview = { ...port.overview, connections: [connection(), other] };
    await becomes(port, asking());
    expect(screen.text()).toContain('Support EU');
  });

  it('shows hostile names as text, in one line and not too long', async () => {
    const hostile = `<img src=x onerror=alert(1)>\u202e\n${'a'.repeat(4_000)}`;
    await open(asked(asking({ name: hostile, pageName: hostile })));
    expect(screen.root.querySelector('img')).toBeNull();
    expect(title()).toContain('<img src=x onerror=alert(1)>');
    expect(title()?.length).toBeLessThan(200);
    expect(document.title).not.toMatch(/[\u202e\n]/);
  });
});

describe('a press in the Cordon window', () => {
  it('counts only when the question has stood for a while', async () => {
    const port = asked(asking());
    await open(port);
    await screen.press('Block');
    await pass(timeToRead - 1);
    expect(screen.button('Block').getAttribute('aria-disabled')).toBe('true');
    await screen.press('Block');
    expect(port.sent('answer')).toEqual([]);
    await pass(1);
    expect(screen.button('Block').getAttribute('aria-disabled')).toBeNull();
    await screen.press('Block');
    expect(port.sent('answer')).toHaveLength(1);
  });

  it('is not taken by a question that changed under it', async () => {
    const port = asked(asking());
    await open(port);
    await pass(timeToRead);
    const other = { ...alexandra, name: 'Sandy' };
    await becomes(port, asking({ rev: 2, state: { ...differ, contacts: [other] } }));
    await screen.press('Block');
    expect(port.sent('answer')).toEqual([]);
    await pass(timeToRead);
    await screen.press('Block');
    expect(port.sent('answer')).toMatchObject([{ rev: 2 }]);
  });

  it('is not taken right after the window was called forward', async () => {
    const port = asked(asking());
    await open(port);
    await pass(timeToRead);
    await call({ blockId: 'b1', turn: true });
    await screen.press('Block');
    expect(port.sent('answer')).toEqual([]);
  });

  it('that met a question of another revision says that nothing was done', async () => {
    const port = asked(asking());
    port.answers.answer = () => {
      port.overview = { ...port.overview, blocks: [asking({ rev: 2 })] };
      return { ok: false, error: { code: 'question-changed' } };
    };
    await open(port);
    await pass(timeToRead);
    await screen.press('Block');
    expect(screen.text()).toContain('The question changed while you answered, so nothing was done');
    expect(closed).toBe(0);
  });
});

describe('several questions', () => {
  it('come one at a time, the oldest first, and are counted', async () => {
    const port = asked(sam, priya, asking());
    port.answers.answer = ({ blockId }) => {
      const blocks = port.overview.blocks.filter(({ id }) => id !== blockId);
      port.overview = { ...port.overview, blocks };
      return { ok: true, value: block({ kind: 'undone', at: now }) };
    };
    await open(port);
    const seen: (string | undefined)[] = [];
    for (const place of ['1 of 3', '2 of 3', '3 of 3']) {
      expect(screen.text()).toContain(place);
      seen.push(title()?.replace('Cordon: a question about ', ''));
      expect(closed).toBe(0);
      await pass(timeToRead);
      await screen.press('Cancel');
    }
    expect(seen).toEqual(['Alex Morgan', 'Priya', 'Sam']);
    expect(closed).toBe(1);
  });

  it('never push the one away that is being read', async () => {
    const port = asked(priya);
    await open(port, 'b2');
    await becomes(port, asking(), priya, sam);
    expect(title()).toContain('Priya');
    expect(screen.text()).toContain('1 of 3');
    await call({ blockId: 'b3', turn: false });
    expect(title()).toContain('Priya');
  });

  it('begin with the one that opened the window', async () => {
    await open(asked(asking(), priya, sam), 'b3');
    expect(title()).toContain('Sam');
  });

  it('turn to the one that a person asks for, and not back to it by themselves', async () => {
    const port = asked(asking(), priya, sam);
    await open(port);
    await call({ blockId: 'b3', turn: true });
    expect(title()).toContain('Sam');
    await call({ blockId: 'b2', turn: true });
    await becomes(port, asking(), priya, sam);
    expect(title()).toContain('Priya');
  });

  it('leave out what no page raised, unless it is asked for', async () => {
    const typed = asking({ id: 'b2', name: 'Priya', askedInPage: false });
    await open(asked(asking(), typed));
    expect(screen.text()).not.toContain('1 of');
    await call({ blockId: 'b2', turn: true });
    expect(title()).toContain('Priya');
  });
});

describe('the end of the Cordon window', () => {
  it('comes by itself when nothing is asked any more, also where it was answered elsewhere', async () => {
    const port = asked(asking());
    await open(port);
    await becomes(port, block({ kind: 'sending', of: 'block' }));
    expect(closed).toBe(1);
  });

  it('comes by Escape, which answers nothing', async () => {
    const port = asked(asking());
    await open(port);
    await key('Escape');
    expect(closed).toBe(1);
    expect(port.sent('answer')).toEqual([]);
  });

  it('comes by no other key', async () => {
    await open(asked(asking()));
    for (const name of ['Enter', ' ', 'e', 'Tab']) await key(name);
    expect(closed).toBe(0);
  });

  it('does not come while the background cannot be asked', async () => {
    const port = asked();
    port.answers.overview = () => ({ ok: false, error: { code: 'updated' } });
    await open(port);
    expect(closed).toBe(0);
    expect(screen.buttons('Try again')).toHaveLength(1);
  });
});
