import { Popup } from '../../../components/popup/popup';
import type { CordonError, ErrorCode } from '../../../utils/errors';
import type { ConnectionView, Overview } from '../../../utils/messaging/protocol';
import { fail, ok } from '../../../utils/result';
import { blocked, type FakePort, now, rules } from '../../unit/components/fake-port';
import type { Stage } from '../stage';
import type { GalleryState, Step } from '../state';
import { presets } from './popup';

interface Look {
  readonly overview?: (stage: Stage) => Partial<Overview>;
  readonly port?: (stage: Stage) => Partial<FakePort>;
  readonly answers?: (stage: Stage) => FakePort['answers'];
  readonly steps?: (stage: Stage) => readonly Step[];
}

function popup(id: string, look: Look): GalleryState {
  return {
    id,
    surface: 'popup',
    steps: look.steps,
    draw(stage) {
      const port = stage.port({ connections: [], ...look.overview?.(stage) }, look.port?.(stage));
      Object.assign(port.answers, look.answers?.(stage));
      return <Popup port={port} />;
    },
  };
}

/** The connection form for a console; with an address it was left in the middle. */
const form = (id: string, consoleId: string, address: string, look: Look = {}): GalleryState =>
  popup(`connect: ${id}`, { overview: () => ({ draft: { consoleId, address, label: '' } }), ...look });

const saves =
  (key: string) =>
  (stage: Stage): readonly Step[] => [
    ...(key ? [{ type: stage.t('popup_key'), text: key }] : []),
    { press: stage.t('popup_save_and_test') },
  ];

const connects = (error: ErrorCode) => (): FakePort['answers'] => ({
  connect: () => fail({ code: error } satisfies CordonError),
});

const cards = (id: string, ...all: readonly ((stage: Stage) => Partial<ConnectionView>)[]): GalleryState =>
  popup(`connections: ${id}`, {
    overview: (stage) => ({
      connections: all.map((changes, place) =>
        stage.connection({ id: place === 0 ? 'acquire:demo' : `acquire:demo${place}`, ...changes(stage) }),
      ),
    }),
  });

const check = (what: 'blocks' | 'contacts' | 'conversations', code?: ErrorCode) =>
  code ? { what, error: { code } } : { what };

const card = (id: string, steps: (stage: Stage) => readonly Step[], look: Look = {}): GalleryState =>
  popup(`connections: ${id}`, {
    overview: (stage) => ({
      connections: [stage.connection()],
      blocks: [0, 1, 2, 3, 4, 5, 6].map((place) => stage.block(place, blocked())),
    }),
    steps,
    ...look,
  });

/** Connections, the form that makes them, and what can go wrong there. */
export const connectingStates: readonly GalleryState[] = [
  form('Acquire', 'acquire', ''),
  form('Featurebase', 'featurebase', ''),
  form('SoftwareOne', 'softwareone', ''),
  form('nothing typed', 'acquire', '', { steps: saves('') }),
  form('not an account', 'acquire', 'not an account', { steps: saves('key') }),
  form('key of another account', 'acquire', 'demo', { steps: saves('acme:key') }),
  form('known already', 'acquire', 'demo', {
    overview: (stage) => ({
      connections: [stage.connection()],
      draft: { consoleId: 'acquire', address: 'demo', label: '' },
    }),
    steps: saves('key'),
  }),
  form('not allowed', 'acquire', 'demo', { answers: connects('by-policy'), steps: saves('key') }),
  form('not stored', 'acquire', 'demo', { answers: connects('not-stored'), steps: saves('key') }),
  form('being stored', 'acquire', 'demo', { port: () => ({ access: new Promise(() => {}) }), steps: saves('key') }),
  popup('connect: prepared', {
    overview: (stage) => ({ rules: { ...rules, presets: presets(stage) } }),
    steps: (stage) => [{ press: stage.t('popup_preset_enter'), nth: 0 }],
  }),
  cards(
    'states',
    () => ({}),
    () => ({ access: false }),
    () => ({ hasKey: false, report: undefined }),
    () => ({ report: undefined }),
  ),
  cards(
    'what is wrong',
    () => ({
      report: {
        checkedAt: now,
        checks: [check('blocks', 'no-permission'), check('contacts'), check('conversations', 'server-error')],
      },
    }),
    () => ({ report: { checkedAt: now, checks: [check('blocks', 'bad-key'), check('contacts', 'bad-key')] } }),
    () => ({ pause: { error: { code: 'bad-key' } } }),
    () => ({ pause: { error: { code: 'rate-limited' }, until: now + 600_000 } }),
    () => ({ forbidden: true }),
  ),
  popup('connections: another console', { overview: (stage) => ({ connections: [stage.otherConnection()] }) }),
  card('edit', (stage) => [{ press: stage.t('popup_edit') }]),
  card(
    'edit, bad key',
    (stage) => [
      { press: stage.t('popup_edit') },
      { type: stage.t('popup_key'), text: 'key' },
      { press: stage.t('popup_save') },
    ],
    {
      answers: (stage) => ({
        'test-connection': () =>
          ok(stage.connection({ report: { checkedAt: now, checks: [check('blocks', 'bad-key')] } })),
      }),
    },
  ),
  card('remove', (stage) => [{ press: stage.t('popup_remove') }]),
  popup('connections: remove, where the console ends no blocks', {
    overview: (stage) => ({ connections: [stage.otherConnection()] }),
    steps: (stage) => [{ press: stage.t('popup_remove') }],
  }),
  card('test', (stage) => [{ press: stage.t('popup_test') }], {
    answers: () => ({ 'test-connection': () => new Promise(() => {}) }),
  }),
];
