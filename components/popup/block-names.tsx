import type { BlockView } from '../../utils/messaging/protocol';
import { Name } from '../shared/name';
import { usePort } from './port';
import { callBlock } from './words';

interface BlockNamesProps {
  readonly blocks: readonly BlockView[];
  /** How many are named; of the rest only the number is told. */
  readonly most: number;
  /** The id of what the list is called by. */
  readonly labelledBy?: string;
}

/** Whom a question is about, by name, in the order given. */
export function BlockNames({ blocks, most, labelledBy }: BlockNamesProps) {
  const port = usePort();
  if (blocks.length === 0) return null;
  return (
    <ul class="plain-list" aria-labelledby={labelledBy}>
      {blocks.slice(0, most).map((block) => (
        <li key={block.id}>
          <Name text={callBlock(block, port)} />
        </li>
      ))}
      {blocks.length > most && <li>{port.counted('popup_and_more', blocks.length - most)}</li>}
    </ul>
  );
}
