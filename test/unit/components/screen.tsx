import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';

/** What a person can find on the screen and do there. */
export interface Screen {
  readonly root: HTMLElement;
  text(): string;
  /** The button of this accessible name. */
  button(name: string): HTMLButtonElement;
  buttons(name: string): HTMLButtonElement[];
  /** The control under this label. */
  field(label: string): HTMLInputElement;
  press(name: string): Promise<void>;
  type(label: string, text: string): Promise<void>;
  /** What the live region says. */
  said(): string;
  /** Lets promises and effects run. */
  settle(): Promise<void>;
  close(): void;
}

/** Lets promises, effects and their renders run. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await act(async () => {});
}

/** Renders a component into the document. */
export async function show(component: ComponentChild): Promise<Screen> {
  const root = document.createElement('div');
  document.body.append(root);
  await act(() => render(component, root));
  await settle();

  const screen: Screen = {
    root,
    // Where a line may break is no matter of these tests.
    text: () => (root.textContent ?? '').replaceAll('\u00a0', ' '),
    buttons: (name) => [...root.querySelectorAll('button')].filter((button) => nameOf(button) === name),
    button(name) {
      const [found] = screen.buttons(name);
      if (!found) throw new Error(`no button "${name}" in: ${screen.text()}`);
      return found;
    },
    field(label) {
      const found = [...root.querySelectorAll('label')].find((one) => one.textContent?.trim() === label);
      const control = found?.querySelector('input') ?? (found?.htmlFor && document.getElementById(found.htmlFor));
      if (!control) throw new Error(`no field "${label}" in: ${screen.text()}`);
      return control as HTMLInputElement;
    },
    async press(name) {
      const button = screen.button(name);
      button.focus();
      await act(() => button.click());
      await settle();
    },
    async type(label, text) {
      const field = screen.field(label);
      field.focus();
      await act(() => {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await settle();
    },
    said: () => (root.querySelector('[role=status]')?.textContent ?? '').trim(),
    settle,
    close() {
      render(null, root);
      root.remove();
    },
  };
  return screen;
}

function nameOf(button: HTMLButtonElement): string {
  return (button.getAttribute('aria-label') ?? button.textContent ?? '').trim();
}
