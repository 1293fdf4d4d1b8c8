import { createHash } from 'node:crypto';
import type { Day } from '../domain/day.ts';
import { type FormQuestion, questionText } from '../domain/vendor-form.ts';

/** Name and version of what a form says of itself; docs/vendor-form.md. A reader refuses what it does not know. */
export const FORM_SCHEMA = 'medsteward.vendor-form/1';

/** Of the small file that the HTML form saves, and of the block in which a filled form holds its answers. */
export const ANSWERS_SCHEMA = 'medsteward.vendor-answers/1';

/** The hidden sheet on which a workbook says what it is, and for which questions. */
export const FORM_SHEET = 'medsteward';

/** The element of an HTML form that holds its answers. */
export const ANSWERS_ELEMENT = '<script type="application/json" id="answers">';

/** What goes to a vendor, and nothing else. */
export interface VendorFormDocument {
  readonly formId: string;
  readonly assessmentId: string;
  /** Who asks. */
  readonly organisation: string;
  readonly title: string;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly softwareVersion: string | null;
  readonly issuedOn: Day;
  /** The last day on which answers are in time; null for none. */
  readonly dueOn: Day | null;
  readonly template: { readonly key: string; readonly edition: number };
  /** In the order of the template. */
  readonly questions: readonly FormQuestion[];
}

/** By what a question is known again; 128 bits in hexadecimal. */
export function questionHash(question: FormQuestion): string {
  return hashOf(questionText(question));
}

/** By what all questions of a form are known again. */
export function questionsHash(questions: readonly FormQuestion[]): string {
  return hashOf(questions.map(questionText).join('\n'));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The questions by section, in their order. */
export function formSections(questions: readonly FormQuestion[]) {
  return [...Map.groupBy(questions, ({ section }) => section)].map(([code, own]) => ({
    code,
    title: own[0]?.sectionTitle ?? code,
    questions: own,
  }));
}

/** What a form says of itself, wherever it says it. */
export function formHead(form: VendorFormDocument) {
  return {
    form: form.formId,
    checklist: form.assessmentId,
    template: form.template.key,
    edition: form.template.edition,
    questions: questionsHash(form.questions),
    vendor: form.vendor,
  };
}
