import { type SqlConnection, statement } from './connection.ts';

/**
 * Reads every page and index of a database as its own check does. Returns what it says is not as it should be, a line each;
 * none when the file is sound.
 */
export function pageFindings(sql: SqlConnection): readonly string[] {
  // One state of the database for all that follows, whoever writes meanwhile.
  return sql.transaction(() => {
    lookAnew(sql);
    const lines = statement<[], Record<string, string>>(sql, 'PRAGMA integrity_check').all();
    return lines.flatMap((line) => Object.values(line)).filter((line) => line !== 'ok');
  })();
}

/**
 * A connection remembers of a full-text index where its parts lie. Searching notices when another connection has moved them;
 * the check does not, and calls a sound index damaged. So every index is searched first.
 */
function lookAnew(sql: SqlConnection): void {
  const indexes = statement<[], { name: string }>(
    sql,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'",
  ).all();
  for (const { name } of indexes) {
    try {
      statement<[]>(sql, `SELECT 1 FROM "${name}" WHERE "${name}" MATCH 'a' LIMIT 1`).get();
    } catch {
      // An index that cannot be searched is for the check to name.
    }
  }
}
