import { GoodIcon, WarnIcon } from './icons';

/** One finding, with the mark of what it means: that it is well, or that something is wrong. */
export function MarkedLine({ good, text }: { readonly good: boolean; readonly text: string }) {
  return (
    <p class={good ? 'line line-good' : 'line line-warn'}>
      {good ? <GoodIcon /> : <WarnIcon />}
      <span>{text}</span>
    </p>
  );
}
