import { AppError } from '../../domain/error.ts';
import type { TemplateId } from '../../domain/ids.ts';
import {
  type ControlProblem,
  controlProblems,
  MAX_CONTROLS,
  type TemplateControl,
  type TemplateState,
  templateKey,
  templateProblems,
} from '../../domain/template.ts';
import { controlColumns } from '../checklist/checklist.store.ts';
import type { CommandContext, CommandHandlers } from '../context.ts';
import { found, given, nextRevision } from '../records.ts';
import { controlRecord } from './control-record.ts';
import {
  editionsOf,
  makeDraft,
  requireDraft,
  type TemplateRow,
  templateControls,
  templateOf,
  writeOrder,
} from './template.store.ts';
import { readTemplate, takeTemplate } from './template-file.ts';

export const templateCommands = {
  copy: async ({ id, title }, context) => {
    const { db } = context;
    const from = await templateOf(db, id);
    const key = title === null ? from.key : await freeKey(context, title);
    const edition = ((await editionsOf(db, key))[0]?.edition ?? 0) + 1;
    const { source } = from;
    const draft = { key, edition, title: title ?? from.title, note: null, source, basedOnId: from.id };
    const made = await makeDraft(context, draft, await templateControls(db, id));
    return { id: made, revision: 1, key, edition };
  },

  update: async ({ id, revision, changes }, context) => {
    const { current, next } = await draftOf(context, id, revision);
    const data = given(changes);
    await context.db.checklistTemplate.update({ where: { id }, data: { ...data, ...next } });
    const { title, note, source } = current;
    context.record('template', id, { title, note, source }, { title, note, source, ...data });
    return { id, revision: next.revision };
  },

  saveControl: async ({ id, revision, code, control }, context) => {
    const { db, sql } = context;
    const { next } = await draftOf(context, id, revision);
    const controls = await templateControls(db, id);
    const before =
      code === null
        ? null
        : found(
            controls.find((one) => one.code === code),
            'control',
            code,
          );
    const upper = control.code.toUpperCase();
    if (controls.some((one) => one.code.toUpperCase() === upper && one.code !== code)) {
      throw new AppError('already_exists', { noun: 'control', field: 'code', value: control.code });
    }
    refuseProblem(controlProblems(control)[0]);
    if (before === null) {
      if (controls.length >= MAX_CONTROLS)
        throw new AppError('input_refused', { problem: 'too_many', limit: MAX_CONTROLS });
      const data = { id: context.newId<'control'>(), templateId: id, position: 0, ...controlColumns(control) };
      await db.checklistControl.create({ data });
    } else {
      const where = { templateId_code: { templateId: id, code: before.code } };
      await db.checklistControl.update({ where, data: controlColumns(control) });
    }
    const { section, sectionTitle } = control;
    await db.checklistControl.updateMany({ where: { templateId: id, section }, data: { sectionTitle } });
    writeOrder(sql, id, orderWith(controls, before, control));
    await touchTemplate(context, id, next);
    context.record('template', id, controlRecord(control.code, before), controlRecord(control.code, control));
    return { id, revision: next.revision };
  },

  removeControl: async ({ id, revision, code }, context) => {
    const { db, sql } = context;
    const { next } = await draftOf(context, id, revision);
    const controls = await templateControls(db, id);
    const before = found(
      controls.find((one) => one.code === code),
      'control',
      code,
    );
    await db.checklistControl.delete({ where: { templateId_code: { templateId: id, code } } });
    writeOrder(
      sql,
      id,
      controls.filter((one) => one !== before).map((one) => one.code),
    );
    await touchTemplate(context, id, next);
    context.record('template', id, controlRecord(code, before), controlRecord(code, null));
    return { id, revision: next.revision };
  },

  reorder: async ({ id, revision, codes }, context) => {
    const { db, sql } = context;
    const { next } = await draftOf(context, id, revision);
    const known = (await templateControls(db, id)).map(({ code }) => code);
    const asked = new Set(codes);
    if (codes.length !== known.length || known.some((code) => !asked.has(code))) {
      throw new AppError('input_refused', { problem: 'order_incomplete' });
    }
    writeOrder(sql, id, codes);
    await touchTemplate(context, id, next);
    // Of ninety questions only those that changed places are told.
    const first = known.findIndex((code, index) => code !== codes[index]);
    const last = known.findLastIndex((code, index) => code !== codes[index]);
    const told = (order: readonly string[]) => ({ order: order.slice(Math.max(first, 0), last + 1).join(', ') });
    context.record('template', id, told(known), told(codes));
    return { id, revision: next.revision };
  },

  release: async ({ id, revision }, context) => {
    const { current, next } = await draftOf(context, id, revision);
    const controls = await templateControls(context.db, id);
    if (controls.length === 0) throw new AppError('input_refused', { problem: 'template_empty' });
    refuseProblem(templateProblems(controls)[0]);
    const data = { state: 'released', releasedAt: context.now } satisfies { state: TemplateState; releasedAt: string };
    await context.db.checklistTemplate.update({ where: { id }, data: { ...data, ...next } });
    return stateChanged(context, current, 'released', next.revision);
  },

  retire: async ({ id, revision, retired }, context) => {
    const current = await templateOf(context.db, id);
    const next = nextRevision(context, 'template', current.revision, revision);
    if (current.state === 'draft') throw new AppError('input_refused', { problem: 'template_not_released' });
    const state: TemplateState = retired ? 'retired' : 'released';
    await context.db.checklistTemplate.update({ where: { id }, data: { state, ...next } });
    return stateChanged(context, current, state, next.revision);
  },

  remove: async ({ id, revision }, context) => {
    const { current } = await draftOf(context, id, revision);
    await context.db.checklistTemplate.delete({ where: { id } });
    const { title, edition, note, source, state } = current;
    const told = { title, templateEdition: edition, note, source, templateState: state };
    context.record('template', id, told, null);
    return { removed: true };
  },

  importFile: async ({ uploadId, fileName: _fileName }, context) =>
    takeTemplate(context, await readTemplate(context, uploadId)),
} satisfies CommandHandlers<
  'template',
  'copy' | 'update' | 'saveControl' | 'removeControl' | 'reorder' | 'release' | 'retire' | 'remove' | 'importFile'
