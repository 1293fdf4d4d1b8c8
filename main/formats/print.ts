import type { Instant } from '../domain/day.ts';
import { createWords, type Locale } from '../words/words.ts';
import type { ChecklistDocument } from './checklist-document.ts';
import { checklistToPdf } from './checklist-pdf.ts';
import { checklistToXlsx } from './checklist-xlsx.ts';
import type { Proof } from './document-look.ts';
import type { LabelsDocument } from './labels-pdf.ts';
import { createPdfPrinter } from './pdf-printer.ts';
import { reportToPdf } from './report-pdf.ts';
import type { ReportTable } from './report-table.ts';
import { reportToXlsx } from './report-xlsx.ts';

/** A document to be set, as plain data, so that it can be handed to another thread. Equal jobs give equal bytes. */
export type PrintJob = {
  readonly locale: Locale;
  readonly createdAt: Instant;
  readonly proof: Proof;
} & (
  | { readonly format: 'pdf' | 'xlsx'; readonly report: ReportTable }
  | { readonly format: 'pdf' | 'xlsx' | 'docx'; readonly checklist: ChecklistDocument }
  | { readonly format: 'pdf'; readonly labels: LabelsDocument }
);

/** Sets a document. @param fontsDir folder with the fonts of PDFs; null where they are in their package */
export async function print(job: PrintJob, fontsDir: string | null): Promise<Uint8Array> {
  const options = { words: createWords(job.locale), createdAt: job.createdAt, proof: job.proof };
  if (job.format === 'docx') {
    // Large, and only for this: nothing else has to wait until it is read.
    const { checklistToDocx } = await import('./checklist-docx.ts');
    return checklistToDocx(job.checklist, options);
  }
  if (job.format === 'xlsx') {
    return 'report' in job ? reportToXlsx(job.report, options) : checklistToXlsx(job.checklist, options);
  }
  const printer = createPdfPrinter(fontsDir === null ? {} : { fontsDir });
  if ('labels' in job) {
    // The encoder of barcodes is as large as the rest together.
    const { labelsToPdf } = await import('./labels-pdf.ts');
    return labelsToPdf(job.labels, { ...options, printer });
  }
  return 'report' in job
    ? reportToPdf(job.report, { ...options, printer })
    : checklistToPdf(job.checklist, { ...options, printer });
}
