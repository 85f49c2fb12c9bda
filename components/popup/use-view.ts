import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CordonError } from '../../utils/errors';
import type { Overview } from '../../utils/messaging/protocol';
import { addButton, cardId, severalButton, stepsButton } from './places';
import type { PopupPort } from './port';

/** What is on the screen. */
export interface View {
  readonly kind: 'main' | 'form' | 'records' | 'several' | 'steps';
  /** With `form`, the prepared connection whose key is to be entered. */
  readonly connectionId?: string | undefined;
  /** With `form`, the console that it begins with. */
  readonly consoleId?: string | undefined;
}

/** What came of the form: a connection that is stored, and why its key does not work, where it does not. */
export interface FormOutcome {
  readonly connectionId: string;
  readonly keyError?: CordonError | undefined;
}

/** The view, and the ways between the views; each leaves the focus where the person goes on. */
export interface Views {
  readonly view: View;
  /** What the form just did, to be shown at its connection. */
  readonly outcome: FormOutcome | undefined;
  open(view: View): void;
  /** Back to the main view, to the button that led away from it. */
  back(): void;
  /** Back to the main view, to the connection that the form made. */
  settle(outcome: FormOutcome): void;
}

const main: View = { kind: 'main' };
const form: View = { kind: 'form' };
const steps: View = { kind: 'steps' };

/** Where the focus goes after a view was left. */
const backTo = {
  main: '',
  form: addButton,
  records: '',
  several: severalButton,
  steps: stepsButton,
} as const satisfies Record<View['kind'], string>;

/** Keeps the view. A draft opens the form again, since it was left in the middle, unless the form has its own tab. */
export function useView(
  overview: Overview | undefined,
  port: PopupPort,
  start: 'form' | 'steps' | undefined,
  preset?: string,
): Views {
  const [chosen, setChosen] = useState<View>();
  const [outcome, setOutcome] = useState<FormOutcome>();
  const first = useRef<View | undefined>(start && { kind: start, connectionId: preset });
  const focusNext = useRef('');
  // The first overview decides; a draft that is saved later must not open or close anything.
  if (overview) first.current ??= overview.draft && !port.formInTab ? form : main;
  const view = chosen ?? first.current ?? main;
  // The form leads back to the steps that led to it.
  const home = useRef(main);
  if (view.kind !== 'form') home.current = view.kind === 'steps' ? steps : main;

  // The focus moves when the view does.
  useLayoutEffect(() => {
    if (focusNext.current) document.getElementById(focusNext.current)?.focus();
    focusNext.current = '';
  }, [view]);

  return {
    view,
    outcome,
    open(next) {
      if (next.kind === 'steps' && port.openSteps) return port.openSteps();
      if (next.kind === 'form' && port.formInTab) return port.openForm(next.connectionId);
      setOutcome(undefined);
      setChosen(next);
    },
    back() {
      if (view.kind === 'records') focusNext.current = cardId(view.connectionId ?? '', 'records');
      else focusNext.current = backTo[view.kind];
      setChosen(view.kind === 'form' ? home.current : main);
    },
    settle(done) {
      // A key that was refused is typed again at once: its field takes the focus itself.
      focusNext.current = done.keyError ? '' : cardId(done.connectionId);
      setOutcome(done);
      // A key that was refused is seen to at its connection.
      setChosen(done.keyError ? main : home.current);
    },
  };
}
