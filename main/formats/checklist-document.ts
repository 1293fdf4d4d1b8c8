import {
  type AnswerType,
  CHOICES,
  type Choice,
  type ControlReference,
  referenceLines,
  type Weight,
} from '../domain/checklist.ts';
import { type Day, type Instant, type PartialDay, parsePartialDay } from '../domain/day.ts';
import type { Disclosure } from '../domain/disclosure.ts';
import type { Role } from '../domain/role.ts';
import type { Duty } from '../domain/sign-off.ts';
import type { WordKey, Words } from '../words/words.ts';

/** One question with its answer, ready to be printed. */
export interface DocumentControl {
  readonly code: string;
  readonly title: string;
  readonly question: string;
  readonly answerType: AnswerType;
  readonly unit: string | null;
  readonly weight: Weight;
  readonly tier: 'core' | 'extended';
  /** False when the control does not apply to the device: it is shown, but neither asked nor scored. */
  readonly applies: boolean;
  readonly evidenceHints: readonly string[];
  readonly redFlagRule: string;
  /** True when the answer raises the red flag. */
  readonly redFlag: boolean;
  readonly references: readonly ControlReference[];
  /** `yes`, `no`, `partial`, `not_applicable`, or the number, date or text. Null when there is none. */
  readonly answer: string | null;
  readonly remark: string | null;
  readonly evidence: string | null;
}

/** The controls of one subject. */
export interface DocumentSection {
  readonly code: string;
  readonly title: string;
  readonly controls: readonly DocumentControl[];
}

/** A signature that was given in the program, as a document shows it. */
export interface DocumentSignature {
  readonly duty: Duty;
  readonly name: string;
  readonly role: Role;
  readonly signedAt: Instant;
  readonly comment: string | null;
  /** False when the checklist is no longer what was signed. */
  readonly fits: boolean;
}

/** A checklist that is to be sent to a vendor (blank) or shown to a director (filled). */
export interface ChecklistDocument {
  /** By which a workbook that was filled in is known again; null for a blank one. */
  readonly assessmentId: string | null;
  readonly organisation: string;
  readonly title: string;
  /** 1 for the first issue; a checklist that was signed is changed as a next issue. */
  readonly issue: number;
  /** The procurement case that it belongs to; null for a checklist of its own. */
  readonly procurement: { readonly number: string | null; readonly title: string } | null;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly softwareVersion: string | null;
  readonly assessedOn: Day | null;
  readonly department: string | null;
  readonly template: {
    readonly id: string;
    readonly title: string;
    readonly version: string;
    readonly controls: number;
  };
  readonly filled: boolean;
  readonly sections: readonly DocumentSection[];
  readonly score: {
    readonly points: number;
    readonly possible: number;
    readonly percentage: number;
    readonly criticalRedFlags: number;
  } | null;
  /** Those that hold, in the order in which they were given. */
  readonly signatures: readonly DocumentSignature[];
  /** What was taken out of this document, and what stands under a pseudonym; it says so itself. */
  readonly withheld: Disclosure;
}

/** Name and version of the JSON form. A reader refuses what it does not know. */
export const CHECKLIST_SCHEMA = 'medsteward.checklist/1';

/** True when the answer is one of the four choices. */
export function isChoice(answer: string | null): answer is Choice {
  return CHOICES.some((choice) => choice === answer);
}

/** The answer in words: "Partly", "4 hours", "30 Jun 2027". Empty when there is none. */
export function answerText(control: DocumentControl, words: Words): string {
  if (control.answer === null) return '';
  if (isChoice(control.answer)) return words.t(`answer.${control.answer}` satisfies WordKey);
  if (control.answerType === 'date') {
    const on = answerDay(control);
    return on === null ? control.answer : words.partialDay(on);
  }
  if (control.answerType === 'number' && control.unit !== null) return `${control.answer} ${control.unit}`;
  return control.answer;
}

