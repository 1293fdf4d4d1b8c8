import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type DatabaseKey, type SqlConnection, statement } from '../data/connection.ts';
import { DATABASE_FILE } from '../data/vault-file.ts';

/** Rows that a command writes from which on its commit is large. */
const LARGE = 10_000;
/** Pages of the write-ahead log after which a commit writes them into the database; what SQLite does by itself. */
const PAGES_AT_ONCE = 1000;

/** What the thread that writes a log into its database is started with. */
export interface CheckpointJob {
  readonly database: string;
  readonly key: DatabaseKey;
}

interface Written {
  readonly folder: string;
  readonly key: DatabaseKey;
  readonly writer: { readonly sql: SqlConnection };
}

/**
 * A commit of very many rows takes seconds: SQLite brings the log to the disk and, by the way, writes it into the database. Both
 * would hold up every other call, so the log is brought to the disk before, and written into the database by another thread.
 */
export class LargeCommit {
  readonly #vault: Written;
  #before = 0;
  #large = false;

  constructor(vault: Written) {
    this.#vault = vault;
  }

  /** To be called before the first row is written. */
  begin(): void {
    this.#before = this.#rows();
  }

  /** To be called right before the commit. */
  async prepare(): Promise<void> {
    this.#large = this.#rows() - this.#before >= LARGE;
    if (!this.#large) return;
    this.#vault.writer.sql.pragma('wal_autocheckpoint = 0');
    try {
      const log = await open(`${this.#database}-wal`, 'r+');
      try {
        await log.sync();
      } finally {
        await log.close();
      }
    } catch {
      // The commit itself brings to the disk what is not there yet, and says when that fails.
    }
  }

  /** To be called after the commit, before anything else is written. A log that stays as it is costs nobody more than time. */
  readonly settle = async (): Promise<void> => {
    if (!this.#large) return;
    try {
      await checkpointAside({ database: this.#database, key: this.#vault.key });
    } finally {
      this.#vault.writer.sql.pragma(`wal_autocheckpoint = ${PAGES_AT_ONCE}`);
    }
  };

  get #database(): string {
    return join(this.#vault.folder, DATABASE_FILE);
  }

  #rows(): number {
    const select = statement<[], { rows: number }>(this.#vault.writer.sql, 'SELECT total_changes() AS "rows"');
    return select.get()?.rows ?? 0;
  }
}

function checkpointAside(job: CheckpointJob): Promise<void> {
  const file = import.meta.url.endsWith('.ts') ? './checkpoint-worker.ts' : './checkpoint-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: job, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
}
