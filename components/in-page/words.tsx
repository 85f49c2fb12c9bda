import { useState } from 'preact/hooks';
import type { Described } from '../../utils/blocking/block';
import { ReasonForm } from '../shared/reason-form';

interface WordsProps {
  /** Whom it is about. */
  readonly name: string;
  readonly reasons: readonly string[];
  readonly said: Described;
  readonly say: (key: string, ...substitutions: string[]) => string;
  /** Takes what was written; gives the sentence that says why it was not taken. */
  readonly onSaid: (said: Described) => Promise<string | undefined>;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** The form for reason and note in the place of the menu. */
export function Words({ name, reasons, said, say, onSaid, onBack, onClose }: WordsProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async (written: Described) => {
    setBusy(true);
    setProblem(await onSaid(written));
    setBusy(false);
  };
  return (
    <fieldset
      class="box form"
      aria-label={say('page_reason_form', name)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
      }}
    >
      <ReasonForm
        id="words"
        reasons={reasons}
        said={said}
        say={say}
        problem={problem}
        busy={busy}
        trustedOnly
        onSave={(written) => void save(written)}
        onCancel={onBack}
      />
    </fieldset>
  );
}
