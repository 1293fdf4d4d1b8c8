import { ImportFileError } from '../domain/import/problems.ts';
import type { WorkbookLimits } from './workbook-limits.ts';

/** Cells that merged ranges may fill; a hostile file names the whole sheet again and again. */
const MOST_MERGED = 1_000_000;

/** A sheet while it is read: rows and columns count from 0. */
export class Cells {
  readonly #rows: string[][] = [];
  readonly #formulas = new Set<string>();
  readonly #limits: WorkbookLimits;
  #merged = 0;

  constructor(limits: WorkbookLimits) {
    this.#limits = limits;
  }

  /** @throws ImportFileError `cell_too_large`, and where the limits say so `too_many_rows` or `too_many_columns` */
  set(row: number, column: number, text: string): void {
    const { rows, columns, cell, beyond } = this.#limits;
    if (row < 0 || column < 0 || text === '') return;
    if (row >= rows || column >= columns) {
      if (beyond === 'leave' || text.trim() === '') return;
      if (row >= rows) throw new ImportFileError('too_many_rows', { limit: rows });
      throw new ImportFileError('too_many_columns', { limit: columns, row: row + 1 });
    }
    if (text.length > cell) throw new ImportFileError('cell_too_large', { row: row + 1, limit: cell });
    while (this.#rows.length <= row) this.#rows.push([]);
    const cells = this.#rows[row] as string[];
    while (cells.length < column) cells.push('');
    cells[column] = text;
  }

  /** Notes that the value of a cell comes from a formula; only of a form, where it is asked of single answers. */
  markFormula(row: number, column: number): void {
    const { rows, columns, beyond } = this.#limits;
    if (beyond === 'leave' && row < rows && column < columns) this.#formulas.add(`${row}:${column}`);
  }

  /** Whether the value of a cell comes from a formula; rows and columns count from 0. */
  hasFormula(row: number, column: number): boolean {
    return this.#formulas.has(`${row}:${column}`);
  }

  /** Gives every cell of a merged range the value of its first one. */
  merge(top: number, left: number, bottom: number, right: number): void {
    const text = this.#rows[top]?.[left] ?? '';
    if (text === '') return;
    const [lastRow, lastColumn] = [Math.min(bottom, this.#rows.length - 1), Math.min(right, this.#limits.columns - 1)];
    this.#merged += (lastRow - top + 1) * (lastColumn - left + 1);
    if (this.#merged > MOST_MERGED) return;
    for (let row = top; row <= lastRow; row += 1) {
      for (let column = left; column <= lastColumn; column += 1) {
        this.set(row, column, text);
        if (this.hasFormula(top, left)) this.markFormula(row, column);
      }
    }
  }

  get rows(): readonly (readonly string[])[] {
    return this.#rows;
  }
}
