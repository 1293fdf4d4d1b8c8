import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { attemptsLeftToWait, clearFailures, noteFailure } from '../data/attempts.ts';
import { type Connection, statement } from '../data/connection.ts';
import { createVault, type Owner } from '../data/create-vault.ts';
import { holdsDatabase } from '../data/database-file.ts';
import { settleBrokenExchange } from '../data/exchange.ts';
import { isRunning } from '../data/files.ts';
import { KDF_BOUNDS, KDF_STRENGTH, type KdfStrength } from '../data/keys.ts';
import { type Migration, readMigrations } from '../data/migrate.ts';
import { type Proof, passphraseProof, type SlotChoice } from '../data/slots.ts';
import { type OpenVault, openVault, type VaultIdentity } from '../data/vault.ts';
import { policyOf, readVaultFile, type SealedVaultFile } from '../data/vault-file.ts';
import { AppError } from '../domain/error.ts';
import { DEFAULT_POLICY, needsKeyFile, type Policy } from '../domain/policy.ts';
import { ROLES, type Role } from '../domain/role.ts';
import { isRecovery, type WayIn } from '../domain/way-in.ts';
import { seedTemplate } from '../features/checklist/checklist.store.ts';
import { plantClauses } from '../features/clause/library.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyStore } from '../ports/key-store.ts';
import { IdleClock } from './idle.ts';
import { newId, newIdsAfter } from './system.ts';

/** Setting that holds the hospital's name. */
const ORGANISATION = 'organisation';

export interface SessionOptions {
  readonly vaultFolder: string;
  /** Where the made-up hospital is kept while somebody looks around in it. */
  readonly sampleFolder: string;
  readonly migrationsFolder: string;
  readonly version: string;
  readonly clock: Clock;
  readonly keyStore: KeyStore;
  /** What new slots ask for; the floor is enough for tests. */
  readonly kdf?: KdfStrength | undefined;
}

/** What somebody has to do before anything else: replace a passphrase that was set for them, or take a key file. */
export type Step = 'new_passphrase' | 'key_file';

/** An open vault with what the program knows of it. */
export interface OpenSession {
  readonly vault: OpenVault;
  readonly sample: boolean;
  organisation: string;
  readonly userId: string;
  readonly user: string;
  role: Role;
  step: Step | null;
  /** The clock says a time before the last entry of the log. */
  readonly clockBehind: boolean;
}

/** A vault as it shows without a key. */
export interface ClosedVault {
  readonly state: 'missing' | 'locked' | 'damaged' | 'newer';
  readonly damagedPart: 'vault_file' | 'database' | null;
  readonly file: SealedVaultFile | null;
}

