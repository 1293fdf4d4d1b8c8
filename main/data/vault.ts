import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Instant } from '../domain/day.ts';
import { AppError } from '../domain/error.ts';
import { auditHead, headIsKnown } from './audit.ts';
import { makeBackup } from './backup.ts';
import { BACKUP_FOLDER, backupName } from './backup-folder.ts';
import { type Cipher, type Connection, connect, type DatabaseKey, openSql } from './connection.ts';
import {
  copyFresh,
  discardDatabase,
  FRESH_DATABASE,
  holdsDatabase,
  putInPlace,
  settleDatabase,
} from './database-file.ts';
import { fileError, makeFolder, removeHalfFiles, requireWritable } from './files.ts';
import { HeadKeeper } from './head.ts';
import { type KdfStrength, KEY_BYTES } from './keys.ts';
import { type Migration, migrate, requireKnownSchema, schemaVersion } from './migrate.ts';
import { TaskQueue } from './queue.ts';
import { raise } from './raise.ts';
import { movedSecrets, openSecret, type Signer, signerOf } from './secrets.ts';
import { newSlot, openSlot, type Proof, type SlotChoice, type SlotIdentity, sealAnew } from './slots.ts';
import {
  type AnySlot,
  type AuditHead,
  DATABASE_FILE,
  isSlot1,
  readVaultFile,
  readVaultFileCopy,
  renewCopy,
  requireSeal,
  type SealedVaultFile,
  type Slot,
  type VaultFile,
  writeVaultFile,
} from './vault-file.ts';
import { lockVault, type VaultLock } from './vault-lock.ts';

export interface VaultIdentity {
  readonly folder: string;
  readonly migrations: readonly Migration[];
  readonly kdf: KdfStrength;
  readonly now: () => Instant;
  readonly newId: () => string;
  /** Version of the program, for backups to carry. */
  readonly program: string;
}

/** The log does not hold what was last known of it: an older file, a lost tail or another history. */
export interface HistoryAlarm {
  readonly known: AuditHead;
  readonly found: AuditHead;
}

/**
 * Opens a vault: vault file, slot, seal, database, schema, in this order, so that the answer says which of them is wrong.
 * Nothing on disk changes before the proof was right. Then what broke off is finished, an older schema is migrated after a
 * copy was made, and a slot or a file of an older form is raised.
 * @throws AppError `vault_missing`, `vault_damaged`, `vault_newer`, `wrong_credentials`, `folder_read_only`, `disk_full`
 */
export async function openVault(identity: VaultIdentity, proof: Proof, choice: SlotChoice): Promise<OpenVault> {
  const { folder, migrations } = identity;
  const read = readVaultFile(folder);
  if (!holdsDatabase(folder)) throw new AppError('vault_damaged', { part: 'database', how: 'missing' });
  const { file, fromCopy, dataKey, slot } = await openFile(folder, read, proof, choice, identity.kdf);
  const key: DatabaseKey = { cipher: file.cipher, bytes: dataKey };
  const database = join(folder, DATABASE_FILE);
  const lock = lockVault(folder, 'share');
  let [reader, writer]: [Connection | null, Connection | null] = [null, null];
  try {
    settleDatabase(folder, key, file.formatVersion === 1 ? null : file.generation);
    await requireWritable(folder, database);
    for (const place of [folder, join(folder, BACKUP_FOLDER)]) removeHalfFiles(place);
    await upgrade(database, key, file, identity);
    writer = await connect(database, key, 'write');
    requireKnownSchema(writer.sql, migrations);
    const raised = await raise(file, slot, proof, dataKey, writer.sql, identity);
    if (raised === null && file.formatVersion === 2 && !fromCopy) renewCopy(folder, file);
    const current = raised?.file ?? (file as VaultFile);
    if (raised !== null || fromCopy) writeVaultFile(folder, current, dataKey);
    reader = await connect(database, key, 'read');
    const raisedSlot = raised?.slot ?? (slot as Slot);
    return new OpenVault(identity, current, raisedSlot, key, { reader, writer, lock }, fromCopy);
  } catch (error) {
    await reader?.close();
    await writer?.close();
    lock.release();
    throw fileError(error);
  }
}

/** What an open vault holds of its folder. */
interface Holding {
  readonly reader: Connection;
  readonly writer: Connection;
  readonly lock: VaultLock;
}

/** Opens a slot of the vault file, or of its copy where the seal of the first is broken: the checksum does not cover the seal. */
async function openFile(
  folder: string,
  { file, fromCopy }: ReturnType<typeof readVaultFile>,
  proof: Proof,
  choice: SlotChoice,
  kdf: KdfStrength,
) {
  try {
    return { file, fromCopy, ...(await openSlot(file, proof, choice, kdf)) };
  } catch (error) {
    const broken = error instanceof AppError && error.code === 'vault_damaged' && !fromCopy;
    const copy = broken ? readVaultFileCopy(folder) : null;
    if (copy === null) throw error;
    return { file: copy, fromCopy: true, ...(await openSlot(copy, proof, choice, kdf)) };
  }
}

