import {
  ANSWER_LENGTH,
  type AnswerProblem,
  type AnswerType,
  type Control,
  type GivenAnswer,
  readAnswer,
} from './checklist.ts';
import { parseDay } from './day.ts';

/** Kinds of file in which questions go to a vendor. */
export const FORM_FORMATS = ['xlsx', 'html'] as const;
export type FormFormat = (typeof FORM_FORMATS)[number];

/** Kinds of file in which answers come back: a form itself, or the small file that the HTML form saves. */
export const RETURN_FORMATS = ['xlsx', 'ods', 'html', 'json'] as const;

/** Largest figure and the first and last day that a form takes. All inclusive; what lies beyond is a slip of the hand. */
export const FORM_LIMITS = { number: 100_000, firstDay: '2000-01-01', lastDay: '2099-12-31' } as const;

/** A question as a vendor gets it. Weights, rules of red flags and what others answered are none of a vendor's business. */
export interface FormQuestion {
  readonly code: string;
  readonly section: string;
  readonly sectionTitle: string;
  readonly title: string;
  readonly question: string;
  readonly answerType: AnswerType;
  readonly unit: string | null;
  readonly evidenceHints: readonly string[];
}

/** What of a control leaves the house. */
export function formQuestion(control: Control): FormQuestion {
  const { code, section, sectionTitle, title, question, answerType, unit, evidenceHints } = control;
  return { code, section, sectionTitle, title, question, answerType, unit, evidenceHints };
}

/** The text that the hash of a question is taken of: a question is the same as long as this is. */
export function questionText({ code, question, answerType, unit }: FormQuestion): string {
  return JSON.stringify([code, sameText(question), answerType, unit]);
}

/** A text without what gets lost on the way through other programs: kinds of blanks, line ends, marks that nobody sees. */
export function sameText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, '')
    .trim();
}

/** One question as it came back, in the words of the file. */
export interface ReturnedRow {
  readonly control: string;
  /** The question as the file shows it; null where the file has none. */
  readonly question: string | null;
  /** The hash that the file gives for the question; null where it has none. */
  readonly hash: string | null;
  readonly answer: string;
  readonly remark: string;
  readonly evidence: string;
  /** True when one of the three comes from a formula: what was saved with it may be anything. */
  readonly formula: boolean;
}

/** What can be wrong with one question that came back. Such a row is never taken. */
export const FORM_PROBLEMS = [
  'choice_not_known',
  'number_expected',
  'date_expected',
  'reason_needed',
  'too_long',
  'number_out_of_range',
  'date_out_of_range',
  'formula',
  'question_altered',
  'question_outdated',
  'control_not_known',
  'control_twice',
  'not_asked',
  'row_missing',
] as const satisfies readonly (AnswerProblem | string)[];
export type FormProblem = (typeof FORM_PROBLEMS)[number];

/** How a row stands against what the checklist holds; `blank` for one without an answer. */
export const FORM_STATES = ['new', 'changed', 'same', 'blank', 'problem'] as const;
export type FormState = (typeof FORM_STATES)[number];

/** One question that came back, checked. */
export interface CheckedRow {
  readonly control: string;
  readonly state: FormState;
  /** As it may become an answer; null for none, and for every problem. */
  readonly value: string | null;
  readonly remark: string | null;
  readonly evidence: string | null;
  readonly problem: FormProblem | null;
  /** The answer in the words of the file, cut to what can be shown. */
  readonly given: string;
}

/** What has to be known of a question to look at its answer. */
type Asked = Pick<Control, 'code' | 'question' | 'answerType'>;

/** What returned rows are held against. */
export interface FormGround {
  readonly controls: readonly Asked[];
  /** Codes of the controls that are asked of this product. */
  readonly asked: ReadonlySet<string>;
  /** The hash of each question as it stands now, by code; null where the file has none to be held against. */
  readonly hashes: ReadonlyMap<string, string> | null;
  readonly standing: ReadonlyMap<string, GivenAnswer>;
}

/** Longest part of a foreign text that is shown beside a problem, in characters. */
const SHOWN = 200;

/**
 * Holds what came back against the questions and the answers that stand there. Questions come in the order of the template, also
 * those that the file left out; rows that the checklist does not have come last.
 */
