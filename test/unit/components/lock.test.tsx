// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { Options } from '../../../components/options/options';
import { Popup } from '../../../components/popup/popup';
import { QuestionWindow } from '../../../components/question/question-window';
import type { BlockView, BlockViewState, LockView } from '../../../utils/messaging/protocol';
import { block, blocked, connection, type FakePort, fakePort, lockView, now, passphrase } from './fake-port';
import { type Screen, settle, show } from './screen';

const hour = 3_600_000;
const lockedOut: BlockViewState = { kind: 'held', of: 'block', error: { code: 'locked' }, undoable: true };
const locked = lockView({ passphrase: true, locked: true });
const unlocked = lockView({ passphrase: true, locksAt: now + hour });

let screen: Screen;
afterEach(() => screen.close());

/** A page whose background does with the lock what the real one does. */
function portOf(lock: LockView, blocks: readonly BlockView[] = []): FakePort {
  const port = fakePort({ connections: [connection()], blocks, lock });
  const become = (changes: Partial<LockView>) => {
    port.overview = { ...port.overview, lock: { ...port.overview.lock, ...changes } };
  };
  const { unlock, set, remove } = port.lock;
  Object.assign(port.lock, {
    async unlock(typed: string) {
      const reply = await unlock(typed);
      if (reply.ok) become({ locked: false, locksAt: now + hour });
      return reply;
    },
    async set(next: string, current?: string) {
      const reply = await set(next, current);
      if (reply.ok) become({ passphrase: true, locked: false });
      return reply;
    },
    async remove(current: string) {
      const reply = await remove(current);
      if (reply.ok) become({ passphrase: false, locked: false });
      return reply;
    },
  });
  port.answers.lock = () => {
    become({ locked: true, locksAt: undefined });
    return { ok: true, value: null };
  };
  port.answers['set-lock'] = (choice) => {
    become(choice);
    return { ok: true, value: null };
  };
  return port;
}

const open = async (port: FakePort) => {
  screen = await show(<Popup port={port} />);
};
const openOptions = async (port: FakePort, startWithForm = false) => {
  screen = await show(<Options port={port} startWithForm={startWithForm} />);
};

describe('the popup of a locked Cordon', () => {
  it('begins with the passphrase, and says how much waits for it', async () => {
    await open(portOf(locked, [block(lockedOut), block(lockedOut, { id: 'b2', name: 'Sam' })]));
    expect(screen.root.querySelector('main')?.firstElementChild?.textContent).toContain('Cordon is locked');
    expect(screen.text()).toContain('Presses that wait until you unlock it: 2.');
    expect(document.activeElement).toBe(screen.field('Passphrase'));
    expect(screen.field('Passphrase').type).toBe('password');
    expect(screen.buttons('Lock now')).toEqual([]);
  });

  it('refuses another passphrase, says so, and leaves nothing in the field', async () => {
    await open(portOf(locked));
    await screen.type('Passphrase', 'not the one at all');
    await screen.press('Unlock');
    expect(screen.said()).toBe('This is not the passphrase; type it again.');
    expect(screen.field('Passphrase').getAttribute('aria-invalid')).toBe('true');
    expect(screen.field('Passphrase').value).toBe('');
    expect(document.activeElement).toBe(screen.field('Passphrase'));
  });

  it('is as always after the right one, which went into no message', async () => {
    const port = portOf(locked);
    await open(port);
    await screen.type('Passphrase', passphrase);
    await screen.press('Unlock');
    expect(screen.said()).toBe('Cordon is unlocked.');
    expect(screen.text()).not.toContain('Cordon is locked');
    expect(screen.text()).toContain(`Unlocked until <${new Date(now + hour).toISOString()}>`);
    expect(JSON.stringify(port.calls)).not.toContain(passphrase);
  });

  it('locks at one press', async () => {
    await open(portOf(unlocked));
    await screen.press('Lock now');
    expect(screen.text()).toContain('Nothing is blocked, lifted or looked up until you unlock it.');
  });

  it('does not take the keyboard from who types somewhere else', async () => {
    const port = portOf(unlocked);
    await open(port);
    const contact = screen.field('Contact');
    contact.focus();
    port.overview = { ...port.overview, lock: locked };
    await act(() => port.tell());
    await settle();
    expect(document.activeElement).toBe(contact);
    expect(screen.field('Passphrase')).toBeTruthy();
  });

  it('offers Undo for what waits, and no second try', async () => {
    await open(portOf(locked, [block(lockedOut)]));
    expect(screen.text()).toContain('Block waits: Cordon is locked; unlock it with your passphrase.');
    expect(screen.buttons('Undo block of Alex Morgan')).toHaveLength(1);
    expect(screen.text()).not.toContain('Try again');
  });

  it('says that only an unlocked Cordon lifts what a console does not end', async () => {
    const standing = block(blocked({ endedBy: 'cordon' }));
    const overdue = block(blocked({ endedBy: 'cordon', overdue: true }), { id: 'b2', until: now - hour });
    await open(portOf(unlocked, [standing]));
    expect(screen.text()).toContain('This browser lifts it when it next runs and is unlocked after that.');
    screen.close();
    await open(portOf(locked, [overdue]));
    expect(screen.text()).toContain('this browser lifts it once Cordon is unlocked.');
  });

  it('says nothing of a lock where there is no passphrase', async () => {
    await open(portOf(lockView()));
    expect([screen.buttons('Lock now'), screen.buttons('Unlock')]).toEqual([[], []]);
  });
});

