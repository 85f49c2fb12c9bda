import '../page/like-a-browser';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { Menu } from '../../../components/in-page/menu';
import { Popup } from '../../../components/popup/popup';
import { QuestionWindow } from '../../../components/question/question-window';
import type { RecordId } from '../../../utils/consoles/types';
import type { BlockViewState, RecordView } from '../../../utils/messaging/protocol';
import { createButton } from '../../../utils/page/button';
import { faceOf } from '../../../utils/page/wording';
import { showable } from '../../../utils/platform/hostile-text';
import { inside } from '../page/closed-roots';
import { english } from './english';
import { block, blocked, connection, contactId, fakePort, now } from './fake-port';
import { type Screen, settle, show } from './screen';

/** Draws names, and gives the element they were drawn into with all that is said besides. */
export type Draw = (names: readonly string[]) => Promise<{
  readonly root: ParentNode;
  readonly said?: string;
  readonly end: () => void;
}>;

/** A surface on which names are drawn, so many at once. */
export interface Surface {
  readonly at: number;
  readonly draw: Draw;
}

const alex = (name: string, index = 0) => ({
  id: contactId(String(1_000 + index)),
  name,
  email: 'alex@example.com',
});
const differ = (...names: readonly string[]): BlockViewState => ({
  kind: 'needs-you',
  of: 'block',
  error: { code: 'names-differ' },
  contacts: names.map(alex),
});
const record = (name: string, index: number): RecordView => ({
  id: String(index) as RecordId,
  rule: index % 2 === 0 ? 'contact' : 'email',
  contactId: contactId(String(1_000 + index)),
  values: [name],
  by: name,
  until: now + 1_000,
  ours: false,
});

async function popup(overview: Parameters<typeof fakePort>[0], answers: ReturnType<typeof fakePort>['answers'] = {}) {
  const port = fakePort({ connections: [connection()], ...overview });
  Object.assign(port.answers, answers);
  return show(<Popup port={port} />);
}

const drawn = (screen: Screen) => ({ root: screen.root, said: screen.said(), end: screen.close });

const nothing = () => {};

/** Every surface that names contacts. There is no export of names yet. */
export const surfaces: Readonly<Record<string, Surface>> = {
  'the button in the page': {
    at: 1,
    async draw([name = '']) {
      const made = createButton(
        document,
        true,
        { lang: 'en', dir: 'ltr' },
        {
          pressed: nothing,
          menuAsked: nothing,
          aimed: nothing,
          approached: nothing,
        },
      );
      document.body.append(made.host);
      const situation = { view: undefined, saving: undefined, refused: undefined, gone: false } as const;
      const place = { end: '1d', endsBlocks: true, connectionLabel: undefined, now, language: 'en-GB' } as const;
      made.draw(faceOf({ ...situation, ...place, name: showable(name) }, english.t));
      const root = inside(made.host, 'button').parentNode;
      if (!root) throw new Error('the button has no root');
      return { root, end: () => made.host.remove() };
    },
  },
  'the menu in the page': {
    at: 1,
    async draw([name = '']) {
      const root = document.createElement('div');
      document.body.append(root);
      const calls = { onEnd: nothing, onLift: nothing, onClose: nothing, onWriting: nothing };
      const words = { onDescribe: async () => undefined, onCopy: async () => true };
      const about = ['It does.', 'It does not.'];
      await act(() =>
        render(
          <Menu
            name={showable(name)}
            lifts={true}
            ends="change"
            limits={{ forGood: true, mayLift: true }}
            end="1d"
            about={about}
            say={english.t}
            now={() => now}
            reasons={[]}
            history=""
            {...calls}
            {...words}
          />,
          root,
        ),
      );
      const end = () => {
        render(null, root);
        root.remove();
      };
      return { root, end };
    },
  },
  'the rows of the popup': {
    at: 50,
    async draw(names) {
      const states: readonly BlockViewState[] = [
        { kind: 'waiting', of: 'block', sendsAt: now + 4_000 },
        { kind: 'failed', of: 'block', error: { code: 'gone' } },
        blocked(),
        { kind: 'lifted', at: now, elsewhere: false },
      ];
      const blocks = names.flatMap((name, index) =>
        states.map((state, which) => block(state, { id: `b${index}-${which}`, name })),
      );
      const screen = await popup({ blocks });
      await screen.press(`Show all ${blocks.length}`);
      return drawn(screen);
    },
  },
  'the contact that is open in the tab': {
    at: 1,
    async draw([name = '']) {
      const reference = { kind: 'contact', contactId: contactId('750940') } as const;
      const open = { connectionId: 'acquire:demo', reference, name };
      return drawn(await popup({ open, tabConnectionId: 'acquire:demo' }));
    },
  },
  'what needs you in the popup': {
    at: 25,
    async draw(names) {
      const questions = names.map((name, index) =>
        block(differ(name, name), { id: `q${index}`, name, contactId: undefined }),
      );
      const waiting = names
        .slice(0, 3)
        .map((name, index) =>
          block({ kind: 'held', of: 'block', error: { code: 'braked' }, undoable: true }, { id: `w${index}`, name }),
        );
      return drawn(await popup({ blocks: [...questions, ...waiting] }));
    },
  },
  'the contacts found in the popup': {
    at: 50,
    async draw(names) {
      const screen = await popup(
        {},
        { 'find-contact': () => ({ ok: true, value: { kind: 'several', contacts: names.map(alex) } }) },
      );
      await screen.type('Contact', 'alex');
      await screen.press('Block');
      return drawn(screen);
    },
  },
  'several contacts in the popup': {
    at: 25,
    async draw(names) {
      const screen = await popup(
        {},
        {
          'find-contact': ({ words }) => {
            const contact = alex(names[Number(words)] ?? '', Number(words));
            return { ok: true, value: { kind: 'one', contact } };
          },
        },
      );
      await screen.press('Block several');
      await screen.type('Ids or e-mails, one per line', names.map((_, index) => String(index)).join('\n'));
      await screen.press(`Look up ${names.length}`);
      while (!screen.text().includes(`Contacts: ${names.length}`)) await settle();
      return drawn(screen);
    },
  },
  'the blocks on the console': {
    at: 50,
    async draw(names) {
      const blocks = names.map((name, index) => block(blocked(), { id: `b${index}`, name, ...idOf(index) }));
      const screen = await popup({ blocks }, { 'list-records': () => ({ ok: true, value: names.map(record) }) });
      await act(() => screen.root.querySelector<HTMLElement>('[id$="records"]')?.click());
      await settle();
      return drawn(screen);
    },
  },
  'the Cordon window': {
    at: 1,
    async draw([name = '']) {
      const asked = block(differ(name, name), { name, contactId: undefined });
      const port = fakePort({ connections: [connection(), connection({ id: 'acquire:acme' })], blocks: [asked] });
      return drawn(await show(<QuestionWindow port={port} first="b1" onCall={() => nothing} close={nothing} />));
    },
  },
};

const idOf = (index: number) => ({ contactId: contactId(String(1_000 + index)) });
