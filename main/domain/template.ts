import type { AnswerType, Control, Threshold } from './checklist.ts';
import { parseDay } from './day.ts';

/** Only a draft changes; a released edition can be used, a retired one is no longer offered. */
export const TEMPLATE_STATES = ['draft', 'released', 'retired'] as const;
export type TemplateState = (typeof TEMPLATE_STATES)[number];

/** Most controls of a template; the shipped one has 90. */
export const MAX_CONTROLS = 500;

/** What a threshold can be measured against besides a number (domain.md 3). */
export const THRESHOLD_FIGURES = ['department_max_downtime', 'own_reporting_duty'] as const;

/** The comparisons that fit an answer type; a choice and a text have none. */
export const THRESHOLD_OPS: Readonly<Record<AnswerType, readonly Threshold['op'][]>> = {
  number: ['>', '<'],
  date: ['earlier_than', 'older_than', 'later_than_or_blank'],
  yes_no_partial_na: [],
  text: [],
};

/** A question without its place in the template. */
export type TemplateControl = Omit<Control, 'position'>;

/** What keeps a control from being released. */
export const CONTROL_PROBLEMS = [
  'code_repeated',
  'section_titles_differ',
  'unit_without_number',
  'unit_missing',
  'no_without_choice',
  'rule_missing',
  'threshold_does_not_fit',
  'threshold_value_wrong',
] as const;
type ControlProblemCode = (typeof CONTROL_PROBLEMS)[number];

/** A problem with where it is: the code of the control, and its field. */
export interface ControlProblem {
  readonly problem: ControlProblemCode;
  readonly control: string;
  readonly field: ControlField;
}

/** What of a control can differ between two editions, in the order in which it is told. */
export const CONTROL_FIELDS = [
  'section',
  'sectionTitle',
  'title',
  'question',
  'answerType',
  'unit',
  'weight',
  'tier',
  'appliesWhen',
  'commitmentKind',
  'redFlagAnswers',
  'redFlagRule',
  'threshold',
  'evidenceHints',
  'mds2',
  'references',
  'seeds',
] as const;
export type ControlField = (typeof CONTROL_FIELDS)[number] | 'code';

/** What is wrong with one control, whatever stands beside it. Empty for one that can be released. */
export function controlProblems(control: TemplateControl): readonly ControlProblem[] {
  const { code, answerType, unit, redFlag } = control;
  const found: [ControlProblemCode, ControlField][] = [];
  if (answerType === 'number' && unit === null) found.push(['unit_missing', 'unit']);
  if (answerType !== 'number' && unit !== null) found.push(['unit_without_number', 'unit']);
  if (answerType !== 'yes_no_partial_na' && redFlag.answers.includes('no')) {
    found.push(['no_without_choice', 'redFlagAnswers']);
  }
  const raises = redFlag.answers.length > 0 || redFlag.threshold !== null;
  if (raises && redFlag.rule === '') found.push(['rule_missing', 'redFlagRule']);
  const problem = redFlag.threshold === null ? null : thresholdProblem(redFlag.threshold, answerType);
  if (problem) found.push([problem, 'threshold']);
  return found.map(([problem, field]) => ({ problem, control: code, field }));
}

function thresholdProblem({ op, value, relativeTo }: Threshold, answerType: AnswerType): ControlProblemCode | null {
  if (!THRESHOLD_OPS[answerType].includes(op)) return 'threshold_does_not_fit';
  const isFigure = typeof value === 'string' && THRESHOLD_FIGURES.some((figure) => figure === value);
  const isNumber = typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1_000_000;
  switch (op) {
    case '>':
    case '<':
      return (isNumber || isFigure) && relativeTo === undefined ? null : 'threshold_value_wrong';
    case 'later_than_or_blank':
      return typeof value === 'string' && parseDay(value) !== null ? null : 'threshold_value_wrong';
    default:
      // Whole months before or after a day that the assessment holds.
      return isNumber && Number.isInteger(value) && value <= 1200 && relativeTo !== undefined
        ? null
        : 'threshold_value_wrong';
  }
}

