import './like-a-browser';
import { expect, vi } from 'vitest';
import { acquireRecipe } from '../../../utils/consoles/acquire/recipe';
import { referenceKey } from '../../../utils/consoles/types';
import type { BlockView, BlockViewState, PageWelcome, Reply } from '../../../utils/messaging/protocol';
import { createDiscovering } from '../../../utils/page/discovering';
import { offerDiscovery } from '../../../utils/page/discovery-door';
import { startInbox } from '../../../utils/page/inbox';
import { createSeen } from '../../../utils/page/seen';
import { offerSeen } from '../../../utils/page/seen-door';
import { hosts, inside, trusted } from './closed-roots';
import { createFakePageApi } from './fake-page-api';
import { openPage } from './page';

/** A message to the background. */
export interface Asked {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

/** What the page learns when it wakes the background. */
export const welcome: PageWelcome = {
  connectionId: 'acquire:demo',
  recipe: acquireRecipe,
  end: '1d',
  sentences: {
    does: 'console_acquire_does',
    doesNot: 'console_acquire_does_not',
    blockedBy: 'console_acquire_blocked_by',
  },
  endsBlocks: true,
  firstUse: false,
  forGood: true,
  liftFromPage: true,
  reasons: [],
  reasonRequired: false,
  listTabStops: true,
  handshake: 'cordon-1',
};
/** A list of two contacts. */
export const inbox = `<ul>${[
  [1, 'Alex Morgan'],
  [2, 'Grace Okafor'],
]
  .map(([id, name]) => `<li><b title="#${id}">${name}</b><p>hi</p></li>`)
  .join('')}</ul>`;

/** The background's answers: every press is stored and waits, unless `replies` says otherwise. */
export async function start(replies: Partial<Record<string, (asked: Asked) => unknown>> = {}, html = inbox) {
  openPage(html);
  const found = document.documentElement.outerHTML;
  const fake = createFakePageApi((message) => {
    const asked = message as Asked;
    return replies[asked.type]?.(asked) ?? standard[asked.type]?.(asked) ?? { ok: true, value: null };
  });
  startInbox(fake.api, document, window);
  await vi.waitFor(() => expect(fake.sent).toHaveBeenCalled());
  await flush();
  const sent = (type: string) =>
    fake.sent.mock.calls.map(([message]) => message as Asked).filter((asked) => asked.type === type);
  return { fake, sent, found };
}

/** An answer. */
export const ok = <T>(value: T): Reply<T> => ({ ok: true, value });

/** The answer to a press that was stored and waits. */
export function waiting({ payload }: Asked): Reply<BlockView> {
  const { reference, name } = payload as Pick<BlockView, 'reference' | 'name'>;
  const now = Date.now();
  const state = { kind: 'waiting', of: 'block', sendsAt: now + 5_000 } as const;
  const until = now + 86_400_000;
  return ok({ id: 'b1', connectionId: 'acquire:demo', reference, name, until, forGood: false, pressedAt: now, state });
}

/** What the background answers where everybody on the page has a block in this state, under an id of its own. */
export function everybodyIs(state: () => BlockViewState, menu?: BlockView['menu']) {
  return ({ payload }: Asked) =>
    ok(
      (payload.references as BlockView['reference'][]).map((reference) => {
        const reply = waiting({ type: 'block', payload: { reference, name: 'x' } });
        return reply.ok ? { ...reply.value, id: referenceKey(reference), state: state(), menu } : null;
      }),
    );
}

/** What the background does where a page asks for the script that finds names. */
export function bringDiscovery(): void {
  offerSeen(createSeen);
  offerDiscovery(createDiscovering);
}

const standard: Partial<Record<string, (asked: Asked) => unknown>> = {
  wake: () => ok(welcome),
  discovery: () => {
    bringDiscovery();
    return ok(null);
  },
  status: ({ payload }) => ok((payload.references as readonly unknown[]).map(() => null)),
  block: waiting,
};

/** Lets answers arrive. */
export async function flush(): Promise<void> {
  for (let round = 0; round < 10; round += 1) await Promise.resolve();
}

/** The button at this place of the page. */
export const button = (index: number) => inside(hosts()[index] ?? document.body, 'button');
/** The accessible names of all buttons. */
/** What each button says beside its name. */
export const descriptions = () => hosts().map((host) => inside(host, 'button').getAttribute('aria-description'));
export const labels = () => hosts().map((host) => inside(host, 'button').getAttribute('aria-label'));
/** An event of a person's pointer. */
export const pressEvent = (type: string, detail = 1) =>
  trusted(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, detail }));

/** A person's click. */
export async function press(index: number, detail = 1): Promise<void> {
  button(index).dispatchEvent(pressEvent('click', detail));
  await flush();
}

/** What a console does where a row is used for somebody else. */
export function recycle(index: number, id: number, text: string): void {
  const name = document.querySelectorAll('li b')[index];
  name?.setAttribute('title', `#${id}`);
  if (name?.firstChild) name.firstChild.textContent = text;
}

/** Every button is in sight: the browser of the tests lays nothing out. */
export function hostsInSight() {
  const bounds = (index: number) => new DOMRect(0, 100 * (index + 1), 24, 24);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function inRows(this: HTMLElement) {
    const host = hosts().findIndex((one) => one === this || one === (this.getRootNode() as ShadowRoot).host);
    return host < 0 ? new DOMRect() : bounds(host);
  });
  return vi
    .spyOn(Document.prototype, 'elementFromPoint')
    .mockImplementation((_, y) => hosts()[Math.floor(y / 100) - 1] ?? null);
}

/** Ends the copy of the script that runs. */
export function endInbox(): void {
  document.dispatchEvent(new Event(welcome.handshake));
}
