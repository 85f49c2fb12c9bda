import { useLayoutEffect, useRef } from 'preact/hooks';
import { BackIcon } from '../shared/icons';
import { usePort } from './port';

interface ViewHeadProps {
  readonly title: string;
  readonly onBack: () => void;
  /** Whether the title takes the focus; not where a field of the view does. */
  readonly focusTitle?: boolean;
}

/** The head of a view that lies over the main one: the way back, and its title. */
export function ViewHead({ title, onBack, focusTitle = false }: ViewHeadProps) {
  const { t } = usePort();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (focusTitle) heading.current?.focus();
  }, [focusTitle]);
  return (
    <header class="view-head">
      <button type="button" class="button button-icon" aria-label={t('popup_back')} onClick={onBack}>
        <BackIcon />
      </button>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
    </header>
  );
}
