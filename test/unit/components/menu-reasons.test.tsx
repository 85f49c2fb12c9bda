// @vitest-environment happy-dom
import '../page/like-a-browser';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { Menu, type MenuProps } from '../../../components/in-page/menu';
import { historyOf, summaryOf } from '../../../components/in-page/summary';
import { Why } from '../../../components/in-page/why';
import type { BlockView } from '../../../utils/messaging/protocol';
import { trusted } from '../page/closed-roots';
import { english } from './english';
import { block, blocked, now } from './fake-port';
import { settle } from './screen';

const day = 86_400_000;

/** What a person finds in a part of the page. */
function handsOn(root: HTMLElement) {
  const named = (name: string) => [...root.querySelectorAll('button')].find((one) => one.textContent === name);
  const click = (name: string, meant = true) =>
    act(async () => {
      const event = new MouseEvent('click', { bubbles: true, cancelable: true });
      named(name)?.dispatchEvent(meant ? trusted(event) : event);
    }).then(settle);
  const fill = (selector: string, value: string, type = 'input') =>
    act(async () => {
      const field = root.querySelector<HTMLInputElement>(selector);
      if (!field) throw new Error(`no ${selector}`);
      field.value = value;
      field.dispatchEvent(new Event(type, { bubbles: true }));
    });
  const key = (name: string) =>
    act(async () => {
      root.querySelector('.box')?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    });
  const items = () => [...root.querySelectorAll('[role=menuitem]')].map(({ textContent }) => textContent);
  return { root, named, click, fill, key, items };
}

async function open(changes: Partial<MenuProps> = {}) {
  const calls = {
    onEnd: vi.fn(),
    onLift: vi.fn(),
    onClose: vi.fn(),
    onWriting: vi.fn(),
    onDescribe: vi.fn(async (): Promise<string | undefined> => undefined),
    onCopy: vi.fn(async () => true),
  };
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const props: MenuProps = {
    name: 'Alex Morgan',
    lifts: false,
    ends: 'block',
    end: '1d',
    limits: { forGood: true, mayLift: true },
    about: ['It does.'],
    say: english.t,
    now: () => now,
    reasons: ['Spam', 'Threats'],
    history: '',
    ...calls,
    ...changes,
  };
  await act(() => render(<Menu {...props} />, root));
  return { ...handsOn(root), ...calls };
}

