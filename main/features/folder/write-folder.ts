import { auditHead } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { FolderSink, WrittenFile } from '../../data/open-folder.ts';
import type { Instant } from '../../domain/day.ts';
import { type Disclosure, keepsAll, type Pseudonym } from '../../domain/disclosure.ts';
import { type Signer, signFile } from '../../formats/signed.ts';
import { columnsOf, orderOf } from './columns.ts';
import { type FolderManifest, type FormerVault, type ListedFile, MANIFEST_PATH } from './manifest.ts';
import { README_PATH } from './readme.ts';
import {
  documentPath,
  FOLDER_FORMAT,
  FOLDER_TABLES,
  FOLDER_VERSION,
  historyPaths,
  OWN_HISTORY,
  OWN_SETTINGS,
  PEOPLE_PATH,
} from './tables.ts';
import { encoder, type FolderRecord, type Stored } from './values.ts';
import { withholding } from './withhold.ts';

/** Tells how far the work is; may end it by throwing. */
export type FolderStep = (done: number, total: number) => Promise<void>;

/** What the folder says of itself. */
export interface FolderFacts {
  readonly vaultId: string;
  readonly organisation: string;
  readonly createdAt: Instant;
  readonly programVersion: string;
  readonly schemaVersion: number;
  readonly disclosure: Disclosure;
  /** What README.txt says. */
  readonly readme: string;
}

/** What was written. */
export interface WrittenFolder {
  readonly files: number;
  readonly records: number;
  readonly documents: number;
  /** Of all files together. */
  readonly byteSize: number;
  /** Of the list, which names the hash of every other file. */
  readonly sha256: string;
}

/** Bytes that are given to the sink at once. */
const PART = 65_536;
/** Records between two reports of progress. */
const STEP = 500;

/**
 * Writes everything that a vault holds as records and files; the connection shows one moment of it, which the caller sees to.
 * The list with the hash of every file comes last, signed.
 */
