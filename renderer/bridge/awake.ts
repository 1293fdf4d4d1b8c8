import { useEffect, useRef, useState } from 'react';
import { client } from './client.ts';
import { orpc, queryClient } from './queries.ts';
import { holdWindow } from './start-again.ts';

/** Somebody at the window is told to the program at most this often, in seconds. */
const TOUCH_EVERY = 15;
/** So many seconds before the lock the window says so. */
const WARN_BEFORE = 30;
/** What counts as somebody being there. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

const seconds = () => performance.now() / 1000;

/**
 * Tells the program that somebody is at the window, and answers the seconds until it locks once they are few; null before.
 * Time is the program's: before it warns, the window asks how much is left, because somebody may be at another window.
 */
export function useAwake(locksInSeconds: number | null): { readonly left: number | null; readonly stay: () => void } {
  const [left, setLeft] = useState<number | null>(null);
  const deadline = useRef<number | null>(null);
  const touched = useRef(Number.NEGATIVE_INFINITY);
  const set = useRef((more: number | null) => {
    deadline.current = more === null ? null : seconds() + more;
    setLeft(more === null || more > WARN_BEFORE ? null : Math.ceil(more));
  });
  const touch = useRef(async () => {
    touched.current = seconds();
    // When the program is gone or the vault locked, other parts of the window say so.
    await client.vault.touch().then(
      (answer) => set.current(answer.locksInSeconds),
      () => undefined,
    );
  });

  useEffect(() => set.current(locksInSeconds), [locksInSeconds]);

  useEffect(() => {
    const sign = () => {
      if (seconds() - touched.current >= TOUCH_EVERY) void touch.current();
    };
    sign();
    for (const name of SIGNS) window.addEventListener(name, sign, { passive: true, capture: true });
    return () => {
      for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true });
    };
  }, []);

  useEffect(() => {
    let asked = false;
    const timer = setInterval(() => {
      if (deadline.current === null) return;
      const remaining = deadline.current - seconds();
      setLeft(remaining > WARN_BEFORE ? null : Math.max(0, Math.ceil(remaining)));
      if (remaining > WARN_BEFORE + 1) asked = false;
      // Asked once before the warning, and again when the time should be up.
      else if (!asked || remaining <= 0) {
        asked = true;
        void queryClient.fetchQuery({ ...orpc.vault.status.queryOptions(), staleTime: 0 }).then(
          (status) => set.current(status.locksInSeconds),
          () => undefined,
        );
      }
    }, 1000);
    return () => clearInterval(timer);
  }, []);

  return { left, stay: () => void touch.current() };
}

/** Longest that something shown once keeps the vault from locking, in seconds: time for a printer in another room. */
const SHOWN_ONCE_MOST = 30 * 60;

/** Keeps vault and window as they are while something is shown that cannot be shown again, for half an hour at most. */
export function useShownOnce(): void {
  useEffect(() => {
    const release = holdWindow();
    const since = seconds();
    const timer = setInterval(() => {
      if (seconds() - since < SHOWN_ONCE_MOST) client.vault.touch().catch(() => undefined);
    }, TOUCH_EVERY * 1000);
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      clearInterval(timer);
      window.removeEventListener('beforeunload', warn);
      release();
    };
  }, []);
}
