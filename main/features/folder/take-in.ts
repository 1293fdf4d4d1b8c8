import { appendAudit } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { FolderSource } from '../../data/open-folder.ts';
import type { Day } from '../../domain/day.ts';
import { rebuildListing } from '../device/listing.ts';
import { requireEmpty } from './emptiness.ts';
import {
  type FolderManifest,
  type ListedFile,
  MANIFEST_BYTES,
  MANIFEST_PATH,
  readManifest,
  refused,
} from './manifest.ts';
import { requireSound } from './sound.ts';
import { filesSince } from './steps.ts';
import { FOLDER_TABLES, historyPaths, OWN_HISTORY, OWN_SETTINGS, PEOPLE_PATH, PLANTED_TABLES } from './tables.ts';
import { Taking, type TakingFacts } from './taking.ts';
import type { FolderStep } from './write-folder.ts';

/** What was taken in, or would be. */
export interface TakenFolder {
  readonly vaultId: string;
  readonly organisation: string;
  readonly createdAt: string;
  readonly programVersion: string;
  /** Of the key that signed the list; null when it is not signed. */
  readonly fingerprint: string | null;
  /** Records by table, without empty ones. */
  readonly counts: Readonly<Record<string, number>>;
  readonly records: number;
  readonly documents: number;
  /** Entries of the history of the vault it came from. */
  readonly entries: number;
  /** People who have no way in here yet. */
  readonly people: number;
  /** Reports kept in folders; they are switched off. */
  readonly publications: number;
}

/**
 * Takes a whole folder in, in one transaction: every file as the list has it, every record as the tables ask for it, every
 * reference met, the register computed anew. Nothing is written when anything is wrong, or when it is only looked at.
 * @throws AppError `file_refused`, `input_refused` with `vault_not_empty`, `cancelled`
 */
export async function takeFolder(
  sql: SqlConnection,
  source: FolderSource,
  facts: TakingFacts,
  step: FolderStep,
): Promise<TakenFolder> {
  const { manifest, fingerprint } = readManifest(manifestBytes(source), facts.schemaVersion);
  const absent = filesSince(manifest.schemaVersion);
  const files = listedFiles(manifest, absent);
  sql.exec('BEGIN IMMEDIATE');
  try {
    requireEmpty(sql);
    sql.pragma('defer_foreign_keys = ON');
    for (const table of PLANTED_TABLES.toReversed())
      if (table !== 'Setting') statement(sql, `DELETE FROM "${table}"`).run();
    statement(sql, `DELETE FROM "Setting" WHERE "key" NOT IN (${OWN_SETTINGS.map(() => '?').join(', ')})`).run(
      ...OWN_SETTINGS,
    );
    const signed = fingerprint !== null;
    const taken = await new Taking({ sql, source, files, absent, manifest, signed, facts, step }).all();
    requireSound(sql);
    await reckon(sql, facts.today);
    const { organisation, createdAt, programVersion, vault } = {
      ...manifest,
      ...manifest.vault,
      vault: manifest.vault,
    };
    const { entries } = manifest.history ?? { entries: 0 };
    const result = { vaultId: vault.id, organisation, createdAt, programVersion, fingerprint, entries, ...taken };
    appendAudit(sql, facts.auditKey, {
      at: facts.now,
      actor: facts.user.name,
      action: 'imports.folder',
      summary: {
        fromVault: vault.id,
        records: result.records,
        documents: result.documents,
        historyEntries: entries,
        signedBy: fingerprint,
      },
      changes: [],
    });
    sql.exec(facts.write ? 'COMMIT' : 'ROLLBACK');
    return result;
  } catch (error) {
    if (sql.inTransaction) sql.exec('ROLLBACK');
    throw error;
  }
}

/** Computes the register anew. Facts that each may stand and cannot be reckoned with together refuse the folder. */
async function reckon(sql: SqlConnection, today: Day): Promise<void> {
  try {
    await rebuildListing(sql, null, today);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw refused('folder_not_reckoned');
    throw error;
  }
}

function manifestBytes(source: FolderSource): Uint8Array {
  const parts = source.read(MANIFEST_PATH);
  if (parts === null) throw refused('folder_not_recognised');
  const read: Uint8Array[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length;
    if (length > MANIFEST_BYTES) throw refused('file_too_large', { limit: MANIFEST_BYTES });
    read.push(part);
  }
  return new Uint8Array(Buffer.concat(read));
}

/** The files of a list by their paths; none may be missing but those that came later, and none be there that nothing asks for. */
function listedFiles(
  { files, formerVaults }: FolderManifest,
  absent: ReadonlySet<string>,
): ReadonlyMap<string, ListedFile> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const histories = [OWN_HISTORY, ...formerVaults.map(({ id }) => id)].flatMap((id) => Object.values(historyPaths(id)));
  const expected = new Set([...FOLDER_TABLES.map(({ path }) => path), PEOPLE_PATH, ...histories]);
  for (const path of expected)
    if (!byPath.has(path) && !absent.has(path)) throw refused('folder_file_missing', { file: path });
  for (const { path, records } of files) {
    const isDocument = path.startsWith('documents/');
    if (isDocument !== (records === null) || !(isDocument || expected.has(path)))
      throw refused('folder_list_wrong', { field: path });
  }
  return byPath;
}