/** Holds the one open vault, or none. Opening and locking wait for one another. */
export class Session {
  readonly #options: SessionOptions;
  readonly #migrations: readonly Migration[];
  /** One per program, so that two windows each have their own. */
  readonly #sampleFolder: string;
  readonly idle = new IdleClock();
  /** Ends what others do with the files of the vault, before it is locked or its database is exchanged. */
  beforeExchange: () => Promise<void> = async () => undefined;
  #open: OpenSession | null = null;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#migrations = readMigrations(options.migrationsFolder);
    this.#sampleFolder = join(options.sampleFolder, String(process.pid));
    removeLeftSamples(options.sampleFolder);
    settleBrokenExchange(options.vaultFolder);
  }

  /** The open vault. @throws AppError `vault_locked` */
  require(): OpenSession {
    if (this.current === null) throw new AppError('vault_locked');
    return this.current;
  }

  get current(): OpenSession | null {
    if (this.#open?.vault.lost) this.#open = null;
    return this.#open;
  }

  get folder(): string {
    return this.#options.vaultFolder;
  }

  /** What holds for the vault in the program's folder, as far as that shows without a key. */
  get policy(): Policy {
    const { file } = this.look();
    return file ? policyOf(file) : DEFAULT_POLICY;
  }

  get schemaVersion(): number {
    return this.#migrations.length;
  }

  get keyStore(): KeyStore {
    return this.#options.keyStore;
  }

  /** What lies in the vault's folder, as far as that shows without a key. */
  look(): ClosedVault {
    try {
      const { file } = readVaultFile(this.folder);
      const whole = holdsDatabase(this.folder);
      return whole ? { state: 'locked', damagedPart: null, file } : { state: 'damaged', damagedPart: 'database', file };
    } catch (error) {
      const code = error instanceof AppError ? error.code : null;
      if (code === 'vault_missing') return { state: 'missing', damagedPart: null, file: null };
      if (code === 'vault_newer') return { state: 'newer', damagedPart: null, file: null };
      return { state: 'damaged', damagedPart: 'vault_file', file: null };
    }
  }

  /** Seconds until the next attempt to get in is looked at. */
  waitSeconds({ file }: Pick<ClosedVault, 'file'>): number {
    return file === null ? 0 : Math.ceil(attemptsLeftToWait(this.folder, file.vaultId, uptime));
  }

  /** Makes a vault and leaves it open. @throws AppError `vault_exists`, and what writing can meet */
  create(input: Omit<Owner, 'userId'> & { readonly organisation: string }) {
    return this.#exclusively(async () => {
      const made = await this.#make(this.#identity(this.folder), input);
      await this.#close();
      const proof = passphraseProof(input.passphrase, input.secondFactor);
      this.#open = await this.#unlock(this.#identity(this.folder), proof, {}, false);
      return made;
    });
  }

  /**
   * Opens the vault. After a failure the next attempt has to wait, longer each time; the wait is kept on the disk.
   * @throws AppError `too_many_attempts`, `wrong_credentials` and what opening can meet
   */
  unlock(proof: Proof, choice: SlotChoice): Promise<OpenSession> {
    return this.#exclusively(async () => {
      const { file } = readVaultFile(this.folder);
      const seconds = this.waitSeconds({ file });
      if (seconds > 0) throw new AppError('too_many_attempts', { seconds });
      try {
        const opened = await this.#unlock(this.#identity(this.folder), proof, choice, false);
        clearFailures(this.folder);
        await this.#close();
        this.#open = opened;
        return opened;
      } catch (error) {
        // What a key store holds is not guessed: when it is stale, nobody waits for it.
        const guessed = error instanceof AppError && error.code === 'wrong_credentials' && proof.kind !== 'key_store';
        if (guessed) noteFailure(this.folder, file.vaultId, uptime);
        throw error;
      }
    });
  }

  /** Opens an empty vault for the made-up hospital, under a passphrase that nobody knows. */
  openSample(organisation: string): Promise<OpenSession> {
    return this.#exclusively(async () => {
      await this.#close();
      const secret = randomBytes(24).toString('base64');
      rmSync(this.#sampleFolder, { recursive: true, force: true });
      const { memoryKiB, passes } = KDF_BOUNDS;
      const kdf = { memoryKiB: memoryKiB.least, passes: passes.least };
      const identity = { ...this.#identity(this.#sampleFolder), kdf };
      await this.#make(identity, { passphrase: secret, secondFactor: null, organisation, userName: 'Administrator' });
      this.#open = await this.#unlock(identity, passphraseProof(secret, null), {}, true);
      return this.#open;
    });
  }

  lock(): Promise<void> {
    return this.#exclusively(() => this.#close());
  }

  /** Lets a task exchange the vault on the disk. `release` locks; nobody opens or locks until the task is over. */
  exchange<T>(task: (release: () => Promise<void>) => Promise<T>): Promise<T> {
    return this.#exclusively(() => task(() => this.#close()));
  }

  /** What the data layer wants to know of the vault in the program's folder. */
  get identity(): VaultIdentity {
    return this.#identity(this.folder);
  }

  /** Runs when no other opening or locking does. */
  #exclusively<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#changing.then(task);
    this.#changing = result.catch(() => undefined);
    return result;
  }

  #identity(folder: string): VaultIdentity {
    const { kdf = KDF_STRENGTH, clock, version } = this.#options;
    return { folder, kdf, migrations: this.#migrations, now: () => clock.now(), newId, program: version };
  }

  #make(
    identity: VaultIdentity,
    { organisation, ...owner }: Omit<Owner, 'userId'> & { readonly organisation: string },
  ) {
    const now = this.#options.clock.now();
    const userId = newId();
    return createVault(identity, { userId, ...owner }, 'sqlcipher', (sql) => {
      statement<unknown[]>(sql, 'INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?)').run(
        ORGANISATION,
        organisation,
        now,
      );
      const { userName } = owner;
      statement<unknown[]>(
        sql,
        'INSERT INTO "User" ("id", "name", "role", "createdAt", "createdBy", "updatedAt", "updatedBy") VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(userId, userName, 'administrator', now, userName, now, userName);
      seedTemplate(sql, newId, now, userName);
      plantClauses(sql, newId, now);
    });
  }

  async #unlock(identity: VaultIdentity, proof: Proof, choice: SlotChoice, sample: boolean): Promise<OpenSession> {
    const vault = await openVault(identity, proof, choice);
    const person = readUser(vault.reader, vault.slot.userId);
    const refusal = person === null ? 'wrong_credentials' : refusedBy(vault.file.policy, person.role, proof.kind);
    if (person === null || refusal !== null) {
      await vault.close();
      throw new AppError(refusal ?? 'wrong_credentials');
    }
    this.idle.touch();
    newIdsAfter(newestId(vault.reader));
    return {
      vault,
      sample,
      userId: vault.slot.userId,
      user: person.name,
      role: person.role,
      step: stepFor(vault.file.policy, person.role, vault.slot),
      organisation: readOrganisation(vault.reader),
      clockBehind: lastEntryAt(vault.reader) > this.#options.clock.now(),
    };
  }

  async #close(): Promise<void> {
    const closing = this.#open;
    this.#open = null;
    if (closing === null) return;
    await this.beforeExchange();
    await closing.vault.close();
    if (closing.sample) {
      rmSync(this.#sampleFolder, { recursive: true, force: true });
      removeLeftSamples(this.#options.sampleFolder);
    }
  }
}

