import type { z } from 'zod';
import type { edit, editStepSchema } from '../../contract/edit.ts';
import { mayCall } from '../../contract/permissions.ts';
import { NOUNS } from '../../contract/program.ts';
import type { RecordFields } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { EditRefusal, EditWay } from '../../domain/edit.ts';
import { AppError } from '../../domain/error.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { entryOf } from '../history/history.store.ts';
import { namesOf } from '../history/record-titles.ts';
import { applyRows } from './apply.ts';
import { followRows } from './follow.ts';
import { type InTheWay, planStep } from './plan-step.ts';
import { listSteps, nextSteps, rowsOf, type Step, setState, stepOf } from './step.store.ts';

type StepView = z.input<typeof editStepSchema>;
type Told = z.input<NonNullable<(typeof edit.preview)['~orpc']['outputSchema']>>['inTheWay'][number];
type Who = Pick<QueryContext, 'sql' | 'role' | 'user'>;

/** Records of a step that a preview tells of. */
const SHOWN = 20;

export const editQueries = {
  list: ({ everybody, ...page }, context) => {
    if (everybody && context.role !== 'administrator')
      throw new AppError('not_permitted', { procedure: 'edit.list', role: context.role });
    const { total, rows } = listSteps(context.sql, everybody ? null : context.user.id, page);
    return { total, rows: rows.map((step) => view(context, step, step.by)) };
  },

  next: (_input, context) => {
    const { undo, redo } = nextSteps(context.sql, context.user.id);
    const own = (step: Step | undefined) => (step === undefined ? null : view(context, step, context.user.name));
    return { undo: own(undo), redo: own(redo) };
  },

  preview: async ({ seq }, context) => {
    const { sql } = context;
    const step = readable(context, stepOf(sql, seq));
    const { total, records } = entryOf(sql, seq, { offset: 0, limit: SHOWN });
    const rows = refusalOf(context, step) === null ? rowsOf(sql, seq) : [];
    const way = step.state === 'done' ? 'undo' : 'redo';
    const plan = rows === null ? null : await planStep(sql, step, rows, way);
    return {
      step: view(context, step, nameOf(sql, step.userId)),
      records,
      moreRecords: total - records.length,
      inTheWay:
        plan === null
          ? [{ ...UNKNOWN, reason: 'older_version' as const }]
          : plan.inTheWay.map((one) => told(sql, step, one)),
    };
  },
} satisfies QueryHandlers<'edit', 'list' | 'next' | 'preview'>;

export const editCommands = {
  undo: ({ seq }, context) => move(context, seq, 'undo'),
  redo: ({ seq }, context) => move(context, seq, 'redo'),
} satisfies CommandHandlers<'edit', 'undo' | 'redo'>;

/** Takes a step back or carries it out again. @throws AppError `not_found`, `step_stays` */
async function move(context: CommandContext, seq: number | undefined, way: EditWay) {
  const { sql } = context;
  const next = seq === undefined ? nextSteps(sql, context.user.id)[way] : stepOf(sql, seq);
  if (next === undefined) throw new AppError('not_found', { noun: 'edit', id: way });
  const step = readable(context, next);
  const refusal = refusalOf(context, step);
  if (refusal !== null) throw stays(refusal, step);
  if (step.state !== (way === 'undo' ? 'done' : 'undone')) throw stays('not_now', step);
  const rows = rowsOf(sql, step.seq);
  if (rows === null) throw stays('older_version', step);
  const plan = await planStep(sql, step, rows, way);
  const [first] = plan.inTheWay;
  if (first !== undefined) {
    const { reason, by, at, title } = told(sql, step, first);
    throw new AppError('step_stays', { reason, by, at, title: title ?? step.title, inTheWay: plan.inTheWay.length });
  }
  await applyRows(context, plan.rows);
  await followRows(context, plan.rows);
  const worked = new Set(
    rows.flatMap(({ table, key, computed }) => (table === 'Obligation' && !computed ? key.id : [])),
  );
  const records = recordTurned(context, step.seq, way, (id) => worked.has(id));
  setState(sql, step.seq, way === 'undo' ? 'undone' : 'done');
  context.note({ step: step.seq });
  context.touch(...NOUNS.filter((noun) => !['vault', 'user', 'backup', 'publication'].includes(noun)));
  return { step: view(context, stepOf(sql, step.seq), nameOf(sql, step.userId)), records };
}

