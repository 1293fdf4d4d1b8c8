import { scoreChecklist } from '../../domain/checklist.ts';
import type { AssessmentId, TemplateId } from '../../domain/ids.ts';
import { answersAlso } from '../../domain/template.ts';
import type { CommandHandlers, QueryHandlers, Records } from '../context.ts';
import { nextRevision } from '../records.ts';
import { requireReleased, templateOf } from '../template/template.store.ts';
import { afterAnswers, output } from './answer.store.ts';
import { controlsOf, loadAssessment } from './checklist.store.ts';
import { requireOpen } from './locked.ts';

/** What becomes of a checklist on another edition: which answers go along, and which have to be given again. */
async function move(db: Records, id: AssessmentId, templateId: TemplateId) {
  const loaded = await loadAssessment(db, id);
  requireOpen(loaded.assessment);
  const target = await templateOf(db, templateId);
  requireReleased(target);
  const controls = await controlsOf(db, templateId);
  const byCode = new Map(controls.map((control) => [control.code, control]));
  const answered = loaded.controls.flatMap((control) => {
    const answer = loaded.answers.get(control.code);
    return answer === undefined ? [] : [{ control, answer, on: byCode.get(control.code) }];
  });
  const kept = answered.flatMap(({ control, answer, on }) =>
    on !== undefined && answersAlso(control, on) ? [{ answer, on }] : [],
  );
  const carried = new Map(kept.map(({ answer, on }) => [on.code, answer]));
  const lost = answered.filter(({ control }) => !carried.has(control.code));
  const asked = new Set(loaded.controls.map(({ code }) => code));
  return {
    ...loaded,
    target,
    kept,
    lost,
    added: controls.filter(({ code }) => !asked.has(code)).length,
    newScore: scoreChecklist(controls, carried, loaded.facts),
  };
}

export const changeTemplateQueries = {
  previewTemplate: async ({ id, templateId }, { db }) => {
    const { score, newScore, kept, lost, added, target } = await move(db, id, templateId);
    return {
      title: target.title,
      version: target.edition,
      kept: kept.length,
      added,
      again: lost.map(({ control, answer, on }) => ({
        control: control.code,
        title: control.title,
        answer: answer.value,
        remark: answer.remark,
        removed: on === undefined,
      })),
      percentage: { before: score.percentage, after: newScore.percentage },
    };
  },
} satisfies QueryHandlers<'checklist', 'previewTemplate'>;

export const changeTemplateCommands = {
  changeTemplate: async ({ id, revision, templateId }, context) => {
    const { db } = context;
    const { assessment, kept, lost, target } = await move(db, id, templateId);
    const next = nextRevision(context, 'assessment', assessment.revision, revision);
    for (const { answer, on } of kept) {
      await db.answer.update({ where: { id: answer.id }, data: { controlId: on.id } });
    }
    await db.answer.deleteMany({ where: { id: { in: lost.map(({ answer }) => answer.id) } } });
    await db.assessment.update({ where: { id }, data: { templateId, ...next } });
    const from = assessment.template;
    context.record(
      'checklist',
      id,
      { template: `${from.title}, ${from.edition}` },
      { template: `${target.title}, ${target.edition}` },
    );
    for (const { control, answer } of lost) {
      const told = (value: string | null, remark: string | null, evidence: string | null) => ({
        [control.code]: value,
        [`${control.code} remark`]: remark,
        [`${control.code} evidence`]: evidence,
      });
      context.record('checklist', id, told(answer.value, answer.remark, answer.evidence), told(null, null, null));
    }
    await afterAnswers(
      context,
      id,
      assessment.modelId,
      lost.map(({ control }) => control.code),
    );
    context.touch('template');
    const { score } = await loadAssessment(db, id);
    return { id, revision: next.revision, kept: kept.length, score: output(score) };
  },
} satisfies CommandHandlers<'checklist', 'changeTemplate'>;
