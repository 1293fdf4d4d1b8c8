import { useSyncExternalStore } from 'react';
import { client } from './client.ts';

/** How far a running job is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

const jobs = new Map<string, Progress>();
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

/** Takes over what the program says of a job. */
export function reportProgress({ jobId, done, total }: { jobId: string } & Progress): void {
  jobs.set(jobId, { done, total });
  changed();
}

/** A name for a job that is about to start; pass it as `jobId`. */
export function newJobId(): string {
  return crypto.randomUUID();
}

/** Forgets a job that has ended. */
export function forgetJob(jobId: string): void {
  jobs.delete(jobId);
  changed();
}

/** Stops a job; it leaves nothing half done. */
export async function cancelJob(jobId: string): Promise<void> {
  await client.program.cancel({ jobId });
}

/** How far a job is; null while it has said nothing, or when there is none. */
export function useProgress(jobId: string | null): Progress | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (jobId === null ? null : (jobs.get(jobId) ?? null)),
  );
}
