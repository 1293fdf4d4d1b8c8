import { type SqlConnection, statement } from '../../data/connection.ts';
import type { GivenAnswer } from '../../domain/checklist.ts';
import type { Day, Instant } from '../../domain/day.ts';
import type { AssessmentId, DocumentId, TemplateId, VendorFormId } from '../../domain/ids.ts';
import type { FormFormat } from '../../domain/vendor-form.ts';
import { found } from '../records.ts';

/** A form that was sent, and whether it came back. */
export interface FormView {
  readonly id: VendorFormId;
  readonly assessmentId: AssessmentId;
  readonly title: string;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly format: FormFormat;
  readonly issuedAt: Instant;
  readonly issuedBy: string;
  readonly dueOn: Day | null;
  readonly returnedAt: Instant | null;
  readonly returnedBy: string | null;
  readonly documentId: DocumentId | null;
  readonly declared: number;
}

/** A form with what was sent, which nobody outside needs to see. */
export interface StoredForm extends FormView {
  readonly templateId: TemplateId;
  readonly questionsHash: string;
}

/** Forms that a list holds at most. */
const MOST_FORMS = 1000;

const COLUMNS = `f."id", f."assessmentId", f."templateId", f."format", f."questionsHash", f."issuedAt", f."issuedBy", f."dueOn", f."returnedAt",
  f."returnedBy", f."documentId", a."title", v."name" AS "vendor", m."name" AS "model",
  (SELECT COUNT(*) FROM "VendorFormAnswer" d WHERE d."formId" = f."id" AND d."value" IS NOT NULL) AS "declared"
  FROM "VendorForm" f JOIN "Assessment" a ON a."id" = f."assessmentId"
  LEFT JOIN "Vendor" v ON v."id" = a."vendorId" LEFT JOIN "DeviceModel" m ON m."id" = a."modelId"`;

/** Forms of a checklist, or of all when none is named, the latest first. */
export function formsOf(sql: SqlConnection, assessmentId: string | null): FormView[] {
  return statement<(string | number | null)[], StoredForm>(
    sql,
    `SELECT ${COLUMNS} WHERE ? IS NULL OR f."assessmentId" = ? ORDER BY f."issuedAt" DESC, f."id" DESC LIMIT ?`,
  )
    .all(assessmentId, assessmentId, MOST_FORMS)
    .map(formView);
}

/** A form; null where this vault has sent none of that identifier. */
export function formKnown(sql: SqlConnection, id: string): StoredForm | null {
  return statement<[string], StoredForm>(sql, `SELECT ${COLUMNS} WHERE f."id" = ?`).get(id) ?? null;
}

/** A form. @throws AppError `not_found` */
export function formOf(sql: SqlConnection, id: string): StoredForm {
  return found(formKnown(sql, id), 'vendorForm', id);
}

/** A form as it is shown. */
export function formView({ templateId: _template, questionsHash: _hash, ...view }: StoredForm): FormView {
  return view;
}

/** What a vendor declares in a form, by the code of the control. */
export function declaredIn(sql: SqlConnection, formId: string): ReadonlyMap<string, GivenAnswer> {
  const rows = statement<[string], GivenAnswer & { readonly control: string }>(
    sql,
    'SELECT "control", "value", "remark", "evidence" FROM "VendorFormAnswer" WHERE "formId" = ?',
  ).all(formId);
  return new Map(rows.map(({ control, ...given }) => [control, given]));
}

/** The form of a checklist that came back last; null where none did. */
export function returnedForm(sql: SqlConnection, assessmentId: string): (StoredForm & { returnedAt: Instant }) | null {
  const last = statement<[string], StoredForm & { returnedAt: Instant }>(
    sql,
    `SELECT ${COLUMNS} WHERE f."assessmentId" = ? AND f."returnedAt" IS NOT NULL ORDER BY f."returnedAt" DESC, f."id" DESC LIMIT 1`,
  ).get(assessmentId);
  return last ?? null;
}

/** Puts what a vendor declares in the place of what it declared before in the same form. */
export function replaceDeclared(
  sql: SqlConnection,
  formId: VendorFormId,
  answers: readonly (GivenAnswer & { readonly control: string })[],
): void {
  statement<[string]>(sql, 'DELETE FROM "VendorFormAnswer" WHERE "formId" = ?').run(formId);
  const insert = statement<(string | null)[]>(
    sql,
    'INSERT INTO "VendorFormAnswer" ("formId", "control", "value", "remark", "evidence") VALUES (?, ?, ?, ?, ?)',
  );
  for (const { control, value, remark, evidence } of answers) insert.run(formId, control, value, remark, evidence);
}
