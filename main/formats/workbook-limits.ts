/** Limits of the tables of a workbook. What lies beyond is not read, because phantom rows and columns are common (domain.md 4.2, 7). */
export const WORKBOOK_LIMITS = { sheets: 50, rows: 5000, columns: 60, cell: 32 * 1024 } as const;

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
  /** Whether it points to other files, which are not opened. */
  readonly externalLinks: boolean;
}
