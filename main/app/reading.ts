import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '../domain/error.ts';
import { ImportFileError, type ImportFileErrorCode } from '../domain/import/problems.ts';
import type { ImportRow } from '../domain/import/row-types.ts';
import type { Mds2Line } from '../domain/mds2/read.ts';
import type { IdentifiedPart } from '../domain/sbom-plan.ts';
import type { ReturnedRow } from '../domain/vendor-form.ts';
import type { AdvisoriesJob, AdvisoryReading } from '../features/advisory/read-advisories.ts';
import type {
  CatalogueHead,
  CatalogueJob,
  CatalogueReading,
  ReleaseRow,
} from '../features/catalogue/read-catalogue.ts';
import type { FileReading, RawRow, ReadFile, ReadJob } from '../features/import/read-file.ts';
import type { SbomHead, SbomJob, SbomReading } from '../features/import/read-sbom.ts';
import type { Mds2Head, Mds2Job, Mds2Reading } from '../features/mds2/read-mds2.ts';
import type { FileControl, TemplateHead, TemplateJob, TemplateReading } from '../features/template/read-template.ts';
import type { VendorFormJob, VendorFormReading } from '../features/vendor-form/read-vendor-form.ts';
import type { ReturnedHead } from '../formats/vendor-form-read.ts';

/** Rows that are handed over at a time. */
export const ROWS_PER_MESSAGE = 1000;

/** What the reading thread may take, in megabytes: twice what the widest file within our limits needs. */
const MEMORY = { maxOldGenerationSizeMb: 2048 };

/** What the reading thread says: the file, its rows in portions, and that this was all; or why it cannot be read. */
export type FromReader<
  File = ReadFile | SbomHead | Mds2Head | CatalogueHead | TemplateHead | ReturnedHead | null,
  Row = ImportRow | RawRow | IdentifiedPart | Mds2Line | ReleaseRow | FileControl | ReturnedRow | AdvisoryReading,
> =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly code: ImportFileErrorCode; readonly details: ImportFileError['details'] };

/**
 * Reads a table in a thread of its own, which ends with the last row, with the caller, or at its limit of memory.
 * @throws ImportFileError, AppError `cancelled`, AppError `file_refused` with `problem: 'file_too_large'`
 */
export function readAside(job: ReadJob, signal: AbortSignal | undefined): Promise<FileReading> {
  return aside<ReadFile, ImportRow>(job, signal);
}

/** Reads a bill of materials like {@link readAside}. */
export async function readSbomAside(job: SbomJob, signal: AbortSignal | undefined): Promise<SbomReading> {
  const { file, rows } = await aside<SbomHead, IdentifiedPart>(job, signal);
  return { bill: file, parts: rows };
}

/** Reads a statement on the MDS2 form like {@link readAside}. */
export async function readMds2Aside(job: Mds2Job, signal: AbortSignal | undefined): Promise<Mds2Reading> {
  const { file, rows } = await aside<Mds2Head, Mds2Line>(job, signal);
  return { head: file, lines: rows };
}

/** Reads a product catalogue like {@link readAside}. */
export async function readCatalogueAside(
  job: CatalogueJob,
  signal: AbortSignal | undefined,
): Promise<CatalogueReading> {
  const { file, rows } = await aside<CatalogueHead, ReleaseRow>(job, signal);
  return { head: file, releases: rows };
}

/** Reads a checklist template like {@link readAside}. */
export async function readTemplateAside(job: TemplateJob, signal: AbortSignal | undefined): Promise<TemplateReading> {
  const { file, rows } = await aside<TemplateHead, FileControl>(job, signal);
  return { head: file, controls: rows };
}

/** Reads a form that a vendor sent back like {@link readAside}. */
export async function readVendorFormAside(
  job: VendorFormJob,
  signal: AbortSignal | undefined,
): Promise<VendorFormReading> {
  const { file, rows } = await aside<ReturnedHead, ReturnedRow>(job, signal);
  return { head: file, rows };
}

/**
 * Reads advisories like {@link readAside}, all in one thread, and tells of each as soon as it is read. A file that costs too much
 * ends only its own reading: the next thread goes on behind it.
 * @throws AppError `cancelled`
 */
export async function* readAdvisoriesAside(
  { files }: AdvisoriesJob,
  signal: AbortSignal | undefined,
): AsyncGenerator<AdvisoryReading, void> {
  let done = 0;
  while (done < files.length) {
    try {
      const { rows } = await aside<null, AdvisoryReading>({ kind: 'advisories', files: files.slice(done) }, signal);
      for await (const reading of rows) {
        done += 1;
        yield reading;
      }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'file_refused') throw error;
      done += 1;
      yield { kind: 'refused', code: 'file_too_large', details: {} };
    }
  }
}

async function aside<File, Row>(
  job: ReadJob | SbomJob | Mds2Job | CatalogueJob | TemplateJob | VendorFormJob | AdvisoriesJob,
  signal: AbortSignal | undefined,
): Promise<{ readonly file: File; readonly rows: AsyncIterable<Row> }> {
  const file = import.meta.url.endsWith('.ts') ? './read-worker.ts' : './read-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: job, execArgv: [], resourceLimits: MEMORY });
  const messages = messagesOf<File, Row>(worker, signal);
  const first = await messages.next();
  if (first.done || first.value.kind !== 'file') throw new Error('the reading thread said nothing of the file');
  return { file: first.value.file, rows: rowsOf(messages) };
}

async function* messagesOf<File, Row>(
  worker: Worker,
  signal: AbortSignal | undefined,
): AsyncGenerator<FromReader<File, Row>, void> {
  try {
    for await (const [message] of on(worker, 'message', {
      close: ['exit'],
      ...(signal ? { signal } : {}),
    }) as AsyncIterable<[FromReader<File, Row>]>) {
      if (message.kind === 'end') return;
      if (message.kind === 'refused') throw new ImportFileError(message.code, message.details);
      yield message;
    }
    throw new Error('the reading thread ended before the file did');
  } catch (error) {
    if (signal?.aborted) throw new AppError('cancelled', {}, { cause: error });
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw new AppError('file_refused', { problem: 'file_too_large' }, { cause: error });
    }
    throw error;
  } finally {
    await worker.terminate();
  }
}

async function* rowsOf<File, Row>(messages: AsyncGenerator<FromReader<File, Row>, void>): AsyncGenerator<Row, void> {
  for await (const message of messages) if (message.kind === 'rows') yield* message.rows;
}
