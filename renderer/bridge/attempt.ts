import { useState } from 'react';
import { type Failure, failureOf } from './failure.ts';

/** One thing at a time that the program is asked for: whether it is under way, and why it was refused last. */
export interface Attempt {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Does it, unless it is under way already. What goes wrong is kept as `failure` and everything stays as it was typed. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
  /** Forgets why it was refused, because what was typed has changed. */
  readonly forget: () => void;
}

/** What a form, a dialog or a button needs to send what somebody decided. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt = async (work: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, attempt, forget: () => setFailure(null) };
}
