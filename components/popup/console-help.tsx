import { type ConsoleChoice, usePort } from './port';

/** What Block does on a console, and what it does not stop: said before the first connection to it is saved. */
export function ConsoleHelp({ console }: { readonly console: ConsoleChoice }) {
  const { t } = usePort();
  return (
    <section class="help" aria-labelledby="console-help-title">
      <h2 id="console-help-title">{t('popup_what_block_does', console.name)}</h2>
      <p>{t(console.sentences.does)}</p>
      <p>{t(console.sentences.doesNot)}</p>
    </section>
  );
}
