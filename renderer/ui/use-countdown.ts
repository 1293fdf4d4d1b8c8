import { useEffect, useState } from 'react';

/** Counts seconds down, by a clock that nobody can set. `start` begins anew; at 0 it stays. */
export function useCountdown(initial: number): { readonly left: number; readonly start: (seconds: number) => void } {
  const [until, setUntil] = useState(() => performance.now() + initial * 1000);
  const [left, setLeft] = useState(initial);
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until]);
  return { left, start: (seconds) => setUntil(performance.now() + seconds * 1000) };
}
