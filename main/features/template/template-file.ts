import { AppError } from '../../domain/error.ts';
import { templateDifference } from '../../domain/template.ts';
import type { CommandContext, QueryContext, Records } from '../context.ts';
import type { FileControl, TemplateHead } from './read-template.ts';
import { editionsOf, makeDraft, type TemplateRow, templateControls } from './template.store.ts';

interface ReadTemplate {
  readonly head: TemplateHead;
  readonly controls: readonly FileControl[];
}

/** Reads the file aside. @throws ImportFileError, AppError `upload_missing` */
export async function readTemplate(context: QueryContext, uploadId: string): Promise<ReadTemplate> {
  const bytes = context.files.upload(uploadId);
  const { head, controls } = await context.readTemplate({ kind: 'template', bytes });
  const all: FileControl[] = [];
  for await (const control of controls) all.push(control);
  return { head, controls: all };
}

/** The number that a file's template gets here: its own where that is above every edition of the key, else the next. */
function nextEdition(head: TemplateHead, newest: TemplateRow | undefined): number {
  return Math.max(head.edition, (newest?.edition ?? 0) + 1);
}

/** The newest edition of the file's key, and what the file changes of it. */
async function knownEdition(db: Records, { head, controls }: ReadTemplate) {
  const [newest] = await editionsOf(db, head.key);
  if (newest === undefined) return { newest, difference: null };
  return { newest, difference: templateDifference(await templateControls(db, newest.id), controls) };
}

/** What a file holds and would change. */
export async function previewTemplate({ db }: QueryContext, read: ReadTemplate) {
  const { newest, difference } = await knownEdition(db, read);
  const { key, edition, title, note, source } = read.head;
  return {
    key,
    edition,
    title,
    note,
    source,
    controls: read.controls.length,
    becomes: nextEdition(read.head, newest),
    newest,
    difference,
  };
}

/**
 * Takes a file in as a draft. @throws AppError `already_exists` for a key with a draft, `input_refused` `template_same` for a file
 * whose controls are those of the newest edition
 */
export async function takeTemplate(context: CommandContext, read: ReadTemplate) {
  const { newest, difference } = await knownEdition(context.db, read);
  const { key, title, note, source } = read.head;
  if (difference && difference.added.length + difference.removed.length + difference.changed.length === 0) {
    throw new AppError('input_refused', { problem: 'template_same', edition: newest?.edition ?? 0 });
  }
  const edition = nextEdition(read.head, newest);
  const draft = { key, edition, title, note, source, basedOnId: newest?.id ?? null };
  const id = await makeDraft(context, draft, read.controls);
  return { id, revision: 1, key, edition };
}
