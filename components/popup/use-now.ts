import { useEffect, useState } from 'preact/hooks';

/** The time (epoch milliseconds), renewed four times a second while `running`, so that a countdown never skips a second. */
export function useNow(now: () => number, running: boolean): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    if (!running) return;
    setTime(now());
    const timer = setInterval(() => setTime(now()), 250);
    return () => clearInterval(timer);
  }, [now, running]);
  return running ? time : now();
}
