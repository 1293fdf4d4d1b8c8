import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { ImportFileError } from '../domain/import/problems.ts';
import type { AdvisoriesJob } from '../features/advisory/read-advisories.ts';
import type { CatalogueJob } from '../features/catalogue/read-catalogue.ts';
import type { ReadJob } from '../features/import/read-file.ts';
import type { GudidJob } from '../features/import/read-gudid.ts';
import type { SbomJob } from '../features/import/read-sbom.ts';
import type { Mds2Job } from '../features/mds2/read-mds2.ts';
import type { TemplateJob } from '../features/template/read-template.ts';
import type { VendorFormJob } from '../features/vendor-form/read-vendor-form.ts';
import { type FromReader, PORTIONS_AHEAD, ROWS_PER_MESSAGE } from './reading.ts';

/** A thread for one file, or for several advisories: whatever it costs to read, the program goes on, and a file that costs too much ends only this. */
const send = (message: FromReader) => parentPort?.postMessage(message);
try {
  const job = workerData as RowsJob | AdvisoriesJob;
  if ('kind' in job && job.kind === 'advisories') await tellEach(job);
  else await tellRows(job);
  send({ kind: 'end' });
} catch (error) {
  if (!(error instanceof ImportFileError)) throw error;
  send({ kind: 'refused', code: error.code, details: error.details });
}

/** Each file as soon as it is read: the next one may be the one that ends this thread. */
async function tellEach({ files }: AdvisoriesJob): Promise<void> {
  const { readAdvisoryFile } = await import('../features/advisory/read-advisories.ts');
  send({ kind: 'file', file: null });
  for (const bytes of files) send({ kind: 'rows', rows: [readAdvisoryFile(bytes)] });
}

type RowsJob = ReadJob | SbomJob | GudidJob | Mds2Job | CatalogueJob | TemplateJob | VendorFormJob;

async function tellRows(job: RowsJob): Promise<void> {
  const { file, rows } = await read(job);
  // The rows wait until they are wanted, perhaps for seconds; the file itself is given back at once.
  if ('bytes' in job && job.bytes.buffer instanceof ArrayBuffer) job.bytes.buffer.transfer(0);
  send({ kind: 'file', file });
  let ahead = 0;
  parentPort?.on('message', () => {
    ahead -= 1;
  });
  for (let start = 0; start < rows.length; start += ROWS_PER_MESSAGE) {
    while (ahead >= PORTIONS_AHEAD && parentPort) await once(parentPort, 'message');
    send({ kind: 'rows', rows: rows.slice(start, start + ROWS_PER_MESSAGE) });
    ahead += 1;
  }
}

/** Only what reads a file of this kind is loaded: a person waits for it. */
async function read(job: RowsJob) {
  if (!('kind' in job)) {
    const { readFile } = await import('../features/import/read-file.ts');
    return readFile(job);
  }
  if (job.kind === 'catalogue') {
    const { readCatalogueFile } = await import('../features/catalogue/read-catalogue.ts');
    const { head, releases } = readCatalogueFile(job);
    return { file: head, rows: releases };
  }
  if (job.kind === 'template') {
    const { readTemplateFile } = await import('../features/template/read-template.ts');
    const { head, controls } = readTemplateFile(job);
    return { file: head, rows: controls };
  }
  if (job.kind === 'vendor_form') {
    const { readReturnedForm } = await import('../features/vendor-form/read-vendor-form.ts');
    const { head, rows } = readReturnedForm(job);
    return { file: head, rows };
  }
  if (job.kind === 'gudid') {
    const { readGudidFiles } = await import('../features/import/read-gudid.ts');
    const { head, rows } = readGudidFiles(job);
    return { file: head, rows };
  }
  if (job.kind === 'mds2') {
    const { readMds2Statement } = await import('../features/mds2/read-mds2.ts');
    const { head, lines } = readMds2Statement(job);
    return { file: head, rows: lines };
  }
  const { readSbomFile } = await import('../features/import/read-sbom.ts');
  const { bill, parts } = readSbomFile(job);
  return { file: bill, rows: parts };
}
