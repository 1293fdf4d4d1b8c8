import type { Noun } from '../contract/program.ts';
import type { Day } from '../domain/day.ts';
import { AppError } from '../domain/error.ts';
import { type Changes, type PublicationPace, roundDue } from '../domain/publication.ts';
import type { Clock } from '../ports/clock.ts';
import { appError } from './errors.ts';
import type { Executor } from './executor.ts';
import type { Chosen, Publisher } from './publisher.ts';
import type { Session } from './session.ts';

/** How soon kept files follow, and how often it is looked whether a new day began or what stood in their way is gone. */
export interface PublishingPace extends PublicationPace {
  readonly look: number;
}
export const PUBLISHING_PACE: PublishingPace = { settle: 30_000, least: 5 * 60_000, look: 60_000 };
/** Looks that pass between two attempts at a folder that could not be written to. */
const LOOKS_PER_ATTEMPT = 5;

/** What no report or calendar tells of. */
const UNTOLD: readonly Noun[] = ['publication', 'backup', 'user', 'checklist', 'document'];

interface Parts {
  readonly session: Session;
  readonly executor: Executor;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly pace: PublishingPace;
}

/**
 * Writes the kept files by itself while a vault is open: after unlocking, after changes, and on each new day. It is never in
 * anybody's way: what hinders a file is kept in its row and tried again. The made-up hospital writes nothing by itself.
 */
export class PublishingSchedule {
  readonly #parts: Parts;
  readonly #leaving = new AbortController();
  readonly #looking: NodeJS.Timeout;
  #waiting: NodeJS.Timeout | null = null;
  #changes: Changes | null = null;
  #lastRound: number | null = null;
  #lastDay: Day | null = null;
  #looks = 0;
  #busy = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#looking = setInterval(() => this.#look(), parts.pace.look);
    this.#looking.unref();
    void this.#listen();
  }

  end(): void {
    clearInterval(this.#looking);
    this.#rest();
    this.#leaving.abort();
  }

  /** A new day is a change: reports speak of days that are left. */
  #look(): void {
    this.#looks += 1;
    if (this.#lastDay !== null && this.#parts.clock.today() !== this.#lastDay) this.#note();
    else if (this.#looks % LOOKS_PER_ATTEMPT === 0) void this.#round('hindered');
  }

  /** Something may be told differently from now on. */
  #note(): void {
    const now = performance.now();
    this.#changes = { first: this.#changes?.first ?? now, last: now };
    this.#wait();
  }

  #wait(): void {
    if (this.#waiting) clearTimeout(this.#waiting);
    if (this.#changes === null) return;
    const due = roundDue(this.#changes, this.#lastRound, this.#parts.pace);
    this.#waiting = setTimeout(() => void this.#round('enabled'), Math.max(0, due - performance.now()));
    this.#waiting.unref();
  }

  /** Nothing is waited for: the vault is locked. */
  #rest(): void {
    if (this.#waiting) clearTimeout(this.#waiting);
    [this.#waiting, this.#changes, this.#lastRound, this.#lastDay] = [null, null, null, null];
  }

  async #round(chosen: Chosen): Promise<void> {
    const { session, executor, publisher, clock } = this.#parts;
    const open = session.current;
    if (open === null || open.sample || open.step !== null || open.vault.alarm !== null) return;
    if (this.#busy) return;
    this.#busy = true;
    const changes = this.#changes;
    if (chosen === 'enabled') [this.#changes, this.#lastDay] = [null, clock.today()];
    try {
      await publisher.write(chosen, executor.jobs.start(undefined, undefined));
    } catch (error) {
      // Whoever locks the vault meanwhile has done nothing wrong; another program that holds it lets go again.
      const again = appError(error).code === 'vault_busy' && session.current === open;
      if (again) this.#changes = this.#changes ?? changes;
    } finally {
      this.#busy = false;
      if (session.current === open) {
        if (chosen === 'enabled') this.#lastRound = performance.now();
        this.#wait();
      }
    }
  }

  async #listen(): Promise<void> {
    const { session, executor } = this.#parts;
    try {
      for await (const event of executor.events(this.#leaving.signal)) {
        if (event.kind === 'vault') {
          this.#rest();
          if (session.current !== null) this.#note();
        } else if (event.kind === 'changed' && event.nouns.some((noun) => !UNTOLD.includes(noun))) this.#note();
      }
    } catch (error) {
      if (!(error instanceof AppError) && !this.#leaving.signal.aborted) throw error;
    }
  }
}
