import type { BlockView } from '../../utils/messaging/protocol';
import { usePort } from '../popup/port';
import { callBlock } from '../popup/words';
import { Name } from '../shared/name';
import { Rich } from '../shared/rich';
import { type Asking, sayQuestion } from './answers';

/** What is asked, with the name isolated inside the sentence. */
export function QuestionSentence({ block, state }: { readonly block: BlockView; readonly state: Asking }) {
  const port = usePort();
  return (
    <Rich
      say={(mark) => sayQuestion(block, state, port, mark ?? '')}
      parts={[<Name key="who" text={callBlock(block, port)} />]}
    />
  );
}