describe('Key protection', () => {
  it('says plainly what there is without a passphrase', async () => {
    await openOptions(portOf(lockView()));
    expect(screen.text()).toContain('There is no passphrase.');
    expect(screen.text()).toContain('protects them from nobody who can use this browser profile or copy it');
    expect(screen.buttons('Change the passphrase')).toEqual([]);
    expect(screen.root.querySelector('#lock-after')).toBeNull();
  });

  it('sets one that was typed twice alike and is long enough', async () => {
    const port = portOf(lockView());
    await openOptions(port);
    await screen.press('Set a passphrase');
    expect(document.activeElement).toBe(screen.field('New passphrase'));
    await screen.type('New passphrase', 'too short');
    await screen.type('New passphrase again', 'other');
    await screen.press('Set a passphrase');
    expect(screen.said()).toBe('The two passphrases differ; type the same one twice.');
    await screen.type('New passphrase again', 'too short');
    await screen.press('Set a passphrase');
    expect(screen.said()).toContain('shorter than 12 characters');
    expect(document.activeElement).toBe(screen.field('New passphrase'));
    expect(port.calls.filter(({ what }) => what === 'setPassphrase')).toEqual([]);
    await screen.type('New passphrase', passphrase);
    await screen.type('New passphrase again', passphrase);
    await screen.press('Set a passphrase');
    expect(port.calls.filter(({ what }) => what === 'setPassphrase')).toHaveLength(1);
    expect(screen.said()).toBe('The passphrase is set, and Cordon is unlocked.');
    expect(screen.text()).toContain('encrypted under your passphrase, which is stored nowhere');
    expect(JSON.stringify(port.calls)).not.toContain(passphrase);
  });

  it('changes and removes it only for who knows it', async () => {
    const port = portOf(unlocked);
    await openOptions(port);
    await screen.press('Change the passphrase');
    await screen.type('Current passphrase', 'something else');
    await screen.type('New passphrase', 'another good phrase');
    await screen.type('New passphrase again', 'another good phrase');
    await screen.press('Change the passphrase');
    expect(screen.said()).toBe('This is not the passphrase; type it again.');
    expect(document.activeElement).toBe(screen.field('Current passphrase'));
    await screen.type('Current passphrase', passphrase);
    await screen.press('Change the passphrase');
    expect(screen.said()).toBe('The passphrase is changed.');
    await screen.press('Remove the passphrase');
    expect(screen.text()).toContain('Without a passphrase your keys are only hidden');
    await screen.press('Remove the passphrase');
    expect(screen.said()).toBe('This is not the passphrase; type it again.');
    await screen.type('Current passphrase', passphrase);
    await screen.press('Remove the passphrase');
    expect(screen.said()).toBe('The passphrase is removed.');
    expect(screen.text()).toContain('There is no passphrase.');
  });

  it('takes the choices about locking, and offers the device’s lock only where the browser tells of it', async () => {
    const port = portOf(unlocked);
    await openOptions(port);
    await screen.type('Lock after', '15');
    const box = screen.root.querySelector<HTMLInputElement>('.check input');
    await act(() => box?.click());
    await settle();
    expect(port.sent('set-lock')).toEqual([
      { afterMinutes: 15, withDevice: false },
      { afterMinutes: 15, withDevice: true },
    ]);
    screen.close();
    await openOptions(portOf({ ...unlocked, deviceTells: false }));
    expect(screen.text()).not.toContain('Lock when this device is locked');
  });

  it('cannot be taken away where it is required', async () => {
    await openOptions(portOf({ ...unlocked, passphraseRequired: true }));
    expect(screen.text()).toContain('Your organisation requires a passphrase.');
    expect(screen.buttons('Remove the passphrase')).toEqual([]);
    expect(screen.buttons('Change the passphrase')).toHaveLength(1);
  });
});

