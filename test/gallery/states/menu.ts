import menuScript from '../../../entrypoints/menu';
import { consoleOf } from '../../../utils/consoles';
import { type MenuRequest, menuAtHand, noteAtHand, type WhyRequest } from '../../../utils/page/menu-door';
import { type StripNews, stripAtHand } from '../../../utils/page/strip-door';
import { showable } from '../../../utils/platform/hostile-text';
import { fail } from '../../../utils/result';
import { blocked, now } from '../../unit/components/fake-port';
import type { Stage } from '../stage';
import type { GalleryState } from '../state';

// The script as pages get it: it offers itself in this frame.
void menuScript.main();

const nothing = () => {};

function say(stage: Stage): MenuRequest['say'] {
  return (key, ...given) => stage.t(key as never, ...given);
}

function about(stage: Stage, consoleId: string): readonly string[] {
  const { sentences } = consoleOf(consoleId);
  return [stage.t(sentences.does), stage.t(sentences.doesNot)];
}

/** The menu at a name in a header. */
function menu(
  id: string,
  look: Partial<MenuRequest> | ((stage: Stage) => Partial<MenuRequest>),
  steps?: GalleryState['steps'],
  consoleId = 'acquire',
): GalleryState {
  return {
    id,
    surface: 'menu',
    steps,
    mount(root, stage) {
      const line = document.createElement('div');
      line.className = 'heads';
      const who = document.createElement('span');
      who.className = 'who';
      who.textContent = showable(stage.name(0));
      line.append(who);
      root.append(line);
      menuAtHand()?.({
        anchor: () => who.getBoundingClientRect(),
        name: showable(stage.name(0)),
        lifts: false,
        ends: 'block',
        end: '1d',
        limits: { forGood: true, mayLift: true },
        about: about(stage, consoleId),
        say: say(stage),
        onEnd: nothing,
        onLift: nothing,
        onDescribe: async () => stage.t('error_not_stored'),
        reasons: [],
        watch: nothing,
        isSeen: () => true,
        onClose: nothing,
        ...(typeof look === 'function' ? look(stage) : look),
      });
    },
  };
}

const team = ['Insults', 'Threats', 'Spam'];

const answers = (stage: Stage) => ({ onReason: async () => stage.t('error_not_stored'), onLeft: nothing });

/** The note in the corner; with `why` it asks. */
const note = (id: string, why: (stage: Stage) => WhyRequest | undefined): GalleryState => ({
  id,
  surface: 'menu',
  mount: (_root, stage) => noteAtHand()?.({ about: about(stage, 'acquire'), say: say(stage), why: why(stage) }),
});

/** The strip that tells what happened meanwhile. */
const strip = (id: string, news: StripNews): GalleryState => ({
  id: `strip: ${id}`,
  surface: 'menu',
  mount(_root, stage) {
    const deps = { ask: async () => fail({ code: 'no-connection' } as const), say: say(stage), onClose: nothing };
    // What was told in another state is told no more.
    stripAtHand()?.tell(null, deps);
    stripAtHand()?.tell(news, deps);
  },
});

const until: GalleryState['steps'] = ({ t }) => [{ press: t('end_until') }];
const wrongUntil: GalleryState['steps'] = ({ t }) => [
  { press: t('end_until') },
  { type: t('page_until_field', 'Europe/Berlin'), text: '2026-11-19T10:00' },
  { press: t('page_block_short') },
];

/** The menu at the button, its field for a time, and the note after the first press. */
export const menuStates: readonly GalleryState[] = [
  menu('block', {}),
  menu('block on a console without ends', {}, undefined, 'softwareone'),
  menu('change and lift', { lifts: true, ends: 'change' }),
  menu('lift alone', { lifts: true, ends: 'none' }),
  menu('limits of the organisation', { limits: { forGood: false, longestHours: 24, mayLift: true } }),
  menu('no lift here', {
    lifts: true,
    ends: 'change',
    limits: { forGood: true, mayLift: false, standsUntil: now + 86_400_000 },
  }),
  menu('until', {}, until),
  menu('until another end', { lifts: true, ends: 'change' }, until),
  menu('until, in the past', {}, wrongUntil),
  menu(
    'history, and a summary to copy by hand',
    (stage) => ({
      lifts: true,
      ends: 'change',
      block: stage.block(0, blocked(), { times: 3, reason: team[0], note: stage.name(1) }),
    }),
    ({ t }) => [{ press: t('page_copy_summary') }],
  ),
  menu('known before', (stage) => ({ lifts: true, ends: 'change', block: stage.block(0, blocked(), { times: 3 }) })),
  menu('reason and note', {}, ({ t }) => [{ press: t('page_reason_item') }]),
  menu("reason of the team's own", { reasons: team }, ({ t }) => [{ press: t('page_reason_item') }]),
  menu('reason not saved', { described: { reason: team[0], note: 'Twice today' } }, ({ t }) => [
    { press: t('page_reason_item') },
    { press: t('popup_save') },
  ]),
  menu('reason said', {}, ({ t }) => [
    { press: t('page_reason_item') },
    { type: t('popup_reason'), text: 'Threats' },
    { press: t('popup_save') },
  ]),
  note('note', () => undefined),
  note('why', (stage) => ({ name: showable(stage.name(0)), reasons: [], ...answers(stage) })),
  note("why, by the team's own reasons", (stage) => ({
    name: showable(stage.name(0)),
    reasons: team,
    ...answers(stage),
  })),
  strip('needs you', { blockId: 'b0', kind: 'needs-you', of: 'block', shows: true }),
  strip('not blocked', { blockId: 'b0', kind: 'failed', of: 'block', shows: false }),
  strip('not taken', { untaken: { what: 'block', error: { code: 'paused' } } }),
  strip('not known', { blockId: 'b0', kind: 'failed', of: 'lift', unknown: true, shows: false }),
];
