import { type SqlConnection, statement } from '../../data/connection.ts';
import library from './clauses.json' with { type: 'json' };

/** Setting that holds the edition of the shipped clauses that the vault was given. */
const LIBRARY = 'clause.library';
/** Who made what came with the program. */
export const SHIPPED_BY = 'MedSteward';

/** Whether the vault has the clauses that came with this version of the program, or newer ones. */
export function hasShippedClauses(sql: SqlConnection): boolean {
  const kept = statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?').get(
    LIBRARY,
  );
  return Number(kept?.value ?? 0) >= library.edition;
}

/**
 * Lays the shipped clauses into a vault: those that it has not, and a new version of those that came with an older edition and
 * that nobody edited since. What people wrote stays, also where it has the code of a shipped clause.
 */
export function plantClauses(sql: SqlConnection, newId: () => string, at: string): void {
  const known = statement<[string], { id: string; version: number; by: string; said: string }>(
    sql,
    `SELECT c."id", v."version", v."createdBy" AS "by", json_array(v."text", v."guidance", v."source", json(v."commitments")) AS "said"
     FROM "Clause" c JOIN "ClauseVersion" v ON v."clauseId" = c."id"
     WHERE c."code" = ? ORDER BY v."version" DESC LIMIT 1`,
  );
  const clause = statement<unknown[]>(
    sql,
    `INSERT INTO "Clause" ("id", "code", "title", "category", "position", "createdAt", "createdBy", "updatedAt", "updatedBy")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const version = statement<unknown[]>(
    sql,
    `INSERT INTO "ClauseVersion" ("id", "clauseId", "version", "text", "guidance", "source", "commitments", "createdAt", "createdBy")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [index, { code, title, category, text, guidance, source, commitments }] of library.clauses.entries()) {
    const there = known.get(code);
    const said = JSON.stringify([text, guidance, source, commitments]);
    if (there !== undefined && (there.by !== SHIPPED_BY || there.said === said)) continue;
    const id = there?.id ?? newId();
    if (there === undefined) clause.run(id, code, title, category, index + 1, at, SHIPPED_BY, at, SHIPPED_BY);
    const number = (there?.version ?? 0) + 1;
    version.run(newId(), id, number, text, guidance, source, JSON.stringify(commitments), at, SHIPPED_BY);
  }
  statement<[string, string, string]>(
    sql,
    `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?)
     ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value", "updatedAt" = excluded."updatedAt"`,
  ).run(LIBRARY, String(library.edition), at);
}
