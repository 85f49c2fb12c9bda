import type { BlockView } from '../../utils/messaging/protocol';
import { needsYouTitle } from './places';
import { usePort } from './port';
import { Question } from './question';
import { ReleaseBraked } from './release-braked';

interface NeedsYouProps {
  readonly questions: readonly BlockView[];
  /** Blocks that wait since there were too many presses at once. */
  readonly braked: readonly BlockView[];
  readonly onDone: () => Promise<void>;
}

/** How many things wait for a person: each question, and all braked blocks together. */
export function countNeeds(questions: readonly BlockView[], braked: readonly BlockView[]): number {
  return questions.length + (braked.length > 0 ? 1 : 0);
}

/** What waits for a person. Nothing happens to these contacts until it is answered. */
export function NeedsYou({ questions, braked, onDone }: NeedsYouProps) {
  const { t, formatNumber } = usePort();
  const count = countNeeds(questions, braked);
  if (count === 0) return null;
  return (
    <section class="section" data-home="" tabIndex={-1} aria-labelledby={needsYouTitle}>
      <h2 id={needsYouTitle} tabIndex={-1}>
        {t('popup_needs_you', formatNumber(count))}
      </h2>
      <ul class="questions" aria-labelledby={needsYouTitle}>
        {braked.length > 0 && <ReleaseBraked key="braked" blocks={braked} onDone={onDone} />}
        {questions.map((block) => (
          <Question key={block.id} block={block} onDone={onDone} />
        ))}
      </ul>
    </section>
  );
}
