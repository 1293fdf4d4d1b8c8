import { isAbsolute, join, resolve } from 'node:path';
import { isTaken, probeKeptFolder, requireKeptFolder } from '../data/kept-file.ts';
import { AppError } from '../domain/error.ts';
import {
  addPublication,
  changePublication,
  type PublicationFields,
  publication,
} from '../features/publication/publication.store.ts';
import type { SessionHandlers, SessionParts } from './session-parts.ts';

type Names = 'create' | 'update' | 'writeNow';

/** Kept files: what has to look at the disk, or writes to it. */
export function publicationHandlers({
  session,
  executor,
  publisher,
}: Pick<SessionParts, 'session' | 'executor' | 'publisher'>): SessionHandlers<'publication', Names> {
  /** The same with the folder as the system spells it. @throws AppError `input_refused`, `file_exists` */
  async function onDisk(fields: PublicationFields, replace: boolean): Promise<PublicationFields> {
    if (!isAbsolute(fields.folder))
      throw new AppError('input_refused', { problem: 'not_absolute', field: 'folder', folder: fields.folder });
    const folder = resolve(fields.folder);
    for (const vaultFolder of new Set([session.folder, session.require().vault.folder]))
      await requireKeptFolder(folder, vaultFolder);
    await probeKeptFolder(folder);
    const file = join(folder, fields.fileName);
    if (!replace && ((await isTaken(file)) || (await isTaken(`${file}.sig`))))
      throw new AppError('file_exists', { file });
    return { ...fields, folder };
  }

  return {
    create: async ({ fields, replace }) => {
      const checked = await onDisk(fields, replace);
      return executor.command('publication.create', (_input, context) => addPublication(context, checked), undefined);
    },
    update: async ({ id, revision, fields, replace }) => {
      const before = publication(session.require().vault.reader.sql, id);
      const moved = before.folder !== fields.folder || before.fileName !== fields.fileName;
      // A folder that is gone must not keep anybody from turning it off, or from giving it another title.
      const checked = moved || (fields.enabled && !before.enabled) ? await onDisk(fields, replace || !moved) : fields;
      return executor.command(
        'publication.update',
        (_input, context) => changePublication(context, { id, revision, fields: checked }),
        undefined,
      );
    },
    writeNow: async ({ ids, jobId }, { signal }) => {
      const job = executor.jobs.start(jobId, signal);
      try {
        return { rows: await publisher.write(ids ?? 'enabled', job) };
      } finally {
        job.end();
      }
    },
  };
}
