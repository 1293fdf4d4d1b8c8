import type { Outputs } from '../../bridge/types.ts';

export type ChecklistRow = Outputs['checklist']['list'][number];
export type Checklist = Outputs['checklist']['get'];
export type ChecklistControl = Checklist['controls'][number];
export type RedFlag = Checklist['score']['redFlags'][number];
export type Score = Checklist['score'];
export type ScoreLine = Outputs['checklist']['score']['lines'][number];

/** What a person gives to one question. */
export interface Given {
  /** Blank for "no answer". */
  readonly answer: string;
  readonly remark: string | null;
  readonly evidence: string | null;
}

/** What is saved for a question. */
export function givenOf({ answer, remark, evidence }: ChecklistControl): Given {
  return { answer: answer ?? '', remark, evidence };
}

export function sameGiven(a: Given, b: Given): boolean {
  return (
    a.answer === b.answer && (a.remark || null) === (b.remark || null) && (a.evidence || null) === (b.evidence || null)
  );
}
