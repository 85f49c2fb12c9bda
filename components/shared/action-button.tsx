import type { ComponentChildren } from 'preact';

interface ActionButtonProps {
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  /** The whole accessible name, where the visible words alone do not say it. */
  readonly name?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly busy?: boolean;
  /** Whether what the button shows and hides is shown now. */
  readonly expanded?: boolean | undefined;
  readonly id?: string;
  readonly submit?: boolean;
}

/** A button. While busy it keeps its focus and does nothing. */
export function ActionButton({
  children,
  onPress,
  name,
  describedBy,
  look = 'plain',
  busy = false,
  expanded,
  id,
  submit = false,
}: ActionButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      id={id}
      class={`button button-${look}`}
      aria-label={name}
      aria-describedby={describedBy}
      aria-expanded={expanded}
      aria-disabled={busy ? 'true' : undefined}
      onClick={(event) => {
        event.preventDefault();
        if (!busy) onPress();
      }}
    >
      {children}
    </button>
  );
}
