/** How much of a workbook is read. All are inclusive. */
export interface WorkbookLimits {
  readonly sheets: number;
  readonly rows: number;
  readonly columns: number;
  /** UTF-16 units in one cell. */
  readonly cell: number;
  /** What becomes of a filled cell beyond the rows or columns: it is left away, or the file is refused. */
  readonly beyond: 'leave' | 'refuse';
}

/** Limits of the tables of a form. What lies beyond is not read, because phantom rows and columns are common (domain.md 4.2, 7). */
export const WORKBOOK_LIMITS: WorkbookLimits = {
  sheets: 50,
  rows: 5000,
  columns: 60,
  cell: 32 * 1024,
  beyond: 'leave',
};

/** Limits of a register in a workbook, those of a text table (reliability.md 5): no row of it is left away in silence. */
export const REGISTER_LIMITS: WorkbookLimits = {
  sheets: 50,
  rows: 200_000,
  columns: 200,
  cell: 32 * 1024,
  beyond: 'refuse',
};

/** One sheet as text; merged cells repeat the value of their first one. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** Whether the value of a cell comes from a formula; rows and columns count from 0. */
  hasFormula(row: number, column: number): boolean;
}

/** A workbook as text. Nothing in it is run: formulas give the value that was saved with them. */
export interface ReadWorkbook {
  readonly format: 'xlsx' | 'ods';
  readonly sheets: readonly WorkbookSheet[];
  /** Cells whose value comes from a formula. */
  readonly formulas: number;
  /** Whether its days count from 1904 instead of 1900; matters for days that are written as plain numbers. */
  readonly from1904: boolean;
  /** Whether it points to other files, which are not opened. */
  readonly externalLinks: boolean;
}
