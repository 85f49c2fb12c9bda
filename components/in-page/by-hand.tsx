import { useEffect, useRef } from 'preact/hooks';

interface ByHandProps {
  readonly text: string;
  readonly say: (key: string) => string;
  readonly onClose: () => void;
}

/** The text to copy, selected, where the clipboard is not to be had. */
export function ByHand({ text, say, onClose }: ByHandProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <fieldset
      class="box form"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
      }}
    >
      <label>
        {say('page_copy_by_hand')}
        <textarea ref={field} readOnly dir="auto" rows={5} value={text} />
      </label>
    </fieldset>
  );
}
