import { ImportFileError } from '../domain/import/problems.ts';
import { WORKBOOK_LIMITS } from './workbook-limits.ts';

/** A sheet while it is read: rows and columns count from 0, and what lies outside the limits is left away. */
export class Cells {
  readonly #rows: string[][] = [];
  readonly #formulas = new Set<string>();

  /** @throws ImportFileError `cell_too_large` */
  set(row: number, column: number, text: string): void {
    if (row < 0 || column < 0 || row >= WORKBOOK_LIMITS.rows || column >= WORKBOOK_LIMITS.columns) return;
    if (text === '') return;
    if (text.length > WORKBOOK_LIMITS.cell) {
      throw new ImportFileError('cell_too_large', { row: row + 1, limit: WORKBOOK_LIMITS.cell });
    }
    while (this.#rows.length <= row) this.#rows.push([]);
    const cells = this.#rows[row] as string[];
    while (cells.length < column) cells.push('');
    cells[column] = text;
  }

  /** Notes that the value of a cell comes from a formula. */
  markFormula(row: number, column: number): void {
    if (row < WORKBOOK_LIMITS.rows && column < WORKBOOK_LIMITS.columns) this.#formulas.add(`${row}:${column}`);
  }

  /** Whether the value of a cell comes from a formula; rows and columns count from 0. */
  hasFormula(row: number, column: number): boolean {
    return this.#formulas.has(`${row}:${column}`);
  }

  /** Gives every cell of a merged range the value of its first one. */
  merge(top: number, left: number, bottom: number, right: number): void {
    const text = this.#rows[top]?.[left] ?? '';
    if (text === '') return;
    const [lastRow, lastColumn] = [
      Math.min(bottom, this.#rows.length - 1),
      Math.min(right, WORKBOOK_LIMITS.columns - 1),
    ];
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
