import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type App, createApp } from '../../main/app/create-app.ts';
import { newId, systemClock } from '../../main/app/system.ts';
import type { SqlConnection } from '../../main/data/connection.ts';
import { KDF_STRENGTH } from '../../main/data/keys.ts';
import { readMigrations } from '../../main/data/migrate.ts';
import { openVault } from '../../main/data/vault.ts';
import type { Day, Instant } from '../../main/domain/day.ts';
import { PASSPHRASE } from './client.ts';
import { type Rows, readRows } from './raw-driver.ts';

/** A vault in a folder of its own and the program on it. Its day can be moved. */
export class BenchVault {
  readonly folder: string;
  readonly app: App;
  today: Day;

  constructor(folder: string, today: Day) {
    this.folder = folder;
    this.today = today;
    const clock = systemClock();
    this.app = createApp({
      vaultFolder: folder,
      sampleFolder: join(folder, '..', 'sample'),
      version: '0.0.0',
      clock: { now: () => clock.now(), today: () => this.today },
    });
  }

  create(): Promise<unknown> {
    return this.app.client.vault.create({ passphrase: PASSPHRASE, organisation: 'Bench Hospital', user: 'Bench' });
  }

  /** Reads a file in and insists that every row was taken. */
  async import(noun: 'models' | 'milestones' | 'contracts' | 'devices', bytes: Uint8Array): Promise<void> {
    const uploadId = this.app.files.take(`${noun}.csv`, bytes);
    const { rejected, read, created, updated } = await this.app.client.imports.run({
      noun,
      uploadId,
      fileName: `${noun}.csv`,
    });
    if (rejected > 0 || created + updated < read) throw new Error(`${noun}: ${rejected} of ${read} rows were refused`);
  }

  /** The rows as they lie in the vault. */
  rows(): Promise<Rows> {
    return this.inside(readRows);
  }

  /** Works on the connection that writes, beside the program. */
  async inside<Result>(work: (sql: SqlConnection) => Result | Promise<Result>): Promise<Result> {
    const migrations = readMigrations(join(import.meta.dirname, '../../prisma/migrations'));
    const vault = await openVault(
      {
        folder: this.folder,
        kdf: KDF_STRENGTH,
        migrations,
        now: () => new Date().toISOString() as Instant,
        newId,
        program: '0.0.0',
      },
      { kind: 'passphrase', secret: PASSPHRASE, secondFactor: null },
      {},
    );
    try {
      return await work(vault.writer.sql);
    } finally {
      await vault.close();
    }
  }

  async remove(): Promise<void> {
    await this.app.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