/** An open vault: one connection that reads, one that writes, and a queue through which every write goes. */
export class OpenVault {
  readonly folder: string;
  readonly queue = new TaskQueue();
  /** The slot by which it was opened. */
  readonly slot: Slot;
  /** True when the vault file was damaged and its copy was read. */
  readonly fromCopy: boolean;
  readonly #identity: VaultIdentity;
  #file: VaultFile;
  #key: DatabaseKey;
  #connections: Pick<Holding, 'reader' | 'writer'>;
  readonly #lock: VaultLock;
  #auditKey: Uint8Array;
  #heads: HeadKeeper;
  #alarm: HistoryAlarm | null;
  #ready: Promise<unknown> = Promise.resolve();
  #lost = false;

  constructor(
    identity: VaultIdentity,
    file: VaultFile,
    slot: Slot,
    key: DatabaseKey,
    { lock, ...connections }: Holding,
    fromCopy: boolean,
  ) {
    this.folder = identity.folder;
    this.slot = slot;
    this.fromCopy = fromCopy;
    this.#identity = identity;
    this.#file = file;
    this.#key = key;
    this.#connections = connections;
    this.#lock = lock;
    this.#auditKey = openSecret(file.audit.wrap, key.bytes, 'audit');
    this.#heads = new HeadKeeper(this.folder, key.bytes);
    this.#alarm = this.#checkHistory();
  }

  /** What the vault file says now. */
  get file(): VaultFile {
    return this.#file;
  }

  get reader(): Connection {
    return this.#connections.reader;
  }

  get writer(): Connection {
    return this.#connections.writer;
  }

  /** Key of the audit log's hashes. */
  get auditKey(): Uint8Array {
    return this.#auditKey;
  }

  /** What the database is encrypted with; for copies of it only. */
  get key(): DatabaseKey {
    return this.#key;
  }

  /** Null while the log holds what is known of it. */
  get alarm(): HistoryAlarm | null {
    return this.#alarm;
  }

  /** True when the connections were lost: the vault has to be opened anew. */
  get lost(): boolean {
    return this.#lost;
  }

  /** Settles when nobody is exchanging the database. */
  get ready(): Promise<unknown> {
    return this.#ready;
  }