describe('the form in the menu', () => {
  it('of a contact with no block returns to the menu, which says what was chosen and sends it along', async () => {
    const { root, click, fill, onEnd, onDescribe } = await open();
    await click('Reason and note…');
    expect(document.activeElement?.tagName).toBe('SELECT');
    expect([...root.querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
      'No reason',
      'Spam',
      'Threats',
      'Other…',
    ]);
    await fill('select', '1', 'change');
    await fill('textarea', ' Three chats. ');
    await click('Save');
    expect(root.querySelector('#facts')?.textContent).toBe('Reason: ThreatsNote: Three chats.');
    expect(document.activeElement?.textContent).toBe('1 day');
    await click('8 hours');
    expect(onEnd.mock.calls).toEqual([['8h', { reason: 'Threats', note: 'Three chats.' }]]);
    expect(onDescribe).not.toHaveBeenCalled();
  });

  it('of a block saves at once and closes', async () => {
    const { click, fill, onDescribe, onClose } = await open({ described: { reason: 'Spam', note: 'Old.' } });
    await click('Reason and note…');
    await fill('textarea', '');
    await click('Save');
    expect(onDescribe.mock.calls).toEqual([[{ reason: 'Spam', note: '' }]]);
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('stays open where it was not saved, and says why', async () => {
    const { root, click, onDescribe, onClose } = await open({ described: {} });
    onDescribe.mockResolvedValue('Not now.');
    await click('Reason and note…');
    await click('Save');
    expect(root.querySelector('[role=alert]')?.textContent).toBe('Not now.');
    expect(onClose).not.toHaveBeenCalled();
  });

  it('takes words of one’s own behind Other…, and shows those that stand in no list', async () => {
    const { root, click, fill, onDescribe } = await open({ described: { reason: 'Something else' } });
    await click('Reason and note…');
    expect(root.querySelector<HTMLInputElement>('input')?.value).toBe('Something else');
    await fill('input', 'Quite another');
    await click('Save');
    expect(onDescribe.mock.calls).toEqual([[{ reason: 'Quite another', note: '' }]]);
  });

  it('without a list has a field from the start', async () => {
    const { root, click } = await open({ reasons: [] });
    await click('Reason and note…');
    expect(root.querySelector('select')).toBeNull();
    expect(document.activeElement?.tagName).toBe('INPUT');
    expect(root.querySelector('label')?.textContent).toBe('Reason');
  });

  it('heeds nothing that no person does', async () => {
    const { root, click, onDescribe, onClose } = await open({ described: {} });
    await click('Reason and note…', false);
    expect(root.querySelector('form')).toBeNull();
    await click('Reason and note…');
    await click('Save', false);
    await click('Cancel', false);
    expect(root.querySelector('form')).not.toBeNull();
    expect([onDescribe.mock.calls, onClose.mock.calls]).toEqual([[], []]);
  });

  it('goes back on Cancel, closes on Escape, and says while somebody writes', async () => {
    const { root, click, key, onWriting, onClose } = await open();
    await click('Reason and note…');
    expect(onWriting).toHaveBeenLastCalledWith('words');
    await click('Cancel');
    expect(onWriting).toHaveBeenLastCalledWith(undefined);
    expect(root.querySelector('[role=menu]')).not.toBeNull();
    await click('Reason and note…');
    await key('Escape');
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

describe('the history below the menu', () => {
  it.each([
    [undefined, ''],
    [0, ''],
    [1, 'Blocked by Cordon once so far'],
    [3, 'Blocked by Cordon 3 times so far'],
  ])('after %s blocks', (times, sentence) => {
    expect(historyOf(times, english.t, 'en')).toBe(sentence);
  });

  it('is shown where there is one', async () => {
    const { root } = await open({ history: 'Blocked by Cordon once so far' });
    expect(root.querySelector('#facts')?.textContent).toBe('Blocked by Cordon once so far');
    const described = root.querySelector('[role=menu]')?.getAttribute('aria-describedby')?.split(' ');
    expect(described?.every((id) => root.querySelector(`#${id}`))).toBe(true);
  });
});

describe('the summary', () => {
  const parts = { name: 'Alex Morgan', say: english.t, language: 'en', agentName: 'Kim' };
  const said = { reason: 'Spam', note: 'Wrote\n\nthreats.' };
  const text = (view: BlockView, more = {}) => summaryOf(view, { ...parts, ...more })?.replaceAll('\u202f', ' ');

  it('says who is blocked until when, for how long, why, and by whom', () => {
    const time = new Intl.DateTimeFormat('en', {
      ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
    } as const).format(now + day);
    expect(text(block(blocked(), said))).toBe(
      `Alex Morgan (#750940) · Blocked until ${time.replaceAll('\u202f', ' ')} (1 day) · Reason: Spam · Note: Wrote threats. · by Kim`,
    );
  });

  it('leaves out what is not known, and a length that is none of the choices', () => {
    const view = block(blocked(), { contactId: undefined, until: now + 2 * day });
    expect(text(view, { agentName: undefined })).toMatch(/^Alex Morgan · Blocked until [^()·]+$/);
    expect(text(block(blocked()), { name: '#750940' })).toMatch(/^#750940 · /);
    expect(text(block(blocked({ endedBy: 'nobody' }), { forGood: true }))).toContain(' · Blocked for good · ');
  });

  it.each<BlockView['state']>([
    { kind: 'waiting', of: 'block', sendsAt: now },
    { kind: 'lifted', at: now, elsewhere: false },
    { kind: 'failed', of: 'block', error: { code: 'timeout' }, unknown: true },
  ])('calls nobody blocked who is $kind', (state) => {
    expect(text(block(state, said))).toBeUndefined();
  });

  it('is copied, and said to be', async () => {
    const { root, click, onCopy, items } = await open({ summary: 'All of it' });
    expect(items().slice(-2)).toEqual(['Reason and note…', 'Copy summary']);
    await click('Copy summary');
    expect(onCopy.mock.calls).toEqual([['All of it']]);
    expect(root.querySelector('#facts')?.textContent).toContain('Copied');
  });

  it('stands there to be copied by hand where the clipboard is not to be had', async () => {
    const { root, click, key, onCopy, onClose } = await open({ summary: 'All of it' });
    onCopy.mockResolvedValue(false);
    await click('Copy summary');
    const field = root.querySelector('textarea');
    expect([field?.value, field?.readOnly, field === document.activeElement]).toEqual(['All of it', true, true]);
    expect([field?.selectionStart, field?.selectionEnd]).toEqual([0, 9]);
    await key('Escape');
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('is not offered where there is none', async () => {
    expect((await open()).items()).not.toContain('Copy summary');
  });
});

describe('the question why', () => {
  async function ask(reasons: readonly string[]) {
    const calls = { onReason: vi.fn(async (): Promise<string | undefined> => undefined), onClose: vi.fn() };
    const root = document.createElement('div');
    const button = document.createElement('button');
    document.body.replaceChildren(button, root);
    button.focus();
    const props = { name: 'Alex Morgan', reasons, about: [], say: english.t };
    await act(() => render(<Why {...props} {...calls} />, root));
    return { ...handsOn(root), ...calls, button };
  }

  it('offers the team’s reasons, takes one press, and leaves the keyboard where it is', async () => {
    const { root, click, onReason, onClose, button } = await ask(['Spam', 'Threats']);
    expect(root.querySelector('[role=status]')?.textContent).toBe('Why block Alex Morgan?');
    expect(document.activeElement).toBe(button);
    await click('Threats');
    expect(onReason.mock.calls).toEqual([['Threats']]);
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('without a list takes words of one’s own, and none that are empty', async () => {
    const { root, fill, onReason } = await ask([]);
    const submit = () =>
      act(async () => {
        root.querySelector('form')?.dispatchEvent(trusted(new Event('submit', { bubbles: true, cancelable: true })));
      });
    await submit();
    expect(onReason).not.toHaveBeenCalled();
    await fill('input', ' Spam ');
    await submit();
    expect(onReason.mock.calls).toEqual([['Spam']]);
  });

  it('can be left for later, by press and by key', async () => {
    const { click, key, onReason, onClose } = await ask(['Spam']);
    await click('Later');
    await key('Escape');
    expect([onReason.mock.calls.length, onClose.mock.calls.length]).toEqual([0, 2]);
  });

  it('heeds nothing that no person does', async () => {
    const { click, onReason, onClose } = await ask(['Spam']);
    await click('Spam', false);
    await click('Later', false);
    expect([onReason.mock.calls.length, onClose.mock.calls.length]).toEqual([0, 0]);
  });

  it('stays where the answer was not saved, and says why', async () => {
    const { root, click, onReason, onClose } = await ask(['Spam']);
    onReason.mockResolvedValue('Not now.');
    await click('Spam');
    expect(root.querySelector('[role=alert]')?.textContent).toBe('Not now.');
    expect(onClose).not.toHaveBeenCalled();
  });
});
