import type { CommitmentKind } from './commitment.ts';
import { addMonths, type Day, daysBetween, parseDay } from './day.ts';

export const WEIGHTS = ['critical', 'high', 'medium', 'low'] as const;
export type Weight = (typeof WEIGHTS)[number];

/** Points of a full answer by weight (domain.md 3, scoring). */
export const WEIGHT_POINTS: Readonly<Record<Weight, number>> = { critical: 10, high: 6, medium: 3, low: 1 };

export const ANSWER_TYPES = ['yes_no_partial_na', 'number', 'date', 'text'] as const;
export type AnswerType = (typeof ANSWER_TYPES)[number];

export const CHOICES = ['yes', 'partial', 'no', 'not_applicable'] as const;
export type Choice = (typeof CHOICES)[number];

/** Kinds of product that a control can be meant for; `any` always applies. */
export const APPLICABILITIES = [
  'networked',
  'has_os',
  'stores_or_sends_phi',
  'remote_service',
  'cloud_or_remote',
  'us_market',
  'us_phi',
  'uses_ml',
] as const;
export type Applicability = (typeof APPLICABILITIES)[number];

/** A figure or date beyond which an answer raises a red flag although it was given. */
export interface Threshold {
  readonly op: '>' | '<' | 'earlier_than' | 'older_than' | 'later_than_or_blank';
  /** A number of units, a day, or the name of a figure that the assessment holds. */
  readonly value: number | string;
  readonly relativeTo?: 'planned_delivery_date' | 'planned_replacement_date' | 'assessment_date';
}

/** One question of a template. Never changed once its template is made. */
export interface Control {
  readonly code: string;
  readonly position: number;
  readonly section: string;
  readonly sectionTitle: string;
  readonly title: string;
  readonly question: string;
  readonly answerType: AnswerType;
  readonly unit: string | null;
  readonly weight: Weight;
  readonly tier: 'core' | 'extended';
  readonly appliesWhen: Applicability | 'any';
  readonly commitmentKind: CommitmentKind | null;
  readonly evidenceHints: readonly string[];
  readonly redFlag: {
    readonly answers: readonly ('no' | 'unanswered')[];
    readonly rule: string;
    readonly threshold: Threshold | null;
  };
  readonly seeds: readonly string[];
  readonly mds2: Readonly<Record<string, 'yes' | 'no' | 'info'>>;
  readonly references: readonly ControlReference[];
}

export interface ControlReference {
  readonly framework: string;
  readonly ref: string;
  readonly status: 'confirmed' | 'secondary' | 'unconfirmed';
}

/** What an assessment knows of the purchase besides its answers. Unknown figures raise no flag. */
export interface AssessmentFacts {
  readonly assessedOn: Day;
  readonly plannedDeliveryOn: Day | null;
  readonly plannedReplacementOn: Day | null;
  readonly maxDowntimeHours: number | null;
  readonly reportingDutyHours: number | null;
  /** A kind that is not named applies: hiding a question needs someone to say so. */
  readonly applicability: Partial<Record<Applicability, boolean>>;
}

export interface GivenAnswer {
  /** A {@link Choice}, or the number, day or text that was asked for; null when there is none. */
  readonly value: string | null;
  readonly remark: string | null;
  readonly evidence: string | null;
}

/** Why a flag is up, as data. `days` is how far the answer misses what is needed. */
export type RedFlagReason =
  | { readonly code: 'answered_no' }
  | { readonly code: 'unanswered' }
  | { readonly code: 'over_limit'; readonly limit: number; readonly given: number }
  | { readonly code: 'under_limit'; readonly limit: number; readonly given: number }
  | { readonly code: 'ends_before_replacement'; readonly days: number }
  | { readonly code: 'too_short_after_delivery'; readonly months: number; readonly days: number }
  | { readonly code: 'too_old'; readonly months: number }
  | { readonly code: 'too_late'; readonly limit: Day };

export interface RedFlag {
  readonly control: string;
  readonly weight: Weight;
  readonly answer: string | null;
  readonly rule: string;
  readonly reason: RedFlagReason;
}

export interface ChecklistScore {
  readonly points: number;
  readonly possible: number;
  /** With one decimal place; 0 when nothing is possible. */
  readonly percentage: number;
  readonly answered: number;
  readonly applicable: number;
  /** In the order of the template. A critical one means: not without a signed exception, whatever the percentage. */
  readonly redFlags: readonly RedFlag[];
}

/** True when the control is asked of this product (domain.md 3: controls that do not apply are hidden, not scored). */
export function applies(control: Pick<Control, 'appliesWhen'>, facts: Pick<AssessmentFacts, 'applicability'>): boolean {
  return control.appliesWhen === 'any' || facts.applicability[control.appliesWhen] !== false;
}

