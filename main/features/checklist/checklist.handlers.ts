import type { AnswerProblem } from '../../domain/checklist.ts';
import { applies, explainScore, readAnswer } from '../../domain/checklist.ts';
import { AppError } from '../../domain/error.ts';
import type { ModelId, TemplateId } from '../../domain/ids.ts';
import type { ChecklistStatus } from '../../domain/sign-off.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { newestStatement } from '../mds2/mds2.store.ts';
import { ensureModel } from '../model/model.store.ts';
import { found, given, nextRevision, stamp } from '../records.ts';
import { requireReleased, templateOf } from '../template/template.store.ts';
import { ensureVendor } from '../vendor/vendor.store.ts';
import { declaredBy } from '../vendor-form/declared.store.ts';
import { returnedForm } from '../vendor-form/vendor-form.store.ts';
import { afterAnswers, output, requireRevision, writeAnswer } from './answer.store.ts';
import { changeTemplateCommands, changeTemplateQueries } from './change-template.handlers.ts';
import { criticalFlags, loadAssessment, type StoredControl } from './checklist.store.ts';
import { declaredBeside, declaredCommands, declaredIn, declaringStatements } from './declared.handlers.ts';
import { issuesOf } from './issue.handlers.ts';
import { requireOpen } from './locked.ts';
import { scoredChecklists } from './scored.store.ts';

export const checklistQueries = {
  templates: async (_input, { db }) => {
    const templates = await db.checklistTemplate.findMany({
      where: { state: 'released' },
      include: { _count: { select: { controls: true } } },
      orderBy: [{ title: 'asc' }, { edition: 'desc' }],
    });
    return templates.map(({ id, key, title, edition, _count }) => ({
      id: id as TemplateId,
      key,
      title,
      version: edition,
      controls: _count.controls,
    }));
  },

  list: (_input, { sql }) =>
    scoredChecklists(sql).map(({ score, ...row }) => ({
      ...row,
      percentage: score.percentage,
      answered: score.answered,
      applicable: score.applicable,
      criticalRedFlags: criticalFlags(score),
    })),

  get: async ({ id }, { db, sql }) => {
    const { assessment, controls, answers, facts, score } = await loadAssessment(db, id);
    const statement = declaredIn(sql, assessment.mds2StatementId);
    const form = returnedForm(sql, id);
    const formAnswers = form && (await declaredBy({ db, sql }, form, assessment.templateId, controls));
    return {
      id,
      revision: assessment.revision,
      template: {
        id: assessment.templateId as TemplateId,
        key: assessment.template.key,
        title: assessment.template.title,
        version: assessment.template.edition,
      },
      title: assessment.title,
      vendor: assessment.vendor?.name ?? null,
      model: assessment.model?.name ?? null,
      modelId: assessment.modelId as ModelId | null,
      softwareVersion: assessment.softwareVersion,
      department: assessment.department,
      status: assessment.status as ChecklistStatus,
      issue: assessment.issue,
      issues: issuesOf(sql, id),
      ...facts,
      score: output(score),
      statement: statement === null ? null : statement.head,
      statements: declaringStatements(sql, assessment.modelId),
      form: form && { id: form.id, issuedAt: form.issuedAt, returnedAt: form.returnedAt },
      controls: controls.map((control) => {
        const answer = answers.get(control.code);
        return {
          ...controlView(control),
          applies: applies(control, facts),
          answer: answer?.value ?? null,
          remark: answer?.remark ?? null,
          evidence: answer?.evidence ?? null,
          answerRevision: answer?.revision ?? 0,
          ...declaredBeside(control, answer, statement),
          formAnswer: formAnswers?.get(control.code) ?? null,
        };
      }),
    };
  },
  ...changeTemplateQueries,

  score: ({ id }, { sql }) => {
    const { controls, answers, facts, score } = found(scoredChecklists(sql, [id])[0], 'assessment', id);
    return {
      score: output(score),
      lines: explainScore(controls, answers, facts).map(({ value, ...line }) => ({ ...line, answer: value })),
    };
  },
} satisfies QueryHandlers<'checklist', 'score' | 'templates' | 'list' | 'get' | 'previewTemplate'>;

