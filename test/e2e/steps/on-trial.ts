import { toLocalField } from '../../../components/shared/local-time';
import type { ConsoleOnTrial } from '../../lab/console-on-trial';
import type { Session, View } from '../harness/launch';

const minute = 60_000;

/** Fills the connection form and presses `Save and test`. */
export async function fillForm(form: View, { name, typed }: ConsoleOnTrial, key = typed.key): Promise<void> {
  await form.choose({ role: 'combobox', name: 'Console' }, name);
  await form.fill({ role: 'textbox', name: typed.addressField }, typed.address);
  await form.fill({ role: 'textbox', name: 'API key' }, key);
  await form.press({ role: 'button', name: 'Save and test' });
}

/** Connects the console's account as a person would. */
export async function connectOnTrial(session: Session, trial: ConsoleOnTrial): Promise<void> {
  await session.answerPrompts('agree');
  const form = await session.openExtensionPage('options.html#connect');
  await fillForm(form, trial);
  await form.waitForControl({ role: 'button', name: 'Test' });
  await form.close();
}

/**
 * Chooses in the popup that the next block ends soon, and tells when (epoch milliseconds). The field counts whole minutes; a minute
 * is the least that is taken, and the press comes later than the choice.
 */
export async function chooseSoon(session: Session): Promise<number> {
  const popup = await session.openExtensionPage('popup.html');
  const at = Math.ceil((Date.now() + 1.7 * minute) / minute) * minute;
  await popup.press({ role: 'radio', name: 'Until…' });
  await popup.fillDate({ role: 'date', name: 'Until' }, toLocalField(at));
  await popup.pressKey('Tab');
  await popup.waitForText('This choice holds for the next block only.');
  await popup.close();
  return at;
}