export type AnswerProblem = 'choice_not_known' | 'number_expected' | 'date_expected' | 'reason_needed' | 'too_long';

const CHOICE_WORDS: Readonly<Record<string, Choice>> = {
  yes: 'yes',
  y: 'yes',
  no: 'no',
  n: 'no',
  partial: 'partial',
  partly: 'partial',
  na: 'not_applicable',
  'n/a': 'not_applicable',
  'n.a.': 'not_applicable',
  not_applicable: 'not_applicable',
  'not applicable': 'not_applicable',
};

/** Longest answer, remark or evidence in characters. */
export const ANSWER_LENGTH = 4000;

/** Reads an answer as people type it. Blank means "not answered". "Not applicable" needs its reason in the remark (domain.md 3). */
export function readAnswer(
  control: Pick<Control, 'answerType'>,
  text: string,
  remark: string | null,
): { readonly value: string | null } | { readonly problem: AnswerProblem } {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null };
  if (trimmed.length > ANSWER_LENGTH) return { problem: 'too_long' };
  const choice = CHOICE_WORDS[trimmed.toLowerCase()];
  if (choice === 'not_applicable') return remark?.trim() ? { value: choice } : { problem: 'reason_needed' };
  switch (control.answerType) {
    case 'yes_no_partial_na':
      return choice ? { value: choice } : { problem: 'choice_not_known' };
    case 'number':
      return /^\d{1,9}(\.\d{1,3})?$/.test(trimmed) ? { value: trimmed } : { problem: 'number_expected' };
    case 'date':
      return parseDay(trimmed) ? { value: trimmed } : { problem: 'date_expected' };
    case 'text':
      return { value: trimmed };
  }
}

/** The flag that an answer raises, or null (domain.md 3). Unanswered counts as no. */
export function redFlagOf(control: Control, value: string | null, facts: AssessmentFacts): RedFlagReason | null {
  if (value === 'not_applicable') return null;
  if (value === null) return control.redFlag.answers.includes('unanswered') ? { code: 'unanswered' } : null;
  if (value === 'no' && control.answerType === 'yes_no_partial_na') {
    return control.redFlag.answers.includes('no') ? { code: 'answered_no' } : null;
  }
  return control.redFlag.threshold ? thresholdReason(control.redFlag.threshold, value, facts) : null;
}

function thresholdReason(threshold: Threshold, value: string, facts: AssessmentFacts): RedFlagReason | null {
  if (threshold.op === '>' || threshold.op === '<') {
    const [limit, given] = [thresholdNumber(threshold.value, facts), Number(value)];
    if (limit === null) return null;
    if (threshold.op === '>') return given > limit ? { code: 'over_limit', limit, given } : null;
    return given < limit ? { code: 'under_limit', limit, given } : null;
  }
  const given = parseDay(value);
  if (given === null) return null;
  const base = threshold.relativeTo ? relativeDay(threshold.relativeTo, facts) : null;
  if (threshold.op === 'later_than_or_blank') {
    const limit = parseDay(String(threshold.value));
    const replacedBefore = base !== null && limit !== null && base <= limit;
    return limit !== null && given > limit && !replacedBefore ? { code: 'too_late', limit } : null;
  }
  const months = Number(threshold.value);
  if (base === null) return null;
  if (threshold.op === 'older_than') return given < addMonths(base, -months) ? { code: 'too_old', months } : null;
  if (given >= addMonths(base, months)) return null;
  return threshold.relativeTo === 'planned_replacement_date'
    ? { code: 'ends_before_replacement', days: daysBetween(given, base) }
    : { code: 'too_short_after_delivery', months, days: daysBetween(base, given) };
}

function thresholdNumber(value: number | string, facts: AssessmentFacts): number | null {
  if (typeof value === 'number') return value;
  if (value === 'department_max_downtime') return facts.maxDowntimeHours;
  return value === 'own_reporting_duty' ? facts.reportingDutyHours : null;
}

function relativeDay(name: NonNullable<Threshold['relativeTo']>, facts: AssessmentFacts): Day | null {
  return {
    planned_delivery_date: facts.plannedDeliveryOn,
    planned_replacement_date: facts.plannedReplacementOn,
    assessment_date: facts.assessedOn,
  }[name];
}

/** What one control adds to a score: the lines of all controls are the score. */
export interface ScoreLine {
  readonly control: string;
  readonly weight: Weight;
  readonly value: string | null;
  readonly points: number;
  /** Points of a full answer; 0 for what is left out. */
  readonly possible: number;
  /** Why it is left out: the product is not of the kind that is asked, or the answer says so with a reason. */
  readonly leftOut: 'does_not_apply' | 'not_applicable' | null;
  readonly flag: RedFlagReason | null;
}