export function checkReturned(rows: readonly ReturnedRow[], ground: FormGround): readonly CheckedRow[] {
  const byCode = new Map<string, ReturnedRow>();
  const twice = new Set<string>();
  for (const row of rows) {
    if (byCode.has(row.control)) twice.add(row.control);
    else byCode.set(row.control, row);
  }
  const known = new Set(ground.controls.map(({ code }) => code));
  const checked = ground.controls.flatMap((control): CheckedRow[] => {
    const row = byCode.get(control.code);
    const asked = ground.asked.has(control.code);
    if (row === undefined) return asked ? [refused(control.code, 'row_missing', '')] : [];
    if (!asked) return [refused(control.code, 'not_asked', row.answer)];
    if (twice.has(control.code)) return [refused(control.code, 'control_twice', row.answer)];
    return [checkRow(control, row, ground)];
  });
  const strange = [...byCode.values()].filter(({ control }) => !known.has(control));
  return [
    ...checked,
    ...strange.map(({ control, answer }) => refused(control.slice(0, 40), 'control_not_known', answer)),
  ];
}

function checkRow(control: Asked, row: ReturnedRow, { hashes, standing }: FormGround): CheckedRow {
  const refuse = (problem: FormProblem) => refused(control.code, problem, row.answer);
  if (hashes !== null && row.hash !== hashes.get(control.code)) return refuse('question_outdated');
  if (row.question === null || sameText(row.question) !== sameText(control.question)) return refuse('question_altered');
  if (row.formula) return refuse('formula');
  const [remark, evidence] = [row.remark.trim() || null, row.evidence.trim() || null];
  const read = readAnswer(control, plainAnswer(control, row.answer), remark);
  const outside = outOfRange(control, row.answer);
  if (outside !== null) return refuse(outside);
  if ('problem' in read) return refuse(read.problem);
  if ((remark?.length ?? 0) > ANSWER_LENGTH || (evidence?.length ?? 0) > ANSWER_LENGTH) return refuse('too_long');
  const { value } = read;
  return {
    control: control.code,
    state: value === null ? 'blank' : stateOf({ value, remark, evidence }, standing.get(control.code)),
    value,
    remark,
    evidence,
    problem: null,
    given: row.answer.slice(0, SHOWN),
  };
}

function stateOf(row: GivenAnswer, before: GivenAnswer | undefined): FormState {
  if (before === undefined || before.value === null) return 'new';
  return saysTheSame(row, before) ? 'same' : 'changed';
}

/** Whether an answer says what a vendor says; words that somebody else wrote beside them do not count. */
export function saysTheSame(row: GivenAnswer, standing: GivenAnswer): boolean {
  const within = (said: string | null, there: string | null) => said === null || (there ?? '').includes(said);
  return row.value === standing.value && within(row.remark, standing.remark) && within(row.evidence, standing.evidence);
}

/** `4.0` and `0.30000000000000004` are how workbooks keep 4 and 0.3. */
function plainAnswer({ answerType }: Asked, text: string): string {
  const trimmed = text.trim();
  if (answerType !== 'number' || !/^\d{1,12}\.\d{1,20}$/.test(trimmed)) return trimmed;
  return String(Math.round(Number(trimmed) * 1000) / 1000);
}

function outOfRange({ answerType }: Asked, text: string): FormProblem | null {
  const trimmed = text.trim();
  if (answerType === 'number' && /^[-+]?\d+(?:\.\d+)?$/.test(trimmed)) {
    const figure = Number(trimmed);
    return figure < 0 || figure > FORM_LIMITS.number ? 'number_out_of_range' : null;
  }
  if (answerType === 'date' && parseDay(trimmed) !== null) {
    return trimmed < FORM_LIMITS.firstDay || trimmed > FORM_LIMITS.lastDay ? 'date_out_of_range' : null;
  }
  return null;
}

function refused(control: string, problem: FormProblem, given: string): CheckedRow {
  return {
    control,
    state: 'problem',
    value: null,
    remark: null,
    evidence: null,
    problem,
    given: given.slice(0, SHOWN),
  };
}

/** What is worth knowing of a file as a whole. None of it keeps a row out. */
export const FORM_FINDINGS = [
  'answered_before',
  'catalogue_changed',
  'external_links',
  'returned_late',
  'vendor_differs',
  'newer_form',
] as const;
export type FormFinding = (typeof FORM_FINDINGS)[number];
