import type { Choice, Control } from '../checklist.ts';
import type { Day } from '../day.ts';
import type { Mds2AnswerWord } from './answer.ts';

/** One row of a statement on which a suggestion rests. */
export interface DeclaredRow {
  readonly identifier: string;
  /** What is good here: Yes, No, or neither, for a neutral fact (domain.md 3, polarity). */
  readonly favourable: 'yes' | 'no' | 'info';
  /** Null for a row that the statement does not have. */
  readonly answer: Mds2AnswerWord | null;
  readonly raw: string;
  readonly remark: string | null;
  readonly note: string | null;
}

/** What a vendor's statement says to one control of a checklist. It counts for nothing until a person accepts it. */
export interface Declared {
  /** A choice, or the day of the statement where the control asks for it; null where only a person can tell. */
  readonly suggestion: Choice | Day | null;
  readonly rows: readonly DeclaredRow[];
}

/** What there is to know of a line of a statement here. */
export type DeclaredLine = Pick<DeclaredRow, 'raw' | 'remark' | 'note'> & { readonly answer: Mds2AnswerWord };

/** The control that asks for the day of the statement itself (checklist TP-01). */
const RELEASE_ROW = 'DOC-7';

/**
 * What a statement suggests for a control, by the rule of domain.md 3: all answers favourable is yes, mixed is partial, all
 * unfavourable is no; a note, a blank or a row that is not there is for a person to judge; neutral facts and N/A stay out of
 * the mix, and N/A alone is N/A. Null where the control has no row in the form.
 * @param releasedOn day of the statement, which the control that asks for it is given
 */
export function declaredFor(
  control: Pick<Control, 'answerType' | 'mds2'>,
  lines: ReadonlyMap<string, DeclaredLine>,
  releasedOn: Day | null,
): Declared | null {
  const rows = Object.entries(control.mds2).map(([identifier, favourable]): DeclaredRow => {
    const line = lines.get(identifier);
    const { answer = null, raw = '', remark = null, note = null } = line ?? {};
    return { identifier, favourable, answer, raw, remark, note };
  });
  if (rows.length === 0) return null;
  if (control.answerType === 'date') {
    return { suggestion: RELEASE_ROW in control.mds2 ? releasedOn : null, rows };
  }
  return { suggestion: control.answerType === 'yes_no_partial_na' ? suggested(rows) : null, rows };
}

function suggested(rows: readonly DeclaredRow[]): Choice | null {
  const judged = rows.filter(({ favourable }) => favourable !== 'info');
  if (judged.length === 0) return null;
  const said = judged.filter(({ answer }) => answer !== 'not_applicable');
  if (said.length === 0) return 'not_applicable';
  if (said.some(({ answer }) => answer !== 'yes' && answer !== 'no')) return null;
  const good = said.filter(({ answer, favourable }) => answer === favourable).length;
  return good === said.length ? 'yes' : good === 0 ? 'no' : 'partial';
}

const SHORT: Readonly<Record<Mds2AnswerWord, string>> = {
  yes: 'Yes',
  no: 'No',
  not_applicable: 'N/A',
  see_note: 'See Note',
  text: '',
  blank: '-',
};

/** The rows behind a suggestion as the form itself writes them, for the evidence of an answer: `PAUT-8 No, PAUT-12 No`. */
export function declaredLine({ rows }: Declared): string {
  return rows
    .filter(({ answer }) => answer !== null)
    .map(({ identifier, answer, raw }) => `${identifier} ${(answer && SHORT[answer]) || raw.trim().slice(0, 100)}`)
    .join(', ');
}
