import { type SqlConnection, type Statement, statement } from '../../data/connection.ts';
import { errorCode } from '../../data/files.ts';
import type { FolderSource } from '../../data/open-folder.ts';
import type { Day, Instant } from '../../domain/day.ts';
import { ROLES } from '../../domain/role.ts';
import { columnsOf, type FolderColumn } from './columns.ts';
import { type FolderManifest, type FormerVault, type ListedFile, refused } from './manifest.ts';
import { listedBytes, listedRecords, refusedRecord } from './read-records.ts';
import { settingProblem, trashProblem } from './sound.ts';
import { raiser } from './steps.ts';
import { documentPath, FOLDER_TABLES, type FolderTable, historyPaths, OWN_HISTORY, PEOPLE_PATH } from './tables.ts';
import { decoder, type FolderRecord, RecordRefusal, type Stored } from './values.ts';
import type { FolderStep } from './write-folder.ts';

/** Into which vault, by whom and when. */
export interface TakingFacts {
  readonly now: Instant;
  readonly today: Day;
  readonly user: { readonly id: string; readonly name: string };
  readonly auditKey: Uint8Array;
  readonly schemaVersion: number;
  readonly newId: () => string;
  /** False to look only: everything is done and then taken back. */
  readonly write: boolean;
}

/** What is taken in, and where to. */
interface TakingParts {
  readonly sql: SqlConnection;
  readonly source: FolderSource;
  /** By their paths; every file that a folder has to have is among them. */
  readonly files: ReadonlyMap<string, ListedFile>;
  /** Files that a folder of its schema may lack: their tables came later. */
  readonly absent: ReadonlySet<string>;
  readonly manifest: FolderManifest;
  /** Whether somebody vouches for the list. */
  readonly signed: boolean;
  readonly facts: TakingFacts;
  readonly step: FolderStep;
}

type Row = Record<string, Stored>;
type Decode = (record: FolderRecord) => Row;

/** Records between two reports of progress. */
const STEP = 500;
/** Largest document, in bytes. */
const DOCUMENT_BYTES = 100_000_000;

/** One folder on its way into the tables, inside of the caller's transaction. */
export class Taking {
  readonly #sql: SqlConnection;
  readonly #parts: TakingParts;
  readonly #total: number;
  /** Documents by the file that holds their bytes. */
  readonly #documents = new Map<string, { readonly id: string; readonly byteSize: number }[]>();
  #done = 0;
  #publications = 0;

  constructor(parts: TakingParts) {
    this.#parts = parts;
    this.#sql = parts.sql;
    this.#total = [...parts.files.values()].reduce((sum, { records }) => sum + (records ?? 1), 0);
  }

  async all() {
    const counts: Record<string, number> = {};
    const people = await this.#people();
    for (const table of FOLDER_TABLES) {
      const count = await this.#table(table, people.byName);
      if (count > 0) counts[table.table] = count;
    }
    const documents = await this.#takeDocuments();
    await this.#histories();
    const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { counts, records, documents, people: people.added, publications: this.#publications };
  }

  async #table({ table, path }: FolderTable, people: ReadonlyMap<string, string>): Promise<number> {
    const columns = columnsOf(this.#sql, table);
    const decode = decoder(table, columns, people);
    const adapt = this.#adapting(table);
    const raise = raiser(table, this.#parts.manifest.schemaVersion);
    return this.#records(path, table, columns, (record) => adapt(decode, raise(record)));
  }

  /** What single tables ask for beside their columns. */
  #adapting(table: string): (decode: Decode, record: FolderRecord) => Row {
    if (table === 'Document') return (decode, record) => this.#document(decode, record);
    if (table === 'Publication')
      return (decode, record) => {
        // Nothing writes into folders of this computer because a file says so.
        this.#publications += 1;
        return { ...decode(record), enabled: 0, lastAt: null, lastHash: null, problem: null };
      };
    if (table === 'Setting')
      return (decode, record) => {
        const row = decode(record);
        const problem = settingProblem(String(row.key), String(row.value));
        if (problem !== null) throw new RecordRefusal(problem, 'field_wrong');
        return row;
      };
    if (table === 'TrashedRecord')
      return (decode, record) => {
        const row = decode(record);
        if (trashProblem(this.#sql, record.rows)) throw new RecordRefusal('rows', 'field_wrong');
        return row;
      };
    return (decode, record) => decode(record);
  }

  #document(decode: Decode, record: FolderRecord): Row {
    const { file, ...rest } = record;
    const row = decode(rest);
    if (file !== null) {
      const path = documentPath(String(row.sha256), String(row.mediaType));
      if (file !== path) throw new RecordRefusal('file', 'field_wrong');
      const documents = this.#documents.get(path) ?? [];
      documents.push({ id: String(row.id), byteSize: Number(row.byteSize) });
      this.#documents.set(path, documents);
    }
    return row;
  }

  /** The people by name; who has the name of somebody here is that person. */
  async #people(): Promise<{ readonly byName: ReadonlyMap<string, string>; readonly added: number }> {
    const { user, now, newId } = this.#parts.facts;
    const byName = new Map([[user.name, user.id]]);
    const taken = new Set([user.name.normalize('NFC').toLowerCase()]);
    const insert = statement<unknown[]>(
      this.#sql,
      'INSERT INTO "User" ("id", "name", "role", "createdAt", "createdBy", "updatedAt", "updatedBy") VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    let added = 0;
    await this.#each(PEOPLE_PATH, (record) => {
      const { name, role, ...rest } = record;
      if (Object.keys(rest).length > 0) throw new RecordRefusal(Object.keys(rest)[0] ?? '', 'field_unknown');
      if (typeof name !== 'string' || !isPersonName(name)) throw new RecordRefusal('name', 'field_wrong');
      if (!ROLES.some((one) => one === role)) throw new RecordRefusal('role', 'field_wrong');
      if (name === user.name) return;
      const key = name.normalize('NFC').toLowerCase();
      if (taken.has(key)) throw new RecordRefusal('name', 'record_repeated');
      taken.add(key);
      const id = newId();
      insert.run(id, name, role, now, user.name, now, user.name);
      byName.set(name, id);
      added += 1;
    });
    return { byName, added };
  }

