import type { Instant } from '../domain/day.ts';
import { createWords, type Locale } from '../words/words.ts';
import type { ChecklistDocument } from './checklist-document.ts';
import type { Proof } from './document-look.ts';
import type { LabelsDocument } from './labels-pdf.ts';
import type { ReportTable } from './report-table.ts';

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

/**
 * Sets a document. Each form comes with a large library: only the one that is asked for is read.
 * @param fontsDir folder with the fonts of PDFs; null where they are in their package
 */
export async function print(job: PrintJob, fontsDir: string | null): Promise<Uint8Array> {
  const options = { words: createWords(job.locale), createdAt: job.createdAt, proof: job.proof };
  if (job.format === 'docx') {
    const { checklistToDocx } = await import('./checklist-docx.ts');
    return checklistToDocx(job.checklist, options);
  }
  if (job.format === 'xlsx') {
    if ('report' in job) {
      const { reportToXlsx } = await import('./report-xlsx.ts');
      return reportToXlsx(job.report, options);
    }
    const { checklistToXlsx } = await import('./checklist-xlsx.ts');
    return checklistToXlsx(job.checklist, options);
  }
  const { createPdfPrinter } = await import('./pdf-printer.ts');
  const pdf = { ...options, printer: createPdfPrinter(fontsDir === null ? {} : { fontsDir }) };
  if ('labels' in job) {
    const { labelsToPdf } = await import('./labels-pdf.ts');
    return labelsToPdf(job.labels, pdf);
  }
  if ('report' in job) {
    const { reportToPdf } = await import('./report-pdf.ts');
    return reportToPdf(job.report, pdf);
  }
  const { checklistToPdf } = await import('./checklist-pdf.ts');
  return checklistToPdf(job.checklist, pdf);
}