export const checklistCommands = {
  create: async ({ templateId, title, vendor, model, softwareVersion }, context) => {
    requireReleased(await templateOf(context.db, templateId));
    const id = context.newId<'assessment'>();
    const modelId = vendor !== null && model !== null ? await ensureModel(context, vendor, model) : null;
    const vendorId = vendor === null ? null : await ensureVendor(context, vendor);
    if (vendor === null && model !== null)
      throw new AppError('input_refused', { problem: 'vendor_needed', field: 'vendor' });
    const mds2StatementId = modelId === null ? null : (newestStatement(context.sql, modelId)?.id ?? null);
    const data = { templateId, title, vendorId, modelId, softwareVersion, assessedOn: context.today, mds2StatementId };
    await context.db.assessment.create({ data: { id, ...data, ...stamp(context) } });
    context.record('checklist', id, null, data);
    return { id, revision: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const current = found(await context.db.assessment.findUnique({ where: { id } }), 'assessment', id);
    requireOpen(current);
    const next = nextRevision(context, 'assessment', current.revision, revision);
    const { applicability, ...fields } = given(changes);
    const data = {
      ...fields,
      ...(applicability === undefined ? {} : { applicability: JSON.stringify(applicability) }),
    };
    await context.db.assessment.update({ where: { id }, data: { ...data, ...next } });
    const before = Object.fromEntries(
      Object.keys(data).map((key) => [key, Reflect.get(current, key) as string | number | null]),
    );
    context.record('checklist', id, before, data);
    return { id, revision: next.revision };
  },

  answer: async ({ id, control: code, answerRevision, answer, remark, evidence }, context) => {
    const { controls, answers, assessment } = await loadAssessment(context.db, id);
    requireOpen(assessment);
    const control = found(
      controls.find((one) => one.code === code),
      'control',
      code,
    );
    const read = readAnswer(control, answer, remark);
    if ('problem' in read) throw new AppError('input_refused', { problem: read.problem, control: code });
    const current = answers.get(code);
    requireRevision(current, answerRevision);
    const revision = await writeAnswer(context, id, control, current, {
      value: read.value,
      remark: remark || null,
      evidence: evidence || null,
      // Words beside it may be added; another answer is the person's own.
      statementId: read.value !== null && read.value === current?.value ? current.statementId : null,
      formId: read.value !== null && read.value === current?.value ? current.formId : null,
    });
    await afterAnswers(context, id, assessment.modelId, [code]);
    const fresh = await loadAssessment(context.db, id);
    return { answerRevision: revision, score: output(fresh.score) };
  },

  answerAll: async ({ id, answers: rows }, context) => {
    const { controls, answers, assessment } = await loadAssessment(context.db, id);
    requireOpen(assessment);
    const byCode = new Map(controls.map((control) => [control.code.toUpperCase(), control]));
    const problems: { control: string; code: string }[] = [];
    const accepted: { control: StoredControl; value: string | null; remark: string | null; evidence: string | null }[] =
      [];
    const seen = new Set<string>();
    for (const row of rows) {
      const control = byCode.get(row.control.trim().toUpperCase());
      const read: { value: string | null } | { problem: AnswerProblem | 'control_not_known' | 'control_twice' } =
        control === undefined
          ? { problem: 'control_not_known' }
          : seen.has(control.code)
            ? { problem: 'control_twice' }
            : readAnswer(control, row.answer, row.remark);
      if (control) seen.add(control.code);
      if ('problem' in read) problems.push({ control: row.control, code: read.problem });
      else if (control)
        accepted.push({ control, value: read.value, remark: row.remark || null, evidence: row.evidence || null });
    }
    // All or none: half an answered file would look like a vendor who left questions open.
    if (problems.length > 0) return { answered: 0, unchanged: 0, problems };
    let [answered, unchanged] = [0, 0];
    for (const { control, ...answer } of accepted) {
      const current = answers.get(control.code);
      const same =
        (current?.value ?? null) === answer.value &&
        (current?.remark ?? null) === answer.remark &&
        (current?.evidence ?? null) === answer.evidence;
      if (same) unchanged += 1;
      else {
        await writeAnswer(context, id, control, current, { ...answer, statementId: null, formId: null });
        answered += 1;
      }
    }
    await afterAnswers(
      context,
      id,
      assessment.modelId,
      accepted.map(({ control }) => control.code),
    );
    return { answered, unchanged, problems };
  },
  ...declaredCommands,
  ...changeTemplateCommands,
} satisfies CommandHandlers<
  'checklist',
  'create' | 'update' | 'answer' | 'answerAll' | 'chooseStatement' | 'accept' | 'changeTemplate'
>;

function controlView(control: StoredControl) {
  const {
    code,
    section,
    sectionTitle,
    title,
    question,
    answerType,
    unit,
    weight,
    tier,
    appliesWhen,
    evidenceHints,
    redFlag,
    references,
  } = control;
  return {
    code,
    section,
    sectionTitle,
    title,
    question,
    answerType,
    unit,
    weight,
    tier,
    appliesWhen,
    evidenceHints: [...evidenceHints],
    redFlagRule: redFlag.rule,
    references: [...references],
  };
}