describe('where a passphrase is required and none is set', () => {
  it('the form for a connection comes only after one is set', async () => {
    const port = portOf(lockView({ passphraseRequired: true }));
    port.overview = { ...port.overview, connections: [] };
    await openOptions(port, true);
    expect(screen.text()).toContain('Set a passphrase first');
    expect(screen.buttons('Save and test')).toEqual([]);
    await screen.type('New passphrase', passphrase);
    await screen.type('New passphrase again', passphrase);
    await screen.press('Set a passphrase');
    expect(screen.buttons('Save and test')).toHaveLength(1);
    expect(screen.text()).not.toContain('Set a passphrase first');
  });
});

describe('Delete everything', () => {
  const many = (count: number, state: BlockViewState, name: string) =>
    Array.from({ length: count }, (_, index) => block(state, { id: `${name}${index}`, name: `${name} ${index}` }));

  it('is done after one question that names who stays blocked and what is lost', async () => {
    const port = portOf(lockView(), [
      ...many(2, blocked({ endedBy: 'cordon' }), 'Lifted'),
      ...many(1, blocked(), 'Ended'),
      ...many(1, { kind: 'waiting', of: 'block', sendsAt: now + 4_000 }, 'Waiting'),
      ...many(1, { kind: 'sending', of: 'block' }, 'Sending'),
      ...many(1, { kind: 'undone', at: now }, 'Undone'),
    ]);
    port.answers.wipe = () => {
      port.overview = { ...port.overview, connections: [], blocks: [] };
      return { ok: true, value: null };
    };
    await openOptions(port);
    await screen.press('Delete everything…');
    expect(port.sent('wipe')).toEqual([]);
    const question = screen.root.querySelector('.ask')?.textContent ?? '';
    expect(question).toContain('Contacts who stay blocked on their console: 3Lifted 0Lifted 1Ended 0');
    expect(question).toContain('Of these, only this browser would have lifted in time: 2.');
    expect(question).toContain('Presses that are not done yet, and are lost: 2Waiting 0Sending 0');
    expect(question).toContain('Of these, requests that may have left already: 1.');
    expect(question).not.toContain('Undone');
    await screen.press('Delete everything');
    expect(port.sent('wipe')).toEqual([{}]);
    expect(screen.said()).toBe('Everything is deleted.');
    expect(screen.root.querySelector('.ask')).toBeNull();
  });

  it('is not done on Cancel, and says where it could not be done', async () => {
    const port = portOf(lockView(), many(20, blocked(), 'Standing'));
    port.answers.wipe = () => ({ ok: false, error: { code: 'not-stored' } });
    await openOptions(port);
    await screen.press('Delete everything…');
    expect(screen.root.querySelector('.ask')?.textContent).toContain('and 12 more');
    await screen.press('Cancel');
    expect(port.sent('wipe')).toEqual([]);
    await screen.press('Delete everything…');
    await screen.press('Delete everything');
    expect(screen.said()).toContain('The browser could not store this');
    expect(screen.root.querySelector('.ask')).not.toBeNull();
  });
});

describe('the Cordon window of a locked Cordon', () => {
  let closed = 0;
  async function openWindow(port: FakePort) {
    closed = 0;
    const close = () => {
      closed += 1;
    };
    screen = await show(<QuestionWindow port={port} first="b1" onCall={() => () => undefined} close={close} />);
  }

  it('asks for the passphrase, lists what waits with its Undo, and closes once it is unlocked', async () => {
    const port = portOf(locked, [block(lockedOut)]);
    await openWindow(port);
    expect(screen.root.querySelector('h1')?.textContent).toBe('Cordon is locked');
    expect(document.title).toBe('Cordon is locked');
    expect(document.activeElement).toBe(screen.field('Passphrase'));
    expect(screen.buttons('Undo block of Alex Morgan')).toHaveLength(1);
    await screen.type('Passphrase', 'not the one at all');
    await screen.press('Unlock');
    expect([screen.said(), closed]).toEqual(['This is not the passphrase; type it again.', 0]);
    await screen.type('Passphrase', passphrase);
    await screen.press('Unlock');
    expect(closed).toBe(1);
  });

  it('closes where nothing waits any more', async () => {
    await openWindow(portOf(locked, [block({ kind: 'undone', at: now })]));
    expect(closed).toBe(1);
  });

  it('puts a question only after it is unlocked', async () => {
    const question: BlockViewState = { kind: 'needs-you', of: 'block', error: { code: 'names-differ' } };
    await openWindow(portOf(locked, [block(question)]));
    expect(screen.root.querySelector('h1')?.textContent).toBe('Cordon is locked');
    await screen.type('Passphrase', passphrase);
    await screen.press('Unlock');
    expect(screen.root.querySelector('h1')?.textContent).toBe('Cordon: a question about Alex Morgan');
    expect(closed).toBe(0);
  });
});
