import { type SqlConnection, statement } from '../../data/connection.ts';

/** A backup that was made by this vault, and what its last test found out. */
export interface BackupRecord {
  readonly id: string;
  readonly at: string;
  readonly folder: string;
  readonly fileName: string;
  readonly byteSize: number;
  readonly entries: number;
  readonly hash: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly testedAt: string;
  readonly ok: boolean;
  readonly findings: readonly { readonly code: string; readonly where: string }[];
}

interface BackupRow extends Omit<BackupRecord, 'counts' | 'ok' | 'findings'> {
  readonly counts: string;
  readonly ok: number;
  readonly findings: string;
}

/** Everything that is known of backups, the newest first. */
export function readBackups(sql: SqlConnection): readonly BackupRecord[] {
  const rows = statement<[], BackupRow>(
    sql,
    `SELECT "id", "at", "folder", "fileName", "byteSize", "entries", "hash", "counts", "testedAt", "ok", "findings"
     FROM "Backup" ORDER BY "at" DESC, "id" DESC`,
  ).all();
  return rows.map((row) => ({
    ...row,
    counts: JSON.parse(row.counts) as BackupRecord['counts'],
    ok: row.ok === 1,
    findings: JSON.parse(row.findings) as BackupRecord['findings'],
  }));
}

/** Writes down a backup that was made; one that took its place is forgotten. */
export function saveBackup(sql: SqlConnection, record: BackupRecord): void {
  forgetBackup(sql, record.folder, record.fileName);
  const { id, at, folder, fileName, byteSize, entries, hash, counts, testedAt, ok, findings } = record;
  statement<unknown[]>(
    sql,
    `INSERT INTO "Backup" ("id", "at", "folder", "fileName", "byteSize", "entries", "hash", "counts", "testedAt", "ok", "findings")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    at,
    folder,
    fileName,
    byteSize,
    entries,
    hash,
    JSON.stringify(counts),
    testedAt,
    Number(ok),
    JSON.stringify(findings),
  );
}

/** Forgets a backup whose file is gone. */
export function forgetBackup(sql: SqlConnection, folder: string, fileName: string): void {
  statement<[string, string]>(sql, 'DELETE FROM "Backup" WHERE "folder" = ? AND "fileName" = ?').run(folder, fileName);
}
