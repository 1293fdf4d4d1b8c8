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
import type { GudidHead, GudidJob, GudidReading, GudidRow } from '../features/import/read-gudid.ts';
import type { SbomHead, SbomJob, SbomReading } from '../features/import/read-sbom.ts';
import type { Mds2Head, Mds2Job, Mds2Reading } from '../features/mds2/read-mds2.ts';
import type { FileControl, TemplateHead, TemplateJob, TemplateReading } from '../features/template/read-template.ts';
import type { VendorFormJob, VendorFormReading } from '../features/vendor-form/read-vendor-form.ts';
import type { ReturnedHead } from '../formats/vendor-form-read.ts';

/** Rows that are handed over at a time. */
export const ROWS_PER_MESSAGE = 1000;

/** Portions of rows that lie ready at most, so that a large file is not in memory twice. */
export const PORTIONS_AHEAD = 8;

/** What reading one file may take; it ends where it takes more. */
export interface ReadingLimits {
  /** Megabytes of the thread: twice what the widest file within our limits needs. */
  readonly memory: number;
  /** Seconds without a word from the thread: several times what the largest file needs on a slow computer. */
  readonly silence: number;
}

/** Megabytes of the thread's young generation. */
const YOUNG_MB = 8;

export const READING_LIMITS: ReadingLimits = { memory: 2048, silence: 180 };

/** What the reading thread says: the file, its rows in portions, and that this was all; or why it cannot be read. */
export type FromReader<
  File = ReadFile | SbomHead | GudidHead | Mds2Head | CatalogueHead | TemplateHead | ReturnedHead | null,
  Row =
    | ImportRow
    | RawRow
    | IdentifiedPart
    | GudidRow
    | Mds2Line
    | ReleaseRow
    | FileControl
    | ReturnedRow
    | AdvisoryReading,
> =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly code: ImportFileErrorCode; readonly details: ImportFileError['details'] };

/**
 * Reads a table in a thread of its own, which ends with the last row, with the caller, or at its limits.
 * @throws ImportFileError, also `takes_too_much_memory` and `takes_too_long`; AppError `cancelled`
 */
export function readAside(
  job: ReadJob,
  signal: AbortSignal | undefined,
  limits: ReadingLimits = READING_LIMITS,
): Promise<FileReading> {
  return aside<ReadFile, ImportRow>(job, signal, limits);
}

/** Reads a bill of materials like {@link readAside}. */
export async function readSbomAside(job: SbomJob, signal: AbortSignal | undefined): Promise<SbomReading> {
  const { file, rows } = await aside<SbomHead, IdentifiedPart>(job, signal);
  return { bill: file, parts: rows };
}

/** Reads answers of AccessGUDID like {@link readAside}. */
export async function readGudidAside(job: GudidJob, signal: AbortSignal | undefined): Promise<GudidReading> {
  const { file, rows } = await aside<GudidHead, GudidRow>(job, signal);
  return { head: file, rows };
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
      if (!(error instanceof ImportFileError)) throw error;
      done += 1;
      yield { kind: 'refused', code: error.code, details: error.details };
    }
  }
}

async function aside<File, Row>(
  job: ReadJob | SbomJob | GudidJob | Mds2Job | CatalogueJob | TemplateJob | VendorFormJob | AdvisoriesJob,
  signal: AbortSignal | undefined,
  limits: ReadingLimits = READING_LIMITS,
): Promise<{ readonly file: File; readonly rows: AsyncIterable<Row> }> {
  const file = import.meta.url.endsWith('.ts') ? './read-worker.ts' : './read-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: job,
    execArgv: [],
    // A file is read in seconds and forgotten: a small young generation keeps its garbage from lying beside it.
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: limits.memory },
  });
  const messages = messagesOf<File, Row>(worker, signal, limits);
  const first = await messages.next();
  if (first.done || first.value.kind !== 'file') throw new Error('the reading thread said nothing of the file');
  return { file: first.value.file, rows: rowsOf(messages, () => worker.postMessage('taken')) };
}

async function* messagesOf<File, Row>(
  worker: Worker,
  signal: AbortSignal | undefined,
  { memory, silence }: ReadingLimits,
): AsyncGenerator<FromReader<File, Row>, void> {
  const tooLong = new AbortController();
  const wait = () => setTimeout(() => tooLong.abort(), silence * 1000);
  let timer = wait();
  try {
    for await (const [message] of on(worker, 'message', {
      close: ['exit'],
      signal: signal ? AbortSignal.any([signal, tooLong.signal]) : tooLong.signal,
    }) as AsyncIterable<[FromReader<File, Row>]>) {
      // What is done with a row counts to nobody's silence.
      clearTimeout(timer);
      if (message.kind === 'end') return;
      if (message.kind === 'refused') throw new ImportFileError(message.code, message.details);
      yield message;
      timer = wait();
    }
    throw new Error('the reading thread ended before the file did');
  } catch (error) {
    if (signal?.aborted) throw new AppError('cancelled', {}, { cause: error });
    if (tooLong.signal.aborted) throw new ImportFileError('takes_too_long', { limit: silence });
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw new ImportFileError('takes_too_much_memory', { limit: memory });
    throw error;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

async function* rowsOf<File, Row>(
  messages: AsyncGenerator<FromReader<File, Row>, void>,
  taken: () => void,
): AsyncGenerator<Row, void> {
  for await (const message of messages) {
    if (message.kind !== 'rows') continue;
    taken();
    yield* message.rows;
  }
}
