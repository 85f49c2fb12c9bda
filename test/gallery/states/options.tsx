import { Options } from '../../../components/options/options';
import { createPracticeButton } from '../../../entrypoints/options/practice-button';
import type { Overview } from '../../../utils/messaging/protocol';
import { blocked, lockView, now, rules } from '../../unit/components/fake-port';
import type { Stage } from '../stage';
import type { GalleryState, Step } from '../state';
import { presets } from './popup';

function page(
  id: string,
  overview: (stage: Stage) => Partial<Overview>,
  steps?: (stage: Stage) => readonly Step[],
  start?: 'form' | 'steps',
): GalleryState {
  return {
    id,
    surface: 'options',
    steps,
    draw: (stage) => (
      <Options
        port={stage.port(
          { connections: [stage.connection(), stage.otherConnection()], ...overview(stage) },
          { createButton: createPracticeButton },
        )}
        startWithForm={start === 'form'}
        startWithSteps={start === 'steps'}
      />
    ),
  };
}

const passphrase = lockView({ passphrase: true, locksAt: now + 3_600_000 });
const reasons = ['Insults', 'Threats', 'Spam'];

/** The options page. */
export const optionsStates: readonly GalleryState[] = [
  page('the whole', () => ({})),
  page('no connection', () => ({ connections: [] })),
  page('managed', () => ({
    rules: {
      ...rules,
      settings: { ...rules.settings, reasons },
      managed: ['undoSeconds', 'defaultEnd', 'retentionDays', 'listTabStops', 'reasons'],
      unread: ['brakes'],
      consoles: ['acquire', 'softwareone'],
      longestHours: 168,
      forGood: false,
      liftFromPage: false,
      severalMost: 50,
      reasonRequired: true,
      protects: true,
      passphraseRequired: true,
    },
    lock: lockView({ passphrase: true, passphraseRequired: true, locksAt: now + 3_600_000 }),
  })),
  page(
    'a setting out of bounds',
    () => ({}),
    (stage) => [{ type: stage.t('options_undo'), text: '999' }, { keys: ['Tab'] }],
  ),
  page(
    'a setting stored',
    () => ({}),
    (stage) => [{ press: stage.t('options_tab_stops') }],
  ),
  page('passphrase', () => ({ lock: passphrase })),
  page(
    'passphrase: set',
    () => ({}),
    (stage) => [
      { press: stage.t('options_passphrase_set') },
      { type: stage.t('options_passphrase_new'), text: 'short' },
      { type: stage.t('options_passphrase_again'), text: 'short' },
      { press: stage.t('options_passphrase_set') },
    ],
  ),
  page(
    'passphrase: change',
    () => ({ lock: passphrase }),
    (stage) => [{ press: stage.t('options_passphrase_change') }, { press: stage.t('options_passphrase_change') }],
  ),
  page(
    'passphrase: remove',
    () => ({ lock: passphrase }),
    (stage) => [{ press: stage.t('options_passphrase_remove') }],
  ),
  page('locked', () => ({ lock: lockView({ passphrase: true, locked: true }) })),
  page('a passphrase is required', () => ({ lock: lockView({ passphraseRequired: true }) })),
  page(
    'delete everything',
    (stage) => ({
      blocks: [
        ...[0, 1, 2, 3].map((place) => stage.block(place, blocked({ endedBy: place === 0 ? 'cordon' : 'console' }))),
        stage.block(4, { kind: 'sending', of: 'block' }),
        stage.block(5, { kind: 'waiting', of: 'block', sendsAt: now + 4_000 }),
      ],
    }),
    (stage) => [{ press: stage.t('options_wipe_ask') }],
  ),
  page('connect', () => ({ connections: [] }), undefined, 'form'),
  page('first steps', () => ({ connections: [] }), undefined, 'steps'),
  page(
    'first steps, prepared',
    (stage) => ({ connections: [], rules: { ...rules, presets: presets(stage) } }),
    undefined,
    'steps',
  ),
  page('first steps, connected', () => ({}), undefined, 'steps'),
  page(
    'first steps, practising',
    () => ({}),
    (stage) => [{ press: stage.t('page_block', stage.t('options_practice_name')) }],
    'steps',
  ),
];