/** What obligations tell that the program computes: refreshing them tells it anew. */
const COMPUTED_FACTS = new Set([
  ...['commitment', 'title', 'startOn', 'startBasis', 'dueOn', 'dueAt', 'metOn', 'side'],
]);

/** Notes for the history what the step had noted, the other way round when it is taken back. */
function recordTurned(context: CommandContext, seq: number, way: EditWay, worked: (id: string) => boolean): number {
  const rows = statement<[number], { noun: string; recordId: string; before: string | null; after: string | null }>(
    context.sql,
    'SELECT "noun", "recordId", "before", "after" FROM "AuditChange" WHERE "seq" = ? ORDER BY "id"',
  ).all(seq);
  let records = 0;
  for (const { noun, recordId, before, after } of rows) {
    const [was, is] = [parse(before), parse(after)];
    const computed = Object.keys({ ...was, ...is }).every((field) => COMPUTED_FACTS.has(field));
    if (noun === 'obligation' && computed && !worked(recordId)) continue;
    records += 1;
    const [from, to] = way === 'undo' ? [is, was] : [was, is];
    context.record(noun as Parameters<CommandContext['record']>[0], recordId, from, to);
  }
  return records;
}

function parse(json: string | null): RecordFields | null {
  return json === null ? null : (JSON.parse(json) as RecordFields);
}

/** The step, if the person may see it. @throws AppError `not_found` for those of others, but for administrators */
function readable({ role, user }: Who, step: Step): Step {
  if (step.userId === user.id || role === 'administrator') return step;
  throw new AppError('not_found', { noun: 'edit', id: String(step.seq) });
}

function refusalOf({ role, user }: Who, { bar, action, userId }: Step): EditRefusal | null {
  if (bar !== null) return bar;
  if (userId !== user.id && role !== 'administrator') return 'of_others';
  return mayCall(role, action) ? null : 'role';
}

function stays(reason: EditRefusal, { title, action }: Step): AppError {
  return new AppError('step_stays', { reason, title, action });
}

function view(context: Who, step: Step, by: string | null): StepView {
  const { userId, seq, at, action, noun, recordId, title, state } = step;
  const mine = userId === context.user.id;
  return { seq, at, by, mine, action, noun, recordId, title, state, refusal: refusalOf(context, step) } as StepView;
}

function nameOf(sql: SqlConnection, userId: string): string | null {
  return (
    statement<[string], { name: string }>(sql, 'SELECT "name" FROM "User" WHERE "id" = ?').get(userId)?.name ?? null
  );
}

const UNKNOWN = { noun: null, recordId: null, title: null, by: null, at: null };

/** Who touched a record last since a step, as far as the history knows. */
function told(sql: SqlConnection, step: Step, { reason, ids }: InTheWay): Told {
  const row = statement<[string, number], { noun: string; recordId: string; by: string; at: string }>(
    sql,
    `SELECT c."noun", c."recordId", e."actor" AS "by", e."at" FROM "AuditChange" c JOIN "AuditEntry" e ON e."seq" = c."seq"
     WHERE c."recordId" IN (SELECT value FROM json_each(?)) AND c."seq" > ? ORDER BY c."seq" DESC LIMIT 1`,
  ).get(JSON.stringify(ids), step.seq);
  if (row === undefined) return { ...UNKNOWN, reason };
  const title = namesOf(sql, [{ noun: row.noun, id: row.recordId }]).get(row.recordId) ?? null;
  return { reason, noun: row.noun, recordId: row.recordId, title, by: row.by, at: row.at as Told['at'] };
}
