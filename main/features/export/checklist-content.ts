import { applies } from '../../domain/checklist.ts';
import type { Day } from '../../domain/day.ts';
import type { ChecklistDocument, DocumentSection } from '../../formats/checklist-document.ts';
import { controlsOf, criticalFlags, loadAssessment, type StoredControl } from '../checklist/checklist.store.ts';
import type { QueryContext } from '../context.ts';
import { caseOfAssessment } from '../procurement/procurement.store.ts';
import { found } from '../records.ts';
import { heldSignatures } from '../sign-off/sign-off.store.ts';

type Reading = Pick<QueryContext, 'db' | 'sql' | 'organisation'>;

/** A checklist with its answers, its result and the signatures that hold. @throws AppError `not_found` */
export async function filledChecklist({ db, sql, organisation }: Reading, id: string): Promise<ChecklistDocument> {
  const { assessment, controls, answers, facts, score } = await loadAssessment(db, id);
  const flagged = new Set(score.redFlags.map(({ control }) => control));
  const ofCase = caseOfAssessment(sql, id);
  return {
    organisation,
    assessmentId: id,
    title: assessment.title,
    issue: assessment.issue,
    procurement: ofCase && { number: ofCase.number, title: ofCase.title },
    vendor: assessment.vendor?.name ?? null,
    model: assessment.model?.name ?? null,
    softwareVersion: assessment.softwareVersion,
    assessedOn: assessment.assessedOn as Day,
    department: assessment.department,
    template: template(assessment.template, controls.length),
    filled: true,
    score: {
      points: score.points,
      possible: score.possible,
      percentage: score.percentage,
      criticalRedFlags: criticalFlags(score),
    },
    sections: sections(controls, (control) => {
      const answer = answers.get(control.code);
      return {
        applies: applies(control, facts),
        redFlag: flagged.has(control.code),
        answer: answer?.value ?? null,
        remark: answer?.remark ?? null,
        evidence: answer?.evidence ?? null,
      };
    }),
    signatures: heldSignatures(sql, 'checklist', id).map(({ duty, userName, role, signedAt, comment, fits }) => ({
      duty,
      name: userName,
      role,
      signedAt,
      comment,
      fits,
    })),
    withheld: {},
  };
}

/** A catalogue of questions to be filled in. @throws AppError `not_found` */
export async function blankChecklist({ db, organisation }: Reading, templateId: string): Promise<ChecklistDocument> {
  const record = found(await db.checklistTemplate.findUnique({ where: { id: templateId } }), 'template', templateId);
  const controls = await controlsOf(db, templateId);
  return {
    organisation,
    title: record.title,
    assessmentId: null,
    issue: 1,
    procurement: null,
    vendor: null,
    model: null,
    softwareVersion: null,
    assessedOn: null,
    department: null,
    template: template(record, controls.length),
    filled: false,
    score: null,
    sections: sections(controls, () => ({ applies: true, redFlag: false, answer: null, remark: null, evidence: null })),
    signatures: [],
    withheld: {},
  };
}

/** How the file is called, without its ending: `checklist-pulseline-cm-60`. */
export function checklistName({ vendor, model, template: { title } }: ChecklistDocument): string {
  const subject = [vendor, model].filter(Boolean).join('-') || title;
  return `checklist-${plainName(subject) || 'export'}`;
}

/** A name as a file may have it on every system: letters and digits, at most 60 of them. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')
    .toLowerCase();
}

function template(record: { key: string; title: string; edition: number }, controls: number) {
  return { id: record.key, title: record.title, version: String(record.edition), controls };
}

type Answered = Pick<DocumentSection['controls'][number], 'applies' | 'redFlag' | 'answer' | 'remark' | 'evidence'>;

function sections(
  controls: readonly StoredControl[],
  answered: (control: StoredControl) => Answered,
): DocumentSection[] {
  const bySection = Map.groupBy(controls, ({ section }) => section);
  return [...bySection].map(([code, own]) => ({
    code,
    title: own[0]?.sectionTitle ?? code,
    controls: own.map((control) => ({
      code: control.code,
      title: control.title,
      question: control.question,
      answerType: control.answerType,
      unit: control.unit,
      weight: control.weight,
      tier: control.tier,
      evidenceHints: control.evidenceHints,
      redFlagRule: control.redFlag.rule,
      references: control.references,
      ...answered(control),
    })),
  }));
}
