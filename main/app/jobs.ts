import type { ProgramEvent } from '../contract/program.ts';
import { AppError } from '../domain/error.ts';
import type { Job } from '../features/context.ts';

/** Longest time between two reports of progress. */
const REPORT_EVERY_MS = 100;

/** A job with what only its owner does: to look whether somebody stopped it where there is no progress to tell, and to end it. */
export type StartedJob = Job & {
  /** @throws AppError `cancelled` */
  check(): void;
  end(): void;
};

/** Work that can take over a second: it reports, lets other calls through, and can be stopped. */
export class Jobs {
  readonly #cancelled = new Set<string>();
  readonly #running = new Set<string>();
  readonly #publish: (event: ProgramEvent) => void;

  constructor(publish: (event: ProgramEvent) => void) {
    this.#publish = publish;
  }

  /** True while somebody waits for work. */
  get running(): boolean {
    return this.#running.size > 0;
  }

  /** Asks a running job to stop. True when there is one. */
  cancel(jobId: string): boolean {
    if (!this.#running.has(jobId)) return false;
    this.#cancelled.add(jobId);
    return true;
  }

  /** A job under the id that the caller chose, or a silent one. `signal` stops it too. */
  start(jobId: string | undefined, signal: AbortSignal | undefined): StartedJob {
    if (jobId !== undefined) this.#running.add(jobId);
    let reported = 0;
    const check = () => {
      if (signal?.aborted || (jobId !== undefined && this.#cancelled.has(jobId))) throw new AppError('cancelled');
    };
    return {
      check,
      step: async (done, total) => {
        check();
        // The last step is always told: what comes behind it may take as long.
        if (jobId !== undefined && (done === total || performance.now() - reported > REPORT_EVERY_MS)) {
          reported = performance.now();
          this.#publish({ kind: 'progress', jobId, done, total });
        }
        await new Promise<void>((resolve) => setImmediate(resolve));
      },
      end: () => {
        if (jobId === undefined) return;
        this.#running.delete(jobId);
        this.#cancelled.delete(jobId);
      },
    };
  }
}
