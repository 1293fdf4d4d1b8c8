import { backupDue } from '../domain/backup-plan.ts';
import type { Instant } from '../domain/day.ts';
import { AppError } from '../domain/error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Backups } from './backups.ts';
import { appError } from './errors.ts';
import type { Executor } from './executor.ts';
import type { Session } from './session.ts';

/** How often it is looked whether a backup is due, or whether what stood in its way is gone. */
const LOOK_EVERY_MS = 5 * 60_000;
/** Hours after which the newest backup is read back once more although none was due (reliability.md T51). */
const TEST_AGAIN_HOURS = 30 * 24;

interface Parts {
  readonly session: Session;
  readonly executor: Executor;
  readonly backups: Backups;
  readonly clock: Clock;
}

/**
 * Makes backups by itself while a vault is open, and is never in anybody's way: what fails is shown beside the list of backups and
 * tried again.
 */
export class BackupSchedule {
  readonly #parts: Parts;
  readonly #leaving = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #looking = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
    void this.#listen();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#leaving.abort();
  }

  /** Makes a backup when one is due. */
  async look(): Promise<void> {
    const { session, backups, executor, clock } = this.#parts;
    const open = session.current;
    if (this.#looking || backups.running || open === null) return;
    const { vault, sample, step } = open;
    if (sample || step !== null || vault.alarm !== null) return;
    this.#looking = true;
    const job = executor.jobs.start(undefined, undefined);
    try {
      const newest = backups.newestGood();
      const { backupEveryHours: hours } = vault.file.policy;
      const lastAt = (newest?.sealed?.head.createdAt ?? null) as Instant | null;
      if (hours > 0 && backupDue(lastAt, clock.now(), hours)) {
        await backups.make({ file: null, replace: false }, job, true);
      } else if (newest?.record && backupDue(newest.record.testedAt as Instant, clock.now(), TEST_AGAIN_HOURS)) {
        const path = backups.path(newest.fileName);
        await backups.check(path, backups.keyFor(path), job);
      }
      backups.failure = null;
    } catch (error) {
      const { code, details } = appError(error);
      // Whoever locks the vault meanwhile has done nothing wrong.
      if (code === 'cancelled' || code === 'vault_locked') return;
      const problem = code === 'input_refused' ? String(details.problem) : code;
      backups.failure = { at: clock.now(), code: problem };
      executor.changed(['backup']);
    } finally {
      this.#looking = false;
    }
  }

  async #listen(): Promise<void> {
    try {
      for await (const event of this.#parts.executor.events(this.#leaving.signal)) {
        if (event.kind === 'vault') void this.look();
      }
    } catch (error) {
      if (!(error instanceof AppError) && !this.#leaving.signal.aborted) throw error;
    }
  }
}
