import { consoleIdOf } from '../../utils/connections/connection-id';
import type { ContactId } from '../../utils/consoles/types';
import type { BlockView } from '../../utils/messaging/protocol';
import { usePort } from '../popup/port';
import { useAction } from '../popup/use-action';
import { errorHint } from '../popup/words';
import { ActionButton } from '../shared/action-button';
import { ErrorLine } from '../shared/field';
import { useStatus } from '../shared/status';
import { type Asking, answersTo } from './answers';
import { ContactChoices } from './contact-choices';
import { OthersRecords } from './others-records';
import { QuestionSentence } from './question-sentence';
import { WhoIsMeant } from './who-is-meant';

interface QuestionAskedProps {
  readonly block: BlockView;
  readonly state: Asking;
  /** The id of the element that names the question, to be read with each answer. */
  readonly titleId: string;
  /** Whether answers are taken; a question that has just come must be read before it can be pressed. */
  readonly open?: boolean;
  readonly onDone: () => Promise<void>;
}

/** One question below its title: what is in doubt, what the console says, and the answers. The popup and the Cordon window share it. */
export function QuestionAsked({ block, state, titleId, open = true, onDone }: QuestionAskedProps) {
  const port = usePort();
  const say = useStatus();
  const action = useAction();
  const { code } = state.error;
  const answers = answersTo(block, state, port);
  const hint = errorHint(state.error, consoleIdOf(block.connectionId), port);
  const shut = action.busy || !open;
  const answer = async (yes: boolean, contactId?: ContactId) => {
    // The revision is what was read: a question that changed meanwhile is not answered by this press.
    const payload = { blockId: block.id, yes, contactId, rev: block.rev ?? 0 };
    const reply = await action.run(() => port.ask('answer', payload));
    if (reply && !reply.ok) say(port.errorSentence(reply.error));
    if (reply) await onDone();
  };
  const answerButton = (yes: boolean, word: string) => (
    <ActionButton
      key={String(yes)}
      look={yes ? 'primary' : 'plain'}
      describedBy={titleId}
      busy={shut}
      onPress={() => void answer(yes)}
    >
      {word}
    </ActionButton>
  );
  return (
    <>
      <p>
        <QuestionSentence block={block} state={state} />
      </p>
      {hint && <p>{hint}</p>}
      <WhoIsMeant block={block} state={state} />
      {code === 'several-contacts' && (
        <ContactChoices
          contacts={state.contacts ?? []}
          busy={shut}
          onChoose={(contact) => void answer(true, contact.id)}
        />
      )}
      {(code === 'others-blocks' || code === 'already-blocked' || code === 'end-not-ours') && (
        <OthersRecords records={state.records ?? []} />
      )}
      {action.error && <ErrorLine text={port.errorSentence(action.error)} />}
      <div class="buttons">
        {answers.yes && answerButton(true, answers.yes)}
        {answerButton(false, answers.no)}
      </div>
    </>
  );
}
