import { useEffect, useRef, useState } from 'preact/hooks';
import type { CordonError } from '../../utils/errors';
import type { PopupPort } from './port';
import { isAboutLine, linesOf, type Understood, withLine } from './several-lines';

const nothing: Understood = { found: [], missed: [] };

/** A pause that the console did not name, and the longest that is waited for here (milliseconds). */
const ordinaryPause = 5_000;
const longestPause = 120_000;

/** How far the reading of typed lines has come. */
export interface SeveralReading extends Understood {
  readonly kind: 'typing' | 'reading' | 'read';
  readonly done: number;
  readonly total: number;
  /** What ended the reading. */
  readonly error?: CordonError | undefined;
  /** The console asked for a pause until then (epoch milliseconds). */
  readonly waitsUntil?: number | undefined;
}

const start: SeveralReading = { kind: 'typing', ...nothing, done: 0, total: 0 };

/** Reads typed lines one after the other, so that a console is never asked for many at once; a pause that it asks for is kept. */
export function useSeveral(port: PopupPort, connectionId: string, most?: number) {
  const [reading, setReading] = useState<SeveralReading>(start);
  const run = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () => () => {
      run.current += 1;
      clearTimeout(timer.current);
    },
    [],
  );
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      timer.current = setTimeout(resolve, milliseconds);
    });

  async function read(text: string): Promise<void> {
    run.current += 1;
    const mine = run.current;
    const lines = linesOf(text, most);
    let understood = nothing;
    const show = (done: number, more: Partial<SeveralReading> = {}) => {
      if (run.current === mine) setReading({ kind: 'reading', ...understood, done, total: lines.length, ...more });
    };
    show(0);
    for (const [index, line] of lines.entries()) {
      for (let tries = 0; ; tries += 1) {
        const reply = await port.ask('find-contact', { connectionId, words: line });
        if (run.current !== mine) return;
        if (reply.ok || isAboutLine(reply.error)) {
          understood = withLine(understood, line, reply.ok ? reply.value : reply.error);
          break;
        }
        const { code, notBefore } = reply.error;
        const wait = Math.max(notBefore === undefined ? ordinaryPause : notBefore - port.now(), 0);
        // Without the whole list nothing is offered: half of it might pass for all of it.
        if (code !== 'rate-limited' || wait > longestPause || tries >= 5) {
          return show(index, { kind: 'typing', ...nothing, error: reply.error });
        }
        show(index, { waitsUntil: port.now() + wait });
        await pause(wait);
        if (run.current !== mine) return;
      }
      show(index + 1);
    }
    show(lines.length, { kind: 'read' });
  }

  return {
    reading,
    read,
    /** The text was changed: what was read of it counts no more. */
    reset(): void {
      run.current += 1;
      clearTimeout(timer.current);
      setReading(start);
    },
  };
}
