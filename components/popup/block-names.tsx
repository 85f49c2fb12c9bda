import type { BlockView } from '../../utils/messaging/protocol';
import { Name } from '../shared/name';
import { usePort } from './port';
import { callBlock } from './words';

interface BlockNamesProps {
  readonly blocks: readonly BlockView[];
  /** How many are named; of the rest only the number is told. */
  readonly most: number;
}

/** Whom a question is about, by name, in the order given. */
export function BlockNames({ blocks, most }: BlockNamesProps) {
  const port = usePort();
  if (blocks.length === 0) return null;
  return (
    <ul class="plain-list">
      {blocks.slice(0, most).map((block) => (
        <li key={block.id}>
          <Name text={callBlock(block, port)} />
        </li>
      ))}
      {blocks.length > most && <li>{port.counted('popup_and_more', blocks.length - most)}</li>}
    </ul>
  );
}
