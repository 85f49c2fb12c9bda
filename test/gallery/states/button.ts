import { createButton } from '../../../utils/page/button';
import { createFitting } from '../../../utils/page/fitting';
import { createPlacement } from '../../../utils/page/placement';
import { faceOf, type Situation } from '../../../utils/page/wording';
import { showable } from '../../../utils/platform/hostile-text';
import { blocked, now } from '../../unit/components/fake-port';
import type { Stage } from '../stage';
import type { GalleryState } from '../state';
import { type Example, exampleKinds, examples, questions } from './block-states';

type Look = Partial<Situation>;

const nothing = () => {};
const calls = { pressed: nothing, menuAsked: nothing, aimed: nothing, approached: nothing };

/** A group of faces: each beside a name in a list and in a header. */
function group(id: string, looks: (stage: Stage) => readonly Look[]): GalleryState {
  return {
    id,
    surface: 'button',
    mount(root, stage) {
      const fitting = createFitting();
      const placement = createPlacement(window, fitting.forget);
      for (const [place, look] of looks(stage).entries()) {
        for (const full of [false, true]) {
          const face = faceOf({ ...plain(stage, place), ...look }, (key, ...given) => stage.t(key as never, ...given));
          const { line, who } = inboxLine(full, showable(stage.name(place)));
          root.append(line);
          const button = createButton(document, full, stage.tongue, calls);
          placement.put(button, who);
          button.draw(face);
          fitting.fitAll([{ button, name: who }]);
        }
      }
    },
  };
}

const plain = (stage: Stage, place: number): Situation => ({
  name: showable(stage.name(place)),
  view: undefined,
  saving: undefined,
  refused: undefined,
  gone: false,
  end: '1d',
  endsBlocks: true,
  connectionLabel: undefined,
  now,
  language: stage.language,
});

function inboxLine(full: boolean, name: string): { readonly line: HTMLElement; readonly who: HTMLElement } {
  const line = document.createElement('div');
  line.className = full ? 'heads' : 'row';
  const who = document.createElement('span');
  who.className = 'who';
  who.textContent = name;
  line.append(who);
  if (!full) {
    const when = document.createElement('span');
    when.className = 'when';
    when.textContent = '10:00';
    line.append(when);
  }
  return { line, who };
}

const ofExamples = (all: readonly Example[], stage: Stage): readonly Look[] =>
  all.map(({ state, changes }, place) => ({ view: stage.block(place, state, changes) }));

/** The button in the page, in all its faces. */
export const buttonStates: readonly GalleryState[] = [
  group('idle', (stage) => [
    {},
    { passphrase: true, locked: true },
    { endsBlocks: false },
    { end: 'for-good' },
    { connectionLabel: stage.connection().label },
  ]),
  group('saving', () => (['block', 'lift', 'change', 'undo'] as const).map((saving) => ({ saving }))),
  group('not taken', () =>
    (['not-stored', 'moved', 'updated'] as const).map((code) => ({
      refused: { what: 'block' as const, error: { code } },
    })),
  ),
  group('updated', () => [{ gone: true }]),
  ...exampleKinds.map((kind) => group(kind, (stage) => ofExamples(examples(stage)[kind], stage))),
  group('blocked by whom', (stage) => [
    { view: stage.block(0, blocked(), { reason: 'Threats' }) },
    { view: stage.block(1, blocked(), { by: stage.name(3), reason: stage.name(0) }) },
    { view: stage.block(2, blocked({ endedBy: 'nobody' }), { by: '' }) },
    { view: stage.block(3, { kind: 'lifted', at: now, elsewhere: false, atEnd: true }) },
  ]),
  group('needs you', (stage) => ofExamples(Object.values(questions(stage)), stage)),
];
