import { isAbsolute, join } from 'node:path';
import { NOUNS } from '../contract/program.ts';
import { TaskQueue } from '../data/queue.ts';
import { DATABASE_FILE } from '../data/vault-file.ts';
import { type Disclosure, heldBack, keepsAll } from '../domain/disclosure.ts';
import { AppError } from '../domain/error.ts';
import type { Job } from '../features/context.ts';
import { readmeText } from '../features/folder/readme.ts';
import { createWords } from '../words/words.ts';
import { EXPORT_MADE } from './deliver.ts';
import { type FolderJob, folderAside } from './folder-aside.ts';
import { alarmFacts } from './history-alarm.ts';
import type { OpenSession } from './session.ts';
import type { SessionHandlers, SessionParts } from './session-parts.ts';

type Source = Parameters<SessionHandlers<'imports', 'folder'>['folder']>[0]['source'];
/** What every job with a folder needs of the vault. */
type Common = 'database' | 'key' | 'vaultFile';

const MEDIA_TYPE = 'application/zip';

/** The whole vault out and in as an open folder (docs/open-folder.md). */
export function folderHandlers({ session, executor, files, clock, version }: SessionParts): {
  readonly exports: SessionHandlers<'exports', 'folder'>;
  readonly imports: SessionHandlers<'imports', 'folder' | 'previewFolder'>;
} {
  const queue = new TaskQueue();
  const words = createWords();
  let stop = new AbortController();
  const others = session.beforeExchange;
  session.beforeExchange = async () => {
    stop.abort();
    stop = new AbortController();
    await Promise.all([others(), queue.run(async () => undefined)]);
  };

  /** Runs one job with a folder at a time; it ends when the caller leaves or the vault is locked. */
  async function working<T>(
    jobId: string | undefined,
    signal: AbortSignal | undefined,
    work: (job: Job, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const job = executor.jobs.start(jobId, signal);
    const until = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    try {
      return await queue.run(() => work(job, until));
    } finally {
      job.end();
    }
  }

  /** The key travels as a copy, which the thread wipes. */
  function common({ vault }: OpenSession): Pick<FolderJob, Common> {
    const { cipher, bytes } = vault.key;
    return {
      database: join(vault.folder, DATABASE_FILE),
      key: { cipher, bytes: Uint8Array.from(bytes) },
      vaultFile: vault.file,
    };
  }

  function requireTrusted({ vault }: OpenSession): void {
    if (vault.alarm !== null) throw new AppError('history_went_back', alarmFacts(vault.alarm));
  }

  async function takeIn(
    { source, jobId }: { readonly source: Source; readonly jobId?: string | undefined },
    signal: AbortSignal | undefined,
    write: boolean,
  ) {
    const open = session.require();
    requireTrusted(open);
    const from = sourceOf(source);
    return working(jobId, signal, async (job, until) => {
      const facts = {
        now: clock.now(),
        today: clock.today(),
        user: { id: open.userId, name: open.user },
        schemaVersion: session.schemaVersion,
        write,
      };
      // Nobody else writes meanwhile; whoever reads sees the vault as it was until all of it is there.
      return open.vault.queue.run(async () => {
        const { taken } = await folderAside(
          'taken',
          { kind: 'take', source: from, facts, ...common(open) },
          job,
          until,
        );
        if (!write) return taken;
        open.vault.noteHead();
        open.organisation = taken.organisation;
        executor.changed(NOUNS);
        executor.publish({ kind: 'vault' });
        return taken;
      });
    });
  }

  /** @throws AppError `upload_missing`, `input_refused` */
  function sourceOf(source: Source): Uint8Array | string {
    if ('uploadId' in source) return files.upload(source.uploadId);
    if (isAbsolute(source.path)) return source.path;
    throw new AppError('input_refused', { problem: 'invalid', field: 'path' });
  }

  return {
    exports: {
      folder: async ({ folder, replace, disclosure = {}, jobId }, { signal }) => {
        const open = session.require();
        requireTrusted(open);
        if (folder !== null && !isAbsolute(folder))
          throw new AppError('input_refused', { problem: 'invalid', field: 'folder' });
        return working(jobId, signal, async (job, until) => {
          const facts = {
            vaultId: open.vault.file.vaultId,
            organisation: open.organisation,
            createdAt: clock.now(),
            programVersion: version,
            schemaVersion: session.schemaVersion,
            disclosure,
          };
          const order: FolderJob = {
            kind: 'write',
            facts: { ...facts, readme: readmeText(facts, words) },
            folder,
            replace,
            ...common(open),
          };
          const { written, archive } = await folderAside('written', order, job, until);
          const { records: rows, documents, sha256 } = written;
          const note = {
            kind: 'folder',
            format: folder === null ? 'zip' : 'folder',
            rows,
            documents,
            sha256,
            ...withheld(disclosure),
          };
          await executor.command(EXPORT_MADE, (_input, context) => context.note(note), undefined);
          if (archive === null) return { ...written, file: null };
          const name = `medsteward-${clock.today()}.zip`;
          return { ...written, file: files.offer({ name, mediaType: MEDIA_TYPE, bytes: archive }) };
        });
      },
    },
    imports: {
      previewFolder: (input, { signal }) => takeIn(input, signal, false),
      folder: (input, { signal }) => takeIn(input, signal, true),
    },
  };
}

function withheld(disclosure: Disclosure): { readonly withheld?: string } {
  if (keepsAll(disclosure)) return {};
  return { withheld: [...heldBack(disclosure, 'leave_out'), ...heldBack(disclosure, 'pseudonym')].join(' ') };
}
