import { Popup } from '../../../components/popup/popup';
import { shownAtFirst } from '../../../components/popup/recent-blocks';
import { severalId } from '../../../utils/blocking/several-ids';
import type { CordonError } from '../../../utils/errors';
import type { BlockView, BlockViewState, OpenContactView, Overview } from '../../../utils/messaging/protocol';
import { fail, ok } from '../../../utils/result';
import { blocked, type FakePort, lockView, now, rules } from '../../unit/components/fake-port';
import type { Stage } from '../stage';
import type { GalleryState, Step } from '../state';
import { exampleKinds, examples, questions, records } from './block-states';

type Answers = FakePort['answers'];
interface Look {
  readonly answers?: (stage: Stage) => Answers;
  readonly steps?: (stage: Stage) => readonly Step[];
}

const hour = 3_600_000;

/** The popup, open over what `overview` tells. */
function popup(id: string, overview: (stage: Stage) => Partial<Overview>, look: Look = {}): GalleryState {
  return {
    id,
    surface: 'popup',
    steps: look.steps,
    draw(stage) {
      const port = stage.port({ connections: [stage.connection()], ...overview(stage) });
      Object.assign(port.answers, look.answers?.(stage));
      return <Popup port={port} />;
    },
  };
}

const served = (stage: Stage): Partial<Overview> => ({
  tabConnectionId: stage.connection().id,
  tabReport: { names: 17, buttons: 17, references: 17 },
});

const openContact = (stage: Stage, state?: BlockViewState): OpenContactView => {
  const { reference, name, connectionId, ...rest } = stage.block(0, state ?? blocked());
  return { reference, name, connectionId, ...(state && { block: { reference, name, connectionId, ...rest } }) };
};

const shared = (stage: Stage): Partial<Overview> => {
  const connections = [
    stage.otherConnection(),
    stage.otherConnection({ id: 'softwareone:tkn-2000-0002', account: 'TKN-2000-0002' }),
  ];
  return { connections, tabChoices: connections.map(({ id }) => id) };
};

const typed = (stage: Stage): readonly Step[] => [
  { type: stage.t('popup_contact'), text: 'alex' },
  { press: stage.t('popup_block') },
];
const people = (stage: Stage) =>
  [0, 1, 2].map((place) => {
    const { contactId } = stage.block(place, blocked());
    return { id: contactId ?? ('' as never), name: stage.name(place), email: stage.email };
  });
const finds = (stage: Stage): Answers => ({
  'find-contact': ({ words }) => {
    const [first] = people(stage);
    if (words === 'nobody') return fail({ code: 'no-contact-found' } satisfies CordonError);
    return first ? ok({ kind: 'one', contact: first }) : fail({ code: 'gone' } satisfies CordonError);
  },
  'block-contact': () => ok(stage.block(0, { kind: 'waiting', of: 'block', sendsAt: now + 5_000 })),
});

const several = (stage: Stage): readonly Step[] => [
  { press: stage.t('popup_block_several') },
  { type: stage.t('popup_several_field'), text: 'alex@example.com\nnobody' },
];
const lookedUp = (stage: Stage): readonly Step[] => [
  ...several(stage),
  { press: stage.t('popup_several_look_up', '2') },
];

const locked = lockView({ passphrase: true, locked: true });
const unlocked = lockView({ passphrase: true, locksAt: now + 7 * hour });

const threeBlocks = (stage: Stage): readonly BlockView[] => [
  stage.block(0, { kind: 'waiting', of: 'block', sendsAt: now + 4_000 }),
  stage.block(1, blocked(), { until: now + 7 * 24 * hour }),
  stage.block(2, { kind: 'lifted', at: now, elsewhere: false }),
];

const showAll = (stage: Stage, count: number): readonly Step[] =>
  count > shownAtFirst ? [{ press: stage.t('popup_recent_all', String(count)) }] : [];

