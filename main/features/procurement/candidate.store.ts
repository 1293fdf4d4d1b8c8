import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import type { AssessmentId, CandidateId, CaseId, DocumentId, ModelId, VendorId } from '../../domain/ids.ts';
import type { CostKind, CostLine } from '../../domain/procurement-cost.ts';

/** A candidate as it is recorded. */
export interface CandidateView {
  readonly id: CandidateId;
  readonly caseId: CaseId;
  readonly position: number;
  readonly vendorId: VendorId;
  readonly vendor: string;
  readonly modelId: ModelId;
  readonly model: string;
  readonly softwareVersion: string | null;
  readonly quoteNumber: string | null;
  readonly quotedOn: Day | null;
  /** Last day on which the quote holds. */
  readonly quoteValidUntil: Day | null;
  /** The quote itself. */
  readonly documentId: DocumentId | null;
  readonly assessmentId: AssessmentId | null;
  readonly notes: string | null;
  readonly withdrawnOn: Day | null;
  readonly withdrawnReason: string | null;
  readonly revision: number;
  readonly costs: readonly CostLine[];
}

type Row = Omit<CandidateView, 'costs'>;
interface CostRow extends Omit<CostLine, 'perDevice' | 'kind'> {
  readonly candidateId: string;
  readonly kind: CostKind;
  readonly perDevice: 0 | 1;
}

const COLUMNS = `n."id", n."caseId", n."position", n."vendorId", v."name" AS "vendor", n."modelId", m."name" AS "model", n."softwareVersion", n."quoteNumber",
   n."quotedOn", n."quoteValidUntil", n."documentId", n."assessmentId", n."notes", n."withdrawnOn", n."withdrawnReason", n."revision"`;
const FROM = `FROM "Candidate" n JOIN "Vendor" v ON v."id" = n."vendorId" JOIN "DeviceModel" m ON m."id" = n."modelId"`;

/** The open candidates of a case in their order. */
export function candidatesOf(sql: SqlConnection, caseId: string): readonly CandidateView[] {
  return allCandidatesOf(sql, caseId).filter(({ withdrawnOn }) => withdrawnOn === null);
}

/** All candidates of a case, also those that were withdrawn, in their order. */
export function allCandidatesOf(sql: SqlConnection, caseId: string): readonly CandidateView[] {
  const rows = statement<[string], Row>(
    sql,
    `SELECT ${COLUMNS} ${FROM} WHERE n."caseId" = ? ORDER BY n."position", n."id"`,
  ).all(caseId);
  const costs = Map.groupBy(
    statement<[string], CostRow>(
      sql,
      `SELECT k."candidateId", k."kind", k."label", k."amount", k."currency", k."perDevice", k."firstYear", k."lastYear", k."escalatorPercent"
       FROM "CandidateCost" k JOIN "Candidate" n ON n."id" = k."candidateId" WHERE n."caseId" = ? ORDER BY k."candidateId", k."position"`,
    ).all(caseId),
    ({ candidateId }) => candidateId,
  );
  return rows.map((row) => ({ ...row, costs: (costs.get(row.id) ?? []).map(costLine) }));
}

function costLine({ candidateId, perDevice, ...line }: CostRow): CostLine {
  return { ...line, perDevice: perDevice === 1 };
}