  /** Signs exports. */
  get signing(): Signer {
    return signerOf(this.#file, this.#key.bytes);
  }

  /** Heads of the log that were written outside of the database, the newest first. */
  knownHeads(): readonly AuditHead[] {
    const heads = [this.#heads.read(), this.#file.audit.head].filter((head) => head !== null);
    return heads.sort((a, b) => b.entries - a.entries);
  }

  /** Keeps the head of the log outside of the database; called after each commit. */
  noteHead(): void {
    if (this.#alarm === null) this.#heads.write(auditHead(this.writer.sql));
  }

  /** Takes the log as it is for the true one; the command that says so has been written into it before. @throws AppError */
  acceptHistory(): void {
    this.#alarm = null;
    this.noteHead();
    this.update((file) => file);
  }

  /** Checks a proof of the named user again, for what must not happen at a desk that somebody left. @throws AppError `wrong_credentials` */
  async prove(proof: Proof, choice: SlotChoice): Promise<void> {
    const { file } = readVaultFile(this.folder);
    const { dataKey } = await openSlot(file, proof, choice, this.#identity.kdf);
    dataKey.fill(0);
  }

  /** A new way in, not yet written. */
  newSlot(identity: Omit<SlotIdentity, 'vaultId' | 'id' | 'createdAt'>, proof: Proof): Promise<Slot> {
    const { newId, now, kdf } = this.#identity;
    return newSlot(
      { ...identity, id: newId(), vaultId: this.#file.vaultId, createdAt: now() },
      proof,
      this.#key.bytes,
      kdf,
    );
  }

  /**
   * Changes the vault file, beginning from what lies on the disk: another program may have changed it. The head of the log goes
   * along. @throws AppError `vault_damaged` when somebody without the key changed it; nothing is written then
   */
  update(change: (file: VaultFile) => VaultFile): void {
    const next = change(this.#readFile());
    const head = this.#alarm === null ? auditHead(this.writer.sql) : next.audit.head;
    this.#file = { ...next, audit: { ...next.audit, head } };
    writeVaultFile(this.folder, this.#file, this.#key.bytes);
  }

  /**
   * Gives the database a new data key, and another cipher when one is named: a copy is written and compared, the vault file with
   * the new slots is put in place, then the copy. Slots of format 1 cannot follow and are returned.
   * @throws AppError `vault_busy` when another program has the vault open; all is as before then
   */
  rotate(cipher: Cipher, step: (done: number, total: number) => Promise<void>): Promise<readonly AnySlot[]> {
    const turn = this.queue.run(() => this.#rotate(cipher, step));
    this.#ready = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for running commands, closes the files and forgets the key. */
  async close(): Promise<void> {
    await this.queue.run(async () => {
      this.#keepHead();
      await this.reader.close();
      await this.writer.close();
      this.#lock.release();
      this.#heads.close();
      this.#auditKey.fill(0);
      this.#key.bytes.fill(0);
    });
  }

  async #rotate(cipher: Cipher, step: (done: number, total: number) => Promise<void>): Promise<readonly AnySlot[]> {
    const { newId, now } = this.#identity;
    const database = join(this.folder, DATABASE_FILE);
    const to: DatabaseKey = { cipher, bytes: new Uint8Array(randomBytes(KEY_BYTES)) };
    const mark = { generation: newId(), at: now() };
    await step(0, 4);
    await this.reader.close();
    await this.writer.close();
    let counts = false;
    try {
      const sql = openSql(database, this.#key);
      try {
        // Succeeds only while nobody else has the database open, and keeps everybody out from here on.
        sql.pragma('journal_mode = DELETE');
        sql.pragma('locking_mode = EXCLUSIVE');
        sql.exec('BEGIN EXCLUSIVE; COMMIT');
        await step(1, 4);
        copyFresh(sql, this.folder, this.#key, to, mark);
        await step(2, 4);
        const old = this.#readFile();
        const sealed = old.slots.map((slot) => sealAnew(old.vaultId, slot, to.bytes));
        const next: VaultFile = {
          ...old,
          cipher,
          generation: mark.generation,
          ...movedSecrets(old, this.#key.bytes, to.bytes),
          slots: sealed.filter((slot) => slot !== null),
        };
        writeVaultFile(this.folder, next, to.bytes);
        counts = true;
        this.#adopt(next, to);
        await step(3, 4);
        return old.slots.filter(isSlot1);
      } finally {
        sql.close();
      }
    } catch (error) {
      if (!counts) {
        discardDatabase(join(this.folder, FRESH_DATABASE));
        to.bytes.fill(0);
      }
      throw fileError(error);
    } finally {
      await this.#reconnect(database, counts);
      if (counts) this.noteHead();
    }
  }

  /** After an exchange. When that fails, nothing can be read any more, and the vault counts as locked. */
  async #reconnect(database: string, exchanged: boolean): Promise<void> {
    try {
      if (exchanged) putInPlace(this.folder);
      const writer = await connect(database, this.#key, 'write');
      this.#connections = { writer, reader: await connect(database, this.#key, 'read') };
    } catch (error) {
      this.#lost = true;
      for (const secret of [this.#auditKey, this.#key.bytes]) secret.fill(0);
      this.#heads.close();
      throw error;
    }
  }

  /** The vault file as it lies on the disk now; an open vault has format 2. @throws AppError `vault_damaged` */
  #readFile(): VaultFile {
    const { file } = readVaultFile(this.folder);
    requireSeal(file, this.#key.bytes);
    return file as VaultFile;
  }

  #adopt(file: VaultFile, key: DatabaseKey): void {
    this.#heads.close();
    this.#key.bytes.fill(0);
    this.#file = file;
    this.#key = key;
    this.#auditKey = openSecret(file.audit.wrap, key.bytes, 'audit');
    this.#heads = new HeadKeeper(this.folder, key.bytes);
  }

  #checkHistory(): HistoryAlarm | null {
    const { sql } = this.writer;
    const missing = this.knownHeads().find((head) => !headIsKnown(sql, head));
    return missing ? { known: missing, found: auditHead(sql) } : null;
  }

  /** The head of the log in the vault file when nothing more comes. A disk that takes nothing keeps nobody from locking. */
  #keepHead(): void {
    try {
      const { hash } = this.#file.audit.head;
      if (this.#alarm !== null || auditHead(this.writer.sql).hash === hash) return;
      // The right to write the database keeps other programs from writing the vault file meanwhile.
      this.writer.sql.transaction(() => this.update((file) => file)).immediate();
    } catch {
      // The head file has it too.
    }
  }
}

/** Brings an older schema up to date after a backup was made, which stays although the data key changes one day. */
async function upgrade(
  database: string,
  key: DatabaseKey,
  vaultFile: SealedVaultFile,
  { folder, migrations, now, program }: VaultIdentity,
): Promise<void> {
  const sql = openSql(database, key);
  try {
    requireKnownSchema(sql, migrations);
    if (schemaVersion(sql) === migrations.length) return;
    const backups = join(folder, BACKUP_FOLDER);
    makeFolder(backups);
    const createdAt = now();
    const path = join(backups, backupName(backups, vaultFile.vaultId, createdAt, migrations.length));
    await makeBackup(sql, { path, replace: false, key, vaultFile, createdAt, program, migrations }, async () => {});
    migrate(sql, migrations, now());
  } catch (error) {
    throw fileError(error);
  } finally {
    sql.close();
  }
}
