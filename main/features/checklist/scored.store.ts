import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  type AssessmentFacts,
  type ChecklistScore,
  type Control,
  type GivenAnswer,
  scoreChecklist,
} from '../../domain/checklist.ts';
import type { Day, Instant } from '../../domain/day.ts';
import type { AssessmentId, Mds2Id, ModelId, TemplateId, VendorId } from '../../domain/ids.ts';
import type { ChecklistStatus } from '../../domain/sign-off.ts';
import { type ControlRow, type FactColumns, factsOf, readControl } from './checklist.store.ts';

/** A checklist with its questions, answers and points. */
export interface ScoredChecklist {
  readonly id: AssessmentId;
  readonly title: string;
  readonly vendorId: VendorId | null;
  readonly vendor: string | null;
  readonly modelId: ModelId | null;
  readonly model: string | null;
  /** Counted from 1. */
  readonly issue: number;
  readonly status: ChecklistStatus;
  readonly assessedOn: Day;
  readonly updatedAt: Instant;
  readonly templateId: TemplateId;
  readonly template: string;
  readonly edition: number;
  readonly statementId: Mds2Id | null;
  readonly controls: readonly Control[];
  /** By the code of the control. */
  readonly answers: ReadonlyMap<string, GivenAnswer>;
  readonly facts: AssessmentFacts;
  readonly score: ChecklistScore;
}

type Row = Omit<ScoredChecklist, 'controls' | 'answers' | 'facts' | 'score'> & FactColumns;

interface AnswerRow extends GivenAnswer {
  readonly assessmentId: string;
  readonly code: string;
}

/**
 * Checklists with their points, the last changed first: the newest issue of each, or those that are named. Whatever their number, they are
 * three questions to the database.
 */
export function scoredChecklists(sql: SqlConnection, ids: readonly string[] | null = null): ScoredChecklist[] {
  const named = ids === null ? null : JSON.stringify(ids);
  const rows = statement<[string | null, string | null], Row>(
    sql,
    `SELECT a."id", a."title", a."vendorId", v."name" AS "vendor", a."modelId", m."name" AS "model", a."issue", a."status", a."assessedOn",
       a."updatedAt", a."templateId", t."title" AS "template", t."edition", a."mds2StatementId" AS "statementId",
       a."plannedDeliveryOn", a."plannedReplacementOn", a."maxDowntimeHours", a."reportingDutyHours", a."applicability"
     FROM "Assessment" a JOIN "ChecklistTemplate" t ON t."id" = a."templateId" LEFT JOIN "Vendor" v ON v."id" = a."vendorId"
       LEFT JOIN "DeviceModel" m ON m."id" = a."modelId"
     WHERE CASE WHEN ? IS NULL THEN NOT EXISTS (SELECT 1 FROM "Assessment" n WHERE n."previousId" = a."id")
       ELSE a."id" IN (SELECT value FROM json_each(?)) END ORDER BY a."updatedAt" DESC, a."id" DESC`,
  ).all(named, named);
  const answers = Map.groupBy(
    statement<[string | null, string | null], AnswerRow>(
      sql,
      `SELECT a."assessmentId", c."code", a."value", a."remark", a."evidence"
       FROM "Answer" a JOIN "ChecklistControl" c ON c."id" = a."controlId"
       WHERE ? IS NULL OR a."assessmentId" IN (SELECT value FROM json_each(?))`,
    ).all(named, named),
    ({ assessmentId }) => assessmentId,
  );
  const controls = controlsByTemplate(sql, new Set(rows.map(({ templateId }) => templateId)));
  return rows.map(({ maxDowntimeHours, reportingDutyHours, applicability, ...row }): ScoredChecklist => {
    const { plannedDeliveryOn, plannedReplacementOn, ...own } = row;
    const facts = factsOf({ ...row, maxDowntimeHours, reportingDutyHours, applicability });
    const asked = controls.get(row.templateId) ?? [];
    const given = new Map<string, GivenAnswer>((answers.get(row.id) ?? []).map((answer) => [answer.code, answer]));
    return { ...own, controls: asked, answers: given, facts, score: scoreChecklist(asked, given, facts) };
  });
}

/** The controls of templates, each in its order. */
function controlsByTemplate(
  sql: SqlConnection,
  templates: ReadonlySet<string>,
): ReadonlyMap<string, readonly Control[]> {
  const rows = statement<[string], ControlRow & { readonly templateId: string }>(
    sql,
    `SELECT "id", "templateId", "code", "position", "section", "sectionTitle", "title", "question", "answerType", "unit", "weight",
       "tier", "appliesWhen", "commitmentKind", "details"
     FROM "ChecklistControl" WHERE "templateId" IN (SELECT value FROM json_each(?)) ORDER BY "templateId", "position"`,
  ).all(JSON.stringify([...templates]));
  return new Map([...Map.groupBy(rows, ({ templateId }) => templateId)].map(([id, own]) => [id, own.map(readControl)]));
}
