import { ANSWER_LENGTH, type GivenAnswer } from '../../domain/checklist.ts';
import { AppError } from '../../domain/error.ts';
import type { VendorFormId } from '../../domain/ids.ts';
import { questionsHash, type VendorFormDocument } from '../../formats/vendor-form.ts';
import { vendorFormToHtml } from '../../formats/vendor-form-html.ts';
import { vendorFormToXlsx } from '../../formats/vendor-form-xlsx.ts';
import { acceptAnswers, requireRevision } from '../checklist/answer.store.ts';
import { loadAssessment } from '../checklist/checklist.store.ts';
import { requireOpen } from '../checklist/locked.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { keepDocument } from '../document/document.store.ts';
import { MEDIA_TYPES } from '../export/delivery.ts';
import { found } from '../records.ts';
import { declaredBy } from './declared.store.ts';
import { formDocument, formFileName } from './issue.ts';
import { readReturned, type TakeInput } from './returned.ts';
import { formOf, formsOf, formView, replaceDeclared } from './vendor-form.store.ts';

export const vendorFormQueries = {
  list: ({ assessmentId }, { sql }) => formsOf(sql, assessmentId ?? null),

  preview: async (input, context) => (await readReturned(input as TakeInput, context)).result,
} satisfies QueryHandlers<'vendorForm', 'list' | 'preview'>;

export const vendorFormCommands = {
  issue: async ({ assessmentId, format, dueOn }, context) => {
    const loaded = await loadAssessment(context.db, assessmentId);
    requireOpen(loaded.assessment);
    if (dueOn !== null && dueOn < context.today) {
      throw new AppError('input_refused', { problem: 'due_before_today', field: 'dueOn' });
    }
    const id = context.newId<'vendorForm'>();
    const { organisation, today } = context;
    const form = formDocument(id, loaded, { organisation, issuedOn: today, dueOn });
    if (form.questions.length === 0) throw new AppError('input_refused', { problem: 'nothing_to_ask' });
    const data = { assessmentId, templateId: loaded.assessment.templateId, format, dueOn };
    const hash = questionsHash(form.questions);
    await context.db.vendorForm.create({
      data: { id, ...data, questionsHash: hash, issuedAt: context.now, issuedBy: context.actor },
    });
    context.record('vendorForm', id, null, { ...data, questions: form.questions.length });
    context.touch('checklist');
    const file = context.files.offer({
      name: `${formFileName('questions', form)}.${format}`,
      mediaType: format === 'xlsx' ? MEDIA_TYPES.xlsx : 'text/html; charset=utf-8',
      bytes: await fileOf(form, format, context),
    });
    return { formId: id, file };
  },

  take: async (input, context) => {
    const { form, loaded, checked, result } = await readReturned(input as TakeInput, context);
    requireOpen(loaded.assessment);
    if (result.outcome === 'unchanged') return result;
    const documentId = await keepDocument(context, context.files.upload(input.uploadId), {
      fileName: input.fileName,
      title: context.words.t('vendorForm.documentTitle', { title: form.title }).slice(0, 200),
      kind: 'evidence',
      datedOn: null,
      receivedOn: context.today,
    });
    const answers = checked.filter(({ problem, value, remark, evidence }) => {
      return problem === null && (value ?? remark ?? evidence) !== null;
    });
    replaceDeclared(context.sql, form.id, answers);
    const data = { returnedAt: context.now, returnedBy: context.actor, documentId };
    await context.db.vendorForm.update({
      where: { id: form.id },
      data: { ...data, findings: JSON.stringify(result.findings) },
    });
    const declared = answers.filter(({ value }) => value !== null).length;
    context.record(
      'vendorForm',
      form.id,
      { documentId: form.documentId, answers: form.declared },
      { documentId, answers: declared },
    );
    context.touch('document', 'checklist');
    return { ...result, form: formView(formOf(context.sql, form.id)) };
  },

  accept: async ({ formId, answers: wanted }, context) => {
    const form = formOf(context.sql, formId);
    const { controls, answers, assessment } = await loadAssessment(context.db, form.assessmentId);
    requireOpen(assessment);
    const declared = await declaredBy(context, form, assessment.templateId, controls);
    const byCode = new Map(controls.map((control) => [control.code, control]));
    const taken = wanted.map(({ control: code, answerRevision, value }) => {
      const control = found(byCode.get(code), 'control', code);
      const current = answers.get(code);
      requireRevision(current, answerRevision);
      const said = declared.get(code);
      // Whoever looks at another file than the form has by now would accept what nobody showed.
      if (said === undefined || said.value === null || said.value !== value) {
        throw new AppError('input_refused', { problem: 'form_declares_otherwise', control: code });
      }
      return { control, current, answer: acceptedAnswer(said, current, formId) };
    });
    context.touch('checklist');
    return acceptAnswers(context, assessment, taken);
  },

  discard: async ({ formId }, context) => {
    const form = formOf(context.sql, formId);
    requireOpen((await loadAssessment(context.db, form.assessmentId)).assessment);
    if (form.returnedAt === null) return { discarded: 0 };
    replaceDeclared(context.sql, formId, []);
    await context.db.vendorForm.update({
      where: { id: formId },
      data: { returnedAt: null, returnedBy: null, documentId: null, findings: '[]' },
    });
    context.record(
      'vendorForm',
      formId,
      { documentId: form.documentId, answers: form.declared },
      { documentId: null, answers: 0 },
    );
    context.touch('checklist');
    return { discarded: form.declared };
  },
} satisfies CommandHandlers<'vendorForm', 'issue' | 'take' | 'accept' | 'discard'>;

async function fileOf(
  form: VendorFormDocument,
  format: 'xlsx' | 'html',
  { words, now }: CommandContext,
): Promise<Uint8Array> {
  return format === 'xlsx'
    ? vendorFormToXlsx(form, { words, createdAt: now })
    : vendorFormToHtml(form, words, formFileName('answers', form));
}

/** The answer that accepting makes: what the vendor says, beside what somebody here wrote before. */
function acceptedAnswer(
  said: GivenAnswer,
  current: (GivenAnswer & { readonly formId: string | null }) | undefined,
  formId: VendorFormId,
) {
  // Words of an answer that was accepted from this form before were the vendor's, and make way for the corrected ones.
  const own = current === undefined || current.formId === formId ? null : current;
  return {
    value: said.value,
    remark: together(own?.remark ?? null, said.remark),
    evidence: together(own?.evidence ?? null, said.evidence),
    statementId: null,
    formId,
  };
}

/** Both texts below each other, neither twice, within what an answer can hold. */
function together(own: string | null, said: string | null): string | null {
  if (own === null || said === null || own.includes(said)) return own ?? said;
  return `${own}\n${said}`.slice(0, ANSWER_LENGTH);
}