export async function writeFolder(
  sql: SqlConnection,
  sink: FolderSink,
  facts: FolderFacts,
  { signer, pseudonym }: { readonly signer: Signer; readonly pseudonym: Pseudonym },
  step: FolderStep,
): Promise<WrittenFolder> {
  const { disclosure } = facts;
  const whole = keepsAll(disclosure);
  const tables = FOLDER_TABLES.filter(({ whenWithheld }) => whole || whenWithheld === 'kept');
  const people = new Map(
    statement<[], { id: string; name: string }>(sql, 'SELECT "id", "name" FROM "User"')
      .all()
      .map(({ id, name }) => [id, name]),
  );
  const former = formerVaults(sql);
  const total = countRows(sql, [...tables.map(({ table }) => table), ...(whole ? HISTORY_TABLES : [])]);
  const files: ListedFile[] = [];
  let done = 0;

  const put = async (path: string, records: Iterable<FolderRecord>): Promise<void> => {
    sink.begin(path, true);
    let [count, text] = [0, '['];
    for (const record of records) {
      text += `${count === 0 ? '\n' : ',\n'}${JSON.stringify(record)}`;
      count += 1;
      done += 1;
      if (text.length > PART) {
        await sink.write(Buffer.from(text, 'utf8'));
        text = '';
      }
      if (count % STEP === 0) await step(done, total);
    }
    await sink.write(Buffer.from(`${text}\n]\n`, 'utf8'));
    files.push(listed(await sink.end(), count));
    await step(done, total);
  };

  for (const { table, path } of tables)
    await put(path, recordsOf(sql, table, people, withholding(table, disclosure, pseudonym)));
  await put(PEOPLE_PATH, peopleOf(sql, withholding('User', disclosure, pseudonym)));
  if (whole) {
    const own = historyPaths(OWN_HISTORY);
    await put(own.entries, selected(sql, `SELECT ${ENTRY} FROM "AuditEntry" ORDER BY "seq"`, [], ['summary']));
    await put(own.changes, selected(sql, `SELECT ${CHANGE} FROM "AuditChange" ORDER BY "id"`, [], ['before', 'after']));
    for (const { id } of former) {
      const paths = historyPaths(id);
      const entries = `SELECT ${ENTRY} FROM "FormerEntry" WHERE "vaultId" = ? ORDER BY "seq"`;
      const changes = `SELECT ${CHANGE} FROM "FormerChange" WHERE "vaultId" = ? ORDER BY "id"`;
      await put(paths.entries, selected(sql, entries, [id], ['summary']));
      await put(paths.changes, selected(sql, changes, [id], ['before', 'after']));
    }
  }
  const documents = whole ? await putDocuments(sql, sink, files, () => step(done, total)) : 0;
  const { entries, hash } = auditHead(sql);
  const manifest: FolderManifest = {
    format: FOLDER_FORMAT,
    version: FOLDER_VERSION,
    schemaVersion: facts.schemaVersion,
    programVersion: facts.programVersion,
    createdAt: facts.createdAt,
    encrypted: false,
    vault: { id: facts.vaultId, organisation: facts.organisation, publicKey: signer.publicKey },
    formerVaults: whole ? former : [],
    history: whole ? { entries, hash } : null,
    withheld: whole ? null : disclosure,
    files,
  };
  const records = files.reduce((sum, file) => sum + (file.records ?? 0), 0);
  const signed = signFile(
    new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`),
    {
      vaultId: facts.vaultId,
      organisation: facts.organisation,
      export: 'folder',
      fileName: MANIFEST_PATH,
      mediaType: 'application/json',
      createdAt: facts.createdAt,
      asOf: null,
      programVersion: facts.programVersion,
      counts: { rows: records, files: files.length },
      audit: { entries, head: hash },
    },
    signer,
  );
  sink.begin(README_PATH, true);
  await sink.write(new TextEncoder().encode(facts.readme));
  const readme = await sink.end();
  sink.begin(MANIFEST_PATH, true);
  await sink.write(signed.bytes);
  const list = await sink.end();
  const byteSize = files.reduce((sum, file) => sum + file.byteSize, list.byteSize + readme.byteSize);
  return { files: files.length + 2, records, documents, byteSize, sha256: signed.sha256 };
}

/** Columns of the history, the same for the vault's own and for those that were taken in. */
const ENTRY = '"seq", "at", "actor", "action", "summary", "previousHash", "hash"';
const CHANGE = '"seq", "noun", "recordId", "before", "after"';
const HISTORY_TABLES = ['AuditEntry', 'AuditChange', 'FormerEntry', 'FormerChange'] as const;

/** Rows of single tables that leave, where not all do: views of people who are gone are nobody's. */
const ROWS: Readonly<Record<string, { readonly where: string; readonly parameters: readonly string[] }>> = {
  Setting: { where: `WHERE "key" NOT IN (${OWN_SETTINGS.map(() => '?').join(', ')})`, parameters: OWN_SETTINGS },
  SavedView: { where: 'WHERE "ownerId" IS NULL OR "ownerId" IN (SELECT "id" FROM "User")', parameters: [] },
};

function* recordsOf(
  sql: SqlConnection,
  table: string,
  people: ReadonlyMap<string, string>,
  withhold: ((record: FolderRecord) => FolderRecord) | null,
): Iterable<FolderRecord> {
  const columns = columnsOf(sql, table);
  const encode = encoder(table, columns, people);
  const { where, parameters } = ROWS[table] ?? { where: '', parameters: [] };
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const rows = statement<unknown[], Record<string, Stored>>(
    sql,
    `SELECT ${names} FROM "${table}" ${where} ORDER BY ${orderOf(columns)}`,
  ).iterate(...parameters);
  const held = table === 'Document' ? documentsHeld(sql) : null;
  for (const row of rows) {
    const record = encode(row);
    const named = held === null ? record : { ...record, file: fileOf(row, held) };
    yield withhold === null ? named : withhold(named);
  }
}

/** Documents whose bytes are there. */
function documentsHeld(sql: SqlConnection): ReadonlySet<string> {
  const rows = statement<[], { documentId: string }>(sql, 'SELECT "documentId" FROM "DocumentContent"').all();
  return new Set(rows.map(({ documentId }) => documentId));
}

function fileOf({ id, sha256, mediaType }: Readonly<Record<string, Stored>>, held: ReadonlySet<string>): string | null {
  return held.has(String(id)) ? documentPath(String(sha256), String(mediaType)) : null;
}

function* peopleOf(
  sql: SqlConnection,
  withhold: ((record: FolderRecord) => FolderRecord) | null,
): Iterable<FolderRecord> {
  for (const { name, role } of statement<[], { name: string; role: string }>(
    sql,
    'SELECT "name", "role" FROM "User" ORDER BY "name"',
  ).iterate())
    yield withhold === null ? { name, role } : withhold({ name, role });
}

function* selected(
  sql: SqlConnection,
  text: string,
  parameters: readonly string[],
  json: readonly string[],
): Iterable<FolderRecord> {
  for (const row of statement<unknown[], Record<string, Stored>>(sql, text).iterate(...parameters)) {
    const record: Record<string, unknown> = { ...row };
    for (const name of json) record[name] = row[name] === null ? null : JSON.parse(String(row[name]));
    yield record;
  }
}

async function putDocuments(
  sql: SqlConnection,
  sink: FolderSink,
  files: ListedFile[],
  step: () => Promise<void>,
): Promise<number> {
  const documents = statement<[], { id: string; sha256: string; mediaType: string }>(
    sql,
    `SELECT min(d."id") AS "id", d."sha256", d."mediaType" FROM "Document" d JOIN "DocumentContent" c ON c."documentId" = d."id"
     GROUP BY d."sha256", d."mediaType" ORDER BY d."sha256", d."mediaType"`,
  ).all();
  const content = statement<[string], { bytes: Buffer }>(
    sql,
    'SELECT "bytes" FROM "DocumentContent" WHERE "documentId" = ?',
  );
  const written = new Set<string>();
  for (const { id, sha256, mediaType } of documents) {
    const path = documentPath(sha256, mediaType);
    if (written.has(path)) continue;
    written.add(path);
    sink.begin(path, false);
    await sink.write(content.get(id)?.bytes ?? new Uint8Array());
    files.push(listed(await sink.end(), null));
    await step();
  }
  return written.size;
}

/** Vaults that were taken in before, in the order in which that happened. */
function formerVaults(sql: SqlConnection): FormerVault[] {
  return statement<[], Omit<FormerVault, 'signed'> & { signed: number }>(
    sql,
    `SELECT "id", "organisation", "publicKey", "exportedAt", "entries", "hash", "signed", "takenInAt", "takenInBy"
     FROM "FormerVault" ORDER BY "takenInAt", "id"`,
  )
    .all()
    .map((row) => ({ ...row, signed: row.signed !== 0 }));
}

function countRows(sql: SqlConnection, tables: readonly string[]): number {
  return tables.reduce(
    (sum, table) => sum + (statement<[], { n: number }>(sql, `SELECT count(*) AS n FROM "${table}"`).get()?.n ?? 0),
    0,
  );
}

function listed({ path, byteSize, sha256 }: WrittenFile, records: number | null): ListedFile {
  return { path, records, byteSize, sha256 };
}
