import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PASSPHRASE_LENGTH } from '../contract/vault.ts';
import { type Connection, statement } from '../data/connection.ts';
import { errorCode } from '../data/files.ts';
import { DATABASE_FILE, readKeyFile } from '../data/key-file.ts';
import { type Migration, readMigrations } from '../data/migrate.ts';
import { type Credentials, createVault, type OpenVault, openVault, type VaultIdentity } from '../data/vault.ts';
import { AppError } from '../domain/error.ts';
import { seedTemplate } from '../features/checklist/checklist.store.ts';
import type { Clock } from '../ports/clock.ts';
import { newId } from './system.ts';

/** Setting that holds the hospital's name. */
const ORGANISATION = 'organisation';

export interface SessionOptions {
  readonly vaultFolder: string;
  /** Where the made-up hospital is kept while somebody looks around in it. */
  readonly sampleFolder: string;
  readonly migrationsFolder: string;
  readonly clock: Clock;
}

/** An open vault with what the program knows of it. */
export interface OpenSession {
  readonly vault: OpenVault;
  readonly sample: boolean;
  readonly organisation: string;
  readonly user: string;
  readonly role: string;
}

/** A vault as it shows without a key. */
export interface ClosedVault {
  readonly state: 'missing' | 'locked' | 'damaged' | 'newer';
  readonly damagedPart: 'key_file' | 'database' | null;
}

/** Holds the one open vault, or none. Opening and locking wait for one another. */
export class Session {
  readonly #options: SessionOptions;
  readonly #migrations: readonly Migration[];
  /** One per program, so that two windows each have their own. */
  readonly #sampleFolder: string;
  #open: OpenSession | null = null;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#migrations = readMigrations(options.migrationsFolder);
    this.#sampleFolder = join(options.sampleFolder, String(process.pid));
    removeLeftSamples(options.sampleFolder);
  }

  /** The open vault. @throws AppError `vault_locked` */
  require(): OpenSession {
    if (this.#open === null) throw new AppError('vault_locked');
    return this.#open;
  }

  get current(): OpenSession | null {
    return this.#open;
  }

  get folder(): string {
    return this.#options.vaultFolder;
  }

  get schemaVersion(): number {
    return this.#migrations.length;
  }

  /** What lies in the vault's folder, as far as that shows without a key. */
  look(): ClosedVault {
    try {
      readKeyFile(this.folder);
      const whole = existsSync(join(this.folder, DATABASE_FILE));
      return whole ? { state: 'locked', damagedPart: null } : { state: 'damaged', damagedPart: 'database' };
    } catch (error) {
      if (error instanceof AppError && error.code === 'vault_missing') return { state: 'missing', damagedPart: null };
      if (error instanceof AppError && error.code === 'vault_newer') return { state: 'newer', damagedPart: null };
      return { state: 'damaged', damagedPart: 'key_file' };
    }
  }

  /** Makes a vault and leaves it open. @throws AppError `passphrase_too_weak`, `vault_exists`, and what writing can meet */
  create(input: { readonly passphrase: string; readonly organisation: string; readonly user: string }) {
    return this.#exclusively(async () => {
      if ([...input.passphrase.normalize('NFC')].length < PASSPHRASE_LENGTH.least) {
        throw new AppError('passphrase_too_weak', { least: PASSPHRASE_LENGTH.least });
      }
      const made = await this.#make(this.folder, input);
      await this.#close();
      this.#open = await this.#unlock(this.folder, { passphrase: input.passphrase }, false);
      return made;
    });
  }

  unlock(credentials: Credentials): Promise<OpenSession> {
    return this.#exclusively(async () => {
      const opened = await this.#unlock(this.folder, credentials, false);
      await this.#close();
      this.#open = opened;
      return opened;
    });
  }

  /** Opens an empty vault for the made-up hospital, under a passphrase that nobody knows. */
  openSample(organisation: string): Promise<OpenSession> {
    return this.#exclusively(async () => {
      await this.#close();
      const passphrase = randomBytes(24).toString('base64');
      rmSync(this.#sampleFolder, { recursive: true, force: true });
      await this.#make(this.#sampleFolder, { passphrase, organisation, user: 'Administrator' });
      this.#open = await this.#unlock(this.#sampleFolder, { passphrase }, true);
      return this.#open;
    });
  }

  lock(): Promise<void> {
    return this.#exclusively(() => this.#close());
  }

  #exclusively<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#changing.then(task);
    this.#changing = result.catch(() => undefined);
    return result;
  }

  #identity(folder: string): VaultIdentity {
    return { folder, migrations: this.#migrations, now: () => this.#options.clock.now(), newId };
  }

  #make(
    folder: string,
    { passphrase, organisation, user }: { passphrase: string; organisation: string; user: string },
  ) {
    const now = this.#options.clock.now();
    return createVault(this.#identity(folder), { passphrase, user }, (sql) => {
      statement<unknown[]>(sql, 'INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?)').run(
        ORGANISATION,
        organisation,
        now,
      );
      statement<unknown[]>(
        sql,
        'INSERT INTO "User" ("id", "name", "role", "createdAt", "createdBy", "updatedAt", "updatedBy") VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(newId(), user, 'administrator', now, user, now, user);
      seedTemplate(sql, newId, now, user);
    });
  }

  async #unlock(folder: string, credentials: Credentials, sample: boolean): Promise<OpenSession> {
    const vault = await openVault(this.#identity(folder), credentials);
    const user = vault.slot.user;
    return { vault, sample, user, organisation: readOrganisation(vault.reader), role: readRole(vault.reader, user) };
  }

  async #close(): Promise<void> {
    const closing = this.#open;
    this.#open = null;
    if (closing === null) return;
    await closing.vault.close();
    if (closing.sample) {
      rmSync(this.#sampleFolder, { recursive: true, force: true });
      removeLeftSamples(this.#options.sampleFolder);
    }
  }
}

/** Removes the samples of programs that no longer run: what a crash left behind is nobody's data. */
function removeLeftSamples(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!/^\d+$/.test(name) || !isRunning(Number(name))) rmSync(join(folder, name), { recursive: true, force: true });
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function readOrganisation({ sql }: Connection): string {
  return (
    statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?').get(ORGANISATION)
      ?.value ?? ''
  );
}

function readRole({ sql }: Connection, user: string): string {
  return (
    statement<[string], { role: string }>(sql, 'SELECT "role" FROM "User" WHERE "name" = ?').get(user)?.role ?? 'viewer'
  );
}
