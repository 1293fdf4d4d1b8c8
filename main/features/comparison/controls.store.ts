import type { z } from 'zod';
import type { comparison } from '../../contract/comparison.ts';
import type { SqlConnection } from '../../data/connection.ts';
import { type Control, explainScore } from '../../domain/checklist.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Mds2AnswerWord } from '../../domain/mds2/answer.ts';
import { MDS2_IDENTIFIERS, MDS2_TEXT_ROWS } from '../../domain/mds2/form.ts';
import type { Mds2Line } from '../../domain/mds2/read.ts';
import { linesOf } from '../mds2/mds2.store.ts';
import { type Compared, comparedCandidates, statementFor } from './comparison.store.ts';
import { MDS2_POLARITY } from './polarity.ts';

/** What candidates answered, side by side. */
export type Controls = z.input<NonNullable<(typeof comparison.controls)['~orpc']['outputSchema']>>;
type ControlRow = Controls['controls'][number];
type ControlCell = ControlRow['cells'][number];

/** What the candidates of a case answered, control by control, and where their statements differ. @throws AppError `not_found` */
export function comparedControls(sql: SqlConnection, caseId: CaseId): Controls {
  const candidates = comparedCandidates(sql, caseId);
  const statements = candidates.map((candidate) => statementFor(sql, candidate));
  return {
    candidates: candidates.map(({ id, vendor, model, assessmentId, checklist }, place) => ({
      id,
      vendor,
      model,
      assessmentId,
      template: checklist && `${checklist.template} ${checklist.edition}`,
      statementId: statements[place]?.id ?? null,
    })),
    controls: controlRows(candidates),
    mds2: mds2Differences(statements.map((one) => (one === null ? null : linesOf(sql, one.id)))),
  };
}

/** Every control that one of the checklists has, in the order of the first that has it. */
function controlRows(candidates: readonly Compared[]): ControlRow[] {
  const columns = candidates.map(({ checklist }) => cellsOf(checklist));
  const controls = new Map<string, Control>();
  for (const { checklist } of candidates)
    for (const control of checklist?.controls ?? [])
      if (!controls.has(control.code)) controls.set(control.code, control);
  return [...controls.values()].map(({ code, section, sectionTitle, title, unit, weight }) => {
    const cells = columns.map((column) => column.get(code) ?? null);
    return { code, section, sectionTitle, title, unit, weight, cells, differs: differ(cells) };
  });
}

function cellsOf(checklist: Compared['checklist']): ReadonlyMap<string, NonNullable<ControlCell>> {
  if (checklist === null) return new Map();
  const { controls, answers, facts } = checklist;
  return new Map(
    explainScore(controls, answers, facts).map(({ control, value, points, possible, leftOut, flag }) => [
      control,
      { answer: value, remark: answers.get(control)?.remark ?? null, points, possible, leftOut, flag },
    ]),
  );
}

/** Whether candidates answer differently. One that is not asked is no difference, nobody has said anything there. */
function differ(cells: readonly ControlCell[]): boolean {
  const said = cells.flatMap((cell) => (cell === null ? [] : [cell.leftOut === 'does_not_apply' ? '-' : cell.answer]));
  return new Set(said).size > 1;
}

/** The rows of the form in which statements differ; what the rows of free text say of the document is no difference of products. */
function mds2Differences(statements: readonly (readonly Mds2Line[] | null)[]): Controls['mds2'] {
  const known = statements.filter((lines) => lines !== null);
  if (known.length < 2) return [];
  const columns = statements.map((lines) => new Map((lines ?? []).map((line) => [line.identifier, line])));
  return MDS2_IDENTIFIERS.filter((identifier) => !MDS2_TEXT_ROWS.has(identifier)).flatMap((identifier) => {
    const rows = columns.map((column) => column.get(identifier) ?? null);
    const words = rows.flatMap((row, place): (Mds2AnswerWord | 'missing')[] =>
      statements[place] === null ? [] : [row?.answer ?? 'missing'],
    );
    if (new Set(words).size < 2) return [];
    return {
      identifier,
      question: rows.find((row) => row?.question)?.question ?? null,
      favourable: MDS2_POLARITY.get(identifier) ?? null,
      cells: rows.map((row) => row && { answer: row.answer, raw: row.raw }),
    };
  });
}
