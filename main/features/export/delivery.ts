import type { CALENDAR_FORMATS, CHECKLIST_FORMATS, EXPORT_FORMATS, SheetNoun } from '../../contract/export.ts';
import type { ListName } from '../../contract/export-list.ts';
import type { Day } from '../../domain/day.ts';
import type { ImportNoun } from '../../domain/import/headings.ts';
import type { Proof } from '../../formats/document-look.ts';

/** Forms of what has days. */
export type CalendarFormat = (typeof CALENDAR_FORMATS)[number];
export type ExportFormat = CalendarFormat | (typeof CHECKLIST_FORMATS)[number];
/** Forms of a table. */
export type ReportFormat = (typeof EXPORT_FORMATS)[number];

/** What can leave the vault as a document; the name that manifest and history give it. */
export type ExportKind =
  | ListName
  | 'support_report'
  | 'contracts_report'
  | 'devices'
  | 'history'
  | 'checklist'
  | 'template'
  | 'handover'
  | 'comparison'
  | 'conflicts_report'
  | 'commitments_report'
  | 'cover_gaps'
  | 'labels'
  | 'contract_cost'
  | 'scorecard'
  | 'scorecards'
  | 'clauses_grid'
  | 'clauses_gaps'
  | 'clauses_sheet'
  | 'plan'
  | 'outlook_fleet'
  | 'outlook_departments'
  | 'outlook_reasons'
  | 'import_result'
  | `sheet_${SheetNoun}`
  | `records_${ImportNoun}`;

/** An export that is to be made, signed, laid ready and noted in the history. */
export interface ExportOrder {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  /** Of the file, without its ending. */
  readonly name: string;
  /** The day that the content speaks of; null where it speaks of none. */
  readonly asOf: Day | null;
  readonly rows: number;
  /** The catalogue of questions; only for checklists. */
  readonly template?: { readonly id: string; readonly version: string };
  /** Makes the file. `proof` is printed on what people read. */
  content(proof: Proof): Uint8Array | Promise<Uint8Array>;
}

/** An export that can be made again and again, and is written only when it says something else. */
export interface KeptOrder extends ExportOrder {
  /** What the file says, without when it was made and what proves it: of two orders that say the same, one file is enough. */
  says(): string | Uint8Array | Promise<Uint8Array>;
}

/** A signed export that is ready to be fetched. */
export interface ExportTicket {
  readonly ticket: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly byteSize: number;
  /** Of `fileName.sig`; null when the file holds its signature itself. */
  readonly signatureTicket: string | null;
}

export const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ics: 'text/calendar; charset=utf-8; method=PUBLISH',
};