/**
 * The points of every control in the order of the template (domain.md 3): yes counts 1, partial a half, no and blank nothing,
 * "not applicable" is left out. Dates, figures and texts count 1 when given and no threshold is hit.
 */
export function explainScore(
  controls: readonly Control[],
  answers: ReadonlyMap<string, GivenAnswer>,
  facts: AssessmentFacts,
): readonly ScoreLine[] {
  return controls.map((control): ScoreLine => {
    const { code, weight } = control;
    const value = answers.get(code)?.value ?? null;
    if (!applies(control, facts)) {
      return { control: code, weight, value, points: 0, possible: 0, leftOut: 'does_not_apply', flag: null };
    }
    const flag = redFlagOf(control, value, facts);
    const out = value === 'not_applicable';
    const possible = out ? 0 : WEIGHT_POINTS[weight];
    const points = possible * shareOf(control, value, flag);
    return { control: code, weight, value, points, possible, leftOut: out ? 'not_applicable' : null, flag };
  });
}

/** Points, percentage and red flags of an assessment: the sum of {@link explainScore}. */
export function scoreChecklist(
  controls: readonly Control[],
  answers: ReadonlyMap<string, GivenAnswer>,
  facts: AssessmentFacts,
): ChecklistScore {
  const lines = explainScore(controls, answers, facts);
  const asked = lines.filter(({ leftOut }) => leftOut !== 'does_not_apply');
  const [points, possible] = [pointsOf(lines), possibleOf(lines)];
  return {
    points,
    possible,
    percentage: percentageOf(points, possible),
    answered: asked.filter(({ value }) => value !== null).length,
    applicable: asked.length,
    redFlags: lines.flatMap(({ control, weight, value, flag }, place) =>
      flag === null
        ? []
        : [{ control, weight, answer: value, rule: controls[place]?.redFlag.rule ?? '', reason: flag }],
    ),
  };
}

/** Points of some lines, and what full answers would have brought. */
export function pointsOf(lines: readonly Pick<ScoreLine, 'points'>[]): number {
  return lines.reduce((sum, { points }) => sum + points, 0);
}
export function possibleOf(lines: readonly Pick<ScoreLine, 'possible'>[]): number {
  return lines.reduce((sum, { possible }) => sum + possible, 0);
}

/** Points of possible ones as a percentage with one decimal place; 0 when nothing is possible. */
export function percentageOf(points: number, possible: number): number {
  return possible === 0 ? 0 : Math.round((points / possible) * 1000) / 10;
}

function shareOf(control: Control, value: string | null, flag: RedFlagReason | null): number {
  if (value === null) return 0;
  if (control.answerType !== 'yes_no_partial_na') return flag ? 0 : 1;
  return value === 'yes' ? 1 : value === 'partial' ? 0.5 : 0;
}

/** Short names under which the field knows its standards. Names of documents are the same in every language. */
const FRAMEWORK_NAMES: Readonly<Record<string, string>> = {
  'MDS2-2019': 'MDS2',
  'IEC-TR-80001-2-2-2012': 'IEC TR 80001-2-2',
  'IEC-80001-1-2021': 'IEC 80001-1',
  'IEC-81001-5-1-2021': 'IEC 81001-5-1',
  'ISO-TR-80001-2-6-2014': 'ISO TR 80001-2-6',
  'FDA-premarket-2026': 'FDA premarket 2026',
  'FDA-postmarket-2016': 'FDA postmarket 2016',
  'FD&C-524B': 'FD&C Act',
  'MDCG-2019-16r1': 'MDCG 2019-16',
  'IMDRF-N70-2023': 'IMDRF N70',
  'HIPAA-45CFR': '45 CFR',
  'NIST-CSF-2.0': 'CSF 2.0',
  'NIST-SP-800-53r5': '800-53r5',
  'HSCC-MC2-v2': 'MC2',
  'EU-law': 'EU',
  'NIST-other': 'NIST',
  other: '',
};

const MARKS: Readonly<Record<ControlReference['status'], string>> = {
  confirmed: '',
  secondary: ' [s]',
  unconfirmed: ' [u]',
};

/** One line a framework: `MDS2 DTBK-3, DTBK-4`. The marks say what was not read in the source itself. */
export function referenceLines(references: readonly ControlReference[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { framework, ref, status } of references) {
    const group = groups.get(framework) ?? [];
    group.push(`${ref}${MARKS[status]}`);
    groups.set(framework, group);
  }
  return [...groups].map(([framework, refs]) => `${FRAMEWORK_NAMES[framework] ?? framework} ${refs.join(', ')}`.trim());
}