/** What somebody has to do first, after getting in through a slot. */
export function stepFor(
  policy: Policy,
  role: Role,
  { kind, temporary }: { readonly kind: WayIn; readonly temporary: boolean },
): Step | null {
  // Recovery is for who lost the passphrase: without a new one the next day begins with the sheet again.
  if (temporary || isRecovery(kind)) return 'new_passphrase';
  return kind === 'passphrase' && needsKeyFile(policy, role) ? 'key_file' : null;
}

/** A key store is no factor of its own: where a key file is asked for, it opens nothing. */
function refusedBy(policy: Policy, role: Role, kind: WayIn): 'key_store_unavailable' | null {
  const closed = !policy.keyStoreAllowed || needsKeyFile(policy, role);
  return kind === 'key_store' && closed ? 'key_store_unavailable' : null;
}

/** Removes the samples of programs that no longer run: what a crash left behind is nobody's data. */
function removeLeftSamples(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!/^\d+$/.test(name) || !isRunning(Number(name))) rmSync(join(folder, name), { recursive: true, force: true });
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true, force: true });
}

function readOrganisation({ sql }: Connection): string {
  return (
    statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?').get(ORGANISATION)
      ?.value ?? ''
  );
}

function readUser({ sql }: Connection, id: string): { readonly name: string; readonly role: Role } | null {
  const row = statement<[string], { name: string; role: string }>(
    sql,
    'SELECT "name", "role" FROM "User" WHERE "id" = ?',
  ).get(id);
  if (!row) return null;
  // A word that this program does not know allows nothing but looking.
  return { name: row.name, role: ROLES.find((role) => role === row.role) ?? 'viewer' };
}

function lastEntryAt({ sql }: Connection): string {
  return (
    statement<[], { at: string }>(sql, 'SELECT "at" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT 1').get()?.at ?? ''
  );
}

/** The greatest id in the vault: the newest of the records, whatever the clock said when they were made. */
function newestId({ sql }: Connection): string {
  const tables = statement<[], { name: string }>(
    sql,
    `SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "sql" LIKE '%"id" TEXT NOT NULL PRIMARY KEY%'`,
  ).all();
  const ids = tables.map(
    ({ name }) => statement<[], { id: string | null }>(sql, `SELECT max("id") AS "id" FROM "${name}"`).get()?.id ?? '',
  );
  return ids.sort().at(-1) ?? '';
}
