import type { SqlConnection } from '../../data/connection.ts';
import { ANSWER_LENGTH, readAnswer } from '../../domain/checklist.ts';
import { AppError } from '../../domain/error.ts';
import { type Declared, type DeclaredLine, declaredFor, declaredLine } from '../../domain/mds2/prefill.ts';
import type { Words } from '../../words/words.ts';
import type { CommandHandlers } from '../context.ts';
import { linesOf, type StatementView, statementOf, statementsOf } from '../mds2/mds2.store.ts';
import { found, nextRevision } from '../records.ts';
import { type AnswerValues, acceptAnswers, requireRevision } from './answer.store.ts';
import { loadAssessment, type StoredControl } from './checklist.store.ts';
import { requireOpen } from './locked.ts';

/** A statement whose answers stand beside the questions of a checklist. */
interface DeclaringStatement {
  readonly head: Pick<StatementView, 'id' | 'documentNumber' | 'releasedOn'>;
  readonly lines: ReadonlyMap<string, DeclaredLine>;
}

/** The statement with its rows by identifier; null for none. */
export function declaredIn(sql: SqlConnection, statementId: string | null): DeclaringStatement | null {
  if (statementId === null) return null;
  const { id, documentNumber, releasedOn } = statementOf(sql, statementId).view;
  const lines = new Map(linesOf(sql, statementId).map((line) => [line.identifier, line]));
  return { head: { id, documentNumber, releasedOn }, lines };
}

/** Statements of a model with answers that a checklist can take; the latest release first. */
export function declaringStatements(sql: SqlConnection, modelId: string | null): DeclaringStatement['head'][] {
  if (modelId === null) return [];
  return statementsOf(sql, { modelId })
    .filter(({ edition }) => edition === 'hn1_2019')
    .map(({ id, documentNumber, releasedOn }) => ({ id, documentNumber, releasedOn }));
}

/** What the statement says to a control, beside the answer that it has. */
export function declaredBeside(
  control: StoredControl,
  answer: Pick<AnswerValues, 'value' | 'statementId' | 'formId'> | undefined,
  statement: DeclaringStatement | null,
) {
  const declared = statement === null ? null : declaredFor(control, statement.lines, statement.head.releasedOn);
  return {
    declared: declared && { suggestion: declared.suggestion, rows: declared.rows.map((row) => ({ ...row })) },
    acceptedFrom: acceptedFrom(answer),
  };
}

/** Where an answer is from that a person accepted as the vendor gave it; null for the person's own. */
function acceptedFrom(
  answer: Pick<AnswerValues, 'value' | 'statementId' | 'formId'> | undefined,
): 'mds2' | 'form' | null {
  if (answer === undefined || answer.value === null) return null;
  return answer.statementId !== null ? 'mds2' : answer.formId !== null ? 'form' : null;
}

export const declaredCommands = {
  chooseStatement: async ({ id, revision, statementId }, context) => {
    const current = found(await context.db.assessment.findUnique({ where: { id } }), 'assessment', id);
    requireOpen(current);
    const next = nextRevision(context, 'assessment', current.revision, revision);
    const known = declaringStatements(context.sql, current.modelId);
    if (statementId !== null && !known.some((one) => one.id === statementId)) {
      throw new AppError('not_found', { noun: 'mds2', id: statementId });
    }
    await context.db.assessment.update({ where: { id }, data: { mds2StatementId: statementId, ...next } });
    context.record('checklist', id, { mds2StatementId: current.mds2StatementId }, { mds2StatementId: statementId });
    return { id, revision: next.revision };
  },

  accept: async ({ id, statementId, answers: wanted }, context) => {
    const { controls, answers, assessment } = await loadAssessment(context.db, id);
    requireOpen(assessment);
    const statement = declaredIn(context.sql, assessment.mds2StatementId);
    // Whoever looks at another statement than the checklist has by now would accept what nobody showed.
    if (statement === null || statement.head.id !== statementId) {
      throw new AppError('stale_edit', { noun: 'mds2', current: assessment.mds2StatementId, known: statementId });
    }
    const byCode = new Map(controls.map((control) => [control.code, control]));
    const taken = wanted.map(({ control: code, answerRevision, suggestion }) => {
      const control = found(byCode.get(code), 'control', code);
      const current = answers.get(code);
      requireRevision(current, answerRevision);
      const declared = declaredFor(control, statement.lines, statement.head.releasedOn);
      if (declared === null || declared.suggestion === null || declared.suggestion !== suggestion) {
        throw new AppError('input_refused', { problem: 'not_declared', control: code });
      }
      return { control, current, answer: acceptedAnswer(control, declared, statement, current, context.words) };
    });
    return acceptAnswers(context, assessment, taken);
  },
} satisfies CommandHandlers<'checklist', 'chooseStatement' | 'accept'>;

/** The answer that accepting makes: what was declared, with the rows as evidence. What a person wrote beside it stays. */
function acceptedAnswer(
  control: StoredControl,
  declared: Declared,
  { head }: DeclaringStatement,
  current: { readonly remark: string | null; readonly evidence: string | null } | undefined,
  words: Words,
) {
  const suggestion = declared.suggestion ?? '';
  const remark =
    current?.remark || (suggestion === 'not_applicable' ? words.t('mds2.notApplicable') : remarksOf(declared)) || null;
  const evidence = words.t('mds2.evidence', {
    document: head.documentNumber ?? words.t('mds2.noNumber'),
    released: head.releasedOn ?? words.t('mds2.noDay'),
    rows: declaredLine(declared),
  });
  const read = readAnswer(control, suggestion, remark);
  if ('problem' in read) throw new AppError('input_refused', { problem: read.problem, control: control.code });
  return {
    value: read.value,
    remark,
    evidence: (current?.evidence ? `${current.evidence}; ${evidence}` : evidence).slice(0, ANSWER_LENGTH),
    statementId: head.id,
    formId: null,
  };
}

/** What the vendor wrote beside its answers. */
function remarksOf({ rows }: Declared): string {
  return rows
    .flatMap(({ identifier, remark, note }) => {
      const said = [remark, note].filter(Boolean).join('; ');
      return said === '' || identifier.startsWith('DOC-') ? [] : [`${identifier}: ${said}`];
    })
    .join('\n')
    .slice(0, ANSWER_LENGTH);
}
