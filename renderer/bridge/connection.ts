import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let lost = false;

/** Notes whether the program can be reached; events.ts finds out. */
export function setConnectionLost(value: boolean): void {
  if (lost === value) return;
  lost = value;
  for (const listener of listeners) listener();
}

/** True once the program has been silent for some seconds. What is on the screen may then belong to a vault that is closed. */
export function useConnectionLost(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lost,
  );
}