>;

/** A draft that is about to change. @throws AppError `not_found`, `input_refused`, `stale_edit` */
async function draftOf(context: CommandContext, id: string, revision: number) {
  const current = await templateOf(context.db, id);
  requireDraft(current);
  return { current, next: nextRevision(context, 'template', current.revision, revision) };
}

/** A key that no template has: of the title, with a number behind it where another has that. */
async function freeKey({ db }: CommandContext, title: string): Promise<string> {
  const wanted = templateKey(title);
  const rows = await db.checklistTemplate.findMany({ where: { key: { startsWith: wanted } }, select: { key: true } });
  const taken = new Set(rows.map(({ key }) => key));
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(key)) return key;
  }
}

function refuseProblem(problem: ControlProblem | undefined): void {
  if (problem) throw new AppError('input_refused', { ...problem });
}

/** The codes in their order, with a new control, or one that goes to another section, behind the last of its section. */
function orderWith(
  controls: readonly TemplateControl[],
  before: TemplateControl | null,
  control: TemplateControl,
): readonly string[] {
  if (before?.section === control.section) {
    return controls.map((one) => (one === before ? control.code : one.code));
  }
  const rest = controls.filter((one) => one !== before);
  const last = rest.findLastIndex(({ section }) => section === control.section);
  const codes = rest.map(({ code }) => code);
  codes.splice(last < 0 ? codes.length : last + 1, 0, control.code);
  return codes;
}

async function touchTemplate(
  { db }: CommandContext,
  id: string,
  next: { readonly revision: number; readonly updatedAt: string; readonly updatedBy: string },
): Promise<void> {
  await db.checklistTemplate.update({ where: { id }, data: next });
}

function stateChanged(context: CommandContext, row: TemplateRow, state: TemplateState, revision: number) {
  context.record('template', row.id, { templateState: row.state }, { templateState: state });
  context.touch('checklist');
  return { id: row.id as TemplateId, revision };
}
