import {
  type Disclosure,
  disclosed,
  disclosedText,
  keepsAll,
  type Pseudonym,
  sensitiveCounts,
} from '../../domain/disclosure.ts';
import type { ChecklistDocument } from '../../formats/checklist-document.ts';
import type { ReportTable } from '../../formats/report-table.ts';
import { disclosureLines } from '../../words/disclosure.ts';
import type { Words } from '../../words/words.ts';

/** A table that says what was held back, without the columns that have nothing left in them. */
export function disclosedTable(table: ReportTable, disclosure: Disclosure, words: Words): ReportTable {
  if (keepsAll(disclosure)) return table;
  return {
    ...table,
    notes: [...table.notes, ...disclosureLines(disclosure, words)],
    ...keptColumns(table, disclosure),
    ...(table.further
      ? { further: table.further.map((section) => ({ ...section, ...keptColumns(section, disclosure) })) }
      : {}),
  };
}

function keptColumns({ columns, rows }: Pick<ReportTable, 'columns' | 'rows'>, disclosure: Disclosure) {
  const kept = columns.flatMap(({ holds }, index) =>
    holds !== undefined && disclosure[holds] === 'leave_out' ? [] : [index],
  );
  return {
    columns: kept.flatMap((index) => columns[index] ?? []),
    rows: rows.map((row) => kept.map((index) => row[index] ?? null)),
  };
}

/** The JSON form of a report, which says in the same way what was held back. */
export function disclosedJson(content: unknown, disclosure: Disclosure): unknown {
  if (keepsAll(disclosure) || typeof content !== 'object' || content === null || Array.isArray(content)) return content;
  return { ...content, withheld: disclosure };
}

/** A checklist with its department and the names under it held back. Remarks and answers are free text and stay. */
export function disclosedChecklist(
  checklist: ChecklistDocument,
  disclosure: Disclosure,
  pseudonym: Pseudonym,
): ChecklistDocument {
  if (keepsAll(disclosure)) return checklist;
  return {
    ...disclosed(checklist, disclosure, pseudonym),
    signatures: checklist.signatures.map((signature) => ({
      ...signature,
      name: disclosedText('people', signature.name, disclosure, pseudonym),
    })),
    withheld: disclosure,
  };
}

/** What a checklist would tell: values of each kind, and the texts that people wrote freely. */
export function checklistContents(checklist: ChecklistDocument) {
  const people = new Set(checklist.signatures.map(({ name }) => name));
  const texts = checklist.sections
    .flatMap(({ controls }) => controls)
    .flatMap(({ remark, evidence, answer, answerType }) => [remark, evidence, answerType === 'text' ? answer : null]);
  const comments = checklist.signatures.map(({ comment }) => comment);
  const freeTexts = [...texts, ...comments].filter((text) => text !== null && text.trim() !== '').length;
  return { values: { ...sensitiveCounts(checklist), people: people.size }, freeTexts };
}
