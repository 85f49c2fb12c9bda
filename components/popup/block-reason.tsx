import { useState } from 'preact/hooks';
import type { Described } from '../../utils/blocking/block';
import type { BlockView } from '../../utils/messaging/protocol';
import { ReasonForm } from '../shared/reason-form';
import { usePort } from './port';
import { useReasons } from './rules';

interface BlockReasonProps {
  readonly block: BlockView;
  /** Called once it is saved. */
  readonly onSaved: () => Promise<void>;
  readonly onCancel: () => void;
}

/** The form for why this block was made. */
export function BlockReason({ block, onSaved, onCancel }: BlockReasonProps) {
  const { ask, errorSentence, t } = usePort();
  const { reasons } = useReasons();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async (said: Described) => {
    setBusy(true);
    const reply = await ask('describe', { blockId: block.id, ...said });
    setBusy(false);
    if (reply.ok) await onSaved();
    else setProblem(errorSentence(reply.error));
  };
  return (
    <div class="end-changer">
      <ReasonForm
        id={`words-${block.id}`}
        reasons={reasons}
        said={block}
        say={t}
        problem={problem}
        busy={busy}
        onSave={(said) => void save(said)}
        onCancel={onCancel}
      />
    </div>
  );
}
