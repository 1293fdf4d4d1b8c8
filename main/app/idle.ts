import { uptime } from 'node:os';

/**
 * How long nobody was there. Measured by two clocks that cannot be set: the process's own, and the time since the computer was
 * started, which also runs while it sleeps (reliability.md 10).
 */
export class IdleClock {
  #last = read();

  /** Somebody is there. */
  touch(): void {
    this.#last = read();
  }

  /** Seconds since somebody was there. */
  seconds(): number {
    const now = read();
    return Math.max(now.process - this.#last.process, now.computer - this.#last.computer);
  }
}

function read(): { readonly process: number; readonly computer: number } {
  return { process: performance.now() / 1000, computer: uptime() };
}