/** The popup over a tab, with its blocks, questions and lists. Its connections and their form are in `connecting.tsx`. */
export const popupStates: readonly GalleryState[] = [
  popup('first run', () => ({ connections: [] })),
  popup('first run with prepared connections', (stage) => ({
    connections: [],
    rules: { ...rules, presets: presets(stage) },
  })),
  popup('first run without steps', () => ({ connections: [], rules: { ...rules, firstRun: false } })),
  popup('the whole', (stage) => ({ ...served(stage), blocks: threeBlocks(stage) })),
  popup('no console here', () => ({})),
  popup('no console here, two connections', (stage) => ({
    connections: [stage.connection(), stage.otherConnection()],
  })),
  popup('served', (stage) => served(stage)),
  popup('served, buttons near what is seen', (stage) => ({
    ...served(stage),
    tabReport: { names: 170, buttons: 40, references: 170 },
  })),
  popup('served, names without buttons', (stage) => ({
    ...served(stage),
    tabReport: { names: 3, buttons: 0, references: 0 },
  })),
  popup('served, buttons hidden by the page', (stage) => ({
    ...served(stage),
    tabReport: { names: 17, buttons: 17, references: 17, hidden: true },
  })),
  popup('open contact', (stage) => ({ ...served(stage), open: openContact(stage) })),
  popup('open contact, blocked', (stage) => ({ ...served(stage), open: openContact(stage, blocked()) })),
  popup('open contact, in question', (stage) => {
    const { state, changes } = questions(stage).overdue ?? { state: blocked() };
    const block = stage.block(0, state, changes);
    return { ...served(stage), blocks: [block], open: { ...openContact(stage), block } };
  }),
  popup('pausing', served, { steps: (stage) => [{ press: stage.t('popup_pause') }] }),
  popup('paused for an hour', (stage) => ({ ...served(stage), paused: { until: now + hour } })),
  popup('paused', (stage) => ({ ...served(stage), paused: {} })),
  popup('shared address', shared),
  popup('shared address, chosen', (stage) => ({ ...shared(stage), tabConnectionId: 'softwareone:tkn-1000-0001' })),
  popup('block for good', (stage) => ({ ...served(stage), connections: [stage.connection({ end: 'for-good' })] })),
  popup('block for good where this browser lifts', (stage) => ({
    connections: [stage.otherConnection({ end: 'for-good' })],
  })),
  popup('block until', served, { steps: (stage) => [{ press: stage.t('end_until') }] }),
  popup('block until a time', (stage) => ({
    ...served(stage),
    connections: [stage.connection({ end: { until: now + 50 * hour } })],
  })),
  popup('limits of the organisation', (stage) => ({
    ...served(stage),
    rules: { ...rules, longestHours: 24, forGood: false, severalMost: 0 },
  })),
  popup('a rule that cannot be read', (stage) => ({
    ...served(stage),
    rules: { ...rules, unread: ['undoSeconds', 'consoles'] },
  })),
  ...exampleKinds.map((kind) =>
    popup(
      `blocks: ${kind}`,
      (stage) => ({
        blocks: examples(stage)[kind].map(({ state, changes }, place) =>
          stage.block(place, state, { id: `k${place}`, ...changes }),
        ),
      }),
      { steps: (stage) => showAll(stage, examples(stage)[kind].length) },
    ),
  ),
  popup('blocks: more', (stage) => ({
    connections: [stage.connection(), stage.otherConnection()],
    blocks: [0, 1, 2, 3, 4, 5, 6, 7].map((place) => stage.block(place, blocked())),
  })),
  popup('blocks: another end', (stage) => ({ blocks: [stage.block(0, blocked())] }), {
    steps: (stage) => [
      { press: stage.t('popup_change_end_of', stage.shown(0)) },
      // The first is that of the next block.
      { press: stage.t('end_until'), nth: 1 },
    ],
  }),
  popup(
    'blocks: reasons',
    (stage) => ({
      rules: { ...rules, reasonRequired: true, settings: { ...rules.settings, reasons: ['Insults', 'Threats'] } },
      blocks: [
        stage.block(0, blocked(), { reason: 'Threats', note: stage.name(2), times: 3 }),
        stage.block(1, blocked()),
      ],
    }),
    { steps: (stage) => [{ press: stage.t('popup_give_reason_of', stage.shown(1)) }] },
  ),
  popup('blocks: a lift refused', (stage) => ({ blocks: [stage.block(0, blocked())] }), {
    answers: () => ({ lift: () => fail({ code: 'by-policy' } satisfies CordonError) }),
    steps: (stage) => [{ press: stage.t('popup_lift_block', stage.shown(0)) }],
  }),
  popup('needs you', (stage) => ({
    ...served(stage),
    blocks: Object.values(questions(stage)).map(({ state, changes }, place) =>
      stage.block(place, state, { id: `q${place}`, ...changes }),
    ),
  })),
  popup('needs you: too many presses', (stage) => ({
    blocks: Array.from({ length: 14 }, (_, place) =>
      stage.block(place, { kind: 'held', of: 'block', error: { code: 'braked' }, undoable: true }),
    ),
  })),
  popup('contact: nothing typed', served, { steps: (stage) => [{ press: stage.t('popup_block') }] }),
  popup('contact: several found', served, {
    answers: (stage) => ({ 'find-contact': () => ok({ kind: 'several', contacts: people(stage) }) }),
    steps: typed,
  }),
  popup('contact: found', served, { answers: finds, steps: typed }),
  popup('contact: refused', served, {
    answers: (stage) => ({ ...finds(stage), 'block-contact': () => fail({ code: 'protected' } satisfies CordonError) }),
    steps: typed,
  }),
  popup('several: typed', served, { steps: several }),
  popup('several: looked up', served, { answers: finds, steps: lookedUp }),
  popup('several: refused', served, {
    answers: () => ({ 'find-contact': () => fail({ code: 'bad-key' } satisfies CordonError) }),
    steps: lookedUp,
  }),
  popup(
    'several: under way',
    (stage) => ({
      blocks: threeBlocks(stage).map((block, place) => ({ ...block, id: severalId('press-1', String(place)) })),
    }),
    {
      answers: (stage) => ({ ...finds(stage), 'block-several': () => ok({ made: 3, joined: 0 }) }),
      steps: (stage) => [...lookedUp(stage), { press: stage.counted('popup_several_block', 1) }],
    },
  ),
  popup('records', (stage) => ({ blocks: [stage.block(0, blocked())] }), {
    answers: (stage) => ({ 'list-records': () => ok(records(stage)) }),
    steps: (stage) => [
      { press: stage.t('popup_records') },
      { press: stage.t('popup_lift_block', stage.shown(0)), nth: 0 },
    ],
  }),
  popup('records: none', () => ({}), {
    answers: () => ({ 'list-records': () => ok([]) }),
    steps: (stage) => [{ press: stage.t('popup_records') }],
  }),
  popup('records: not read', () => ({}), {
    answers: () => ({ 'list-records': () => fail({ code: 'no-permission' } satisfies CordonError) }),
    steps: (stage) => [{ press: stage.t('popup_records') }],
  }),
  popup('locked', (stage) => ({
    ...served(stage),
    lock: locked,
    blocks: [stage.block(0, { kind: 'held', of: 'block', error: { code: 'locked' } })],
  })),
  popup('locked: wrong passphrase', () => ({ lock: locked }), {
    steps: (stage) => [{ press: stage.t('popup_unlock') }],
  }),
  popup('unlocked', (stage) => ({ ...served(stage), lock: unlocked })),
  popup('a passphrase is required', () => ({ lock: lockView({ passphraseRequired: true }) })),
  popup('not reached', () => ({}), {
    answers: () => ({ overview: () => fail({ code: 'updated' } satisfies CordonError) }),
  }),
];

/** Connections that an organisation has prepared. */
export function presets(stage: Stage): Overview['rules']['presets'] {
  const { id, consoleId, label, account, hosts } = stage.connection();
  const other = stage.otherConnection();
  return [
    { connectionId: id, consoleId, label, account, address: account, hosts },
    {
      connectionId: other.id,
      consoleId: other.consoleId,
      label: other.label,
      account: other.account,
      address: '',
      hosts,
    },
  ];
}
