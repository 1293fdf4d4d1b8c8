import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { vendorForm } from '../../contract/vendor-form.ts';
import type { GivenAnswer } from '../../domain/checklist.ts';
import { ImportFileError } from '../../domain/import/problems.ts';
import {
  type CheckedRow,
  checkReturned,
  type FormFinding,
  formQuestion,
  type ReturnedRow,
} from '../../domain/vendor-form.ts';
import { questionHash } from '../../formats/vendor-form.ts';
import type { ReturnedHead } from '../../formats/vendor-form-read.ts';
import { loadAssessment } from '../checklist/checklist.store.ts';
import type { QueryContext } from '../context.ts';
import { askedOf } from './issue.ts';
import { formKnown, formsOf, formView, type StoredForm } from './vendor-form.store.ts';

export type TakeInput = (typeof vendorForm.take)['~orpc'] extends { inputSchema?: infer Schema }
  ? z.output<NonNullable<Schema> & z.ZodType>
  : never;
type Result = (typeof vendorForm.take)['~orpc'] extends { outputSchema?: infer Schema }
  ? z.input<NonNullable<Schema> & z.ZodType>
  : never;

/** A file that came back, held against the form that was sent and the checklist as it stands. */
export interface Returned {
  readonly form: StoredForm;
  readonly loaded: Awaited<ReturnType<typeof loadAssessment>>;
  readonly sha256: string;
  readonly head: ReturnedHead;
  readonly checked: readonly CheckedRow[];
  readonly result: Result;
}

/**
 * Reads a file that came back and looks at every question in it. Changes nothing.
 * @throws ImportFileError, of our own `form_not_known`, `form_of_another_checklist` and `form_altered`
 */
export async function readReturned(input: TakeInput, context: QueryContext): Promise<Returned> {
  const { sql, db } = context;
  const bytes = context.files.upload(input.uploadId);
  const { head, rows: coming } = await context.readVendorForm({ kind: 'vendor_form', bytes });
  const rows: ReturnedRow[] = [];
  for await (const row of coming) rows.push(row);
  const form = formMeant(context, head, input.assessmentId);
  const loaded = await loadAssessment(db, form.assessmentId);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const checked = checkReturned(rows, {
    controls: loaded.controls,
    asked: new Set(askedOf(loaded).map(({ code }) => code)),
    hashes: new Map(loaded.controls.map((control) => [control.code, questionHash(formQuestion(control))])),
    standing: loaded.answers,
  });
  const before = await keptHash(form, context);
  const outcome = before === null ? 'created' : before === sha256 ? 'unchanged' : 'corrected';
  const findings = [
    ...(before !== null && before !== sha256 ? [{ code: 'answered_before' as const }] : []),
    ...findingsOf(form, loaded, head, context),
    ...(formsOf(sql, form.assessmentId)[0]?.id === form.id ? [] : [{ code: 'newer_form' as const }]),
  ];
  const result: Result = {
    form: formView(form),
    format: head.format,
    outcome,
    findings,
    read: rows.length,
    rows: checked.map((row) => rowView(row, loaded)),
  };
  return { form, loaded, sha256, head, checked, result };
}

/** The form that a file belongs to, which has to be the one that was sent, and to the checklist that somebody has before him. */
function formMeant({ sql }: QueryContext, head: ReturnedHead, assessmentId: string | null): StoredForm {
  const form = formKnown(sql, head.formId);
  if (form === null) throw new ImportFileError('form_not_known', { form: head.formId });
  if (assessmentId !== null && form.assessmentId !== assessmentId) {
    const title = [form.title, form.vendor].filter(Boolean).join(', ');
    throw new ImportFileError('form_of_another_checklist', { title });
  }
  if (head.assessmentId !== form.assessmentId || head.questionsHash !== form.questionsHash) {
    throw new ImportFileError('form_altered');
  }
  return form;
}

/** Hash of the file that the form came back as; null while it did not. */
async function keptHash({ documentId, returnedAt }: StoredForm, { db }: QueryContext): Promise<string | null> {
  if (documentId === null || returnedAt === null) return null;
  const kept = await db.document.findUnique({ where: { id: documentId }, select: { sha256: true } });
  return kept?.sha256 ?? null;
}

function findingsOf(
  form: StoredForm,
  { assessment }: Returned['loaded'],
  head: ReturnedHead,
  { today }: QueryContext,
): readonly { code: FormFinding; value?: string }[] {
  const vendor = assessment.vendor?.name ?? null;
  return [
    ...(form.templateId === assessment.templateId ? [] : [{ code: 'catalogue_changed' as const }]),
    ...(head.vendor !== vendor ? [{ code: 'vendor_differs' as const, value: head.vendor ?? '-' }] : []),
    ...(form.dueOn !== null && today > form.dueOn ? [{ code: 'returned_late' as const }] : []),
    ...(head.externalLinks ? [{ code: 'external_links' as const }] : []),
  ];
}

function rowView(row: CheckedRow, { controls, answers }: Returned['loaded']): Result['rows'][number] {
  const control = controls.find(({ code }) => code === row.control);
  const standing = answers.get(row.control);
  return {
    ...row,
    section: control?.section ?? '',
    sectionTitle: control?.sectionTitle ?? '',
    title: control?.title ?? '',
    answerType: control?.answerType ?? '',
    before: standing === undefined ? null : shown(standing),
    answerRevision: standing?.revision ?? 0,
  };
}

function shown({ value, remark, evidence }: GivenAnswer): GivenAnswer {
  return { value, remark, evidence };
}
