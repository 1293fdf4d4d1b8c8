import { type ChecklistDocument, referencesText } from './checklist-document.ts';
import { type WriteDelimitedOptions, writeDelimited } from './csv.ts';

/** The columns of the CSV form. `control`, `answer`, `remark` and `evidence` are what an import reads back. */
export const CHECKLIST_CSV_COLUMNS = [
  'control',
  'section',
  'title',
  'question',
  'weight',
  'answer',
  'remark',
  'evidence',
  'red_flag',
  'references',
] as const;

/** A line a control, answers as code words, for other programs and for filling in elsewhere. */
export async function checklistToCsv(
  checklist: ChecklistDocument,
  options: WriteDelimitedOptions = {},
): Promise<Uint8Array> {
  const rows = checklist.sections.flatMap((section) =>
    section.controls.map((control) => [
      control.code,
      section.title,
      control.title,
      control.question,
      control.weight,
      control.answer,
      control.remark,
      control.evidence,
      control.redFlag ? control.redFlagRule : null,
      referencesText(control.references),
    ]),
  );
  return writeDelimited([[...CHECKLIST_CSV_COLUMNS], ...rows], options);
}