  async #takeDocuments(): Promise<number> {
    const insert = statement<[string, Uint8Array]>(
      this.#sql,
      'INSERT INTO "DocumentContent" ("documentId", "bytes") VALUES (?, ?)',
    );
    let count = 0;
    for (const file of this.#parts.files.values()) {
      if (file.records !== null) continue;
      if (file.byteSize > DOCUMENT_BYTES) throw refused('file_too_large', { limit: DOCUMENT_BYTES, file: file.path });
      const owners = this.#documents.get(file.path);
      this.#documents.delete(file.path);
      const named = file.path.slice('documents/'.length).slice(0, 64);
      if (owners === undefined || named !== file.sha256) throw refused('folder_list_wrong', { field: file.path });
      const bytes = Buffer.concat([...listedBytes(this.#parts.source, file)]);
      for (const { id, byteSize } of owners) {
        if (byteSize !== bytes.length) throw refused('folder_file_changed', { file: file.path });
        insert.run(id, bytes);
      }
      count += 1;
      this.#done += 1;
      await this.#parts.step(this.#done, this.#total);
    }
    const [missing] = this.#documents.keys();
    if (missing !== undefined) throw refused('folder_file_missing', { file: missing });
    return count;
  }

  /** What was done in the vault that it came from, and in those before it. */
  async #histories(): Promise<void> {
    const { vault, formerVaults, createdAt, history } = this.#parts.manifest;
    if (history === null) throw refused('folder_list_wrong', { field: 'history' });
    const { now, user } = this.#parts.facts;
    const { signed } = this.#parts;
    const own = { ...vault, exportedAt: createdAt, ...history, signed, takenInAt: now, takenInBy: user.name };
    const insert = statement<[Row]>(
      this.#sql,
      `INSERT INTO "FormerVault" ("id", "organisation", "publicKey", "exportedAt", "entries", "hash", "signed", "takenInAt", "takenInBy")
       VALUES (@id, @organisation, @publicKey, @exportedAt, @entries, @hash, @signed, @takenInAt, @takenInBy)`,
    );
    for (const former of formerVaults) await this.#former(insert, former, historyPaths(former.id));
    await this.#former(insert, own, historyPaths(OWN_HISTORY));
  }

  async #former(
    insert: Statement<[Row], unknown>,
    former: FormerVault,
    paths: ReturnType<typeof historyPaths>,
  ): Promise<void> {
    try {
      insert.run({ ...former, signed: former.signed ? 1 : 0 });
    } catch {
      throw refused('folder_list_wrong', { field: 'formerVaults' });
    }
    await this.#history(former.id, 'FormerEntry', paths.entries);
    await this.#history(former.id, 'FormerChange', paths.changes);
    const last = statement<[string], { seq: number; hash: string }>(
      this.#sql,
      'SELECT "seq", "hash" FROM "FormerEntry" WHERE "vaultId" = ? ORDER BY "seq" DESC LIMIT 1',
    ).get(former.id);
    if ((last?.seq ?? 0) !== former.entries || (last !== undefined && last.hash !== former.hash))
      throw refused('folder_file_changed', { file: paths.entries });
  }

  async #history(vaultId: string, table: 'FormerEntry' | 'FormerChange', path: string): Promise<void> {
    const columns = columnsOf(this.#sql, table).filter(({ name }) => name !== 'id');
    const decode = decoder(table, columns, new Map());
    await this.#records(path, table, columns, (record) => decode({ ...record, vaultId }));
  }

  async #records(
    path: string,
    table: string,
    columns: readonly FolderColumn[],
    read: (record: FolderRecord) => Row,
  ): Promise<number> {
    const names = columns.map(({ name }) => name);
    const insert = statement<Stored[]>(
      this.#sql,
      `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
    return this.#each(path, (record) => {
      const row = read(record);
      insert.run(...names.map((name) => row[name] ?? null));
    });
  }

  /** Does something with each record of a file; what is wrong with one is said with its place. */
  async #each(path: string, work: (record: FolderRecord) => void): Promise<number> {
    const file = this.#parts.files.get(path);
    if (file === undefined) {
      if (this.#parts.absent.has(path)) return 0;
      throw refused('folder_file_missing', { file: path });
    }
    let count = 0;
    for (const { record, number } of listedRecords(this.#parts.source, file)) {
      try {
        work(record);
      } catch (error) {
        throw refusedRecord(constraintRefusal(error), file, number);
      }
      count += 1;
      this.#done += 1;
      if (count % STEP === 0) await this.#parts.step(this.#done, this.#total);
    }
    await this.#parts.step(this.#done, this.#total);
    return count;
  }
}

/** What the database says of a record that does not fit beside the others. */
function constraintRefusal(error: unknown): unknown {
  const code = errorCode(error) ?? '';
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
    return new RecordRefusal('', 'record_repeated');
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return new RecordRefusal('', 'record_missing');
  return code.startsWith('SQLITE_CONSTRAINT') ? new RecordRefusal('', 'field_wrong') : error;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const CONTROL = /[\u0000-\u001f\u007f]/;

function isPersonName(name: string): boolean {
  return name.trim() === name && name !== '' && name.length <= 200 && name.isWellFormed() && !CONTROL.test(name);
}
