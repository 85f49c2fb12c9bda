import { QuestionWindow } from '../../../components/question/question-window';
import type { ErrorCode } from '../../../utils/errors';
import type { LockView } from '../../../utils/messaging/protocol';
import { lockView } from '../../unit/components/fake-port';
import type { Stage } from '../stage';
import type { GalleryState } from '../state';
import { type Example, questionCodes, questions } from './block-states';

const nothing = () => {};
const never = () => nothing;

function ask(id: string, look: (stage: Stage) => readonly Example[], more: { lock?: LockView; several?: true } = {}) {
  return {
    id,
    surface: 'question',
    draw(stage: Stage) {
      const blocks = look(stage).map(({ state, changes }, place) =>
        stage.block(place, state, { ...changes, askedInPage: state.kind === 'needs-you' }),
      );
      const connections = more.several ? [stage.connection(), stage.otherConnection()] : [stage.connection()];
      const port = stage.port({ connections, blocks, ...(more.lock && { lock: more.lock }) });
      return <QuestionWindow port={port} first="b0" onCall={never} close={nothing} />;
    },
  } satisfies GalleryState;
}

const one = (code: ErrorCode) => (stage: Stage) => [questions(stage)[code]].filter((found) => found !== undefined);
const locked = lockView({ passphrase: true, locked: true });

/** The Cordon window: every question, one of several, and locked. */
export const questionStates: readonly GalleryState[] = [
  ...questionCodes.map((code) => ask(code, one(code))),
  ask('one of several', (stage) => questionCodes.slice(0, 3).flatMap((code) => one(code)(stage)), { several: true }),
  ask(
    'locked',
    () => [
      { state: { kind: 'held', of: 'block', error: { code: 'locked' } } },
      { state: { kind: 'held', of: 'lift', error: { code: 'locked' } } },
    ],
    { lock: locked },
  ),
];
