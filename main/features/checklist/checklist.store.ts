import { z } from 'zod';
import type { SqlConnection } from '../../data/connection.ts';
import { statement } from '../../data/connection.ts';
import {
  type AssessmentFacts,
  type ChecklistScore,
  type Control,
  type GivenAnswer,
  scoreChecklist,
} from '../../domain/checklist.ts';
import type { CommitmentKind } from '../../domain/commitment.ts';
import type { Day } from '../../domain/day.ts';
import type { Records } from '../context.ts';
import { found } from '../records.ts';
import catalogue from './controls.json' with { type: 'json' };

/** The part of a control that its table keeps as JSON. */
export const controlDetailsSchema = z.object({
  evidenceHints: z.array(z.string()),
  redFlag: z.object({
    answers: z.array(z.enum(['no', 'unanswered'])),
    rule: z.string(),
    threshold: z
      .object({
        op: z.enum(['>', '<', 'earlier_than', 'older_than', 'later_than_or_blank']),
        value: z.union([z.number(), z.string()]),
        relativeTo: z.enum(['planned_delivery_date', 'planned_replacement_date', 'assessment_date']).exactOptional(),
      })
      .nullable(),
  }),
  seeds: z.array(z.string()),
  mds2: z.record(z.string(), z.enum(['yes', 'no', 'info'])),
  references: z.array(
    z.object({ framework: z.string(), ref: z.string(), status: z.enum(['confirmed', 'secondary', 'unconfirmed']) }),
  ),
});

/** A control as its table holds it. */
export interface ControlRow {
  readonly id: string;
  readonly code: string;
  readonly position: number;
  readonly section: string;
  readonly sectionTitle: string;
  readonly title: string;
  readonly question: string;
  readonly answerType: string;
  readonly unit: string | null;
  readonly weight: string;
  readonly tier: string;
  readonly appliesWhen: string;
  readonly commitmentKind: string | null;
  readonly details: string;
}

export type StoredControl = Control & { readonly id: string };
type WrittenControl = Omit<Control, 'position'>;

/** Lays the shipped catalogue, template `procurement-security` edition 1, into a new vault (domain.md 3). */
export function seedTemplate(sql: SqlConnection, newId: () => string, at: string, by: string): void {
  const templateId = newId();
  statement<unknown[]>(
    sql,
    'INSERT INTO "ChecklistTemplate" ("id", "key", "edition", "title", "source", "createdAt", "createdBy") VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(templateId, catalogue.key, catalogue.edition, catalogue.title, catalogue.source, at, by);
  insertControls(
    sql,
    newId,
    templateId,
    catalogue.controls.map(({ position: _position, ...control }) => control as unknown as WrittenControl),
  );
}

/** The columns of a control. */
export function controlColumns(control: WrittenControl) {
  const { evidenceHints, redFlag, seeds, mds2, references, ...columns } = control;
  return { ...columns, details: JSON.stringify({ evidenceHints, redFlag, seeds, mds2, references }) };
}

/** Writes the controls of a new edition in the order in which they come. */
export function insertControls(
  sql: SqlConnection,
  newId: () => string,
  templateId: string,
  controls: readonly WrittenControl[],
): void {
  const insert = statement<unknown[]>(
    sql,
    `INSERT INTO "ChecklistControl" ("id", "templateId", "code", "position", "section", "sectionTitle", "title", "question", "answerType", "unit",
       "weight", "tier", "appliesWhen", "commitmentKind", "details") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  controls.forEach((control, index) => {
    const c = controlColumns(control);
    const text = [c.section, c.sectionTitle, c.title, c.question, c.answerType, c.unit, c.weight, c.tier];
    insert.run(newId(), templateId, c.code, index + 1, ...text, c.appliesWhen, c.commitmentKind, c.details);
  });
}

/** The controls of a template in their order. */
export async function controlsOf(db: Records, templateId: string): Promise<StoredControl[]> {
  const rows = await db.checklistControl.findMany({ where: { templateId }, orderBy: { position: 'asc' } });
  return rows.map(readControl);
}

/** A control as rules take it. */
export function readControl(row: ControlRow): StoredControl {
  return {
    id: row.id,
    code: row.code,
    position: row.position,
    section: row.section,
    sectionTitle: row.sectionTitle,
    title: row.title,
    question: row.question,
    answerType: row.answerType as Control['answerType'],
    unit: row.unit,
    weight: row.weight as Control['weight'],
    tier: row.tier as Control['tier'],
    appliesWhen: row.appliesWhen as Control['appliesWhen'],
    commitmentKind: row.commitmentKind as CommitmentKind | null,
    ...controlDetailsSchema.parse(JSON.parse(row.details)),
  };
}

/** An assessment with its template's controls, its answers and the facts that scoring needs. @throws AppError `not_found` */
export async function loadAssessment(db: Records, id: string) {
  const assessment = found(
    await db.assessment.findUnique({
      where: { id },
      include: { template: true, vendor: { select: { name: true } }, model: { select: { name: true } }, answers: true },
    }),
    'assessment',
    id,
  );
  const controls = await controlsOf(db, assessment.templateId);
  const codes = new Map(controls.map((control) => [control.id, control.code]));
  const answers = new Map(assessment.answers.map((answer) => [codes.get(answer.controlId) ?? '', answer]));
  const facts = factsOf(assessment);
  return {
    assessment,
    controls,
    answers,
    facts,
    score: scoreChecklist(controls, answers as ReadonlyMap<string, GivenAnswer>, facts),
  };
}

/** What is known of the purchase, as its columns hold it. */
export interface FactColumns {
  readonly assessedOn: string;
  readonly plannedDeliveryOn: string | null;
  readonly plannedReplacementOn: string | null;
  readonly maxDowntimeHours: number | null;
  readonly reportingDutyHours: number | null;
  readonly applicability: string;
}

/** What scoring has to know of the purchase. */
export function factsOf(assessment: FactColumns): AssessmentFacts {
  return {
    assessedOn: assessment.assessedOn as Day,
    plannedDeliveryOn: assessment.plannedDeliveryOn as Day | null,
    plannedReplacementOn: assessment.plannedReplacementOn as Day | null,
    maxDowntimeHours: assessment.maxDowntimeHours,
    reportingDutyHours: assessment.reportingDutyHours,
    applicability: JSON.parse(assessment.applicability) as AssessmentFacts['applicability'],
  };
}

/** Flags that forbid a purchase without a signed exception. */
export function criticalFlags(score: ChecklistScore): number {
  return score.redFlags.filter(({ weight }) => weight === 'critical').length;
}