/** What keeps a template from being released, in the order of its controls; a template without controls has its own code. */
export function templateProblems(controls: readonly TemplateControl[]): readonly ControlProblem[] {
  const codes = new Set<string>();
  const titles = new Map<string, string>();
  return controls.flatMap((control) => {
    const problems = [...controlProblems(control)];
    const { code, section, sectionTitle } = control;
    // Answers in files name their control in any case.
    if (codes.has(code.toUpperCase())) problems.unshift({ problem: 'code_repeated', control: code, field: 'code' });
    codes.add(code.toUpperCase());
    const title = titles.get(section) ?? sectionTitle;
    titles.set(section, title);
    if (title !== sectionTitle) {
      problems.push({ problem: 'section_titles_differ', control: code, field: 'sectionTitle' });
    }
    return problems;
  });
}

/** A field of a control as it is compared: the order of lists that have none does not count. */
export function controlField(control: TemplateControl, field: (typeof CONTROL_FIELDS)[number]): unknown {
  switch (field) {
    case 'redFlagAnswers':
      return [...control.redFlag.answers].sort();
    case 'redFlagRule':
      return control.redFlag.rule;
    case 'threshold': {
      const { threshold } = control.redFlag;
      return threshold && [threshold.op, threshold.value, threshold.relativeTo ?? null];
    }
    case 'mds2':
      return Object.entries(control.mds2).sort(([a], [b]) => (a < b ? -1 : 1));
    case 'references':
      return control.references.map(({ framework, ref, status }) => [framework, ref, status].join('\t')).sort();
    case 'seeds':
      return [...control.seeds].sort();
    default:
      return control[field];
  }
}

/** A control that both editions have, and what differs. */
interface ControlChange<Of extends TemplateControl> {
  readonly code: string;
  readonly before: Of;
  readonly after: Of;
  /** In the order of {@link CONTROL_FIELDS}. */
  readonly fields: readonly (typeof CONTROL_FIELDS)[number][];
}

/** What one edition has that the other has not, by the code of the control. */
export interface TemplateDifference<Of extends TemplateControl> {
  readonly added: readonly Of[];
  readonly removed: readonly Of[];
  readonly changed: readonly ControlChange<Of>[];
  /** Controls that say the same in both. */
  readonly same: number;
}

/** From one edition to another. The place of a control in its template does not count. */
export function templateDifference<Of extends TemplateControl>(
  before: readonly Of[],
  after: readonly Of[],
): TemplateDifference<Of> {
  const old = new Map(before.map((control) => [control.code, control]));
  const fresh = new Set(after.map(({ code }) => code));
  const changed = after.flatMap((control) => {
    const known = old.get(control.code);
    if (known === undefined) return [];
    const fields = CONTROL_FIELDS.filter(
      (field) => JSON.stringify(controlField(known, field)) !== JSON.stringify(controlField(control, field)),
    );
    return fields.length === 0 ? [] : [{ code: control.code, before: known, after: control, fields }];
  });
  const added = after.filter(({ code }) => !old.has(code));
  return {
    added,
    removed: before.filter(({ code }) => !fresh.has(code)),
    changed,
    same: after.length - added.length - changed.length,
  };
}

/** Whether an answer to one control answers the other too: the same question, answered in the same way. */
export function answersAlso(
  one: Pick<Control, 'code' | 'question' | 'answerType' | 'unit'>,
  other: Pick<Control, 'code' | 'question' | 'answerType' | 'unit'> | undefined,
): boolean {
  return (
    other !== undefined &&
    one.code === other.code &&
    one.question === other.question &&
    one.answerType === other.answerType &&
    one.unit === other.unit
  );
}

/** A key made of a title: lower-case letters, digits and single hyphens, 60 characters at most; `template` where none are left. */
export function templateKey(title: string): string {
  const key = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  return key || 'template';
}
