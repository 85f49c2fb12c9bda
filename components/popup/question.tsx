import type { BlockView } from '../../utils/messaging/protocol';
import { QuestionAsked } from '../question/question-asked';
import { WarnIcon } from '../shared/icons';
import { Name } from '../shared/name';
import { usePort } from './port';
import { callBlock } from './words';

interface QuestionProps {
  readonly block: BlockView;
  readonly onDone: () => Promise<void>;
}

/** One question in the list of those that wait. */
export function Question({ block, onDone }: QuestionProps) {
  const port = usePort();
  const { state } = block;
  if (state.kind !== 'needs-you') return null;
  const titleId = `question-${block.id}`;
  return (
    <li class="question" data-home="" tabIndex={-1} aria-labelledby={titleId}>
      <WarnIcon />
      <div class="question-body">
        <h3 id={titleId}>
          <Name text={callBlock(block, port)} />
        </h3>
        <QuestionAsked block={block} state={state} titleId={titleId} onDone={onDone} />
      </div>
    </li>
  );
}
