import { useEffect, useState } from 'preact/hooks';

/** How long a question stands before a press on it counts (milliseconds): nobody has read it sooner. */
export const timeToRead = 500;

/**
 * Whether this text has stood on the screen long enough to be pressed. Another text starts the time again: a press on its way to the
 * one before must not meet it.
 */
export function useTimeToRead(text: string): boolean {
  const [read, setRead] = useState<string>();
  useEffect(() => {
    setRead(undefined);
    const timer = setTimeout(() => setRead(text), timeToRead);
    return () => clearTimeout(timer);
  }, [text]);
  return read === text;
}