/** The answer to a date question, null when it is none. */
export function answerDay(control: DocumentControl): PartialDay | null {
  return control.answerType === 'date' && control.answer !== null ? parsePartialDay(control.answer) : null;
}

/** "Case P-2026-014, infusion pumps for ward 4". Empty for a checklist of no case. */
export function caseText({ procurement }: ChecklistDocument, words: Words): string {
  if (procurement === null) return '';
  const { number, title } = procurement;
  return number === null ? title : words.t('checklistDocument.caseText', { number, title });
}

/** What the head of every page says beside the title: "Case P-2026-014 · Issue 2". */
export function issueText({ procurement, issue, filled }: ChecklistDocument, words: Words): string {
  const name = procurement && (procurement.number ?? procurement.title);
  return [
    ...(name === null ? [] : [words.t('checklistDocument.caseOf', { name })]),
    ...(filled ? [words.t('checklistDocument.issueOf', { issue })] : []),
  ].join('  ·  ');
}

/** "Ada Novak, Biomedical engineer, 21 Nov 2026 14:05 UTC". */
export function signatureLine({ name, role, signedAt }: DocumentSignature, words: Words): string {
  const on = words.day(signedAt.slice(0, 10) as Day);
  const who = name === '' ? words.t('checklistDocument.signature.nameLeftOut') : name;
  return [who, words.t(`role.${role}`), `${on} ${signedAt.slice(11, 16)} UTC`].filter((text) => text !== '').join(', ');
}

/** The references on one line, grouped by framework: `MDS2 DTBK-3, DTBK-4; CSF 2.0 RC.RP-03 [u]`. */
export function referencesText(references: readonly ControlReference[]): string {
  return referenceLines(references).join('; ');
}

/** How many controls of a section apply, and how many of these are answered. */
export function sectionCount({ controls }: DocumentSection): { answered: number; applying: number } {
  const applying = controls.filter((control) => control.applies);
  return { answered: applying.filter((control) => control.answer !== null).length, applying: applying.length };
}

/** The whole document with stable keys; what other programs should read. */
export async function checklistToJson(checklist: ChecklistDocument): Promise<Uint8Array> {
  // Written key by key: a field that is added to the document must not slip into the promise unnoticed.
  const content = {
    schema: CHECKLIST_SCHEMA,
    organisation: checklist.organisation,
    title: checklist.title,
    issue: checklist.issue,
    procurement: checklist.procurement && {
      number: checklist.procurement.number,
      title: checklist.procurement.title,
    },
    vendor: checklist.vendor,
    model: checklist.model,
    softwareVersion: checklist.softwareVersion,
    assessedOn: checklist.assessedOn,
    department: checklist.department,
    template: {
      id: checklist.template.id,
      title: checklist.template.title,
      version: checklist.template.version,
      controls: checklist.template.controls,
    },
    filled: checklist.filled,
    score: checklist.score && {
      points: checklist.score.points,
      possible: checklist.score.possible,
      percentage: checklist.score.percentage,
      criticalRedFlags: checklist.score.criticalRedFlags,
    },
    sections: checklist.sections.map((section) => ({
      code: section.code,
      title: section.title,
      controls: section.controls.map((control) => ({
        control: control.code,
        title: control.title,
        question: control.question,
        answerType: control.answerType,
        unit: control.unit,
        weight: control.weight,
        tier: control.tier,
        applies: control.applies,
        answer: control.answer,
        remark: control.remark,
        evidence: control.evidence,
        evidenceWanted: control.evidenceHints,
        redFlag: control.redFlag,
        redFlagRule: control.redFlagRule,
        references: control.references.map(({ framework, ref, status }) => ({ framework, ref, status })),
      })),
    })),
    signatures: checklist.signatures.map(({ duty, name, role, signedAt, comment, fits }) => ({
      duty,
      name,
      role,
      signedAt,
      comment,
      fits,
    })),
    withheld: checklist.withheld,
  };
  return new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`);
}
