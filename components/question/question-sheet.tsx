import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { BlockView } from '../../utils/messaging/protocol';
import { usePort } from '../popup/port';
import { callBlock } from '../popup/words';
import { Mark } from '../shared/icons';
import { Name } from '../shared/name';
import { Rich } from '../shared/rich';
import { useStatus } from '../shared/status';
import { sayQuestion } from './answers';
import { QuestionAsked } from './question-asked';
import { useTimeToRead } from './use-time-to-read';

interface QuestionSheetProps {
  readonly block: BlockView;
  /** Its place among the questions of this window, counted from 1. */
  readonly place: number;
  readonly total: number;
  /** How often the window was called forward: whoever is called has to read again. */
  readonly calls: number;
  /** The connection's name, where there are several. */
  readonly where: string | undefined;
  readonly onDone: () => Promise<void>;
}

const titleId = 'question-title';

/** The one question on the screen, under the title of the window. Expects a block that needs a person. */
export function QuestionSheet({ block, place, total, calls, where, onDone }: QuestionSheetProps) {
  const port = usePort();
  const { t, formatNumber } = port;
  const announce = useStatus();
  const heading = useRef<HTMLHeadingElement>(null);
  const { state } = block;
  const name = callBlock(block, port);
  const title = t('question_title', name);
  const asked = state.kind === 'needs-you' ? sayQuestion(block, state, port, name) : '';
  const open = useTimeToRead(`${calls} ${block.rev} ${title} ${asked}`);
  // The heading takes the focus, never a button: a key on its way to the page must not answer.
  useLayoutEffect(() => heading.current?.focus(), [calls, block.rev]);
  useEffect(() => {
    // Without the name: browsers keep the titles of windows in their history, and carry that to other devices.
    document.title = t('question_window');
    announce(`${title}. ${asked}`);
  }, [title, asked, announce, t]);
  if (state.kind !== 'needs-you') return null;
  return (
    <>
      <header class="question-head">
        <Mark />
        <h1 id={titleId} ref={heading} tabIndex={-1}>
          <Rich say={(mark) => t('question_title', mark ?? '')} parts={[<Name key="who" text={name} />]} />
        </h1>
      </header>
      {(total > 1 || where) && (
        <p class="note">
          {total > 1 && t('question_place', formatNumber(place), formatNumber(total))}
          {total > 1 && where && ' · '}
          {where && <Name text={where} />}
        </p>
      )}
      <QuestionAsked block={block} state={state} titleId={titleId} open={open} onDone={onDone} />
      <p class="note question-later">{t('question_later')}</p>
    </>
  );
}
