import { controlFieldsSchema } from '../../../../main/contract/template.ts';
import type { AnswerType, Threshold } from '../../../../main/domain/checklist.ts';
import {
  type ControlField,
  controlProblems,
  THRESHOLD_FIGURES,
  THRESHOLD_OPS,
} from '../../../../main/domain/template.ts';
import type { TemplateControl } from './types.ts';

/** A control as its form holds it: lists are lines of text, a limit is its parts. */
export interface ControlForm {
  code: string;
  section: string;
  sectionTitle: string;
  title: string;
  question: string;
  answerType: AnswerType;
  unit: string | null;
  weight: TemplateControl['weight'];
  tier: TemplateControl['tier'];
  appliesWhen: TemplateControl['appliesWhen'];
  commitmentKind: TemplateControl['commitmentKind'];
  flagNo: boolean;
  flagUnanswered: boolean;
  rule: string | null;
  thresholdOp: Threshold['op'] | null;
  /** A number, or the name of a figure that the checklist holds. */
  thresholdAgainst: 'number' | (typeof THRESHOLD_FIGURES)[number];
  thresholdNumber: number | null;
  thresholdDay: string | null;
  relativeTo: NonNullable<Threshold['relativeTo']> | null;
  hints: string | null;
  mds2: string | null;
  references: string | null;
  seeds: readonly string[];
}

type FormField = keyof ControlForm;
/** Why a field does not fit, as the forms say it. */
export type FormProblem = 'required' | 'invalid';

/** What a form starts with; a new question stands in the section that is looked at. */
export function formOf(control: TemplateControl): ControlForm {
  const { redFlag, evidenceHints, mds2, references, unit, seeds, ...fields } = control;
  const { threshold } = redFlag;
  const figure = THRESHOLD_FIGURES.find((one) => one === threshold?.value);
  return {
    ...fields,
    unit,
    seeds,
    flagNo: redFlag.answers.includes('no'),
    flagUnanswered: redFlag.answers.includes('unanswered'),
    rule: redFlag.rule || null,
    thresholdOp: threshold?.op ?? null,
    thresholdAgainst: figure ?? 'number',
    thresholdNumber: typeof threshold?.value === 'number' ? threshold.value : null,
    thresholdDay: threshold?.op === 'later_than_or_blank' ? String(threshold.value) : null,
    relativeTo: threshold?.relativeTo ?? null,
    hints: linesText(evidenceHints),
    mds2: linesText(Object.entries(mds2).map(([row, good]) => `${row} ${good}`)),
    references: linesText(references.map(({ framework, ref, status }) => [framework, ref, status].join(' | '))),
  };
}

/** A question that nobody wrote yet. */
export function newControl(section: { readonly code: string; readonly title: string } | null): TemplateControl {
  return {
    code: '',
    section: section?.code ?? '',
    sectionTitle: section?.title ?? '',
    title: '',
    question: '',
    answerType: 'yes_no_partial_na',
    unit: null,
    weight: 'medium',
    tier: 'core',
    appliesWhen: 'any',
    commitmentKind: null,
    evidenceHints: [],
    redFlag: { answers: ['no', 'unanswered'], rule: '', threshold: null },
    seeds: [],
    mds2: {},
    references: [],
  };
}

/** Where problems of a control show in its form. */
const SHOWN_AT: Readonly<Partial<Record<string, FormField>>> = {
  redFlag: 'rule',
  redFlagRule: 'rule',
  redFlagAnswers: 'flagNo',
  threshold: 'thresholdOp',
  evidenceHints: 'hints',
};

/** The control that a form stands for, or what of the form does not fit. */
export function controlOf(
  form: ControlForm,
): { readonly control: TemplateControl } | { readonly errors: Readonly<Partial<Record<FormField, FormProblem>>> } {
  const errors: Partial<Record<FormField, FormProblem>> = {};
  const mds2 = Object.fromEntries(linesOf(form.mds2).map((line) => [...line.split(/\s+/), ''].slice(0, 2)));
  const references = linesOf(form.references).map((line) => {
    const [framework = '', ref = '', status = 'confirmed'] = line.split('|').map((part) => part.trim());
    return { framework, ref, status };
  });
  const isChoice = form.answerType === 'yes_no_partial_na';
  const written = {
    code: form.code,
    section: form.section,
    sectionTitle: form.sectionTitle,
    title: form.title,
    question: form.question,
    answerType: form.answerType,
    unit: form.answerType === 'number' ? form.unit : null,
    weight: form.weight,
    tier: form.tier,
    appliesWhen: form.appliesWhen,
    commitmentKind: form.commitmentKind,
    evidenceHints: linesOf(form.hints),
    redFlag: {
      answers: [...(form.flagNo && isChoice ? ['no'] : []), ...(form.flagUnanswered ? ['unanswered'] : [])],
      rule: form.rule ?? '',
      threshold: thresholdOf(form, errors),
    },
    seeds: [...form.seeds],
    mds2,
    references,
  };
  const read = controlFieldsSchema.safeParse(written);
  if (!read.success) {
    for (const { path } of read.error.issues) {
      const field = String(path[0]);
      const shown = SHOWN_AT[field] ?? (field as FormField);
      errors[shown] ??= blank(Reflect.get(form, shown)) ? 'required' : 'invalid';
    }
    return { errors };
  }
  for (const { field } of controlProblems(read.data)) {
    const shown: FormField = SHOWN_AT[field] ?? (field as Exclude<ControlField, 'redFlagRule'> & FormField);
    errors[shown] ??= blank(Reflect.get(form, shown)) ? 'required' : 'invalid';
  }
  return Object.keys(errors).length > 0 ? { errors } : { control: read.data };
}

function thresholdOf(form: ControlForm, errors: Partial<Record<FormField, FormProblem>>): Threshold | null {
  const op = THRESHOLD_OPS[form.answerType].find((one) => one === form.thresholdOp);
  if (op === undefined) return null;
  const relative = form.relativeTo === null ? {} : { relativeTo: form.relativeTo };
  if (op === 'later_than_or_blank') {
    if (form.thresholdDay === null) errors.thresholdDay = 'required';
    return { op, value: form.thresholdDay ?? '', ...relative };
  }
  const byFigure = (op === '>' || op === '<') && form.thresholdAgainst !== 'number';
  if (!byFigure && typeof form.thresholdNumber !== 'number') errors.thresholdNumber = 'required';
  if (op === '>' || op === '<') return { op, value: byFigure ? form.thresholdAgainst : (form.thresholdNumber ?? 0) };
  if (form.relativeTo === null) errors.relativeTo = 'required';
  return { op, value: form.thresholdNumber ?? 0, ...relative };
}

function blank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || value === false;
}

function linesOf(text: string | null): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function linesText(lines: readonly string[]): string | null {
  return lines.join('\n') || null;
}
