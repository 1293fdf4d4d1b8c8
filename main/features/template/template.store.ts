import { type SqlConnection, statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { TemplateId } from '../../domain/ids.ts';
import type { TemplateControl, TemplateState } from '../../domain/template.ts';
import { controlsOf, insertControls } from '../checklist/checklist.store.ts';
import type { CommandContext, Records } from '../context.ts';
import { found } from '../records.ts';

/** The row of an edition. @throws AppError `not_found` */
export async function templateOf(db: Records, id: string) {
  return found(await db.checklistTemplate.findUnique({ where: { id } }), 'template', id);
}
export type TemplateRow = Awaited<ReturnType<typeof templateOf>>;

/** The controls of an edition in their order, without their place. */
export async function templateControls(db: Records, templateId: string): Promise<TemplateControl[]> {
  return (await controlsOf(db, templateId)).map(({ id: _id, position: _position, ...control }) => control);
}

/** @throws AppError `input_refused` unless the edition is a draft: what can be used never changes */
export function requireDraft({ state }: Pick<TemplateRow, 'state'>): void {
  if (state !== 'draft') throw new AppError('input_refused', { problem: 'template_not_draft' });
}

/** @throws AppError `input_refused` unless checklists can be begun with the edition */
export function requireReleased({ state }: Pick<TemplateRow, 'state'>): void {
  if (state !== 'released') throw new AppError('input_refused', { problem: 'template_not_released' });
}

/** What points to another edition, or stands for one. */
export function headOf({ id, key, edition, title }: Pick<TemplateRow, 'id' | 'key' | 'edition' | 'title'>) {
  return { id: id as TemplateId, key, edition, title };
}

/** The editions of a key, the newest first. */
export function editionsOf(db: Records, key: string) {
  return db.checklistTemplate.findMany({ where: { key }, orderBy: { edition: 'desc' } });
}

/** Numbers the controls of a draft anew, 1 for the first, in the order of these codes. */
export function writeOrder(sql: SqlConnection, templateId: string, codes: readonly string[]): void {
  const place = statement<unknown[]>(
    sql,
    'UPDATE "ChecklistControl" SET "position" = ? WHERE "templateId" = ? AND "code" = ?',
  );
  codes.forEach((code, index) => {
    place.run(index + 1, templateId, code);
  });
}

interface NewEdition {
  readonly key: string;
  readonly edition: number;
  readonly title: string;
  readonly note: string | null;
  readonly source: string | null;
  readonly basedOnId: string | null;
}

/** Makes a draft with its controls. @throws AppError `already_exists` when the key has a draft */
export async function makeDraft(
  context: CommandContext,
  draft: NewEdition,
  controls: readonly TemplateControl[],
): Promise<TemplateId> {
  const { db, sql, now, actor } = context;
  // Two drafts of one key would be two next editions.
  const other = await db.checklistTemplate.findFirst({ where: { key: draft.key, state: 'draft' } });
  if (other) {
    throw new AppError('already_exists', { noun: 'template', field: 'draft', value: other.title, id: other.id });
  }
  const id = context.newId<'template'>();
  const state: TemplateState = 'draft';
  const by = { createdAt: now, createdBy: actor, updatedAt: now, updatedBy: actor };
  await db.checklistTemplate.create({ data: { id, ...draft, state, ...by } });
  insertControls(sql, () => context.newId<'control'>(), id, controls);
  const { title, edition, note, source } = draft;
  context.record('template', id, null, {
    title,
    templateEdition: edition,
    note,
    source,
    templateState: state,
    controls: controls.length,
  });
  context.touch('checklist');
  return id;
}
