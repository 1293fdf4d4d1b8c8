import type { AnswerProblem, ChecklistScore } from '../../domain/checklist.ts';
import { applies, readAnswer } from '../../domain/checklist.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { AssessmentId, ModelId, TemplateId } from '../../domain/ids.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { ensureModel } from '../model/model.store.ts';
import { found, given, nextRevision, stamp } from '../records.ts';
import { ensureVendor } from '../vendor/vendor.store.ts';
import { criticalFlags, loadAssessment, type StoredControl } from './checklist.store.ts';

/** The control whose answer says whether security updates need a contract (domain.md 1.4). */
const UPDATES_CONTROL = 'PM-07';

export const checklistQueries = {
  templates: async (_input, { db }) => {
    const templates = await db.checklistTemplate.findMany({
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

  list: async (_input, { db }) => {
    const assessments = await db.assessment.findMany({ select: { id: true }, orderBy: { updatedAt: 'desc' } });
    return Promise.all(
      assessments.map(async ({ id }) => {
        const { assessment, score } = await loadAssessment(db, id);
        return {
          id: id as AssessmentId,
          title: assessment.title,
          vendor: assessment.vendor?.name ?? null,
          model: assessment.model?.name ?? null,
          status: assessment.status as 'draft' | 'final',
          assessedOn: assessment.assessedOn as Day,
          updatedAt: assessment.updatedAt,
          percentage: score.percentage,
          answered: score.answered,
          applicable: score.applicable,
          criticalRedFlags: criticalFlags(score),
        };
      }),
    );
  },

  get: async ({ id }, { db }) => {
    const { assessment, controls, answers, facts, score } = await loadAssessment(db, id);
    return {
      id,
      revision: assessment.revision,
      template: {
        id: assessment.templateId as TemplateId,
        title: assessment.template.title,
        version: assessment.template.edition,
      },
      title: assessment.title,
      vendor: assessment.vendor?.name ?? null,
      model: assessment.model?.name ?? null,
      modelId: assessment.modelId as ModelId | null,
      softwareVersion: assessment.softwareVersion,
      department: assessment.department,
      status: assessment.status as 'draft' | 'final',
      ...facts,
      score: output(score),
      controls: controls.map((control) => {
        const answer = answers.get(control.code);
        return {
          ...controlView(control),
          applies: applies(control, facts),
          answer: answer?.value ?? null,
          remark: answer?.remark ?? null,
          evidence: answer?.evidence ?? null,
          answerRevision: answer?.revision ?? 0,
        };
      }),
    };
  },
} satisfies QueryHandlers<'checklist', 'templates' | 'list' | 'get'>;

export const checklistCommands = {
  create: async ({ templateId, title, vendor, model, softwareVersion }, context) => {
    found(
      await context.db.checklistTemplate.findUnique({ where: { id: templateId }, select: { id: true } }),
      'template',
      templateId,
    );
    const id = context.newId<'assessment'>();
    const modelId = vendor !== null && model !== null ? await ensureModel(context, vendor, model) : null;
    const vendorId = vendor === null ? null : await ensureVendor(context, vendor);
    if (vendor === null && model !== null)
      throw new AppError('input_refused', { problem: 'vendor_needed', field: 'vendor' });
    const data = { templateId, title, vendorId, modelId, softwareVersion, assessedOn: context.today };
    await context.db.assessment.create({ data: { id, ...data, ...stamp(context) } });
    context.record('checklist', id, null, data);
    return { id, revision: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const current = found(await context.db.assessment.findUnique({ where: { id } }), 'assessment', id);
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
    const control = found(
      controls.find((one) => one.code === code),
      'control',
      code,
    );
    const read = readAnswer(control, answer, remark);
    if ('problem' in read) throw new AppError('input_refused', { problem: read.problem, control: code });
    const current = answers.get(code);
    if ((current?.revision ?? 0) !== answerRevision) {
      throw new AppError('stale_edit', {
        noun: 'answer',
        current: current?.revision ?? 0,
        known: answerRevision,
        value: current?.value ?? null,
      });
    }
    const revision = await writeAnswer(context, id, control, current, {
      value: read.value,
      remark: remark || null,
      evidence: evidence || null,
    });
    await afterAnswers(context, id, assessment.modelId, [code]);
    const fresh = await loadAssessment(context.db, id);
    return { answerRevision: revision, score: output(fresh.score) };
  },

  answerAll: async ({ id, answers: rows }, context) => {
    const { controls, answers, assessment } = await loadAssessment(context.db, id);
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
        await writeAnswer(context, id, control, current, answer);
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
} satisfies CommandHandlers<'checklist', 'create' | 'update' | 'answer' | 'answerAll'>;

interface AnswerValues {
  readonly value: string | null;
  readonly remark: string | null;
  readonly evidence: string | null;
}

async function writeAnswer(
  context: CommandContext,
  assessmentId: AssessmentId,
  control: StoredControl,
  current: (AnswerValues & { readonly id: string; readonly revision: number }) | undefined,
  answer: AnswerValues,
): Promise<number> {
  const { now, actor } = context;
  if (current === undefined) {
    const id = context.newId<'answer'>();
    await context.db.answer.create({
      data: { id, assessmentId, controlId: control.id, ...answer, updatedAt: now, updatedBy: actor },
    });
  } else {
    await context.db.answer.update({
      where: { id: current.id },
      data: { ...answer, revision: current.revision + 1, updatedAt: now, updatedBy: actor },
    });
  }
  const named = (values: AnswerValues) => ({
    [control.code]: values.value,
    [`${control.code} remark`]: values.remark,
    [`${control.code} evidence`]: values.evidence,
  });
  context.record(
    'checklist',
    assessmentId,
    current ? named(current) : named({ value: null, remark: null, evidence: null }),
    named(answer),
  );
  return (current?.revision ?? 0) + 1;
}

async function afterAnswers(
  context: CommandContext,
  id: AssessmentId,
  modelId: string | null,
  codes: readonly string[],
): Promise<void> {
  await context.db.assessment.update({ where: { id }, data: { updatedAt: context.now, updatedBy: context.actor } });
  if (modelId !== null && codes.includes(UPDATES_CONTROL)) {
    context.relist.models([modelId as ModelId]);
    context.touch('device', 'model');
  }
}

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

function output(score: ChecklistScore) {
  return { ...score, redFlags: [...score.redFlags] };
}
