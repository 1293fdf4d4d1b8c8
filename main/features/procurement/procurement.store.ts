import { type SqlConnection, statement } from '../../data/connection.ts';
import type { CaseId } from '../../domain/ids.ts';

/** The case whose candidate is asked by a checklist; null for a checklist of no case. The newest, should there be more. */
export function caseOfAssessment(
  sql: SqlConnection,
  assessmentId: string,
): { readonly id: CaseId; readonly number: string | null; readonly title: string } | null {
  const row = statement<[string], { id: CaseId; number: string | null; title: string }>(
    sql,
    `SELECT c."id", c."number", c."title" FROM "Candidate" n JOIN "ProcurementCase" c ON c."id" = n."caseId"
     WHERE n."assessmentId" = ? ORDER BY c."id" DESC LIMIT 1`,
  ).get(assessmentId);
  return row ?? null;
}
